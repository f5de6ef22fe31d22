/* SPDX-License-Identifier: Apache-2.0 */
/* From the completion flag to the events: registration, interrupt, DPC. */
#include "driver.h"

#define BCIS 0x04u
#define FIFOE 0x08u
#define DESE 0x10u

static HANDLE engines[2]; /* render, streams 4 and 5, running */
static struct buffer buffers[2];
static KEVENT events[3];

static int start(void **state) {
  (void)driver_start(state);
  for (unsigned i = 0; i < 2; i++) {
    engines[i] = render(48000, 16, 16, 2);
    assert_int_equal(allocate(engines[i], 2, 8192, &buffers[i]), STATUS_SUCCESS);
    assert_int_equal(set_state(engines[i], StopState), STATUS_SUCCESS);
    assert_int_equal(set_state(engines[i], RunState), STATUS_SUCCESS);
  }
  for (unsigned i = 0; i < 3; i++)
    KeInitializeEvent(&events[i], NotificationEvent, FALSE);
  watch_records();
  return 0;
}

static NTSTATUS add(unsigned engine, KEVENT *event) {
  return driver.bus.RegisterNotificationEvent(driver.bus.Context, engines[engine], event);
}

static NTSTATUS take_away(unsigned engine, KEVENT *event) {
  return driver.bus.UnregisterNotificationEvent(driver.bus.Context, engines[engine], event);
}

/* The stream raises `bits`, and 1 ms passes. */
static void raise_bits(unsigned stream, uint8_t bits) {
  fake_schedule(driver.sim, driver_now() + 1200, stream, bits);
  KeStallExecutionProcessor(1000);
}

static void every_event_of_the_engine_is_signalled(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &events[1]), STATUS_SUCCESS);
  assert_int_equal(add(1, &events[2]), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 2);
  assert_int_equal(seen.last_signal_irql, DISPATCH_LEVEL);
  assert_int_equal(KeReadStateEvent(&events[0]) + KeReadStateEvent(&events[1]), 2);
  assert_int_equal(KeReadStateEvent(&events[2]), 0);
  for (unsigned pass = 0; pass < 10; pass++)
    raise_bits(5, BCIS);
  assert_int_equal(seen.signals, 12);
  assert_int_equal(seen.isrs, 11);
  assert_int_equal(seen.claimed, 11);
}

static void two_streams_share_one_interrupt(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(add(1, &events[0]), STATUS_SUCCESS);
  uint64_t at = driver_now() + 1200;
  fake_schedule(driver.sim, at, 4, BCIS);
  fake_schedule(driver.sim, at, 5, BCIS);
  KIRQL old;
  KeRaiseIrql(8, &old);
  KeStallExecutionProcessor(10);
  KeLowerIrql(old);
  assert_int_equal(seen.claimed, 1);
  assert_int_equal(seen.signals, 2);
}

static void errors_are_acknowledged_and_signal_nothing(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  raise_bits(4, FIFOE);
  raise_bits(4, DESE);
  assert_int_equal(seen.claimed, 2);
  assert_int_equal(seen.signals, 0);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 3, 1) & 0x1C, 0);
  raise_bits(4, BCIS | FIFOE);
  assert_int_equal(seen.signals, 1);
}

static void wrong_arguments_are_refused(void **state) {
  (void)state;
  void *context = driver.bus.Context;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(driver.bus.RegisterNotificationEvent(context, NULL, &events[0]),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(driver.bus.UnregisterNotificationEvent(context, (HANDLE)3, &events[0]),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(add(0, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(take_away(0, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(take_away(0, &events[0]), STATUS_INVALID_PARAMETER);
  assert_int_equal(add(1, &events[0]), STATUS_SUCCESS);
  assert_int_equal(take_away(0, &events[0]), STATUS_INVALID_PARAMETER);
  assert_int_equal(take_away(1, &events[0]), STATUS_SUCCESS);
  nt_fail_pool_allocation(1);
  assert_int_equal(add(0, &events[0]), STATUS_INSUFFICIENT_RESOURCES);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(add(0, &events[0]), STATUS_UNSUCCESSFUL);
  assert_int_equal(take_away(0, &events[0]), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 0);
}

static void a_double_registration_needs_two_removals(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 1);
  assert_int_equal(take_away(0, &events[0]), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 2);
  assert_int_equal(take_away(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(take_away(0, &events[0]), STATUS_INVALID_PARAMETER);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 2);
}

static void a_removed_event_is_not_touched_by_a_late_dpc(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &events[1]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  raise_bits(4, BCIS);
  raise_bits(4, BCIS);
  assert_int_equal(take_away(0, &events[0]), STATUS_SUCCESS);
  memset(&events[0], 0xCD, sizeof events[0]);
  nt_hold_dpcs(false);
  assert_int_equal(seen.signals, 1); /* two completions met one late DPC */
  assert_int_equal(KeReadStateEvent(&events[1]), 1);
}

static void at_most_one_signal_comes_after_stop(void **state) {
  (void)state;
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  raise_bits(4, BCIS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  nt_hold_dpcs(false);
  assert_int_equal(seen.signals, 1);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 1);
}

static void registrations_end_with_the_engine(void **state) {
  (void)state;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_SUCCESS);
  blocks -= 2; /* the MDL, and what is known of the buffer */
  assert_int_equal(allocate(engines[0], 1, 4096, &buffers[0]), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], RunState), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 1); /* it outlived buffer and states */
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_SUCCESS);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(driver.bus.FreeDmaEngine(driver.bus.Context, engines[0]), STATUS_SUCCESS);
  KeLowerIrql(old);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  engines[0] = render(48000, 16, 16, 2);
  assert_int_equal(allocate(engines[0], 1, 4096, &buffers[0]), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], RunState), STATUS_SUCCESS);
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 1);
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS); /* nothing is left of the first one */
  raise_bits(4, BCIS);
  assert_int_equal(seen.signals, 2);
}

/* The next owner of an engine does not hear of what its predecessor left behind. */
static void completions_end_with_the_engine(void **state) {
  (void)state;
  nt_hold_dpcs(true);
  raise_bits(4, BCIS);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_int_equal(
      driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof driver.bus, 0x0100, &driver.bus),
      STATUS_SUCCESS);
  engines[0] = render(48000, 16, 16, 2);
  assert_int_equal(add(0, &events[0]), STATUS_SUCCESS);
  nt_hold_dpcs(false);
  assert_int_equal(seen.dpcs, 1);
  assert_int_equal(seen.signals, 0);
}

static void a_dpc_still_queued_runs_before_removal(void **state) {
  (void)state;
  nt_hold_dpcs(true);
  raise_bits(4, BCIS);
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  assert_int_equal(seen.dpcs, 1);
  nt_hold_dpcs(false);
  assert_int_equal(seen.dpcs, 1);
  assert_no_finding();
}

static void a_foreign_interrupt_is_not_claimed(void **state) {
  (void)state;
  fake_force_line(driver.sim, true);
  KeStallExecutionProcessor(1);
  fake_force_line(driver.sim, false);
  assert_int_equal(seen.claimed, 0);
  assert_true(seen.isrs > 0);
  assert_finding("INTERRUPT-UNCLAIMED");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(every_event_of_the_engine_is_signalled),
      TEST(two_streams_share_one_interrupt),
      TEST(errors_are_acknowledged_and_signal_nothing),
      TEST(wrong_arguments_are_refused),
      TEST(a_double_registration_needs_two_removals),
      TEST(a_removed_event_is_not_touched_by_a_late_dpc),
      TEST(at_most_one_signal_comes_after_stop),
      TEST(registrations_end_with_the_engine),
      TEST(completions_end_with_the_engine),
      TEST(a_dpc_still_queued_runs_before_removal),
      TEST(a_foreign_interrupt_is_not_claimed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
