/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks come above DISPATCH_LEVEL. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL + 1, &Irql);
  __real_BusNotify(Engine, Times, Count);
  KeLowerIrql(Irql);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
