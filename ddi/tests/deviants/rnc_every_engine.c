/* SPDX-License-Identifier: Apache-2.0 */
/* A completion calls the callbacks of every engine. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  for (ULONG i = 0; i < Engine->Adapter->EngineCount; i++)
    __real_BusNotify(&Engine->Adapter->Engines[i], Times, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
