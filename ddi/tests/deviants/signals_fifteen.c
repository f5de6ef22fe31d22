/* SPDX-License-Identifier: Apache-2.0 */
/* Events after the fifteenth are not signalled. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  ULONG Count = 0;
  (void)__real_BusSignalRegistrations;
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink;
       Entry != &Engine->Registrations && Count < 15; Entry = Entry->Flink, Count++)
    (void)KeSetEvent(CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Event, EVENT_INCREMENT,
                     FALSE);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
