/* SPDX-License-Identifier: Apache-2.0 */
/* Objects made anew or given back twice while they are in use, and sizes that cannot be: findings,
 * and the kernel stays whole. */
#include "kernel.h"

#define TAG 0x74736554u /* "Test" */

static unsigned calls;

static VOID count_dpc(PKDPC dpc, PVOID context, PVOID a, PVOID b) {
  (void)dpc;
  (void)context;
  (void)a;
  (void)b;
  calls++;
}

static VOID count_work(PVOID context) {
  (void)context;
  calls++;
}

static int start(void **state) {
  calls = 0;
  return kernel_start(state);
}

static void delay_ms(LONGLONG ms) {
  LARGE_INTEGER interval = {.QuadPart = -10000 * ms};
  assert_int_equal(KeDelayExecutionThread(KernelMode, FALSE, &interval), STATUS_SUCCESS);
}

static void a_running_timer_is_not_made_anew(void **state) {
  (void)state;
  KTIMER timers[2];
  KDPC dpc;
  LARGE_INTEGER due = {.QuadPart = -10000};
  KeInitializeDpc(&dpc, count_dpc, NULL);
  for (unsigned i = 0; i < 2; i++) {
    KeInitializeTimer(&timers[i]);
    assert_false(KeSetTimer(&timers[i], due, &dpc));
  }
  KeInitializeTimerEx(&timers[0], SynchronizationTimer);
  assert_finding("TIMER-RUNNING");
  delay_ms(2);
  assert_int_equal(calls, 1);
  assert_false(KeReadStateTimer(&timers[0]));
  assert_true(KeReadStateTimer(&timers[1]));
  assert_no_finding();
}

static void a_queued_dpc_is_not_made_anew(void **state) {
  (void)state;
  KDPC dpcs[2];
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  for (unsigned i = 0; i < 2; i++) {
    KeInitializeDpc(&dpcs[i], count_dpc, NULL);
    assert_true(KeInsertQueueDpc(&dpcs[i], NULL, NULL));
  }
  KeInitializeDpc(&dpcs[0], count_dpc, NULL);
  assert_finding("DPC-QUEUED");
  KeLowerIrql(old);
  assert_int_equal(calls, 1);
  assert_no_finding();
}

static void a_queued_work_item_is_not_made_anew(void **state) {
  (void)state;
  WORK_QUEUE_ITEM items[2];
  for (unsigned i = 0; i < 2; i++) {
    ExInitializeWorkItem(&items[i], count_work, NULL);
    ExQueueWorkItem(&items[i], DelayedWorkQueue);
  }
  ExInitializeWorkItem(&items[0], count_work, NULL);
  assert_finding("WORKITEM-QUEUED");
  delay_ms(1);
  assert_int_equal(calls, 2);
  assert_no_finding();
}

static NTSTATUS entry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
  (void)driver;
  (void)path;
  return STATUS_SUCCESS;
}

static void a_device_is_deleted_once(void **state) {
  (void)state;
  PDRIVER_OBJECT driver;
  PDEVICE_OBJECT devices[2];
  assert_int_equal(nt_load_driver(entry, &driver), STATUS_SUCCESS);
  for (unsigned i = 0; i < 2; i++)
    assert_int_equal(IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &devices[i]),
                     STATUS_SUCCESS);
  assert_int_equal(ObReferenceObject(devices[0]), 2);
  IoDeleteDevice(devices[0]);
  assert_no_finding();
  IoDeleteDevice(devices[0]);
  assert_finding("DEVICE-DELETED");
  assert_int_equal(ObDereferenceObject(devices[0]), 0);
  IoDeleteDevice(devices[1]);
  nt_unload_driver(driver);
  assert_no_finding();
}

static void no_block_is_larger_than_memory(void **state) {
  (void)state;
  const PHYSICAL_ADDRESS zero = {.QuadPart = 0}, anywhere = {.QuadPart = INT64_MAX};
  for (SIZE_T less = 0; less < 256; less += 15) {
    SIZE_T bytes = ~(SIZE_T)0 - less;
    assert_null(ExAllocatePool2(POOL_FLAG_NON_PAGED, bytes, TAG));
    assert_null(ExAllocatePoolWithTag(PagedPool, bytes, TAG));
    assert_null(MmAllocatePagesForMdl(zero, anywhere, zero, bytes));
    assert_null(MmAllocateContiguousMemory(bytes, anywhere));
  }
  assert_int_equal(nt_pool_blocks_in_use() + nt_pages_in_use(), 0);
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_running_timer_is_not_made_anew),    TEST(a_queued_dpc_is_not_made_anew),
      TEST(a_queued_work_item_is_not_made_anew), TEST(a_device_is_deleted_once),
      TEST(no_block_is_larger_than_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
