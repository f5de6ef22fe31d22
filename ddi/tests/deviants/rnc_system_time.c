/* SPDX-License-Identifier: Apache-2.0 */
/* The time that a callback gets is the system time. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  LARGE_INTEGER Late[BUS_COMPLETIONS_MAX];
  for (ULONG i = 0; i < Count; i++)
    KeQuerySystemTime(&Late[i]);
  (void)Times;
  __real_BusNotify(Engine, Late, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
