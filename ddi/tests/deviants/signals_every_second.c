/* SPDX-License-Identifier: Apache-2.0 */
/* Every second completion is not signalled. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

static ULONG Seen;

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  Seen ^= 1u << Engine->Index;
  if ((Seen & 1u << Engine->Index) != 0)
    __real_BusSignalRegistrations(Engine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
