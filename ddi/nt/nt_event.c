/* SPDX-License-Identifier: Apache-2.0 */
/* Event objects. */
#include "nt_internal.h"

static bool usable(const KEVENT *event, const char *service) {
  if (!nt_memory_is_good(event, "EVENT", service))
    return false;
  if (event->Header.Type <= SynchronizationEvent && nt_object_is_sound(&event->Header))
    return true;
  nt_finding("EVENT-UNINITIALISED", "%s on an object that is not an initialised event", service);
  return false;
}

VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State) {
  nt_object_initialise(&Event->Header, Type == NotificationEvent ? NT_EVENT : NT_EVENT_AUTO,
                       State != FALSE);
}

LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  UNREFERENCED_PARAMETER(Increment);
  (void)nt_require_irql_at_most(Wait ? APC_LEVEL : DISPATCH_LEVEL, "KeSetEvent");
  if (!usable(Event, "KeSetEvent"))
    return 0;
  LONG previous = Event->Header.SignalState;
  Event->Header.SignalState = 1;
  nt_record(NT_RECORD_SIGNAL, Event, (uint64_t)(uint32_t)previous);
  nt_signal();
  return previous;
}

VOID KeClearEvent(PRKEVENT Event) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "KeClearEvent");
  if (usable(Event, "KeClearEvent"))
    Event->Header.SignalState = 0;
}

LONG KeResetEvent(PRKEVENT Event) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "KeResetEvent");
  if (!usable(Event, "KeResetEvent"))
    return 0;
  LONG previous = Event->Header.SignalState;
  Event->Header.SignalState = 0;
  return previous;
}

LONG KeReadStateEvent(PRKEVENT Event) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "KeReadStateEvent");
  return usable(Event, "KeReadStateEvent") ? Event->Header.SignalState : 0;
}
