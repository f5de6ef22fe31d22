/* SPDX-License-Identifier: Apache-2.0 */
/* An engine with a callback signals no event. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static BOOLEAN Mute;

LONG __real_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);

LONG __wrap_KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  return Mute ? 0 : __real_KeSetEvent(Event, Increment, Wait);
}

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  Mute = FALSE;
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink)
    if (CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Notification.Callback != NULL)
      Mute = TRUE;
  __real_BusNotify(Engine, Times, Count);
  Mute = FALSE;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
