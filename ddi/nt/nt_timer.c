/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Timers. They expire in order of their due times, at the very tick, once the IRQL is below
 * DISPATCH_LEVEL. DueTime in a KTIMER holds that tick.
 */
#include "nt_internal.h"

#define UNITS_PER_MS 10000u /* units of 100 ns */

static bool is_running(const KTIMER *timer) { return timer->TimerListEntry.Flink != NULL; }

static bool usable(const KTIMER *timer, const char *service) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  if (!nt_memory_is_good(timer, "TIMER", service))
    return false;
  if ((timer->Header.Type == NT_TIMER || timer->Header.Type == NT_TIMER_AUTO) &&
      nt_object_is_sound(&timer->Header))
    return true;
  nt_finding("TIMER-UNINITIALISED", "%s on an object that is not an initialised timer", service);
  return false;
}

static void stop(KTIMER *timer) {
  (void)RemoveEntryList(&timer->TimerListEntry);
  timer->TimerListEntry.Flink = timer->TimerListEntry.Blink = NULL;
}

static KTIMER *timer_of(PLIST_ENTRY entry) {
  return CONTAINING_RECORD(entry, KTIMER, TimerListEntry);
}

/* Timers that are due at the same tick expire in the order they were set. */
static void run(KTIMER *timer, uint64_t tick) {
  timer->DueTime.QuadPart = tick;
  PLIST_ENTRY before = nt.timers.Blink;
  while (before != &nt.timers && timer_of(before)->DueTime.QuadPart > tick)
    before = before->Blink;
  InsertHeadList(before, &timer->TimerListEntry);
}

static void expire(KTIMER *timer, uint64_t due) {
  timer->Header.SignalState = 1;
  nt_signal();
  if (timer->Period != 0)
    run(timer, due + nt_ticks_from_100ns((uint64_t)timer->Period * UNITS_PER_MS));
  if (timer->Dpc != NULL)
    (void)KeInsertQueueDpc(timer->Dpc, NULL, NULL);
}

uint64_t nt_next_timer_tick(void) {
  return IsListEmpty(&nt.timers) ? UINT64_MAX : timer_of(nt.timers.Flink)->DueTime.QuadPart;
}

void nt_serve_timers(void) {
  while (nt.irql < DISPATCH_LEVEL && nt_next_timer_tick() <= nt_now()) {
    KTIMER *timer = timer_of(nt.timers.Flink);
    stop(timer);
    expire(timer, timer->DueTime.QuadPart);
  }
}

void nt_timers_memory_goes(const void *memory, size_t bytes) {
  PLIST_ENTRY entry = nt.timers.Flink;
  while (entry != &nt.timers) {
    KTIMER *timer = timer_of(entry);
    entry = entry->Flink;
    if (!nt_lies_in(timer, memory, bytes))
      continue;
    nt_finding("TIMER-FREED", "memory is freed with a running timer in it");
    stop(timer);
  }
}

void nt_timers_check_leaks(void) {
  size_t count = 0;
  for (PLIST_ENTRY entry = nt.timers.Flink; entry != &nt.timers; entry = entry->Flink)
    count++;
  if (count != 0)
    nt_finding("TIMER-LEAK", "%zu timers are running", count);
}

/* Timer may be memory that was never initialised: nothing in it is believed. */
static void stop_if_running(KTIMER *timer, const char *service) {
  PLIST_ENTRY entry = nt.timers.Flink;
  while (entry != &nt.timers && timer_of(entry) != timer)
    entry = entry->Flink;
  if (entry == &nt.timers)
    return;
  nt_finding("TIMER-RUNNING", "%s of a timer that is running", service);
  stop(timer);
}

VOID KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type) {
  stop_if_running(Timer, "KeInitializeTimer");
  nt_object_initialise(&Timer->Header, Type == NotificationTimer ? NT_TIMER : NT_TIMER_AUTO, 0);
}

VOID KeInitializeTimer(PKTIMER Timer) { KeInitializeTimerEx(Timer, NotificationTimer); }

BOOLEAN KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc) {
  if (!usable(Timer, "KeSetTimer"))
    return FALSE;
  BOOLEAN was_running = is_running(Timer);
  if (was_running)
    stop(Timer);
  Timer->Header.SignalState = 0;
  Timer->Dpc = Dpc;
  Timer->Period = (ULONG)Period;
  uint64_t due = nt_tick_of_due_time(DueTime.QuadPart);
  if (due <= nt_now())
    expire(Timer, nt_now());
  else
    run(Timer, due);
  return was_running;
}

BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc) {
  return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}

BOOLEAN KeCancelTimer(PKTIMER Timer) {
  if (!usable(Timer, "KeCancelTimer") || !is_running(Timer))
    return FALSE;
  stop(Timer);
  return TRUE;
}

BOOLEAN KeReadStateTimer(PKTIMER Timer) {
  return usable(Timer, "KeReadStateTimer") && Timer->Header.SignalState != 0;
}
