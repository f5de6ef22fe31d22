/* SPDX-License-Identifier: Apache-2.0 */
/* Simulated time: the loop that moves it, and the clocks drivers read. */
#include "nt_internal.h"

#define UNITS_PER_SECOND 10000000u /* units of 100 ns */
#define TICK_100NS 156250u         /* of the system clock */

uint64_t nt_now(void) {
  struct hda_sim_time now;
  hda_sim_now(nt.sim, &now);
  return now.ticks;
}

static uint64_t scale(uint64_t value, uint64_t numerator, uint64_t denominator, bool up) {
  unsigned __int128 product = (unsigned __int128)value * numerator + (up ? denominator - 1 : 0);
  product /= denominator;
  return product > UINT64_MAX ? UINT64_MAX : (uint64_t)product;
}

uint64_t nt_ticks_from_100ns(uint64_t units) {
  return scale(units, hda_sim_ticks_per_second(nt.sim), UNITS_PER_SECOND, true);
}

uint64_t nt_100ns_from_ticks(uint64_t ticks) {
  return scale(ticks, UNITS_PER_SECOND, hda_sim_ticks_per_second(nt.sim), false);
}

void nt_serve(void) {
  nt_serve_interrupts();
  nt_serve_timers();
  nt_serve_dpcs();
}

/* Where time has to stand still for something to happen, or `deadline` if that is earlier. */
static uint64_t next_stop(uint64_t deadline) {
  uint64_t until = deadline, now = nt_now();
  if (nt.line_masked && nt.line_retry_tick < until)
    until = nt.line_retry_tick;
  if (nt.irql < DISPATCH_LEVEL && nt_next_timer_tick() < until)
    until = nt_next_timer_tick();
  return until > now ? until : now;
}

bool nt_step(uint64_t deadline) {
  int error = hda_sim_run_until(nt.sim, next_stop(deadline),
                                nt_line_can_interrupt() ? HDA_SIM_WAKE_IRQ : 0, NULL);
  nt_sync_mappings();
  if (error != HDA_SIM_OK)
    nt_finding("SIMULATION", "time does not move: %s", hda_sim_strerror(error));
  return error == HDA_SIM_OK;
}

void nt_advance(uint64_t deadline, bool (*done)(void *arg), void *arg) {
  nt_sync_mappings();
  do {
    nt_serve();
    if (done != NULL && done(arg))
      break;
  } while (nt_now() < deadline && nt_step(deadline));
}

static bool run_is_stopped(void *arg) {
  (void)arg;
  return nt.stop_run;
}

void nt_run_until(uint64_t deadline) {
  nt.stop_run = false;
  nt_block(deadline, run_is_stopped, NULL, true);
}

void nt_stop_run(void) { nt.stop_run = true; }

static uint64_t ticks_from_now(uint64_t units) {
  uint64_t now = nt_now(), ticks = nt_ticks_from_100ns(units);
  return ticks > UINT64_MAX - now ? UINT64_MAX : now + ticks;
}

uint64_t nt_tick_of_due_time(LONGLONG units) {
  return units < 0 ? ticks_from_now(0 - (uint64_t)units) : nt_ticks_from_100ns((uint64_t)units);
}

VOID KeStallExecutionProcessor(ULONG MicroSeconds) {
  nt_advance(ticks_from_now((uint64_t)MicroSeconds * 10), NULL, NULL);
}

NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                                PLARGE_INTEGER Interval) {
  UNREFERENCED_PARAMETER(WaitMode);
  UNREFERENCED_PARAMETER(Alertable);
  (void)nt_require_irql_at_most(APC_LEVEL, "KeDelayExecutionThread");
  nt_block(nt_tick_of_due_time(Interval->QuadPart), NULL, NULL, false);
  return STATUS_SUCCESS;
}

/* The counter runs at 10 MHz, the rate that Windows shows on present machines. */
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency) {
  LARGE_INTEGER counter;
  counter.QuadPart = (LONGLONG)nt_100ns_from_ticks(nt_now());
  if (PerformanceFrequency != NULL)
    PerformanceFrequency->QuadPart = UNITS_PER_SECOND;
  return counter;
}

ULONGLONG KeQueryInterruptTime(VOID) { return nt_100ns_from_ticks(nt_now()); }

VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime) {
  CurrentTime->QuadPart = (LONGLONG)nt_100ns_from_ticks(nt_now());
}

ULONGLONG KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp) {
  *QpcTimeStamp = (ULONG64)KeQueryPerformanceCounter(NULL).QuadPart;
  return KeQueryInterruptTime();
}

ULONG KeQueryTimeIncrement(VOID) { return TICK_100NS; }

VOID KeQueryTickCount(PLARGE_INTEGER CurrentCount) {
  CurrentCount->QuadPart = (LONGLONG)(nt_100ns_from_ticks(nt_now()) / TICK_100NS);
}
