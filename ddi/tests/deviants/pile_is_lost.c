/* SPDX-License-Identifier: Apache-2.0 */
/* When several completions wait for the DPC, none is signalled. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  if (Count == 1)
    __real_BusNotify(Engine, Times, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
