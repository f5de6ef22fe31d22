/* SPDX-License-Identifier: Apache-2.0 */
/* The routine is called above DISPATCH_LEVEL. */
#include "deviant_engine.h"

VOID __real_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);

VOID __wrap_BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL + 1, &Irql);
  __real_BusDeliverUnsolicited(Adapter, Response);
  KeLowerIrql(Irql);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
