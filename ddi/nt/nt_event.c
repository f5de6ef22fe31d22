/* SPDX-License-Identifier: Apache-2.0 */
/* Event objects and waiting for them. A wait moves simulated time. */
#include "nt_internal.h"

/* Nothing but interrupts can end a wait; one that lasts this long is lost (2 s simulated). */
#define FOREVER_100NS 20000000u

bool nt_event_is_initialised(const KEVENT *event) {
  return event->Header.Type <= SynchronizationEvent && event->Header.Size == sizeof(KEVENT) / 4 &&
         event->Header.WaitListHead.Flink == &event->Header.WaitListHead;
}

static bool usable(const KEVENT *event, const char *service) {
  if (nt_event_is_initialised(event))
    return true;
  nt_finding("EVENT-UNINITIALISED", "%s on an object that is not an initialised event", service);
  return false;
}

VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State) {
  RtlZeroMemory(Event, sizeof *Event);
  Event->Header.Type = (UCHAR)Type;
  Event->Header.Size = sizeof(KEVENT) / 4;
  Event->Header.SignalState = State != FALSE;
  InitializeListHead(&Event->Header.WaitListHead);
}

LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait) {
  UNREFERENCED_PARAMETER(Increment);
  (void)nt_require_irql_at_most(Wait ? APC_LEVEL : DISPATCH_LEVEL, "KeSetEvent");
  if (!usable(Event, "KeSetEvent"))
    return 0;
  LONG previous = Event->Header.SignalState;
  Event->Header.SignalState = 1;
  nt_record(NT_RECORD_SIGNAL, Event, (uint64_t)(uint32_t)previous);
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

static bool is_signalled(void *arg) {
  const KEVENT *event = (const KEVENT *)arg;
  return event->Header.SignalState != 0;
}

static uint64_t wait_deadline(const LARGE_INTEGER *timeout) {
  LONGLONG units = timeout == NULL ? -(LONGLONG)FOREVER_100NS : timeout->QuadPart;
  if (units >= 0)
    return nt_ticks_from_100ns((uint64_t)units);
  uint64_t now = nt_now(), ticks = nt_ticks_from_100ns(0 - (uint64_t)units);
  return ticks > UINT64_MAX - now ? UINT64_MAX : now + ticks;
}

NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                               BOOLEAN Alertable, PLARGE_INTEGER Timeout) {
  UNREFERENCED_PARAMETER(WaitReason);
  UNREFERENCED_PARAMETER(WaitMode);
  UNREFERENCED_PARAMETER(Alertable);
  KEVENT *event = (KEVENT *)Object;
  bool poll = Timeout != NULL && Timeout->QuadPart == 0;
  if (nt.irql > DISPATCH_LEVEL || (nt.irql == DISPATCH_LEVEL && !poll)) {
    nt_finding("WAIT-AT-DISPATCH", "KeWaitForSingleObject would block at IRQL %u", nt.irql);
    poll = true;
  }
  if (!usable(event, "KeWaitForSingleObject"))
    return STATUS_INVALID_PARAMETER;
  if (!is_signalled(event) && !poll)
    nt_advance(wait_deadline(Timeout), is_signalled, event);
  if (!is_signalled(event)) {
    if (Timeout == NULL && !poll)
      nt_finding("WAIT-FOREVER", "an event waited for without timeout was not set in 2 s");
    return STATUS_TIMEOUT;
  }
  if (event->Header.Type == SynchronizationEvent)
    event->Header.SignalState = 0;
  return STATUS_SUCCESS;
}
