/* SPDX-License-Identifier: Apache-2.0 */
/* An event is cleared right after it was set. */
#include "deviant.h"

LONG __real_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  LONG Previous = __real_KeSetEvent(Event, Increment, Wait);
  KeClearEvent(Event);
  return Previous;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
