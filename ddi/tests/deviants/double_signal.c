/* SPDX-License-Identifier: Apache-2.0 */
/* Every event is set twice at each completion. The linker sends the driver's KeSetEvent here. */
#include "deviant.h"

LONG __real_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  LONG Previous = __real_KeSetEvent(Event, Increment, Wait);
  (void)__real_KeSetEvent(Event, Increment, Wait);
  return Previous;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
