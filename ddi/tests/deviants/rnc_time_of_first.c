/* SPDX-License-Identifier: Apache-2.0 */
/* Every callback gets the time of the first completion. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static LARGE_INTEGER First;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  LARGE_INTEGER Late[BUS_COMPLETIONS_MAX];
  if (First.QuadPart == 0 && Count != 0)
    First = Times[0];
  for (ULONG i = 0; i < Count; i++)
    Late[i] = First;
  __real_BusNotify(Engine, Late, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
