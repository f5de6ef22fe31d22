/* SPDX-License-Identifier: Apache-2.0 */
/* An event is cleared right after it was set. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  __real_BusNotify(Engine, Times, Count);
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink)
    KeClearEvent(CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Notification.Event);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
