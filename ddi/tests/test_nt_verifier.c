/* SPDX-License-Identifier: Apache-2.0 */
/* Checks like Driver Verifier's: memory used after it is gone, and what is left behind. */
#include "kernel.h"

#include <stdio.h>
#include <string.h>

#define TAG 0x74736554u /* "Test" */

static const PHYSICAL_ADDRESS zero = {.QuadPart = 0};
static const PHYSICAL_ADDRESS anywhere = {.QuadPart = INT64_MAX};

static void *allocate(size_t bytes) { return ExAllocatePool2(POOL_FLAG_NON_PAGED, bytes, TAG); }

/* The last finding says `text`. */
static void check_text(const char *rule, const char *text) {
  assert_true(seen.findings == 1);
  assert_non_null(strstr(seen.last_finding, text));
  assert_finding(rule);
}

/* ---- use after free ---- */

static void an_event_used_after_free_is_found(void **state) {
  (void)state;
  struct nt_call call;
  KEVENT *event = allocate(sizeof *event);
  KeInitializeEvent(event, NotificationEvent, FALSE);
  nt_call_begin(&call, "FreeDmaEngine");
  ExFreePool(event);
  nt_call_end(&call);
  (void)KeSetEvent(event, IO_NO_INCREMENT, FALSE);
  check_text("EVENT-FREED", "FreeDmaEngine");
  assert_int_equal(KeReadStateEvent(event), 0);
  assert_finding("EVENT-FREED");
  LARGE_INTEGER none = {.QuadPart = 0};
  assert_int_equal(KeWaitForSingleObject(event, Executive, KernelMode, FALSE, &none),
                   STATUS_INVALID_PARAMETER);
  assert_finding("WAIT-FREED");
  assert_int_equal(seen.signals, 0);
}

static void a_user_event_used_after_its_end_is_found(void **state) {
  (void)state;
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  PKEVENT event = nt_user_event(handle);
  assert_true(nt_close_handle(handle));
  (void)KeSetEvent(event, IO_NO_INCREMENT, FALSE);
  check_text("EVENT-FREED", "last reference");
}

static void other_objects_used_after_free_are_found(void **state) {
  (void)state;
  struct {
    KTIMER timer;
    KDPC dpc;
    KSEMAPHORE semaphore;
    KSPIN_LOCK lock;
  } *objects = allocate(sizeof *objects);
  LARGE_INTEGER due = {.QuadPart = -10};
  ExFreePool(objects);
  (void)KeSetTimer(&objects->timer, due, NULL);
  check_text("TIMER-FREED", "no call");
  (void)KeInsertQueueDpc(&objects->dpc, NULL, NULL);
  assert_finding("DPC-FREED");
  (void)KeReleaseSemaphore(&objects->semaphore, IO_NO_INCREMENT, 1, FALSE);
  assert_finding("OBJECT-FREED");
  KIRQL old = KeAcquireSpinLockRaiseToDpc(&objects->lock);
  assert_finding("SPINLOCK-FREED");
  KeReleaseSpinLock(&objects->lock, old);
  assert_finding("SPINLOCK-FREED");
}

static void an_mdl_used_after_free_is_found(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0);
  PMDL other = IoAllocateMdl(mdl, 4, FALSE, FALSE, NULL);
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  IoFreeMdl(other);
  MmFreePagesFromMdl(mdl);
  assert_finding("MDL-FREED");
  (void)MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, 0);
  assert_finding("MDL-FREED");
  MmUnmapLockedPages(&mdl, mdl);
  assert_finding("MDL-FREED");
  MmBuildMdlForNonPagedPool(other);
  assert_finding("MDL-FREED");
}

static void an_object_in_paged_pool_is_found(void **state) {
  (void)state;
  struct {
    KTIMER timer;
    KDPC dpc;
    KSEMAPHORE semaphore;
    KSPIN_LOCK lock;
  } *objects = ExAllocatePool2(POOL_FLAG_PAGED, sizeof *objects, TAG);
  LARGE_INTEGER none = {.QuadPart = 0};
  KeInitializeTimer(&objects->timer);
  (void)KeCancelTimer(&objects->timer);
  assert_finding("TIMER-PAGED");
  KeInitializeDpc(&objects->dpc, NULL, NULL);
  (void)KeRemoveQueueDpc(&objects->dpc);
  assert_int_equal(seen.findings, 2); /* DPC-PAGED, and it has no routine */
  seen.findings = 0;
  KeInitializeSemaphore(&objects->semaphore, 1, 1);
  (void)KeReadStateSemaphore(&objects->semaphore);
  assert_finding("OBJECT-PAGED");
  (void)KeWaitForSingleObject(&objects->semaphore, Executive, KernelMode, FALSE, &none);
  assert_finding("WAIT-PAGED");
  KIRQL at = KeAcquireSpinLockRaiseToDpc(&objects->lock);
  assert_finding("SPINLOCK-PAGED");
  KeReleaseSpinLock(&objects->lock, at);
  assert_finding("SPINLOCK-PAGED");
  MmUnmapLockedPages(NULL, (PMDL)(void *)objects);
  assert_int_equal(seen.findings, 2); /* MDL-PAGED and MDL-NOT-MAPPED */
  seen.findings = 0;
  ExFreePool(objects);
  KEVENT *event = ExAllocatePool2(POOL_FLAG_PAGED, sizeof *event, TAG);
  KeInitializeEvent(event, NotificationEvent, FALSE);
  (void)KeSetEvent(event, IO_NO_INCREMENT, FALSE);
  assert_finding("EVENT-PAGED");
  KIRQL old = KeRaiseIrqlToDpcLevel();
  ExFreePool(event);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

/* ---- memory that is freed while it is in use ---- */

static VOID no_routine(PKDPC dpc, PVOID context, PVOID a, PVOID b) {
  (void)dpc;
  (void)context;
  (void)a;
  (void)b;
  fail();
}

static void a_running_timer_must_not_be_freed(void **state) {
  (void)state;
  KTIMER other, *timer = allocate(sizeof *timer);
  LARGE_INTEGER due = {.QuadPart = -10};
  KeInitializeTimer(timer);
  KeInitializeTimer(&other);
  (void)KeSetTimer(&other, due, NULL);
  (void)KeSetTimer(timer, due, NULL);
  ExFreePool(timer);
  assert_finding("TIMER-FREED");
  KeStallExecutionProcessor(10);
  assert_true(KeReadStateTimer(&other));
  assert_no_finding();
}

static void a_queued_dpc_must_not_be_freed(void **state) {
  (void)state;
  KDPC *dpc = allocate(sizeof *dpc), *other = allocate(sizeof *other);
  KeInitializeDpc(dpc, no_routine, NULL);
  KeInitializeDpc(other, no_routine, NULL);
  nt_hold_dpcs(true);
  (void)KeInsertQueueDpc(other, NULL, NULL);
  (void)KeInsertQueueDpc(dpc, NULL, NULL);
  ExFreePool(dpc);
  assert_finding("DPC-FREED");
  assert_true(KeRemoveQueueDpc(other));
  nt_hold_dpcs(false);
  ExFreePool(other);
  assert_no_finding();
}

static VOID wait_for(PVOID context) {
  LARGE_INTEGER timeout = {.QuadPart = -1000};
  assert_int_equal(KeWaitForSingleObject(context, Executive, KernelMode, FALSE, &timeout),
                   STATUS_TIMEOUT);
}

static void sleep_us(LONGLONG us) {
  LARGE_INTEGER interval = {.QuadPart = -10 * us};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

static void an_event_waited_for_must_not_be_freed(void **state) {
  (void)state;
  HANDLE thread;
  KEVENT *event = allocate(sizeof *event), *other = allocate(sizeof *other);
  KeInitializeEvent(event, NotificationEvent, FALSE);
  KeInitializeEvent(other, NotificationEvent, FALSE);
  (void)PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, wait_for, event);
  sleep_us(10);
  ExFreePool(other);
  assert_no_finding();
  ExFreePool(event);
  assert_finding("WAIT-FREED");
  sleep_us(1000);
  (void)ZwClose(thread);
  nt_check_leaks();
  assert_no_finding();
}

static VOID no_work(PVOID context) {
  (void)context;
  fail();
}

static void a_queued_work_item_must_not_be_freed(void **state) {
  (void)state;
  WORK_QUEUE_ITEM *item = allocate(sizeof *item);
  void *other = allocate(8);
  ExInitializeWorkItem(item, no_work, NULL);
  ExQueueWorkItem(item, DelayedWorkQueue);
  ExFreePool(other);
  nt_check_leaks();
  assert_int_equal(seen.findings, 2); /* WORKITEM-LEAK, and the block */
  assert_int_equal(strncmp(seen.last_finding, "POOL-LEAK", 9), 0);
  seen.findings = 0;
  ExFreePool(item);
  assert_finding("WORKITEM-FREED");
  sleep_us(10);
  nt_check_leaks();
  assert_no_finding();
}

static void a_held_spin_lock_must_not_be_freed(void **state) {
  (void)state;
  KSPIN_LOCK *lock = allocate(sizeof *lock), mine = 0;
  KIRQL old = KeAcquireSpinLockRaiseToDpc(&mine);
  KeAcquireSpinLockAtDpcLevel(lock);
  ExFreePool(lock);
  assert_finding("SPINLOCK-FREED");
  KeReleaseSpinLock(&mine, old);
  assert_finding("SPINLOCK-HELD"); /* the one that is gone can never be released */
}

/* ---- writes where nobody may write ---- */

/* The sanitizer would end the process at these writes. */
__attribute__((no_sanitize("address"))) static void write_at(volatile uint8_t *memory, long at) {
  memory[at] ^= 1;
}

static void a_write_past_a_block_is_found(void **state) {
  (void)state;
  uint8_t *block = allocate(10), *page = allocate(PAGE_SIZE);
  assert_int_equal((uintptr_t)page % PAGE_SIZE, 0);
  write_at(block, 10);
  nt_check_leaks();
  assert_int_equal(seen.findings, 2); /* and the leak of both */
  seen.findings = 0;
  write_at(block, -1);
  ExFreePool(block);
  check_text("POOL-OVERRUN", "10 bytes");
  ExFreePool(page);
  assert_no_finding();
}

static void a_write_to_a_freed_block_is_found(void **state) {
  (void)state;
  uint8_t *block = allocate(100);
  ExFreePool(block);
  write_at(block, 7);
  nt_check_leaks();
  check_text("POOL-WRITE-AFTER-FREE", "byte 7");
  write_at(block, 99);
  for (int i = 0; i < 1000; i++)
    ExFreePool(allocate(100));
  assert_finding("POOL-WRITE-AFTER-FREE");
  for (int i = 0; i < 3; i++) /* large blocks are not kept long */
    ExFreePool(allocate(600000));
  assert_no_finding();
}

/* ---- DMA ---- */

static void dma_to_a_freed_page_is_found_once(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0);
  uint64_t address = (uint64_t)MmGetMdlPfnArray(mdl)[0] << PAGE_SHIFT;
  fake_dma(kernel_sim, address + 100, 64, false);
  assert_no_finding();
  MmFreePagesFromMdl(mdl);
  fake_dma(kernel_sim, address + 100, 64, true);
  check_text("DMA-FREED-PAGE", "writes");
  fake_dma(kernel_sim, address + 200, 64, true);
  assert_no_finding();
  IoFreeMdl(mdl);
  mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0);
  fake_dma(kernel_sim, address, 64, true);
  assert_no_finding();
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
}

static void dma_to_a_page_never_allocated_is_found_under_a_driver(void **state) {
  (void)state;
  fake_dma(kernel_sim, 5ull << 30, 64, false); /* no memory at all: not the kernel's business */
  fake_dma(kernel_sim, (4ull << 30) + 0x3000, 64, false);
  assert_no_finding(); /* no driver has mapped the device: the host does it itself */
  PVOID bar = MmMapIoSpace(nt_device()->BarPhysicalAddress, 64, MmNonCached);
  fake_dma(kernel_sim, (4ull << 30) + 0x4FF0, 32, false);
  assert_int_equal(seen.findings, 2); /* it reaches into the next page */
  assert_non_null(strstr(seen.last_finding, "DMA-UNKNOWN-PAGE: hardware reads"));
  seen.findings = 0;
  MmUnmapIoSpace(bar, 64);
}

/* ---- calls ---- */

static void findings_name_the_call(void **state) {
  (void)state;
  struct nt_call outer, inner;
  nt_call_begin(&outer, "SetDmaEngineState");
  nt_call_begin(&inner, "FreeDmaEngine");
  ExFreePool(&outer);
  check_text("POOL-BAD-FREE", "(in FreeDmaEngine)");
  nt_call_end(&inner);
  ExFreePool(&outer);
  check_text("POOL-BAD-FREE", "(in SetDmaEngineState)");
  nt_call_end(&outer);
  ExFreePool(&outer);
  assert_null(strstr(seen.last_finding, "(in "));
  assert_finding("POOL-BAD-FREE");
  void *block = allocate(8);
  ExFreePool(block);
  ExFreePool(block);
  check_text("POOL-BAD-FREE", "freed again; it was freed in no call");
}

static VOID free_wrongly(PKDPC dpc, PVOID context, PVOID a, PVOID b) {
  (void)dpc;
  (void)a;
  (void)b;
  ExFreePool(context);
}
static VOID free_wrongly_in_thread(PVOID context) { ExFreePool(context); }

static void findings_name_other_routines(void **state) {
  (void)state;
  KDPC dpc;
  HANDLE thread;
  KeInitializeDpc(&dpc, free_wrongly, &dpc);
  (void)KeInsertQueueDpc(&dpc, NULL, NULL);
  check_text("POOL-BAD-FREE", "(in a DPC)");
  (void)PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, free_wrongly_in_thread, &dpc);
  sleep_us(1);
  check_text("POOL-BAD-FREE", "(in a system thread)");
  (void)ZwClose(thread);
}

static BOOLEAN free_wrongly_in_isr(PKINTERRUPT interrupt, PVOID context) {
  (void)interrupt;
  fake_force_line(kernel_sim, false);
  if (seen.findings == 0)
    (void)MmGetPhysicalAddress(context);
  return TRUE;
}

static void findings_name_an_interrupt_routine(void **state) {
  (void)state;
  PKINTERRUPT interrupt = NULL;
  IO_CONNECT_INTERRUPT_PARAMETERS connect = {.Version = CONNECT_LINE_BASED};
  connect.LineBased.InterruptObject = &interrupt;
  connect.LineBased.ServiceRoutine = free_wrongly_in_isr;
  connect.LineBased.ServiceContext = &connect;
  (void)IoConnectInterruptEx(&connect);
  fake_force_line(kernel_sim, true);
  KeStallExecutionProcessor(1);
  check_text("PHYSICAL-UNKNOWN", "(in an interrupt routine)");
}

static void what_a_call_leaves_behind_is_found(void **state) {
  (void)state;
  struct nt_call call;
  KSPIN_LOCK lock = 0;
  nt_call_begin(&call, "SetDmaEngineState");
  KIRQL old = KeAcquireSpinLockRaiseToDpc(&lock);
  nt_call_end(&call);
  assert_int_equal(seen.findings, 2);
  assert_non_null(strstr(seen.last_finding, "CALL-LOCK-LEAK"));
  seen.findings = 0;
  nt_call_begin(&call, "SetDmaEngineState");
  KeReleaseSpinLockFromDpcLevel(&lock);
  nt_call_end(&call);
  assert_finding("CALL-LOCK-LEAK");
  nt_call_begin(&call, "SetDmaEngineState");
  KeLowerIrql(old);
  nt_call_end(&call);
  assert_finding("CALL-IRQL-LEAK");
}

/* ---- leaks ---- */

static void leaked_blocks_are_found_by_tag_and_call(void **state) {
  (void)state;
  struct nt_call call;
  nt_call_begin(&call, "RegisterNotificationEvent");
  void *a = allocate(8), *b = allocate(24);
  nt_call_end(&call);
  nt_check_leaks();
  check_text("POOL-LEAK",
             "2 blocks of tag \"Test\", 32 bytes, allocated in RegisterNotificationEvent");
  void *c = ExAllocatePool2(POOL_FLAG_NON_PAGED, 1, 0x01020304u);
  nt_check_leaks();
  assert_int_equal(seen.findings, 2);
  assert_non_null(
      strstr(seen.last_finding, "1 blocks of tag \"....\", 1 bytes, allocated in no call"));
  seen.findings = 0;
  ExFreePool(a);
  ExFreePool(b);
  ExFreePool(c);
  nt_check_leaks();
  assert_no_finding();
  for (ULONG tag = 1; tag <= 100; tag++) /* more groups than are told apart */
    (void)ExAllocatePool2(POOL_FLAG_NON_PAGED, 1, tag);
  nt_check_leaks();
  assert_int_equal(seen.findings, 64);
}

static void leaked_pages_are_found_by_call(void **state) {
  (void)state;
  struct nt_call call;
  nt_call_begin(&call, "AllocateDmaBuffer");
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 3 * PAGE_SIZE, MmCached, 0);
  nt_call_end(&call);
  nt_check_leaks();
  assert_int_equal(seen.findings, 2); /* and the MDL */
  seen.findings = 0;
  IoFreeMdl(mdl);
  assert_finding("MDL-PAGES-LEAK");
  nt_check_leaks();
  check_text("PAGE-LEAK", "3 pages, allocated in AllocateDmaBuffer");
  char name[32];
  for (int i = 0; i < 40; i++) {
    (void)snprintf(name, sizeof name, "call %d", i);
    nt_call_begin(&call, name);
    (void)MmAllocateContiguousMemory(PAGE_SIZE, anywhere);
    nt_call_end(&call);
  }
  nt_check_leaks();
  assert_int_equal(seen.findings, 32);
}

static VOID wait_for_ever(PVOID context) {
  (void)KeWaitForSingleObject(context, Executive, KernelMode, FALSE, NULL);
}

static void other_leaks_are_found(void **state) {
  (void)state;
  KTIMER timer;
  KDPC dpc;
  KEVENT event;
  HANDLE thread;
  PKINTERRUPT interrupt = NULL;
  LARGE_INTEGER due = {.QuadPart = -1000000};
  KeInitializeTimer(&timer);
  (void)KeSetTimer(&timer, due, NULL);
  nt_check_leaks();
  assert_finding("TIMER-LEAK");
  (void)KeCancelTimer(&timer);
  nt_hold_dpcs(true);
  KeInitializeDpc(&dpc, no_routine, NULL);
  (void)KeInsertQueueDpc(&dpc, NULL, NULL);
  nt_check_leaks();
  assert_finding("DPC-LEAK");
  (void)KeRemoveQueueDpc(&dpc);
  IO_CONNECT_INTERRUPT_PARAMETERS connect = {.Version = CONNECT_LINE_BASED};
  connect.LineBased.InterruptObject = &interrupt;
  connect.LineBased.ServiceRoutine = free_wrongly_in_isr;
  (void)IoConnectInterruptEx(&connect);
  nt_check_leaks();
  assert_finding("INTERRUPT-LEAK");
  IoDisconnectInterrupt(interrupt);
  PVOID bar = MmMapIoSpace(nt_device()->BarPhysicalAddress, 64, MmNonCached);
  nt_check_leaks();
  assert_finding("IOSPACE-LEAK");
  MmUnmapIoSpace(bar, 64);
  PDEVICE_OBJECT device = nt_create_device();
  (void)ObReferenceObject(device);
  nt_check_leaks();
  check_text("OBJECT-LEAK", "1 device");
  (void)ObDereferenceObject(device);
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  (void)PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, wait_for_ever, &event);
  nt_check_leaks();
  assert_finding("THREAD-LEAK");
  (void)KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
  sleep_us(1);
  (void)ZwClose(thread);
  nt_check_leaks();
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, kernel_start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(an_event_used_after_free_is_found),
      TEST(a_user_event_used_after_its_end_is_found),
      TEST(other_objects_used_after_free_are_found),
      TEST(an_mdl_used_after_free_is_found),
      TEST(an_object_in_paged_pool_is_found),
      TEST(a_running_timer_must_not_be_freed),
      TEST(a_queued_dpc_must_not_be_freed),
      TEST(an_event_waited_for_must_not_be_freed),
      TEST(a_queued_work_item_must_not_be_freed),
      TEST(a_held_spin_lock_must_not_be_freed),
      TEST(a_write_past_a_block_is_found),
      TEST(a_write_to_a_freed_block_is_found),
      TEST(dma_to_a_freed_page_is_found_once),
      TEST(dma_to_a_page_never_allocated_is_found_under_a_driver),
      TEST(findings_name_the_call),
      TEST(findings_name_other_routines),
      TEST(findings_name_an_interrupt_routine),
      TEST(what_a_call_leaves_behind_is_found),
      TEST(leaked_blocks_are_found_by_tag_and_call),
      TEST(leaked_pages_are_found_by_call),
      TEST(other_leaks_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
