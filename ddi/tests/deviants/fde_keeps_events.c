/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaEngine keeps the events, for the next owner to signal. */
#include "deviant_engine.h"

VOID __wrap_BusDropRegistrations(BUS_ENGINE *Engine);

VOID __wrap_BusDropRegistrations(BUS_ENGINE *Engine) { UNREFERENCED_PARAMETER(Engine); }

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
