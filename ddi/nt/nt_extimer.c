/* SPDX-License-Identifier: Apache-2.0 */
/* Timers with short periods: each is a timer that its own DPC sets again. */
#include "nt_internal.h"

#define EXTIMER_TAG 0x6D697445u /* "Etim" */

struct _EX_TIMER {
  KTIMER timer;
  KDPC dpc;
  PEXT_CALLBACK callback;
  PVOID context;
  LONGLONG due, period; /* units of 100 ns; due is system time */
};

static VOID expire(PKDPC dpc, PVOID context, PVOID a, PVOID b) {
  UNREFERENCED_PARAMETER(a);
  UNREFERENCED_PARAMETER(b);
  PEX_TIMER timer = (PEX_TIMER)context;
  if (timer->period != 0) {
    timer->due += timer->period;
    LARGE_INTEGER due = {.QuadPart = timer->due};
    (void)KeSetTimer(&timer->timer, due, dpc);
  }
  if (timer->callback != NULL)
    timer->callback(timer, timer->context); /* may delete the timer */
}

PEX_TIMER ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG Attributes) {
  UNREFERENCED_PARAMETER(Attributes);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "ExAllocateTimer");
  PEX_TIMER timer = (PEX_TIMER)nt_pool_allocate(sizeof *timer, EXTIMER_TAG, true);
  if (timer == NULL)
    return NULL;
  KeInitializeTimer(&timer->timer);
  KeInitializeDpc(&timer->dpc, expire, timer);
  timer->callback = Callback;
  timer->context = CallbackContext;
  return timer;
}

BOOLEAN ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period,
                   PEXT_SET_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (!nt_memory_is_good(Timer, "TIMER", "ExSetTimer"))
    return FALSE;
  LARGE_INTEGER now, due = {.QuadPart = DueTime};
  KeQuerySystemTime(&now);
  Timer->due = DueTime < 0 ? now.QuadPart - DueTime : DueTime;
  Timer->period = Period;
  return KeSetTimer(&Timer->timer, due, &Timer->dpc);
}

BOOLEAN ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (!nt_memory_is_good(Timer, "TIMER", "ExCancelTimer"))
    return FALSE;
  Timer->period = 0;
  BOOLEAN was_running = KeCancelTimer(&Timer->timer);
  return KeRemoveQueueDpc(&Timer->dpc) || was_running;
}

BOOLEAN ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
                      PEXT_DELETE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  (void)nt_require_irql_at_most(Wait ? APC_LEVEL : DISPATCH_LEVEL, "ExDeleteTimer");
  if (!nt_memory_is_good(Timer, "TIMER", "ExDeleteTimer"))
    return FALSE;
  if (Wait && !Cancel)
    nt_finding("TIMER-WAIT", "ExDeleteTimer is to wait for a timer that it does not cancel");
  BOOLEAN was_running = ExCancelTimer(Timer, NULL);
  ExFreePoolWithTag(Timer, EXTIMER_TAG);
  return was_running;
}
