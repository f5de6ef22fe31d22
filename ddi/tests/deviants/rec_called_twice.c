/* SPDX-License-Identifier: Apache-2.0 */
/* The routine is called twice for one response. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  __real_BusDeliverUnsolicited(Adapter, Response);
  __real_BusDeliverUnsolicited(Adapter, Response);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
