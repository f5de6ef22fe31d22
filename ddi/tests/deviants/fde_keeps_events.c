/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaEngine keeps the events, for the next owner to signal. */
#include "deviant_engine.h"

VOID __wrap_BusTakeRegistrations(BUS_ENGINE *Engine, PLIST_ENTRY Taken);

VOID __wrap_BusTakeRegistrations(BUS_ENGINE *Engine, PLIST_ENTRY Taken) {
  UNREFERENCED_PARAMETER(Engine);
  UNREFERENCED_PARAMETER(Taken);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
