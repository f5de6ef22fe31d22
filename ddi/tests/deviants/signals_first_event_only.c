/* SPDX-License-Identifier: Apache-2.0 */
/* Of several events the first is signalled. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  PLIST_ENTRY First = Engine->Registrations.Flink;
  if (First != &Engine->Registrations)
    (void)KeSetEvent(CONTAINING_RECORD(First, BUS_REGISTRATION, Link)->Event, EVENT_INCREMENT,
                     FALSE);
  (void)__real_BusSignalRegistrations;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
