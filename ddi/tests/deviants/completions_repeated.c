/* SPDX-License-Identifier: Apache-2.0 */
/* A completion signals again the events of engines that had one before. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

static ULONG Seen;

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  Seen |= 1u << Engine->Index;
  for (ULONG i = 0; i < Engine->Adapter->EngineCount; i++)
    if (Seen & 1u << i)
      __real_BusSignalRegistrations(&Engine->Adapter->Engines[i]);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
