/* SPDX-License-Identifier: Apache-2.0 */
/* A completion signals again the events of engines that had one before. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static ULONG Seen;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  Seen |= 1u << Engine->Index;
  for (ULONG i = 0; i < Engine->Adapter->EngineCount; i++)
    if (Seen & 1u << i)
      __real_BusNotify(&Engine->Adapter->Engines[i], Times, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
