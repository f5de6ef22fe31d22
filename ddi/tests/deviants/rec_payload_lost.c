/* SPDX-License-Identifier: Apache-2.0 */
/* The response that the routine gets has no payload. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  Response.Unsolicited.Response = 0;
  __real_BusDeliverUnsolicited(Adapter, Response);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
