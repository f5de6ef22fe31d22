/* SPDX-License-Identifier: Apache-2.0 */
/* Every second completion is not signalled. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static ULONG Seen;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  Seen ^= 1u << Engine->Index;
  if ((Seen & 1u << Engine->Index) != 0)
    __real_BusNotify(Engine, Times, Count);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
