/* SPDX-License-Identifier: Apache-2.0 */
/* Engine states: transitions, lists of engines, hardware that does not answer. */
#include "driver.h"

static HANDLE engines[3]; /* render on streams 4 and 5, capture on stream 0 */
static const unsigned streams[3] = {4, 5, 0};
static struct buffer buffers[3];

static int start(void **state) {
  (void)driver_start(state);
  engines[0] = render(48000, 16, 16, 2);
  engines[1] = render(48000, 16, 16, 2);
  engines[2] = capture(0, 48000, 16, 16, 2);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(allocate(engines[i], 2, 8192, &buffers[i]), STATUS_SUCCESS);
  fake_forget_writes(driver.sim);
  return 0;
}

static NTSTATUS set_all(HDAUDIO_STREAM_STATE state, ULONG count, HANDLE *handles) {
  return driver.bus.SetDmaEngineState(driver.bus.Context, state, count, handles);
}

static bool runs(unsigned i) { return (fake_peek(driver.sim, sd_offset(streams[i]), 1) & 2) != 0; }

static size_t writes_to(uint32_t offset, uint32_t *values, size_t max) {
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes), found = 0;
  for (size_t i = 0; i < count; i++)
    if (writes[i].offset == offset && found < max)
      values[found++] = writes[i].value;
  return found;
}

static void the_legal_circle(void **state) {
  (void)state;
  fake_set_lpib(driver.sim, 4, 1234);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], PauseState), STATUS_SUCCESS);
  assert_false(runs(0));
  assert_int_equal(set_state(engines[0], RunState), STATUS_SUCCESS);
  assert_true(runs(0));
  assert_int_equal(fake_peek(driver.sim, 0x20, 4), 0xC0000010);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4), 1), 0x1E);
  assert_int_equal(set_state(engines[0], RunState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_false(runs(0));
  assert_int_equal(fake_peek(driver.sim, 0x20, 4), 0xC0000000);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 4, 4), 1234); /* position survives */
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 4, 4), 0);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 8, 4), buffers[0].bytes);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 2, 1) >> 4, buffers[0].stream_id);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
}

static void illegal_transitions_change_nothing(void **state) {
  (void)state;
  assert_int_equal(set_state(engines[0], RunState), STATUS_INVALID_DEVICE_REQUEST);
  assert_false(runs(0));
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], RunState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_INVALID_DEVICE_REQUEST);
  assert_true(runs(0));
}

static void a_target_other_than_reset_needs_a_buffer(void **state) {
  (void)state;
  HANDLE bare = render(48000, 16, 16, 2);
  assert_int_equal(set_state(bare, StopState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(set_state(bare, ResetState), STATUS_SUCCESS);
}

static void arguments_are_checked(void **state) {
  (void)state;
  assert_int_equal(set_all(StopState, 0, engines), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_all(StopState, 1, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_all((HDAUDIO_STREAM_STATE)3, 1, engines), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_all((HDAUDIO_STREAM_STATE)-1, 1, engines), STATUS_INVALID_PARAMETER);
  HANDLE garbage = (HANDLE)7;
  assert_int_equal(set_all(StopState, 1, &garbage), STATUS_INVALID_HANDLE);
  KIRQL old;
  KeRaiseIrql(8, &old);
  assert_int_equal(set_all(StopState, 1, engines), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
}

static void one_bad_engine_stops_the_whole_list(void **state) {
  (void)state;
  HANDLE mixed[] = {engines[0], (HANDLE)7, engines[1]};
  assert_int_equal(set_all(StopState, 2, engines), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState, 3, mixed), STATUS_INVALID_HANDLE);
  assert_int_equal(set_all(RunState, 3, engines), STATUS_INVALID_DEVICE_REQUEST); /* [2] in Reset */
  assert_false(runs(0) || runs(1) || runs(2));
  HANDLE twice[] = {engines[0], engines[0]};
  assert_int_equal(set_all(RunState, 2, twice), STATUS_SUCCESS);
  assert_true(runs(0));
}

static void several_engines_start_and_stop_under_ssync(void **state) {
  (void)state;
  uint32_t values[8] = {0};
  assert_int_equal(set_all(StopState, 3, engines), STATUS_SUCCESS);
  fake_forget_writes(driver.sim);
  assert_int_equal(set_all(RunState, 3, engines), STATUS_SUCCESS);
  assert_true(runs(0) && runs(1) && runs(2));
  assert_int_equal(writes_to(0x38, values, 8), 2);
  assert_int_equal(values[0], 0x31);
  assert_int_equal(values[1], 0);
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes);
  assert_int_equal(writes[0].offset, 0x38);
  assert_int_equal(writes[count - 1].offset, 0x38);
  fake_forget_writes(driver.sim);
  assert_int_equal(set_all(StopState, 3, engines), STATUS_SUCCESS);
  assert_false(runs(0) || runs(1) || runs(2));
  assert_int_equal(writes_to(0x38, values, 8), 2);
  assert_int_equal(values[0], 0x31);
  assert_int_equal(values[1], 0);
}

static void states_change_at_dispatch_level(void **state) {
  (void)state;
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(set_all(StopState, 3, engines), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState, 3, engines), STATUS_SUCCESS);
  assert_int_equal(set_all(StopState, 3, engines), STATUS_SUCCESS);
  assert_int_equal(set_all(ResetState, 3, engines), STATUS_SUCCESS);
  KeLowerIrql(old);
  assert_no_finding();
}

static void a_fifo_that_never_fills_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults fault = {.never_ready = 1u << 5};
  assert_int_equal(set_all(StopState, 2, engines), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &fault);
  assert_int_equal(set_all(RunState, 2, engines), STATUS_DEVICE_NOT_READY);
  assert_false(runs(0) || runs(1));
  assert_int_equal(fake_peek(driver.sim, 0x38, 4), 0);
  assert_int_equal(set_all(RunState, 1, engines), STATUS_SUCCESS);
}

static void a_stop_that_never_comes_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults fault = {.run_never_clears = 1u << 5}, none = {0};
  assert_int_equal(set_all(StopState, 2, engines), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState, 2, engines), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &fault);
  assert_int_equal(set_all(StopState, 2, engines), STATUS_DEVICE_NOT_READY);
  assert_false(runs(0));
  assert_int_equal(fake_peek(driver.sim, 0x38, 4), 0);
  assert_int_equal(set_state(engines[1], ResetState), STATUS_INVALID_DEVICE_REQUEST);
  fake_set_faults(driver.sim, &none);
}

static void a_reset_that_never_comes_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults fault = {.srst_never_sets = 1u << 4}, none = {0};
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &fault);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_DEVICE_NOT_READY);
  fake_set_faults(driver.sim, &none);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
}

/* What the reset cleared would be run: no list, no length. */
static void a_descriptor_lost_in_a_reset_does_not_run(void **state) {
  (void)state;
  const struct fake_faults fault = {.srst_never_clears = 1u << 4}, none = {0};
  assert_int_equal(set_all(StopState, 2, engines), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &fault);
  assert_int_equal(set_state(engines[0], ResetState), STATUS_DEVICE_NOT_READY);
  fake_set_faults(driver.sim, &none);
  assert_int_equal(set_all(RunState, 2, engines), STATUS_DEVICE_NOT_READY);
  assert_false(runs(0) || runs(1));
  assert_int_equal(set_state(engines[0], ResetState), STATUS_SUCCESS);
  assert_int_not_equal(fake_peek(driver.sim, sd_offset(4) + 8, 4), 0);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState, 2, engines), STATUS_SUCCESS);
}

static void positions_are_mirrored(void **state) {
  (void)state;
  PULONG position[2] = {NULL, NULL}, clock = NULL;
  uint32_t offset = 0;
  KIRQL old;
  void *context = driver.bus.Context;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  for (unsigned i = 0; i < 2; i++)
    assert_int_equal(driver.bus.GetLinkPositionRegister(context, engines[i], &position[i]),
                     STATUS_SUCCESS);
  driver.bus.GetWallClockRegister(context, &clock);
  KeLowerIrql(old);
  assert_ptr_not_equal(position[0], position[1]);
  assert_true(nt_bar_offset(clock, &offset));
  assert_int_equal(offset, 0x2030);
  assert_true(nt_watch_register(position[0]) && nt_watch_register(clock));
  fake_set_lpib(driver.sim, 4, 640);
  uint32_t before = *(volatile ULONG *)clock;
  KeStallExecutionProcessor(100);
  assert_int_equal(*(volatile ULONG *)position[0], 640);
  assert_int_equal(*(volatile ULONG *)clock - before, 2400);
  assert_int_equal(driver.bus.GetLinkPositionRegister(context, NULL, &position[0]),
                   STATUS_INVALID_HANDLE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(the_legal_circle),
      TEST(illegal_transitions_change_nothing),
      TEST(a_target_other_than_reset_needs_a_buffer),
      TEST(arguments_are_checked),
      TEST(one_bad_engine_stops_the_whole_list),
      TEST(several_engines_start_and_stop_under_ssync),
      TEST(states_change_at_dispatch_level),
      TEST(a_fifo_that_never_fills_is_not_ready),
      TEST(a_stop_that_never_comes_is_not_ready),
      TEST(a_reset_that_never_comes_is_not_ready),
      TEST(a_descriptor_lost_in_a_reset_does_not_run),
      TEST(positions_are_mirrored),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
