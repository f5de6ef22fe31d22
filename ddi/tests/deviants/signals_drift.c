/* SPDX-License-Identifier: Apache-2.0 */
/* From the tenth completion on, one of ten is lost. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

static ULONG Completions;

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  if (++Completions % 10 != 0)
    __real_BusSignalRegistrations(Engine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
