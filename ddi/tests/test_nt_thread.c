/* SPDX-License-Identifier: Apache-2.0 */
/* System threads, work items, and waiting for what other threads signal. */
#include "kernel.h"

#include <stdio.h>

static char trace[128]; /* what happened, in order */
static KEVENT event, other;
static KSEMAPHORE semaphore;
static KMUTEX mutex;
static FAST_MUTEX fast_mutex;

static void note(const char *what) {
  size_t used = strlen(trace);
  (void)snprintf(trace + used, sizeof trace - used, "%s ", what);
}

static int start(void **state) {
  (void)kernel_start(state);
  trace[0] = 0;
  KeInitializeEvent(&event, SynchronizationEvent, FALSE);
  KeInitializeEvent(&other, NotificationEvent, FALSE);
  KeInitializeSemaphore(&semaphore, 0, 3);
  KeInitializeMutex(&mutex, 0);
  ExInitializeFastMutex(&fast_mutex);
  return 0;
}

static NTSTATUS wait_us(PVOID object, LONGLONG us) {
  LARGE_INTEGER timeout = {.QuadPart = -10 * us};
  return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &timeout);
}

static void sleep_us(LONGLONG us) {
  LARGE_INTEGER interval = {.QuadPart = -10 * us};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

static PKTHREAD spawn(PKSTART_ROUTINE routine, PVOID context) {
  HANDLE handle = NULL;
  CLIENT_ID id;
  PVOID thread = NULL;
  assert_int_equal(
      PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, &id, routine, context),
      STATUS_SUCCESS);
  assert_ptr_equal(id.UniqueThread, handle);
  assert_int_equal(
      ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, &thread, NULL),
      STATUS_SUCCESS);
  assert_int_equal(ZwClose(handle), STATUS_SUCCESS);
  return (PKTHREAD)thread;
}

static void join(PKTHREAD thread) {
  assert_int_equal(KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL),
                   STATUS_SUCCESS);
  (void)ObDereferenceObject(thread);
}

/* ---- threads ---- */

static VOID say(PVOID context) {
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  note(context);
}

static VOID say_and_terminate(PVOID context) {
  note(context);
  (void)PsTerminateSystemThread(STATUS_SUCCESS);
  note("never");
}

static void threads_run_when_the_host_waits(void **state) {
  (void)state;
  PKTHREAD first = spawn(say, "first"), second = spawn(say_and_terminate, "second");
  KeStallExecutionProcessor(10); /* a stall is no wait */
  note("host");
  assert_true(first != KeGetCurrentThread());
  join(second);
  join(first);
  assert_string_equal(trace, "host first second ");
  assert_int_equal(nt_object_references(first), -1);
  assert_no_finding();
}

static VOID count_slowly(PVOID context) {
  for (int i = 0; i < 3; i++) {
    sleep_us((intptr_t)context);
    note((intptr_t)context == 20 ? "20" : "30");
  }
}

static void delays_interleave_in_time(void **state) {
  (void)state;
  PKTHREAD a = spawn(count_slowly, (PVOID)20), b = spawn(count_slowly, (PVOID)30);
  sleep_us(200);
  assert_string_equal(trace,
                      "20 30 20 30 20 30 "); /* at 20 30 40 60 60 90 us: b has waited longer */
  assert_int_equal(kernel_now_us(), 200);
  join(a);
  join(b);
  assert_int_equal(kernel_now_us(), 200);
  assert_int_equal(KeSetPriorityThread(KeGetCurrentThread(), LOW_REALTIME_PRIORITY), 8);
  assert_int_equal(KeQueryPriorityThread(KeGetCurrentThread()), LOW_REALTIME_PRIORITY);
}

static VOID wait_for_event(PVOID context) {
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL),
                   STATUS_SUCCESS);
  note(context);
}

static void a_synchronization_event_ends_one_wait(void **state) {
  (void)state;
  PKTHREAD a = spawn(wait_for_event, "a"), b = spawn(wait_for_event, "b");
  sleep_us(5000000); /* a system thread may wait for ever */
  assert_int_equal(KeSetEvent(&event, IO_NO_INCREMENT, FALSE), 0);
  assert_int_equal(KeReadStateEvent(&event), 0); /* a has it already */
  sleep_us(1);
  assert_string_equal(trace, "a ");
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  join(b);
  join(a);
  assert_string_equal(trace, "a b ");
  assert_no_finding();
}

static VOID wait_for_other(PVOID context) {
  assert_int_equal(wait_us(&other, 1000), STATUS_SUCCESS);
  note(context);
}

static void an_event_that_is_cleared_at_once_ends_the_waits(void **state) {
  (void)state;
  PKTHREAD a = spawn(wait_for_other, "a"), b = spawn(wait_for_other, "b");
  sleep_us(10);
  (void)KeSetEvent(&other, IO_NO_INCREMENT, FALSE);
  KeClearEvent(&other);
  join(a);
  join(b);
  assert_string_equal(trace, "a b ");
}

static VOID end_badly(PVOID context) {
  (void)context;
  (void)KfRaiseIrql(APC_LEVEL);
}

static KSPIN_LOCK kept_lock;
static VOID end_with_lock(PVOID context) {
  (void)context;
  KIRQL old;
  KeAcquireSpinLock(&kept_lock, &old);
  KeLowerIrql(old);
}

static void a_thread_that_keeps_a_lock_is_found(void **state) {
  (void)state;
  KeInitializeSpinLock(&kept_lock);
  join(spawn(end_with_lock, NULL));
  assert_int_equal(seen.findings, 2); /* SPINLOCK-HELD came before */
  assert_int_equal(strncmp(seen.last_finding, "THREAD-IRQL-LEAK", 16), 0);
}

static void misuse_of_threads_is_found(void **state) {
  (void)state;
  assert_int_equal(PsTerminateSystemThread(STATUS_SUCCESS), STATUS_INVALID_PARAMETER);
  assert_finding("THREAD-FOREIGN");
  join(spawn(end_badly, NULL));
  assert_finding("THREAD-IRQL-LEAK");
  KSPIN_LOCK lock = 0;
  KIRQL old;
  KeAcquireSpinLock(&lock, &old);
  KeLowerIrql(old);
  assert_finding("SPINLOCK-HELD");
  sleep_us(10);
  assert_finding("WAIT-WITH-LOCK");
}

static void threads_that_never_end_do_not_keep_the_kernel(void **state) {
  (void)state;
  (void)spawn(wait_for_event, "never");
  (void)spawn(say, "not yet");
  sleep_us(1);
  (void)spawn(say, "never");
  assert_string_equal(trace, "not yet ");
}

static VOID stop_run(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)Context;
  (void)A;
  (void)B;
  nt_stop_run();
}

static uint64_t tick_at_us(uint64_t us) {
  return us * (hda_sim_ticks_per_second(kernel_sim) / 1000000);
}

static void a_run_lets_threads_go_on_until_it_is_stopped(void **state) {
  (void)state;
  KTIMER timer;
  KDPC dpc;
  LARGE_INTEGER due = {.QuadPart = -10 * 50};
  KeInitializeTimer(&timer);
  KeInitializeDpc(&dpc, stop_run, NULL);
  (void)KeSetTimer(&timer, due, &dpc);
  PKTHREAD thread = spawn(count_slowly, (PVOID)20);
  nt_run_until(tick_at_us(1000));
  assert_int_equal(kernel_now_us(), 50);
  assert_string_equal(trace, "20 20 ");
  nt_run_until(tick_at_us(1000));
  assert_int_equal(kernel_now_us(), 1000);
  assert_string_equal(trace, "20 20 20 ");
  KIRQL old = KeRaiseIrqlToDpcLevel();
  (void)KeSetTimer(&timer, due, &dpc);
  nt_run_until(tick_at_us(2000)); /* no DPC comes through */
  assert_int_equal(kernel_now_us(), 2000);
  nt_run_until(0); /* that time has passed */
  nt_stop_run();
  KeLowerIrql(old);
  join(thread);
  assert_no_finding();
}

/* ---- several objects, semaphores, mutexes ---- */

static NTSTATUS wait_two(WAIT_TYPE type, LONGLONG us) {
  PVOID objects[] = {&event, &semaphore};
  LARGE_INTEGER timeout = {.QuadPart = -10 * us};
  return KeWaitForMultipleObjects(2, objects, type, Executive, KernelMode, FALSE, &timeout, NULL);
}

static void a_wait_for_any_says_which(void **state) {
  (void)state;
  assert_int_equal(wait_two(WaitAny, 100), STATUS_TIMEOUT);
  assert_int_equal(KeReleaseSemaphore(&semaphore, IO_NO_INCREMENT, 2, FALSE), 0);
  assert_int_equal(wait_two(WaitAny, 100), STATUS_WAIT_0 + 1);
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_int_equal(wait_two(WaitAny, 100), STATUS_WAIT_0);
  assert_int_equal(KeReadStateSemaphore(&semaphore), 1);
  assert_int_equal(KeReadStateEvent(&event), 0);
}

static VOID signal_both(PVOID context) {
  (void)context;
  sleep_us(10);
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  sleep_us(10);
  note("release");
  (void)KeReleaseSemaphore(&semaphore, IO_NO_INCREMENT, 1, FALSE);
}

static void a_wait_for_all_takes_all_or_none(void **state) {
  (void)state;
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_int_equal(wait_two(WaitAll, 100), STATUS_TIMEOUT);
  assert_int_not_equal(KeResetEvent(&event), 0); /* not taken */
  PKTHREAD thread = spawn(signal_both, NULL);
  assert_int_equal(wait_two(WaitAll, 100), STATUS_SUCCESS);
  note("host");
  assert_int_equal(KeReadStateEvent(&event), 0);
  assert_int_equal(KeReadStateSemaphore(&semaphore), 0);
  join(thread);
  assert_string_equal(trace, "release host ");
  assert_no_finding();
}

static void misuse_of_waits_is_found(void **state) {
  (void)state;
  PVOID objects[65] = {&event};
  KWAIT_BLOCK blocks[4];
  for (int i = 0; i < 4; i++)
    objects[i] = &event;
  (void)KeWaitForMultipleObjects(4, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
  assert_finding("WAIT-COUNT");
  (void)KeWaitForMultipleObjects(65, objects, WaitAny, Executive, KernelMode, FALSE, NULL, blocks);
  assert_finding("WAIT-COUNT");
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  assert_int_equal(
      KeWaitForMultipleObjects(4, objects, WaitAny, Executive, KernelMode, FALSE, NULL, blocks),
      STATUS_SUCCESS);
  assert_int_equal(KeReleaseSemaphore(&semaphore, IO_NO_INCREMENT, 4, FALSE), 0);
  assert_finding("SEMAPHORE-LIMIT");
  assert_int_equal(KeReleaseSemaphore(&semaphore, IO_NO_INCREMENT, 0, FALSE), 0);
  assert_finding("SEMAPHORE-LIMIT");
  memset(&semaphore, 0xCD, sizeof semaphore);
  assert_int_equal(KeReleaseSemaphore(&semaphore, IO_NO_INCREMENT, 1, FALSE), 0);
  assert_finding("OBJECT-UNINITIALISED");
  assert_int_equal(KeReadStateSemaphore(&semaphore), 0);
  assert_finding("OBJECT-UNINITIALISED");
  memset(&mutex, 0, sizeof mutex);
  assert_int_equal(KeReleaseMutex(&mutex, FALSE), 0);
  assert_finding("OBJECT-UNINITIALISED");
  assert_int_equal(KeReadStateMutex(&mutex), 0);
  assert_finding("OBJECT-UNINITIALISED");
}

static VOID take_mutex(PVOID context) {
  assert_int_equal(wait_us(&mutex, 1000), STATUS_SUCCESS);
  assert_int_equal(wait_us(&mutex, 1000), STATUS_SUCCESS); /* it has it already */
  note(context);
  sleep_us(50);
  (void)KeReleaseMutex(&mutex, FALSE);
  sleep_us(50);
  (void)KeReleaseMutex(&mutex, FALSE);
}

static void a_mutex_has_one_owner(void **state) {
  (void)state;
  PKTHREAD a = spawn(take_mutex, "a"), b = spawn(take_mutex, "b");
  sleep_us(10);
  assert_int_equal(wait_us(&mutex, 10), STATUS_TIMEOUT);
  (void)KeReleaseMutex(&mutex, FALSE);
  assert_finding("MUTEX-NOT-HELD");
  join(a);
  assert_string_equal(trace, "a b ");
  join(b);
  assert_int_equal(kernel_now_us(), 200);
  assert_int_equal(KeReadStateMutex(&mutex), 1);
  assert_no_finding();
}

static VOID take_fast_mutex(PVOID context) {
  ExAcquireFastMutex(&fast_mutex);
  note(context);
  sleep_us(50);
  ExReleaseFastMutex(&fast_mutex);
}

static void a_fast_mutex_is_waited_for(void **state) {
  (void)state;
  PKTHREAD a = spawn(take_fast_mutex, "a"), b = spawn(take_fast_mutex, "b");
  sleep_us(10);
  ExReleaseFastMutex(&fast_mutex);
  assert_finding("MUTEX-NOT-HELD");
  join(a);
  join(b);
  assert_string_equal(trace, "a b ");
  assert_int_equal(kernel_now_us(), 100);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  assert_no_finding();
}

static VOID keep_fast_mutex(PVOID context) {
  (void)context;
  ExAcquireFastMutex(&fast_mutex);
  (void)KeWaitForSingleObject(&other, Executive, KernelMode, FALSE, NULL);
}

static void a_fast_mutex_that_is_never_released_is_found(void **state) {
  (void)state;
  FAST_MUTEX raw;
  memset(&raw, 0xCD, sizeof raw);
  ExAcquireFastMutex(&raw);
  assert_finding("MUTEX-DEADLOCK");
  KIRQL old = KfRaiseIrql(APC_LEVEL);
  ExInitializeFastMutex(&raw);
  ExAcquireFastMutex(&raw);
  (void)KfRaiseIrql(DISPATCH_LEVEL);
  ExReleaseFastMutex(&raw);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
  (void)spawn(keep_fast_mutex, NULL);
  sleep_us(1);
  ExAcquireFastMutex(&fast_mutex);
  assert_finding("MUTEX-DEADLOCK");
}

/* ---- work items ---- */

static VOID work(PDEVICE_OBJECT device, PVOID context) {
  assert_int_equal(nt_object_references(device), 1);
  sleep_us(10);
  note(context);
}

static void a_work_item_runs_in_a_thread(void **state) {
  (void)state;
  PDEVICE_OBJECT device = nt_create_device();
  PIO_WORKITEM item = IoAllocateWorkItem(device);
  KIRQL old = KeRaiseIrqlToDpcLevel();
  IoQueueWorkItem(item, work, DelayedWorkQueue, "work");
  KeLowerIrql(old);
  note("host");
  assert_int_equal(nt_object_references(device), 1);
  sleep_us(100);
  assert_string_equal(trace, "host work ");
  assert_int_equal(nt_object_references(device), 0);
  IoQueueWorkItem(item, work, DelayedWorkQueue, "again");
  IoQueueWorkItem(item, work, DelayedWorkQueue, "never");
  assert_finding("WORKITEM-QUEUED");
  IoFreeWorkItem(item);
  assert_finding("WORKITEM-QUEUED");
  sleep_us(100);
  assert_string_equal(trace, "host work again ");
  IoFreeWorkItem(item);
  IoFreeWorkItem(item);
  assert_finding("WORKITEM-UNKNOWN");
  IoQueueWorkItem(item, work, DelayedWorkQueue, "never");
  assert_finding("WORKITEM-UNKNOWN");
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  nt_fail_pool_allocation(1);
  assert_null(IoAllocateWorkItem(device));
}

static VOID wait_and_say(PVOID context) {
  (void)KeWaitForSingleObject(&other, Executive, KernelMode, FALSE, NULL);
  note(context);
}

static VOID set_other(PVOID context) {
  (void)context;
  note("set");
  (void)KeSetEvent(&other, IO_NO_INCREMENT, FALSE);
  (void)KfRaiseIrql(APC_LEVEL);
}

static void a_work_item_may_wait_for_another(void **state) {
  (void)state;
  WORK_QUEUE_ITEM first, second;
  ExInitializeWorkItem(&first, wait_and_say, "first");
  ExInitializeWorkItem(&second, set_other, NULL);
  ExQueueWorkItem(&first, CriticalWorkQueue);
  ExQueueWorkItem(&second, CriticalWorkQueue);
  sleep_us(1);
  assert_string_equal(trace, "set first ");
  assert_finding("WORKITEM-IRQL-LEAK");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(threads_run_when_the_host_waits),
      TEST(delays_interleave_in_time),
      TEST(a_synchronization_event_ends_one_wait),
      TEST(an_event_that_is_cleared_at_once_ends_the_waits),
      TEST(a_thread_that_keeps_a_lock_is_found),
      TEST(misuse_of_threads_is_found),
      TEST(threads_that_never_end_do_not_keep_the_kernel),
      TEST(a_run_lets_threads_go_on_until_it_is_stopped),
      TEST(a_wait_for_any_says_which),
      TEST(a_wait_for_all_takes_all_or_none),
      TEST(misuse_of_waits_is_found),
      TEST(a_mutex_has_one_owner),
      TEST(a_fast_mutex_is_waited_for),
      TEST(a_fast_mutex_that_is_never_released_is_found),
      TEST(a_work_item_runs_in_a_thread),
      TEST(a_work_item_may_wait_for_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
