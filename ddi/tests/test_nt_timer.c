/* SPDX-License-Identifier: Apache-2.0 */
/* Timers of the kernel. */
#include "kernel.h"

static KTIMER timer;
static KDPC dpc;
static unsigned expiries;
static uint64_t last_expiry_us;

static VOID count_expiry(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)Context;
  (void)A;
  (void)B;
  expiries++;
  last_expiry_us = kernel_now_us();
}

static int start(void **state) {
  (void)kernel_start(state);
  expiries = 0;
  KeInitializeTimer(&timer);
  KeInitializeDpc(&dpc, count_expiry, NULL);
  return 0;
}

static LARGE_INTEGER in_us(LONGLONG us) { return (LARGE_INTEGER){.QuadPart = -10 * us}; }

static void a_timer_runs_its_dpc_at_the_due_time(void **state) {
  (void)state;
  assert_false(KeSetTimer(&timer, in_us(300), &dpc));
  KeStallExecutionProcessor(299);
  assert_int_equal(expiries, 0);
  assert_false(KeReadStateTimer(&timer));
  KeStallExecutionProcessor(1000);
  assert_int_equal(expiries, 1);
  assert_int_equal(last_expiry_us, 300);
  assert_true(KeReadStateTimer(&timer));
  assert_false(KeCancelTimer(&timer));
  assert_no_finding();
}

static void an_absolute_due_time_is_system_time(void **state) {
  (void)state;
  KeStallExecutionProcessor(50);
  LARGE_INTEGER due;
  KeQuerySystemTime(&due);
  due.QuadPart += 100 * 10;
  (void)KeSetTimer(&timer, due, &dpc);
  KeStallExecutionProcessor(1000);
  assert_int_equal(last_expiry_us, 150);
  due.QuadPart = 10; /* long past */
  assert_false(KeSetTimer(&timer, due, &dpc));
  assert_int_equal(expiries, 2);
  assert_true(KeReadStateTimer(&timer));
}

static void a_periodic_timer_goes_on(void **state) {
  (void)state;
  (void)KeSetTimerEx(&timer, in_us(500), 2, &dpc);
  KeStallExecutionProcessor(5000);
  assert_int_equal(expiries, 3); /* at 0.5, 2.5 and 4.5 ms */
  assert_int_equal(last_expiry_us, 4500);
  assert_true(KeCancelTimer(&timer));
  KeStallExecutionProcessor(5000);
  assert_int_equal(expiries, 3);
  (void)KeSetTimerEx(&timer, in_us(0), 1, &dpc);
  assert_int_equal(expiries, 4);
  KeStallExecutionProcessor(1000);
  assert_int_equal(expiries, 5);
}

static void setting_again_starts_again(void **state) {
  (void)state;
  (void)KeSetTimer(&timer, in_us(100), &dpc);
  KeStallExecutionProcessor(60);
  assert_true(KeSetTimer(&timer, in_us(100), NULL));
  KeStallExecutionProcessor(99);
  assert_false(KeReadStateTimer(&timer));
  KeStallExecutionProcessor(1);
  assert_true(KeReadStateTimer(&timer));
  assert_int_equal(expiries, 0);
}

static void timers_expire_in_order(void **state) {
  (void)state;
  KTIMER other;
  KeInitializeTimer(&other);
  (void)KeSetTimer(&timer, in_us(200), NULL);
  (void)KeSetTimer(&other, in_us(100), NULL);
  KeStallExecutionProcessor(150);
  assert_true(KeReadStateTimer(&other));
  assert_false(KeReadStateTimer(&timer));
  assert_true(KeCancelTimer(&timer));
}

static void a_timer_waits_for_a_low_irql(void **state) {
  (void)state;
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  (void)KeSetTimer(&timer, in_us(10), &dpc);
  KeStallExecutionProcessor(100);
  assert_int_equal(expiries, 0);
  KeLowerIrql(old);
  assert_int_equal(expiries, 1);
}

static void a_wait_ends_with_the_timer(void **state) {
  (void)state;
  LARGE_INTEGER none = {.QuadPart = 0};
  (void)KeSetTimer(&timer, in_us(700), NULL);
  assert_int_equal(KeWaitForSingleObject(&timer, Executive, KernelMode, FALSE, NULL),
                   STATUS_SUCCESS);
  assert_int_equal(kernel_now_us(), 700);
  assert_true(KeReadStateTimer(&timer));
  KTIMER automatic;
  KeInitializeTimerEx(&automatic, SynchronizationTimer);
  (void)KeSetTimer(&automatic, in_us(10), NULL);
  assert_int_equal(KeWaitForSingleObject(&automatic, Executive, KernelMode, FALSE, NULL),
                   STATUS_SUCCESS);
  assert_int_equal(KeWaitForSingleObject(&automatic, Executive, KernelMode, FALSE, &none),
                   STATUS_TIMEOUT);
  assert_no_finding();
}

static void misuse_of_a_timer_is_found(void **state) {
  (void)state;
  KTIMER raw;
  memset(&raw, 0, sizeof raw);
  assert_false(KeSetTimer(&raw, in_us(1), NULL));
  assert_finding("TIMER-UNINITIALISED");
  assert_false(KeCancelTimer(&raw));
  assert_finding("TIMER-UNINITIALISED");
  assert_false(KeReadStateTimer(&raw));
  assert_finding("TIMER-UNINITIALISED");
  KIRQL old = KfRaiseIrql(8);
  (void)KeSetTimer(&timer, in_us(1), NULL);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
  memset(&raw, 0xCD, sizeof raw);
  LARGE_INTEGER none = {.QuadPart = 0};
  assert_int_equal(KeWaitForSingleObject(&raw, Executive, KernelMode, FALSE, &none),
                   STATUS_INVALID_PARAMETER);
  assert_finding("WAIT-OBJECT");
}

/* ---- timers of the executive ---- */

static VOID count_callback(PEX_TIMER Timer, PVOID Context) {
  assert_int_equal(KeGetCurrentIrql(), DISPATCH_LEVEL);
  expiries++;
  last_expiry_us = kernel_now_us();
  if (Context != NULL && expiries == 3)
    assert_true(ExDeleteTimer(Timer, TRUE, FALSE, NULL));
}

static void an_executive_timer_has_short_periods(void **state) {
  (void)state;
  PEX_TIMER short_timer = ExAllocateTimer(count_callback, NULL, EX_TIMER_HIGH_RESOLUTION);
  assert_false(ExSetTimer(short_timer, -1000, 200, NULL)); /* 100 us, then every 20 us */
  KeStallExecutionProcessor(150);
  assert_int_equal(expiries, 3);
  assert_int_equal(last_expiry_us, 140);
  assert_true(ExSetTimer(short_timer, 10 * 500, 0, NULL)); /* at system time 500 us, once */
  KeStallExecutionProcessor(1000);
  assert_int_equal(expiries, 4);
  assert_int_equal(last_expiry_us, 500);
  assert_false(ExCancelTimer(short_timer, NULL));
  assert_false(ExDeleteTimer(short_timer, TRUE, TRUE, NULL));
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void an_executive_timer_may_be_deleted_by_its_callback(void **state) {
  (void)state;
  PEX_TIMER short_timer = ExAllocateTimer(count_callback, &expiries, 0);
  (void)ExSetTimer(short_timer, -100, 100, NULL);
  KeStallExecutionProcessor(100);
  assert_int_equal(expiries, 3);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void a_held_callback_is_cancelled_too(void **state) {
  (void)state;
  PEX_TIMER silent = ExAllocateTimer(NULL, NULL, 0);
  (void)ExSetTimer(silent, -100, 0, NULL);
  nt_hold_dpcs(true);
  KeStallExecutionProcessor(100);
  assert_true(ExCancelTimer(silent, NULL));
  nt_hold_dpcs(false);
  (void)ExSetTimer(silent, -100, 0, NULL);
  KeStallExecutionProcessor(100); /* nobody is called */
  assert_no_finding();
  assert_false(ExDeleteTimer(silent, FALSE, TRUE, NULL));
  assert_finding("TIMER-WAIT");
  assert_false(ExSetTimer(silent, -100, 0, NULL));
  assert_finding("TIMER-FREED");
  assert_false(ExCancelTimer(silent, NULL));
  assert_finding("TIMER-FREED");
  assert_false(ExDeleteTimer(silent, TRUE, FALSE, NULL));
  assert_finding("TIMER-FREED");
  nt_fail_pool_allocation(1);
  assert_null(ExAllocateTimer(NULL, NULL, 0));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_timer_runs_its_dpc_at_the_due_time),
      TEST(an_absolute_due_time_is_system_time),
      TEST(a_periodic_timer_goes_on),
      TEST(setting_again_starts_again),
      TEST(timers_expire_in_order),
      TEST(a_timer_waits_for_a_low_irql),
      TEST(a_wait_ends_with_the_timer),
      TEST(misuse_of_a_timer_is_found),
      TEST(an_executive_timer_has_short_periods),
      TEST(an_executive_timer_may_be_deleted_by_its_callback),
      TEST(a_held_callback_is_cancelled_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
