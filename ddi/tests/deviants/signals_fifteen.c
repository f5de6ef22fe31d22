/* SPDX-License-Identifier: Apache-2.0 */
/* Events after the fifteenth are not signalled. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static ULONG Budget = ~0u;

LONG __real_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  if (Budget == 0)
    return 0;
  Budget--;
  return __real_KeSetEvent(Event, Increment, Wait);
}

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  Budget = 15;
  __real_BusNotify(Engine, Times, Count);
  Budget = ~0u;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
