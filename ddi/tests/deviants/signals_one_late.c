/* SPDX-License-Identifier: Apache-2.0 */
/* A completion is signalled when the next one comes. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static ULONG Seen;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  if ((Seen & 1u << Engine->Index) != 0)
    __real_BusNotify(Engine, Times, Count);
  Seen |= 1u << Engine->Index;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
