/* SPDX-License-Identifier: Apache-2.0 */
/* The time that a callback gets is that of the DPC. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  LARGE_INTEGER Late[BUS_COMPLETIONS_MAX];
  for (ULONG i = 0; i < Count; i++)
    Late[i] = KeQueryPerformanceCounter(NULL);
  (void)Times;
  __real_BusNotify(Engine, Late, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
