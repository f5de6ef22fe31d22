/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of the miniport: interfaces, states, formats. */
#include "wavert_rig.h"

static struct rig_buffer buffer;

static int start(void **state) {
  (void)rig_start(state);
  rig_create();
  return 0;
}

static stream_ptr open_with_buffer(ULONG pin) {
  stream_ptr stream = rig_open(pin);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  return stream;
}

static PVOID interface_of(stream_ptr stream, const GUID *id) {
  PVOID other = &rig;
  NTSTATUS status = CALL(stream, QueryInterface, id, &other);
  if (!NT_SUCCESS(status)) {
    assert_int_equal(status, STATUS_INVALID_PARAMETER);
    assert_null(other);
    return NULL;
  }
  PUNKNOWN unknown = (PUNKNOWN)other;
  assert_int_equal(unknown->lpVtbl->AddRef(unknown), 3);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 2);
  PVOID again;
  assert_int_equal(unknown->lpVtbl->QueryInterface(unknown, &IID_IUnknown, &again), STATUS_SUCCESS);
  assert_ptr_equal(again, stream);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 2);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 1);
  return other;
}

static void a_stream_has_the_interfaces_of_its_direction(void **state) {
  (void)state;
  stream_ptr render = rig_open(0), capture = rig_open(4);
  assert_ptr_equal(interface_of(render, &IID_IUnknown), render);
  assert_ptr_equal(interface_of(render, &IID_IMiniportWaveRTStream), render);
  assert_ptr_equal(interface_of(render, &IID_IMiniportWaveRTStreamNotification), render);
  assert_non_null(interface_of(render, &IID_IMiniportWaveRTOutputStream));
  assert_null(interface_of(render, &IID_IMiniportWaveRTInputStream));
  assert_null(interface_of(render, &IID_IPortWaveRT));
  assert_non_null(interface_of(capture, &IID_IMiniportWaveRTInputStream));
  assert_null(interface_of(capture, &IID_IMiniportWaveRTOutputStream));
  assert_int_equal(CALL(render, QueryInterface, &IID_IUnknown, NULL), STATUS_INVALID_PARAMETER);
  RELEASE(render);
  RELEASE(capture);
}

static void packets_need_the_newer_bus_interface(void **state) {
  (void)state;
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  rig.no_v3 = true;
  rig_create();
  stream_ptr render = rig_open(0), capture = rig_open(4);
  assert_null(interface_of(render, &IID_IMiniportWaveRTOutputStream));
  assert_null(interface_of(capture, &IID_IMiniportWaveRTInputStream));
  assert_int_equal(rig_allocate(render, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBufferWithNotification ");
  CALL(render, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("FreeDmaBufferWithNotification ");
  RELEASE(render);
  RELEASE(capture);
}

static void states_map_to_those_of_the_engine(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("Stop ");
  assert_int_equal(rig.verb_count, 0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_trace("Run ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("Stop ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs Reset ");
  RELEASE(stream);
}

static void jumps_up_are_refused_and_jumps_down_pass_every_state(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, (KSSTATE)4), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, SetState, (KSSTATE)-1), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_trace("Stop ");
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Reset ");
  RELEASE(stream);
}

static void the_converters_learn_format_and_number(void **state) {
  (void)state;
  struct wave format = rig_wave(96000, 24, 32, 5);
  stream_ptr stream;
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_PAUSE);
  assert_int_equal(rig.verb_count, 9);
  for (uint32_t i = 0; i < 3; i++) {
    uint32_t node = 0x20000000u | (RIG_DAC + i) << 20;
    assert_int_equal(rig.verbs[3 * i], node | 0x70500);
    assert_int_equal(rig.verbs[3 * i + 1], node | 0x20834); /* 96 kHz, 24 bits, 5 channels */
    assert_int_equal(rig.verbs[3 * i + 2], node | 0x70610 | 2 * i);
  }
  rig.verb_count = 0;
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(rig.verb_count, 3);
  for (uint32_t i = 0; i < 3; i++)
    assert_int_equal(rig.verbs[i], 0x20070600u | (RIG_DAC + i) << 20);
  RELEASE(stream);
  assert_int_equal(rig.verb_count, 3);
}

/* RT-SST-004: a new buffer has put the engine back into Reset and the converters off the link. */
static void a_buffer_had_anew_in_pause_is_started_through_stop(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_PAUSE);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 1, 8192, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  rig_fail("TransferCodecVerbs", STATUS_NO_MEMORY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_NO_MEMORY);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs Run ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Reset ");
  RELEASE(stream);
}

static void running_needs_a_buffer(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Run ");
  RELEASE(stream);
}

static void a_step_up_that_fails_leaves_the_stream_where_it_was(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  rig_fail("TransferCodecVerbs", STATUS_NO_MEMORY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_NO_MEMORY);
  rig.codec_is_mute = true;
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_DEVICE_NOT_READY);
  rig.codec_is_mute = false;
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  rig_fail("Run", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_DEVICE_NOT_READY);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  RELEASE(stream);
}

static void a_step_down_always_succeeds(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  rig.codec_is_mute = true;
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Stop Reset "); /* the stop that failed is made up for */
  RELEASE(stream);
}

static NTSTATUS set_format(stream_ptr stream, struct wave format) {
  return CALL(stream, SetFormat, &format.data.DataFormat);
}

static void the_format_changes_while_there_is_no_buffer(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0), other;
  struct wave two = rig_wave(48000, 16, 16, 2);
  assert_int_equal(set_format(stream, rig_wave(96000, 24, 32, 4)), STATUS_SUCCESS);
  assert_trace("ChangeBandwidthAllocation ");
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(set_format(stream, two), STATUS_SUCCESS);
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_SUCCESS);
  assert_int_equal(set_format(stream, rig_wave(96000, 24, 32, 4)), STATUS_INSUFFICIENT_RESOURCES);
  RELEASE(other);
  assert_int_equal(CALL(stream, SetFormat, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_format(stream, rig_wave(48000, 16, 16, 0)), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_format(stream, rig_wave(8000, 16, 16, 2)), STATUS_INVALID_PARAMETER);
  rig_fail("ChangeBandwidthAllocation", STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_PARAMETER);
  rig_fail("ChangeBandwidthAllocation", STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(set_format(stream, two), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_DEVICE_REQUEST);
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_PARAMETER);
  RELEASE(stream);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_stream_has_the_interfaces_of_its_direction),
      TEST(packets_need_the_newer_bus_interface),
      TEST(states_map_to_those_of_the_engine),
      TEST(jumps_up_are_refused_and_jumps_down_pass_every_state),
      TEST(the_converters_learn_format_and_number),
      TEST(a_buffer_had_anew_in_pause_is_started_through_stop),
      TEST(running_needs_a_buffer),
      TEST(a_step_up_that_fails_leaves_the_stream_where_it_was),
      TEST(a_step_down_always_succeeds),
      TEST(the_format_changes_while_there_is_no_buffer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
