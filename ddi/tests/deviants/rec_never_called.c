/* SPDX-License-Identifier: Apache-2.0 */
/* The routine is never called. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  (void)Adapter;
  (void)Response;
  (void)__real_BusDeliverUnsolicited;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
