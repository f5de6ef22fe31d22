/* SPDX-License-Identifier: Apache-2.0 */
/* Register mappings and interrupts of the kernel. */
#include "fake_hda_sim.h"
#include "findings.h"

static struct hda_sim *sim;
static uint8_t *bar;

static int start(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  sim = fake_create(&config);
  nt_start(sim);
  watch_records();
  bar = MmMapIoSpace(nt_device()->BarPhysicalAddress, nt_device()->BarLength, MmNonCached);
  WRITE_REGISTER_UCHAR(bar + 8, 1);
  return 0;
}

static int stop(void **state) {
  (void)state;
  nt_stop();
  fake_destroy(sim);
  return 0;
}

static volatile ULONG *dword(uint32_t offset) { return (volatile ULONG *)(void *)(bar + offset); }

static void registers_are_reached_through_the_mapping(void **state) {
  (void)state;
  WRITE_REGISTER_ULONG(dword(0x38), 0x12345678);
  assert_int_equal(READ_REGISTER_ULONG(dword(0x38)), 0x12345678);
  assert_int_equal(READ_REGISTER_USHORT((volatile USHORT *)(void *)(bar + 0x3A)), 0x1234);
  assert_int_equal(READ_REGISTER_UCHAR(bar + 0x39), 0x56);
  WRITE_REGISTER_USHORT((volatile USHORT *)(void *)(bar + 0x38), 0xABCD);
  assert_int_equal(fake_peek(sim, 0x38, 4), 0x1234ABCD);
  uint32_t offset = 0;
  assert_true(nt_bar_offset(bar + 0x2084, &offset));
  assert_int_equal(offset, 0x2084);
  assert_no_finding();
}

static void accesses_outside_a_mapping_are_found(void **state) {
  (void)state;
  ULONG memory = 0;
  uint32_t offset = 0;
  assert_int_equal(READ_REGISTER_ULONG(&memory), 0xFFFFFFFF);
  assert_finding("REGISTER-UNMAPPED");
  WRITE_REGISTER_UCHAR(bar + HDA_SIM_BAR_BYTES, 1);
  assert_finding("REGISTER-UNMAPPED");
  (void)READ_REGISTER_ULONG(dword(0x39));
  assert_finding("REGISTER-UNALIGNED");
  MmUnmapIoSpace(bar, 4);
  assert_finding("IOSPACE-BAD-UNMAP");
  MmUnmapIoSpace(bar, nt_device()->BarLength);
  assert_no_finding();
  (void)READ_REGISTER_ULONG(dword(0x38));
  assert_finding("REGISTER-UNMAPPED");
  assert_false(nt_bar_offset(bar + 0x2084, &offset));
  PHYSICAL_ADDRESS wrong = {.QuadPart = 0x1000};
  assert_null(MmMapIoSpace(wrong, 4, MmNonCached));
  assert_finding("IOSPACE-RANGE");
}

static void a_watched_register_is_followed(void **state) {
  (void)state;
  const volatile uint32_t *position = (const volatile uint32_t *)(void *)(bar + 0x2084);
  assert_true(nt_watch_register(position));
  fake_set_lpib(sim, 0, 1000);
  KeStallExecutionProcessor(1);
  assert_int_equal(*position, 1000);
  assert_true(nt_unwatch_register(position));
  fake_set_lpib(sim, 0, 2000);
  KeStallExecutionProcessor(1);
  assert_int_equal(*position, 1000);
  assert_false(nt_watch_register(bar + 0x84));
  assert_false(nt_watch_register(&position));
}

static struct {
  unsigned calls;
  KIRQL irql;
  bool claims, acknowledges;
  KDPC dpc;
} device;

static BOOLEAN service(PKINTERRUPT Interrupt, PVOID Context) {
  (void)Interrupt;
  (void)Context;
  device.calls++;
  device.irql = KeGetCurrentIrql();
  if (device.acknowledges)
    WRITE_REGISTER_UCHAR(bar + 0x83, 4);
  return device.claims;
}

static PKINTERRUPT connect(bool claims, bool acknowledges) {
  PKINTERRUPT interrupt = NULL;
  memset(&device, 0, sizeof device);
  device.claims = claims;
  device.acknowledges = acknowledges;
  assert_int_equal(IoConnectInterrupt(&interrupt, service, NULL, NULL, nt_device()->InterruptVector,
                                      nt_device()->InterruptIrql, nt_device()->InterruptIrql,
                                      LevelSensitive, TRUE, 1, FALSE),
                   STATUS_SUCCESS);
  WRITE_REGISTER_UCHAR(bar + 0x80, 4); /* IOCE of stream 0 */
  WRITE_REGISTER_ULONG(dword(0x20), 0x80000001);
  return interrupt;
}

static uint64_t now(void) {
  struct hda_sim_time time;
  hda_sim_now(sim, &time);
  return time.ticks;
}

static void an_interrupt_is_served_while_time_moves(void **state) {
  (void)state;
  PKINTERRUPT interrupt = connect(true, true);
  uint64_t at = now() + 1200000;
  fake_schedule(sim, at, 0, 4);
  KeStallExecutionProcessor(500);
  assert_int_equal(device.calls, 0);
  KeStallExecutionProcessor(1000);
  assert_int_equal(device.calls, 1);
  assert_int_equal(device.irql, nt_device()->InterruptIrql);
  assert_int_equal(seen.claimed, 1);
  IoDisconnectInterrupt(interrupt);
  fake_schedule(sim, now(), 0, 4);
  KeStallExecutionProcessor(1);
  assert_int_equal(device.calls, 1);
  assert_no_finding();
}

static void an_interrupt_is_served_in_a_register_access(void **state) {
  (void)state;
  (void)connect(true, true);
  fake_schedule(sim, now() + 1, 0, 4);
  (void)READ_REGISTER_ULONG(dword(0x38));
  assert_int_equal(device.calls, 1);
  fake_schedule(sim, now() + 1, 0, 4);
  WRITE_REGISTER_ULONG(dword(0x38), 0);
  assert_int_equal(device.calls, 2);
}

static void an_interrupt_waits_for_a_lower_irql(void **state) {
  (void)state;
  PKINTERRUPT interrupt = connect(true, true);
  KIRQL old = KeAcquireInterruptSpinLock(interrupt);
  fake_schedule(sim, now(), 0, 4);
  KeStallExecutionProcessor(10);
  assert_int_equal(device.calls, 0);
  KeReleaseInterruptSpinLock(interrupt, old);
  assert_int_equal(device.calls, 1);
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  fake_schedule(sim, now(), 0, 4);
  KeStallExecutionProcessor(10);
  assert_int_equal(device.calls, 2);
  KeLowerIrql(old);
  assert_no_finding();
}

static void another_device_on_the_line_makes_no_finding(void **state) {
  (void)state;
  unsigned before = device.calls;
  nt_foreign_interrupt(); /* nobody is connected */
  assert_int_equal(device.calls, before);
  (void)connect(false, false);
  nt_foreign_interrupt();
  assert_int_equal(device.calls, 1);
  assert_int_equal(device.irql, nt_device()->InterruptIrql);
  assert_int_equal(seen.claimed, 0);
  KIRQL old;
  KeRaiseIrql(HIGH_LEVEL, &old);
  nt_foreign_interrupt();
  assert_int_equal(device.calls, 1);
  KeLowerIrql(old);
  assert_no_finding();
}

static void an_unclaimed_interrupt_is_found_and_does_not_hang(void **state) {
  (void)state;
  (void)connect(false, false);
  fake_schedule(sim, now(), 0, 4);
  uint64_t before = now();
  KeStallExecutionProcessor(5000);
  assert_true(now() - before >= 5000 * 1200);
  assert_finding("INTERRUPT-UNCLAIMED");
  assert_in_range(device.calls, 2, 20);
  device.claims = device.acknowledges = true; /* a driver that wakes up late is served again */
  KeStallExecutionProcessor(2000);
  assert_int_equal(seen.claimed, 1);
  assert_no_finding();
}

static void a_claimed_line_that_stays_high_is_found(void **state) {
  (void)state;
  (void)connect(true, false);
  fake_schedule(sim, now(), 0, 4);
  KeStallExecutionProcessor(500);
  assert_finding("INTERRUPT-STORM");
}

static VOID deferred(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)A;
  (void)B;
  (void)KeSetEvent((PKEVENT)Context, EVENT_INCREMENT, FALSE);
}

static BOOLEAN service_and_defer(PKINTERRUPT Interrupt, PVOID Context) {
  (void)Interrupt;
  WRITE_REGISTER_UCHAR(bar + 0x83, 4);
  return KeInsertQueueDpc((PKDPC)Context, NULL, NULL);
}

static void a_wait_ends_when_a_dpc_sets_the_event(void **state) {
  (void)state;
  PKINTERRUPT interrupt = NULL;
  KEVENT event;
  KDPC dpc;
  KeInitializeEvent(&event, SynchronizationEvent, FALSE);
  KeInitializeDpc(&dpc, deferred, &event);
  (void)IoConnectInterrupt(&interrupt, service_and_defer, &dpc, NULL, nt_device()->InterruptVector,
                           nt_device()->InterruptIrql, nt_device()->InterruptIrql, LevelSensitive,
                           TRUE, 1, FALSE);
  WRITE_REGISTER_UCHAR(bar + 0x80, 4);
  WRITE_REGISTER_ULONG(dword(0x20), 0x80000001);
  uint64_t at = now() + 3600000;
  fake_schedule(sim, at, 0, 4);
  LARGE_INTEGER timeout = {.QuadPart = -100 * 10000};
  assert_int_equal(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &timeout),
                   STATUS_SUCCESS);
  assert_in_range(now(), at, at + 2400);
  assert_int_equal(seen.last_signal_irql, DISPATCH_LEVEL);
  assert_no_finding();
}

/* ---- misuse of interrupts ---- */

static KSPIN_LOCK isr_lock;
static PKINTERRUPT isr_object;

static BOOLEAN leave_dirty(PKINTERRUPT Interrupt, PVOID Context) {
  WRITE_REGISTER_UCHAR(bar + 0x83, 4);
  if (Context != NULL) {
    KeAcquireSpinLockAtDpcLevel(&isr_lock);
    (void)KfRaiseIrql(HIGH_LEVEL);
  } else {
    IoDisconnectInterrupt(Interrupt);
  }
  return TRUE;
}

static void connect_dirty(PVOID context) {
  assert_int_equal(IoConnectInterrupt(&isr_object, leave_dirty, context, NULL,
                                      nt_device()->InterruptVector, nt_device()->InterruptIrql,
                                      nt_device()->InterruptIrql, LevelSensitive, TRUE, 1, FALSE),
                   STATUS_SUCCESS);
  WRITE_REGISTER_UCHAR(bar + 0x80, 4);
  WRITE_REGISTER_ULONG(dword(0x20), 0x80000001);
  fake_schedule(sim, now(), 0, 4);
}

static void what_an_interrupt_routine_leaves_behind_is_found(void **state) {
  (void)state;
  isr_lock = 0;
  connect_dirty(&isr_lock);
  KeStallExecutionProcessor(1);
  assert_int_equal(seen.findings, 2);
  assert_int_equal(strncmp(seen.last_finding, "ISR-IRQL-LEAK", 13), 0);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static BOOLEAN keep_lock(PKINTERRUPT Interrupt, PVOID Context) {
  (void)Interrupt;
  (void)Context;
  fake_force_line(sim, false);
  KeAcquireSpinLockAtDpcLevel(&isr_lock);
  return TRUE;
}

static void an_interrupt_routine_that_keeps_a_lock_is_found(void **state) {
  (void)state;
  isr_lock = 0;
  IO_CONNECT_INTERRUPT_PARAMETERS connect_line = {.Version = CONNECT_LINE_BASED};
  connect_line.LineBased.InterruptObject = &isr_object;
  connect_line.LineBased.ServiceRoutine = keep_lock;
  assert_int_equal(IoConnectInterruptEx(&connect_line), STATUS_SUCCESS);
  fake_force_line(sim, true);
  KeStallExecutionProcessor(1);
  assert_finding("ISR-LOCK-LEAK");
}

static void a_routine_cannot_disconnect_itself(void **state) {
  (void)state;
  connect_dirty(NULL);
  KeStallExecutionProcessor(1);
  assert_finding("IRQL-TOO-HIGH");
  IoDisconnectInterrupt(isr_object);
  assert_no_finding();
}

static BOOLEAN note_irql(PVOID Context) {
  *(KIRQL *)Context = KeGetCurrentIrql();
  return TRUE;
}

static void interrupt_locks_raise_to_the_device(void **state) {
  (void)state;
  PKINTERRUPT interrupt = connect(true, true), stranger = (PKINTERRUPT)(void *)&device;
  KIRQL irql = 0;
  assert_true(KeSynchronizeExecution(interrupt, note_irql, &irql));
  assert_int_equal(irql, nt_device()->InterruptIrql);
  KIRQL old = KfRaiseIrql(HIGH_LEVEL);
  irql = KeAcquireInterruptSpinLock(interrupt);
  assert_finding("IRQL-TOO-HIGH");
  KeReleaseInterruptSpinLock(interrupt, irql);
  KeLowerIrql(old);
  assert_false(KeSynchronizeExecution(stranger, note_irql, &irql));
  assert_finding("INTERRUPT-UNKNOWN");
  assert_int_equal(KeAcquireInterruptSpinLock(stranger), PASSIVE_LEVEL);
  assert_finding("INTERRUPT-UNKNOWN");
  KeReleaseInterruptSpinLock(stranger, PASSIVE_LEVEL);
  assert_finding("INTERRUPT-UNKNOWN");
  IoDisconnectInterrupt(stranger);
  assert_finding("INTERRUPT-UNKNOWN");
  IoDisconnectInterrupt(interrupt);
}

static NTSTATUS try_connect(PKSERVICE_ROUTINE routine, KIRQL irql, KIRQL synchronize) {
  PKINTERRUPT interrupt;
  return IoConnectInterrupt(&interrupt, routine, NULL, NULL, nt_device()->InterruptVector, irql,
                            synchronize, LevelSensitive, TRUE, 1, FALSE);
}

static void an_interrupt_that_is_not_the_devices_is_refused(void **state) {
  (void)state;
  KIRQL right = nt_device()->InterruptIrql;
  assert_int_equal(try_connect(NULL, right, right), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_connect(service, (KIRQL)(right - 1), right), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_connect(service, right, (KIRQL)(right - 1)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_connect(service, right, HIGH_LEVEL + 1), STATUS_INVALID_PARAMETER);
  assert_no_finding();
}

static void a_shared_line_asks_one_routine_after_the_other(void **state) {
  (void)state;
  PKINTERRUPT first = connect(false, false);
  KSPIN_LOCK lock = 0;
  PKINTERRUPT second = NULL;
  KDPC dpc;
  KEVENT event;
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  KeInitializeDpc(&dpc, deferred, &event);
  KeSetImportanceDpc(&dpc, HighImportance);
  (void)IoConnectInterrupt(&second, service_and_defer, &dpc, &lock, nt_device()->InterruptVector,
                           nt_device()->InterruptIrql, HIGH_LEVEL, LevelSensitive, TRUE, 1, FALSE);
  nt_foreign_interrupt();
  assert_int_equal(device.calls, 1);
  assert_int_equal(KeReadStateEvent(&event), 1);
  IoDisconnectInterrupt(second);
  KIRQL old = KfRaiseIrql(nt_device()->InterruptIrql);
  nt_foreign_interrupt(); /* the processor cannot take it now */
  assert_int_equal(device.calls, 1);
  KeLowerIrql(old);
  IoDisconnectInterrupt(first);
}

/* ---- hardware that does not answer ---- */

static void hardware_that_hangs_is_found(void **state) {
  (void)state;
  struct fake_faults faults = {.hangs = true};
  fake_set_faults(sim, &faults);
  assert_int_equal(READ_REGISTER_ULONG(dword(0x38)), 0xFFFFFFFF);
  assert_finding("REGISTER-ACCESS");
  WRITE_REGISTER_ULONG(dword(0x38), 1);
  assert_finding("REGISTER-ACCESS");
  KeStallExecutionProcessor(1);
  assert_finding("SIMULATION");
  LARGE_INTEGER interval = {.QuadPart = -10};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  assert_finding("SIMULATION");
}

static VOID wait_in_thread(PVOID Context) {
  LARGE_INTEGER interval = {.QuadPart = -1000};
  struct fake_faults faults = {.hangs = true};
  fake_set_faults(sim, &faults);
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  (void)Context;
}

static void the_host_goes_on_when_time_stands_still_in_a_thread(void **state) {
  (void)state;
  HANDLE thread;
  (void)PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, wait_in_thread, NULL);
  LARGE_INTEGER interval = {.QuadPart = -10};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  assert_finding("SIMULATION");
  (void)ZwClose(thread);
}

static void times_beyond_the_end_are_never_reached(void **state) {
  (void)state;
  KTIMER timer;
  KeInitializeTimer(&timer);
  LARGE_INTEGER far = {.QuadPart = INT64_MIN};
  (void)KeSetTimer(&timer, far, NULL);
  KeStallExecutionProcessor(1000);
  assert_false(KeReadStateTimer(&timer));
  far.QuadPart = INT64_MAX;
  (void)KeSetTimer(&timer, far, NULL);
  assert_false(KeReadStateTimer(&timer));
  assert_true(KeCancelTimer(&timer));
}

static void mappings_end_with_their_size(void **state) {
  (void)state;
  PHYSICAL_ADDRESS at = nt_device()->BarPhysicalAddress;
  uint8_t *all[40];
  unsigned count = 0;
  MmUnmapIoSpace(bar, 0);
  assert_finding("IOSPACE-BAD-UNMAP");
  while (count < 40 && (all[count] = MmMapIoSpace(at, 64, MmNonCached)) != NULL)
    count++;
  assert_in_range(count, 1, 39); /* the kernel has room for so many */
  while (count-- > 0)
    MmUnmapIoSpace(all[count], 64);
  at.QuadPart += nt_device()->BarLength - 4;
  assert_null(MmMapIoSpace(at, 8, MmNonCached));
  assert_finding("IOSPACE-RANGE");
  at.QuadPart += 4;
  assert_null(MmMapIoSpace(at, 1, MmNonCached));
  assert_finding("IOSPACE-RANGE");
  assert_null(MmMapIoSpace(nt_device()->BarPhysicalAddress, 0, MmNonCached));
  assert_finding("IOSPACE-RANGE");
  assert_false(nt_unwatch_register(bar + 0x84));
  assert_false(nt_unwatch_register(&count));
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(registers_are_reached_through_the_mapping),
      TEST(accesses_outside_a_mapping_are_found),
      TEST(a_watched_register_is_followed),
      TEST(an_interrupt_is_served_while_time_moves),
      TEST(an_interrupt_is_served_in_a_register_access),
      TEST(an_interrupt_waits_for_a_lower_irql),
      TEST(another_device_on_the_line_makes_no_finding),
      TEST(an_unclaimed_interrupt_is_found_and_does_not_hang),
      TEST(a_claimed_line_that_stays_high_is_found),
      TEST(a_wait_ends_when_a_dpc_sets_the_event),
      TEST(what_an_interrupt_routine_leaves_behind_is_found),
      TEST(an_interrupt_routine_that_keeps_a_lock_is_found),
      TEST(a_routine_cannot_disconnect_itself),
      TEST(interrupt_locks_raise_to_the_device),
      TEST(an_interrupt_that_is_not_the_devices_is_refused),
      TEST(a_shared_line_asks_one_routine_after_the_other),
      TEST(hardware_that_hangs_is_found),
      TEST(the_host_goes_on_when_time_stands_still_in_a_thread),
      TEST(times_beyond_the_end_are_never_reached),
      TEST(mappings_end_with_their_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
