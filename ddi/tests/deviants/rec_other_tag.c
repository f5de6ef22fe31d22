/* SPDX-License-Identifier: Apache-2.0 */
/* The routine of the next tag is called. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  Response.Unsolicited.Tag = (Response.Unsolicited.Tag + 1u) & 63u;
  __real_BusDeliverUnsolicited(Adapter, Response);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
