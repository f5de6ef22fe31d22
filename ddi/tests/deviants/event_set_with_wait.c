/* SPDX-License-Identifier: Apache-2.0 */
/* KeSetEvent is called with Wait, which no DPC may. */
#include "deviant.h"

LONG __real_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  (void)Wait;
  return __real_KeSetEvent(Event, Increment, TRUE);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
