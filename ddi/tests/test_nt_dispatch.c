/* SPDX-License-Identifier: Apache-2.0 */
/* IRQL, events, waits, spin locks, mutexes, DPCs and time of the kernel. */
#include "fake_hda_sim.h"
#include "findings.h"

static struct hda_sim *sim;

static int start(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  sim = fake_create(&config);
  nt_start(sim);
  watch_records();
  return 0;
}

static int stop(void **state) {
  (void)state;
  nt_stop();
  fake_destroy(sim);
  return 0;
}

static uint64_t now_us(void) {
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  return now.ticks / (hda_sim_ticks_per_second(sim) / 1000000);
}

static void irql_goes_up_and_down(void **state) {
  (void)state;
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(old, PASSIVE_LEVEL);
  assert_int_equal(KeGetCurrentIrql(), DISPATCH_LEVEL);
  KeLowerIrql(old);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  assert_no_finding();
}

static void irql_misuse_is_found(void **state) {
  (void)state;
  KeLowerIrql(APC_LEVEL);
  assert_finding("IRQL-LOWER-TO-HIGHER");
  (void)KfRaiseIrql(HIGH_LEVEL + 1);
  assert_finding("IRQL-RANGE");
  PAGED_CODE();
  assert_no_finding();
  KIRQL old = KeRaiseIrqlToDpcLevel();
  (void)KfRaiseIrql(APC_LEVEL);
  assert_finding("IRQL-RAISE-TO-LOWER");
  PAGED_CODE();
  assert_finding("PAGED-CODE");
  KeLowerIrql(old);
}

static void notification_event_stays_set(void **state) {
  (void)state;
  KEVENT event;
  LARGE_INTEGER none = {.QuadPart = 0};
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  assert_int_equal(KeReadStateEvent(&event), 0);
  assert_int_equal(KeSetEvent(&event, IO_NO_INCREMENT, FALSE), 0);
  assert_int_not_equal(KeSetEvent(&event, IO_NO_INCREMENT, FALSE), 0);
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &none), 0);
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &none), 0);
  assert_int_not_equal(KeResetEvent(&event), 0);
  assert_int_equal(KeReadStateEvent(&event), 0);
  assert_int_equal(seen.signals, 2);
  assert_no_finding();
}

static void synchronization_event_is_consumed(void **state) {
  (void)state;
  KEVENT event;
  LARGE_INTEGER none = {.QuadPart = 0};
  KeInitializeEvent(&event, SynchronizationEvent, TRUE);
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &none), 0);
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &none),
                   STATUS_TIMEOUT);
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  KeClearEvent(&event);
  assert_int_equal(KeReadStateEvent(&event), 0);
}

static void a_wait_moves_time_by_its_timeout(void **state) {
  (void)state;
  KEVENT event;
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  LARGE_INTEGER relative = {.QuadPart = -2500 * 10};
  uint64_t before = now_us();
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &relative),
                   STATUS_TIMEOUT);
  assert_int_equal(now_us() - before, 2500);
  LARGE_INTEGER absolute = {.QuadPart = 4000 * 10};
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &absolute),
                   STATUS_TIMEOUT);
  assert_int_equal(now_us(), 4000);
  KeStallExecutionProcessor(7);
  assert_int_equal(now_us(), 4007);
  relative.QuadPart = -30;
  (void)KeDelayExecutionThread(KernelMode, FALSE, &relative);
  assert_int_equal(now_us(), 4010);
  LARGE_INTEGER frequency, counter = KeQueryPerformanceCounter(&frequency);
  assert_int_equal(counter.QuadPart * 1000000 / frequency.QuadPart, 4010);
  assert_no_finding();
}

static void a_wait_without_end_is_found(void **state) {
  (void)state;
  KEVENT event;
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL),
                   STATUS_TIMEOUT);
  assert_finding("WAIT-FOREVER");
}

static void waits_and_events_know_their_irql(void **state) {
  (void)state;
  KEVENT event;
  KIRQL old;
  LARGE_INTEGER some = {.QuadPart = -10}, none = {.QuadPart = 0};
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  (void)KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &none);
  assert_no_finding();
  (void)KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &some);
  assert_finding("WAIT-AT-DISPATCH");
  (void)KeDelayExecutionThread(KernelMode, FALSE, &some);
  assert_finding("IRQL-TOO-HIGH");
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_no_finding();
  (void)KfRaiseIrql(8);
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

static void an_uninitialised_event_is_found(void **state) {
  (void)state;
  KEVENT event;
  memset(&event, 0xCD, sizeof event);
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_finding("EVENT-UNINITIALISED");
  memset(&event, 0, sizeof event);
  (void)KeReadStateEvent(&event);
  assert_finding("EVENT-UNINITIALISED");
  KeClearEvent(&event);
  assert_finding("EVENT-UNINITIALISED");
  assert_int_equal(KeResetEvent(&event), 0);
  assert_finding("EVENT-UNINITIALISED");
  KTIMER timer;
  KeInitializeTimer(&timer);
  (void)KeSetEvent((PKEVENT)(void *)&timer, IO_NO_INCREMENT, TRUE);
  assert_finding("EVENT-UNINITIALISED");
  assert_int_equal(seen.signals, 0);
}

static void spin_locks_balance(void **state) {
  (void)state;
  KSPIN_LOCK lock;
  KIRQL old, inner;
  KeInitializeSpinLock(&lock);
  KeAcquireSpinLock(&lock, &old);
  assert_int_equal(KeGetCurrentIrql(), DISPATCH_LEVEL);
  KeAcquireSpinLock(&lock, &inner);
  assert_finding("SPINLOCK-DEADLOCK");
  KeReleaseSpinLock(&lock, old);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  KeAcquireSpinLockAtDpcLevel(&lock);
  assert_finding("SPINLOCK-IRQL");
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  KeReleaseSpinLockFromDpcLevel(&lock);
  assert_no_finding();
  KeReleaseSpinLockFromDpcLevel(&lock);
  assert_finding("SPINLOCK-NOT-HELD");
  KeLowerIrql(old);
}

static void fast_mutexes_balance(void **state) {
  (void)state;
  FAST_MUTEX mutex;
  ExInitializeFastMutex(&mutex);
  ExAcquireFastMutex(&mutex);
  assert_int_equal(KeGetCurrentIrql(), APC_LEVEL);
  assert_false(ExTryToAcquireFastMutex(&mutex));
  ExAcquireFastMutex(&mutex);
  assert_finding("MUTEX-DEADLOCK");
  ExReleaseFastMutex(&mutex);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  ExReleaseFastMutex(&mutex);
  assert_finding("MUTEX-NOT-HELD");
}

static unsigned runs;
static KIRQL run_irql;
static VOID count_run(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)Context;
  (void)B;
  runs += (unsigned)(uintptr_t)A;
  run_irql = KeGetCurrentIrql();
}

static void a_dpc_waits_for_a_low_irql(void **state) {
  (void)state;
  KDPC dpc;
  KIRQL old;
  runs = 0;
  KeInitializeDpc(&dpc, count_run, NULL);
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_true(KeInsertQueueDpc(&dpc, (PVOID)1, NULL));
  assert_false(KeInsertQueueDpc(&dpc, (PVOID)10, NULL));
  assert_int_equal(runs, 0);
  KeLowerIrql(old);
  assert_int_equal(runs, 1);
  assert_int_equal(run_irql, DISPATCH_LEVEL);
  assert_int_equal(seen.dpcs, 1);
  assert_true(KeInsertQueueDpc(&dpc, (PVOID)1, NULL));
  assert_int_equal(runs, 2);
  assert_no_finding();
}

static void held_and_removed_dpcs_do_not_run(void **state) {
  (void)state;
  KDPC dpc;
  runs = 0;
  KeInitializeDpc(&dpc, count_run, NULL);
  nt_hold_dpcs(true);
  (void)KeInsertQueueDpc(&dpc, (PVOID)1, NULL);
  KeStallExecutionProcessor(1);
  assert_int_equal(runs, 0);
  assert_true(KeRemoveQueueDpc(&dpc));
  assert_false(KeRemoveQueueDpc(&dpc));
  (void)KeInsertQueueDpc(&dpc, (PVOID)1, NULL);
  nt_hold_dpcs(false);
  assert_int_equal(runs, 1);
  nt_hold_dpcs(true);
  (void)KeInsertQueueDpc(&dpc, (PVOID)1, NULL);
  KeFlushQueuedDpcs();
  assert_int_equal(runs, 2);
  KIRQL old = KeRaiseIrqlToDpcLevel();
  KeFlushQueuedDpcs();
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
  dpc.DeferredRoutine = NULL;
  assert_false(KeInsertQueueDpc(&dpc, NULL, NULL));
  assert_finding("DPC-UNINITIALISED");
  memset(&dpc, 0, sizeof dpc);
  assert_false(KeRemoveQueueDpc(&dpc));
  assert_finding("DPC-UNINITIALISED");
}

static VOID queue_again(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Context;
  (void)KeInsertQueueDpc(Dpc, A, B);
}

static VOID leave_dirty(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)A;
  (void)B;
  KeAcquireSpinLockAtDpcLevel((PKSPIN_LOCK)Context);
  (void)KfRaiseIrql(8);
}

static void a_dpc_without_end_is_found(void **state) {
  (void)state;
  KDPC dpc;
  KeInitializeDpc(&dpc, queue_again, NULL);
  (void)KeInsertQueueDpc(&dpc, NULL, NULL);
  assert_finding("DPC-STORM");
  (void)KeRemoveQueueDpc(&dpc);
}

static VOID keep_lock(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)A;
  (void)B;
  KeAcquireSpinLockAtDpcLevel((PKSPIN_LOCK)Context);
}

static void a_dpc_that_keeps_a_lock_is_found(void **state) {
  (void)state;
  KDPC dpc;
  KSPIN_LOCK lock = 0;
  KeInitializeDpc(&dpc, keep_lock, &lock);
  (void)KeInsertQueueDpc(&dpc, NULL, NULL);
  assert_finding("DPC-LOCK-LEAK");
}

static void what_a_dpc_leaves_behind_is_found(void **state) {
  (void)state;
  KDPC dpc;
  KSPIN_LOCK lock = 0;
  KeInitializeDpc(&dpc, leave_dirty, &lock);
  (void)KeInsertQueueDpc(&dpc, NULL, NULL);
  assert_int_equal(seen.findings, 2);
  assert_int_equal(strncmp(seen.last_finding, "DPC-IRQL-LEAK", 13), 0);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(irql_goes_up_and_down),
      TEST(irql_misuse_is_found),
      TEST(notification_event_stays_set),
      TEST(synchronization_event_is_consumed),
      TEST(a_wait_moves_time_by_its_timeout),
      TEST(a_wait_without_end_is_found),
      TEST(waits_and_events_know_their_irql),
      TEST(an_uninitialised_event_is_found),
      TEST(spin_locks_balance),
      TEST(fast_mutexes_balance),
      TEST(a_dpc_waits_for_a_low_irql),
      TEST(held_and_removed_dpcs_do_not_run),
      TEST(a_dpc_without_end_is_found),
      TEST(a_dpc_that_keeps_a_lock_is_found),
      TEST(what_a_dpc_leaves_behind_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
