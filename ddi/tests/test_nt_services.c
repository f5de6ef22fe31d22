/* SPDX-License-Identifier: Apache-2.0 */
/* Small services: lists, lookaside lists, remove locks, clocks, strings, queued spin locks. */
#define DBG 1
#include "kernel.h"

#include <signal.h>

#define TAG 0x74736554u

static void queued_spin_locks_balance(void **state) {
  (void)state;
  KSPIN_LOCK lock;
  KLOCK_QUEUE_HANDLE handle, inner;
  KeInitializeSpinLock(&lock);
  KeAcquireInStackQueuedSpinLock(&lock, &handle);
  assert_int_equal(KeGetCurrentIrql(), DISPATCH_LEVEL);
  assert_false(KeTestSpinLock(&lock));
  assert_false(KeTryToAcquireSpinLockAtDpcLevel(&lock));
  KSPIN_LOCK second = 0;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&second, &inner);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&inner);
  KeReleaseInStackQueuedSpinLock(&handle);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  KIRQL old = KeRaiseIrqlToDpcLevel();
  assert_true(KeTryToAcquireSpinLockAtDpcLevel(&lock));
  KeReleaseSpinLockFromDpcLevel(&lock);
  KeLowerIrql(old);
  assert_no_finding();
}

static void locks_released_in_the_wrong_order_are_found(void **state) {
  (void)state;
  KSPIN_LOCK outer = 0, inner = 0;
  KIRQL old, dispatch;
  KeAcquireSpinLock(&outer, &old);
  KeAcquireSpinLock(&inner, &dispatch);
  KeReleaseSpinLock(&outer, old); /* the inner one is still held */
  assert_finding("SPINLOCK-HELD");
  KeReleaseSpinLockFromDpcLevel(&inner);
  assert_finding("SPINLOCK-IRQL");
}

static void many_spin_locks_are_held_and_released(void **state) {
  (void)state;
  KSPIN_LOCK locks[20] = {0};
  KIRQL old = KeRaiseIrqlToDpcLevel();
  for (size_t i = 0; i < ARRAYSIZE(locks); i++)
    KeAcquireSpinLockAtDpcLevel(&locks[i]);
  assert_int_equal(nt_spin_locks_held(), 20);
  for (size_t i = 0; i < ARRAYSIZE(locks); i++)
    KeReleaseSpinLockFromDpcLevel(&locks[i]);
  assert_int_equal(nt_spin_locks_held(), 0);
  (void)KfRaiseIrql(8);
  KIRQL inner;
  KeAcquireSpinLock(&locks[0], &inner);
  assert_finding("IRQL-TOO-HIGH");
  KeReleaseSpinLock(&locks[0], inner);
  assert_finding("SPINLOCK-IRQL");
  KeLowerIrql(old);
}

static void interlocked_lists(void **state) {
  (void)state;
  KSPIN_LOCK lock = 0;
  LIST_ENTRY head, a, b;
  InitializeListHead(&head);
  assert_null(ExInterlockedRemoveHeadList(&head, &lock));
  assert_null(ExInterlockedInsertHeadList(&head, &b, &lock));
  assert_ptr_equal(ExInterlockedInsertHeadList(&head, &a, &lock), &b);
  assert_ptr_equal(ExInterlockedRemoveHeadList(&head, &lock), &a);
  assert_ptr_equal(ExInterlockedInsertTailList(&head, &a, &lock), &b);
  (void)ExInterlockedRemoveHeadList(&head, &lock);
  (void)ExInterlockedRemoveHeadList(&head, &lock);
  assert_null(ExInterlockedInsertTailList(&head, &a, &lock));
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  assert_no_finding();
}

static void single_lists(void **state) {
  (void)state;
  SLIST_HEADER head;
  SLIST_ENTRY a, b;
  ExInitializeSListHead(&head);
  assert_null(InterlockedPopEntrySList(&head));
  assert_null(InterlockedPushEntrySList(&head, &a));
  assert_ptr_equal(InterlockedPushEntrySList(&head, &b), &a);
  assert_int_equal(ExQueryDepthSList(&head), 2);
  assert_ptr_equal(InterlockedPopEntrySList(&head), &b);
  assert_ptr_equal(InterlockedFlushSList(&head), &a);
  assert_int_equal(ExQueryDepthSList(&head), 0);
  SINGLE_LIST_ENTRY plain = {NULL}, entry;
  assert_null(PopEntryList(&plain));
  PushEntryList(&plain, &entry);
  assert_ptr_equal(PopEntryList(&plain), &entry);
}

static unsigned own_frees;
static PVOID allocate(POOL_TYPE type, SIZE_T bytes, ULONG tag) {
  return ExAllocatePoolZero(type, bytes, tag);
}
static VOID release(PVOID block) {
  own_frees++;
  ExFreePool(block);
}

static void lookaside_lists_are_pool(void **state) {
  (void)state;
  NPAGED_LOOKASIDE_LIST list;
  ExInitializeNPagedLookasideList(&list, NULL, NULL, 0, 48, TAG, 0);
  PVOID block = ExAllocateFromNPagedLookasideList(&list);
  assert_int_equal(nt_pool_blocks_in_use(), 1);
  nt_fail_pool_allocation(1);
  assert_null(ExAllocateFromNPagedLookasideList(&list));
  ExFreeToNPagedLookasideList(&list, block);
  ExDeleteNPagedLookasideList(&list);
  assert_no_finding();
  ExInitializeNPagedLookasideList(&list, allocate, release, 0, 48, TAG, 0);
  block = ExAllocateFromNPagedLookasideList(&list);
  list.Outstanding++;
  ExFreeToNPagedLookasideList(&list, block);
  assert_int_equal(own_frees, 1);
  ExDeleteNPagedLookasideList(&list);
  assert_finding("LOOKASIDE-IN-USE");
}

static IO_REMOVE_LOCK remove_lock;
static VOID release_later(PVOID context) {
  LARGE_INTEGER interval = {.QuadPart = -1000};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  IoReleaseRemoveLock(&remove_lock, context);
}

static void a_remove_lock_waits_for_its_users(void **state) {
  (void)state;
  HANDLE thread;
  IoInitializeRemoveLock(&remove_lock, TAG, 0, 0);
  assert_int_equal(IoAcquireRemoveLock(&remove_lock, NULL), STATUS_SUCCESS);
  assert_int_equal(IoAcquireRemoveLock(&remove_lock, NULL), STATUS_SUCCESS);
  (void)PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, release_later, NULL);
  IoReleaseRemoveLockAndWait(&remove_lock, NULL);
  assert_int_equal(kernel_now_us(), 100);
  assert_int_equal(IoAcquireRemoveLock(&remove_lock, NULL), STATUS_DELETE_PENDING);
  (void)ZwClose(thread);
  assert_no_finding();
  IoReleaseRemoveLock(&remove_lock, NULL);
  assert_finding("REMOVE-LOCK");
  IoInitializeRemoveLock(&remove_lock, TAG, 0, 0);
  IoReleaseRemoveLock(&remove_lock, NULL);
  assert_finding("REMOVE-LOCK");
  (void)IoAcquireRemoveLock(&remove_lock, NULL);
  IoReleaseRemoveLockAndWait(&remove_lock, NULL);
  assert_no_finding();
}

static void clocks_agree(void **state) {
  (void)state;
  LARGE_INTEGER system, ticks;
  ULONG64 counter;
  KeStallExecutionProcessor(40000);
  KeQuerySystemTimePrecise(&system);
  assert_int_equal(system.QuadPart, 400000);
  assert_int_equal(KeQueryInterruptTimePrecise(&counter), 400000);
  assert_int_equal(counter, 400000);
  KeQueryTickCount(&ticks);
  assert_int_equal(ticks.QuadPart, 400000 / KeQueryTimeIncrement());
}

static void strings_and_bits(void **state) {
  (void)state;
  static const WCHAR text[] = {'a', 'b', 0};
  UNICODE_STRING string;
  RtlInitUnicodeString(&string, text);
  assert_int_equal(string.Length, 4);
  assert_int_equal(string.MaximumLength, 6);
  assert_ptr_equal(string.Buffer, text);
  RtlInitUnicodeString(&string, NULL);
  assert_int_equal(string.MaximumLength, 0);
  UNICODE_STRING constant = RTL_CONSTANT_STRING(text);
  assert_int_equal(constant.Length, 4);
  LONG bits = 0;
  assert_int_equal(InterlockedBitTestAndSet(&bits, 31), 0);
  assert_int_equal(InterlockedBitTestAndSet(&bits, 31), 1);
  assert_int_equal(InterlockedBitTestAndReset(&bits, 31), 1);
  assert_int_equal(bits, 0);
  LONG64 wide = -1;
  assert_int_equal(InterlockedIncrement64(&wide), 0);
  assert_int_equal(InterlockedExchangeAdd64(&wide, 5), 0);
  assert_int_equal(InterlockedCompareExchange64(&wide, 7, 5), 5);
  assert_int_equal(wide, 7);
  SHORT narrow = INT16_MAX;
  assert_int_equal(InterlockedIncrement16(&narrow), INT16_MIN);
  UCHAR a[] = {1, 2, 3}, b[] = {1, 2, 4};
  assert_int_equal(RtlCompareMemory(a, b, 3), 2);
  assert_int_equal(RtlCompareMemory(a, a, 3), 3);
}

static void an_exception_block_is_left_out(void **state) {
  (void)state;
  int guarded = 0, handled = 0;
  __try {
    guarded = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    handled = 1;
  }
  assert_int_equal(guarded, 1);
  assert_int_equal(handled, 0);
}

static void a_failed_assertion_is_found(void **state) {
  (void)state;
  ASSERT(sizeof(ULONG) == 4);
  assert_no_finding();
  ASSERT(sizeof(ULONG) == 8);
  assert_finding("ASSERTION");
  DbgBreakPoint();
  assert_finding("ASSERTION");
  KdPrint(("checked builds print %d\n", 1));
  KdPrintEx((DPFLTR_IHVAUDIO_ID, DPFLTR_INFO_LEVEL, "and with a level\n"));
}

static sigjmp_buf before_abort;
static void on_abort(int number) {
  (void)number;
  siglongjmp(before_abort, 1);
}

static void a_bug_check_aborts_the_process(void **state) {
  (void)state;
  void (*old)(int) = signal(SIGABRT, on_abort);
  if (sigsetjmp(before_abort, 1) == 0)
    KeBugCheckEx(0xDEAD, 1, 2, 3, 4);
  (void)signal(SIGABRT, old);
  assert_finding("BUGCHECK");
}

static void registers_are_read_in_rows(void **state) {
  (void)state;
  uint8_t *bar = MmMapIoSpace(nt_device()->BarPhysicalAddress, nt_device()->BarLength, MmNonCached);
  volatile ULONG *pair = (volatile ULONG *)(void *)(bar + 0x98); /* BDPL and BDPU of stream 0 */
  WRITE_REGISTER_UCHAR(bar + 8, 1);
  WRITE_REGISTER_ULONG64((volatile ULONG64 *)(void *)pair, 0x123456789ABCDE00ull);
  assert_int_equal(fake_peek(kernel_sim, 0x9C, 4), 0x12345678);
  assert_true(READ_REGISTER_ULONG64((volatile ULONG64 *)(void *)pair) == 0x123456789ABCDE00ull);
  ULONG words[2] = {0x100, 0x200}, read[2];
  WRITE_REGISTER_BUFFER_ULONG(pair, words, 2);
  READ_REGISTER_BUFFER_ULONG(pair, read, 2);
  assert_memory_equal(read, words, sizeof words);
  USHORT halves[2];
  READ_REGISTER_BUFFER_USHORT((volatile USHORT *)(void *)pair, halves, 2);
  assert_int_equal(halves[0], 0x100);
  halves[0] = 0x300;
  WRITE_REGISTER_BUFFER_USHORT((volatile USHORT *)(void *)pair, halves, 2);
  UCHAR bytes[4];
  READ_REGISTER_BUFFER_UCHAR(bar + 0x98, bytes, 4);
  assert_int_equal(bytes[1], 3);
  bytes[1] = 4;
  WRITE_REGISTER_BUFFER_UCHAR(bar + 0x98, bytes, 4);
  assert_int_equal(fake_peek(kernel_sim, 0x98, 4), 0x400);
  assert_no_finding();
}

static BOOLEAN never(PKINTERRUPT interrupt, PVOID context) {
  (void)interrupt;
  (void)context;
  return FALSE;
}

static void interrupts_are_connected_by_description(void **state) {
  (void)state;
  PKINTERRUPT interrupt = NULL;
  IO_CONNECT_INTERRUPT_PARAMETERS connect = {.Version = CONNECT_MESSAGE_BASED};
  assert_int_equal(IoConnectInterruptEx(&connect), STATUS_NOT_SUPPORTED);
  assert_int_equal(connect.Version, CONNECT_LINE_BASED);
  connect.LineBased.InterruptObject = &interrupt;
  connect.LineBased.ServiceRoutine = never;
  assert_int_equal(IoConnectInterruptEx(&connect), STATUS_SUCCESS);
  IO_DISCONNECT_INTERRUPT_PARAMETERS disconnect = {.Version = connect.Version};
  disconnect.ConnectionContext.InterruptObject = interrupt;
  IoDisconnectInterruptEx(&disconnect);
  connect = (IO_CONNECT_INTERRUPT_PARAMETERS){.Version = CONNECT_LINE_BASED};
  connect.LineBased.InterruptObject = &interrupt;
  connect.LineBased.ServiceRoutine = never;
  connect.LineBased.SynchronizeIrql = HIGH_LEVEL;
  assert_int_equal(IoConnectInterruptEx(&connect), STATUS_SUCCESS);
  IoDisconnectInterrupt(interrupt);
  connect = (IO_CONNECT_INTERRUPT_PARAMETERS){.Version = CONNECT_FULLY_SPECIFIED};
  connect.FullySpecified.InterruptObject = &interrupt;
  connect.FullySpecified.ServiceRoutine = never;
  connect.FullySpecified.Vector = nt_device()->InterruptVector;
  connect.FullySpecified.Irql = nt_device()->InterruptIrql;
  connect.FullySpecified.SynchronizeIrql = nt_device()->InterruptIrql;
  assert_int_equal(IoConnectInterruptEx(&connect), STATUS_SUCCESS);
  IoDisconnectInterrupt(interrupt);
  connect.FullySpecified.Vector++;
  assert_int_equal(IoConnectInterruptEx(&connect), STATUS_INVALID_PARAMETER);
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, kernel_start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(queued_spin_locks_balance),
      TEST(locks_released_in_the_wrong_order_are_found),
      TEST(many_spin_locks_are_held_and_released),
      TEST(interlocked_lists),
      TEST(single_lists),
      TEST(lookaside_lists_are_pool),
      TEST(a_remove_lock_waits_for_its_users),
      TEST(clocks_agree),
      TEST(strings_and_bits),
      TEST(an_exception_block_is_left_out),
      TEST(a_failed_assertion_is_found),
      TEST(a_bug_check_aborts_the_process),
      TEST(registers_are_read_in_rows),
      TEST(interrupts_are_connected_by_description),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
