/* SPDX-License-Identifier: Apache-2.0 */
/* A completion signals the events of every engine. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  for (ULONG i = 0; i < Engine->Adapter->EngineCount; i++)
    __real_BusSignalRegistrations(&Engine->Adapter->Engines[i]);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
