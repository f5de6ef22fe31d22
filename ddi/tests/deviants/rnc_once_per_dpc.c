/* SPDX-License-Identifier: Apache-2.0 */
/* Completions that wait for the DPC become one callback. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  __real_BusNotify(Engine, Times, Count != 0 ? 1 : 0);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
