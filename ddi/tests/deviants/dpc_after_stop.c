/* SPDX-License-Identifier: Apache-2.0 */
/* A completion that came before Stop is signalled over and over. */
#include "deviant_engine.h"

ULONG __real_BusTakeCompletions(BUS_ENGINE *Engine);
ULONG __wrap_BusTakeCompletions(BUS_ENGINE *Engine);

ULONG __wrap_BusTakeCompletions(BUS_ENGINE *Engine) {
  ULONG Taken = __real_BusTakeCompletions(Engine);
  Engine->PendingCompletions = Taken;
  return Taken;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
