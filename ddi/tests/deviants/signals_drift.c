/* SPDX-License-Identifier: Apache-2.0 */
/* From the tenth completion on, one of ten is lost. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static ULONG Completions;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  if (++Completions % 10 != 0)
    __real_BusNotify(Engine, Times, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
