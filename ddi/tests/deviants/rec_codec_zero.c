/* SPDX-License-Identifier: Apache-2.0 */
/* A response of any codec goes to the routine of codec 0. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  Response.SDataIn = 0;
  __real_BusDeliverUnsolicited(Adapter, Response);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
