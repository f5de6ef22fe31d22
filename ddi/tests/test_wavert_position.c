/* SPDX-License-Identifier: Apache-2.0 */
/* Positions, registers and latency of the miniport's streams. */
#include "wavert_playing.h"

static void offsets_are_those_of_the_register(void **state) {
  (void)state;
  KSAUDIO_POSITION position = {77, 77};
  assert_int_equal(CALL(stream, GetPosition, NULL), STATUS_INVALID_PARAMETER);
  at(RENDER, 400); /* STOP is position 0 whatever the register says */
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset + position.WriteOffset, 0);
  at(RENDER, 0);
  rig_go(stream, KSSTATE_RUN);
  at(RENDER, 400);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  KeLowerIrql(old);
  assert_int_equal(position.PlayOffset, 400);
  assert_int_equal(position.WriteOffset, 400 + 512);
  at(RENDER, BYTES - 12);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.WriteOffset, 500);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  at(RENDER, 800);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset, 800);
  assert_int_equal(position.WriteOffset, 800);
}

static void capture_reads_what_has_left_the_fifo(void **state) {
  (void)state;
  KSAUDIO_POSITION position;
  rig_go(stream, KSSTATE_RUN);
  at(CAPTURE, 200);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset, 200);
  assert_int_equal(position.WriteOffset, 0);
  at(CAPTURE, 300);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.WriteOffset, 44);
  KeStallExecutionProcessor(19000);
  at(CAPTURE, 56); /* second round */
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.WriteOffset, BYTES - 200);
}

static void the_running_count_follows_the_rounds(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(blocks(), 0);
  /* A buffer is 20 ms; looked at every 13 ms it must be unwrapped by the clock. */
  for (uint64_t milliseconds = 13; milliseconds < 200; milliseconds += 13) {
    KeStallExecutionProcessor(13000);
    at(RENDER, (uint32_t)(milliseconds * 192 % BYTES));
    assert_int_equal(blocks(), milliseconds * 48);
  }
  /* Nobody looks for five rounds and a bit. */
  KeStallExecutionProcessor(105000);
  at(RENDER, (195 + 105) * 192 % BYTES);
  assert_int_equal(blocks(), (195 + 105) * 48);
}

static void the_register_may_run_ahead_of_the_clock(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  KeStallExecutionProcessor(15000);
  at(RENDER, 2 * 192); /* it has wrapped, the clock says it has 5 ms to go */
  assert_int_equal(blocks(), 22 * 48);
}

static void a_pause_does_not_count(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  KeStallExecutionProcessor(15000);
  at(RENDER, 15 * 192);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  KeStallExecutionProcessor(70000);
  assert_int_equal(blocks(), 15 * 48);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  KeStallExecutionProcessor(8000);
  at(RENDER, 3 * 192);
  assert_int_equal(blocks(), 23 * 48);
  at(RENDER, 2 * 192); /* never backwards */
  assert_int_equal(blocks(), 23 * 48);
  /* The register lags behind the clock, across the end of the buffer. */
  at(RENDER, BYTES - 192);
  KeStallExecutionProcessor(18000);
  assert_int_equal(blocks(), 39 * 48);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(blocks(), 0);
}

static void a_device_that_is_gone_does_not_move(void **state) {
  (void)state;
  struct fake_faults gone = {.gone = true};
  KSAUDIO_POSITION position;
  rig_go(stream, KSSTATE_RUN);
  at(RENDER, 1000);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &gone);
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset, 1000);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
}

static void registers_are_the_mirrors(void **state) {
  (void)state;
  KSRTAUDIO_HWREGISTER hw = {.Register = NULL};
  uint32_t offset = 0;
  assert_int_equal(CALL(stream, GetPositionRegister, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, GetPositionRegister, &hw), STATUS_SUCCESS);
  assert_true(nt_bar_offset(hw.Register, &offset));
  assert_int_equal(offset, 0x2084 + 0x20 * RENDER);
  assert_int_equal(hw.Width, 32);
  assert_int_equal(hw.Accuracy, 4);
  assert_int_equal(CALL(stream, GetClockRegister, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, GetClockRegister, &hw), STATUS_SUCCESS);
  assert_true(nt_bar_offset(hw.Register, &offset));
  assert_int_equal(offset, 0x2030);
  assert_int_equal(hw.Width, 32);
  assert_int_equal(hw.Numerator, 24000000);
  assert_int_equal(hw.Denominator, 1);
  assert_int_equal(hw.Accuracy, 1);
  rig_fail("GetWallClockRegister", STATUS_UNSUCCESSFUL);
  assert_int_equal(CALL(stream, GetClockRegister, &hw), STATUS_NOT_SUPPORTED);
}

static void accuracy_is_what_a_link_frame_carries(void **state) {
  (void)state;
  struct wave format = rig_wave(96000, 24, 32, 2);
  KSRTAUDIO_HWREGISTER hw;
  stream_ptr other;
  assert_int_equal(rig_new_stream(1, FALSE, &format, &other), STATUS_SUCCESS);
  assert_int_equal(CALL(other, GetPositionRegister, &hw), STATUS_SUCCESS);
  assert_int_equal(hw.Accuracy, 16);
  RELEASE(other);
}

static void a_bus_without_position_register(void **state) {
  (void)state;
  struct wave format = rig_wave(48000, 16, 16, 2);
  KSRTAUDIO_HWREGISTER hw;
  KSAUDIO_POSITION position = {77, 77};
  struct rig_buffer second;
  stream_ptr other;
  rig_fail("GetLinkPositionRegister", STATUS_INVALID_HANDLE);
  assert_int_equal(rig_new_stream(1, FALSE, &format, &other), STATUS_SUCCESS);
  assert_int_equal(CALL(other, GetPositionRegister, &hw), STATUS_NOT_SUPPORTED);
  assert_int_equal(rig_allocate(other, 2, BYTES, &second), STATUS_SUCCESS);
  rig_go(other, KSSTATE_PAUSE);
  assert_int_equal(CALL(other, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset, 0);
  RELEASE(other);
}

static void latency_is_told_in_its_units(void **state) {
  (void)state;
  KSRTAUDIO_HWLATENCY latency = {77, 77, 77};
  stream->lpVtbl->GetHWLatency(stream, NULL);
  stream->lpVtbl->GetHWLatency(stream, &latency);
  assert_int_equal(latency.FifoSize, 512);
  assert_int_equal(latency.ChipsetDelay, 208); /* one link frame */
  assert_int_equal(latency.CodecDelay, 2083);  /* 10 frames of 20.83 us */
  stream_ptr other = rig_open(RIG_PIN_CAPTURE);
  other->lpVtbl->GetHWLatency(other, &latency);
  assert_int_equal(latency.FifoSize, 0); /* there is no buffer yet */
  assert_int_equal(latency.CodecDelay, 2708);
  RELEASE(other);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define CAPTURE_TEST(name) cmocka_unit_test_setup_teardown(name, start_capture, stop)
  const struct CMUnitTest tests[] = {
      TEST(offsets_are_those_of_the_register),
      TEST(the_running_count_follows_the_rounds),
      TEST(the_register_may_run_ahead_of_the_clock),
      TEST(a_pause_does_not_count),
      TEST(a_device_that_is_gone_does_not_move),
      TEST(registers_are_the_mirrors),
      TEST(accuracy_is_what_a_link_frame_carries),
      TEST(a_bus_without_position_register),
      TEST(latency_is_told_in_its_units),
      CAPTURE_TEST(capture_reads_what_has_left_the_fifo),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
