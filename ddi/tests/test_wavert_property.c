/* SPDX-License-Identifier: Apache-2.0 */
/* The properties of a pin: lengths, support, values, and the whole way down to the hardware. */
#include "wavert_client.h"

#define RENDER 4u /* stream descriptor of the first render engine */

static int start(void **state) {
  (void)rig_start(state);
  assert_int_equal(rig_make(), STATUS_SUCCESS);
  client_start(rig.miniport);
  client_open(0, FALSE);
  rig_forget_trace();
  return 0;
}

static int start_capture(void **state) {
  (void)start(state);
  client_close();
  client_open(RIG_PIN_CAPTURE, TRUE);
  return 0;
}

static int stop(void **state) {
  client_stop();
  return rig_stop(state);
}

/* Any property, with zero instance data. */
static ULONG returned;
static NTSTATUS ask(const GUID *set, ULONG id, ULONG flags, void *value, ULONG length) {
  struct {
    KSPROPERTY property;
    UCHAR instance[16];
  } request = {.property = {{{.Set = *set, .Id = id, .Flags = flags}}}};
  returned = 77;
  return client_property(&request, sizeof request, value, length, &returned);
}
#define GET KSPROPERTY_TYPE_GET
#define SET KSPROPERTY_TYPE_SET

/* ---- dispatch -------------------------------------------------------------------------------- */

static void what_is_not_known_is_not_found(void **state) {
  (void)state;
  ULONG value[16];
  KSPROPERTY property = {{{.Set = KSPROPSETID_RtAudio, .Id = 9, .Flags = GET}}};
  assert_int_equal(ask(&IID_IUnknown, 0, GET, value, sizeof value), STATUS_PROPSET_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 14, GET, value, sizeof value), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 0, GET, value, sizeof value), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_Audio, 4, GET, value, sizeof value), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_Audio, 5, SET, value, sizeof value), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, GET, value, sizeof value), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 9, 0, value, sizeof value), STATUS_INVALID_PARAMETER);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 9, GET | SET, value, sizeof value),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(returned, 0);
  const HDA_DDI_PORT *port = driver.plugin->Port;
  assert_int_equal(port->PinProperty(NULL, &property, 24, value, 4, &returned),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(port->PinProperty(client.pin, NULL, 24, value, 4, &returned),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(port->PinProperty(client.pin, &property, 24, value, 4, NULL),
                   STATUS_INVALID_PARAMETER);
}

static void lengths_are_checked(void **state) {
  (void)state;
  static const struct {
    ULONG id, flags, instance, value;
  } properties[] = {
      {1, GET, 40, 16},  {2, GET, 24, 12},  {3, GET, 32, 40},  {4, GET, 32, 40},
      {5, GET, 40, 16},  {8, GET, 24, 4},   {9, GET, 24, 4},   {10, GET, 24, 16},
      {11, GET, 24, 24}, {12, SET, 24, 12}, {13, GET, 32, 24},
  };
  for (unsigned i = 0; i < sizeof properties / sizeof *properties; i++) {
    KSPROPERTY request[2] = {
        {{{.Set = KSPROPSETID_RtAudio, .Id = properties[i].id, .Flags = properties[i].flags}}}};
    UCHAR value[64];
    ULONG instance = properties[i].instance, length = properties[i].value;
    assert_int_equal(client_property(request, 23, value, length, &returned),
                     STATUS_INVALID_BUFFER_SIZE);
    if (instance > sizeof(KSPROPERTY))
      assert_int_equal(client_property(request, instance - 1, value, length, &returned),
                       STATUS_BUFFER_TOO_SMALL);
    assert_int_equal(client_property(request, instance, value, length - 1, &returned),
                     STATUS_BUFFER_TOO_SMALL);
    assert_int_equal(returned, 0);
    bool get = properties[i].flags == GET;
    assert_int_equal(client_property(request, instance, NULL, 0, &returned),
                     get ? STATUS_BUFFER_OVERFLOW : STATUS_BUFFER_TOO_SMALL);
    assert_int_equal(returned, get ? length : 0);
    assert_int_equal(client_property(request, instance, NULL, length, &returned),
                     STATUS_INVALID_PARAMETER);
  }
  assert_trace("");
}

static void support_is_told(void **state) {
  (void)state;
  KSPROPERTY_DESCRIPTION description;
  ULONG flags = 0;
  const ULONG basic = KSPROPERTY_TYPE_BASICSUPPORT;
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 6, basic, &description, sizeof description),
                   STATUS_SUCCESS);
  assert_int_equal(returned, sizeof description);
  assert_int_equal(description.AccessFlags, GET | SET | basic);
  assert_int_equal(description.DescriptionSize, sizeof description);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, basic, &flags, sizeof flags), STATUS_SUCCESS);
  assert_int_equal(returned, sizeof flags);
  assert_int_equal(flags, SET | basic);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, basic, NULL, 0), STATUS_BUFFER_OVERFLOW);
  assert_int_equal(returned, sizeof description);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, basic, &flags, 3), STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, basic, NULL, 4), STATUS_INVALID_PARAMETER);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 14, basic, &flags, 4), STATUS_NOT_FOUND);
  assert_int_equal(ask(&KSPROPSETID_Connection, 99, KSPROPERTY_TYPE_SETSUPPORT, NULL, 0),
                   STATUS_SUCCESS);
  assert_int_equal(ask(&IID_IUnknown, 0, KSPROPERTY_TYPE_SETSUPPORT, NULL, 0),
                   STATUS_PROPSET_NOT_FOUND);
}

/* ---- connection ------------------------------------------------------------------------------ */

#define FORMAT KSPROPERTY_CONNECTION_DATAFORMAT

static void the_format_is_kept_and_changed(void **state) {
  (void)state;
  struct wave got, wanted = rig_wave(44100, 24, 32, 2);
  const ULONG bytes = sizeof got.data;
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, NULL, 0), STATUS_BUFFER_OVERFLOW);
  assert_int_equal(returned, bytes);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, &got, bytes - 1),
                   STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, NULL, bytes),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(returned, 0);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, &got, 200), STATUS_SUCCESS);
  assert_int_equal(returned, bytes);
  assert_int_equal(got.data.WaveFormatExt.Format.nSamplesPerSec, 48000);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &wanted, bytes), STATUS_SUCCESS);
  assert_int_equal(returned, 0);
  assert_trace("ChangeBandwidthAllocation ");
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, &got, bytes), STATUS_SUCCESS);
  assert_memory_equal(&got, &wanted, bytes);
  struct wave bad = rig_wave(44100, 24, 32, 0);
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &bad, bytes),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &wanted, bytes - 1),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &wanted, 63), STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, NULL, bytes),
                   STATUS_INVALID_PARAMETER);
  bad = wanted;
  bad.data.DataFormat.FormatSize = 1;
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &bad, bytes),
                   STATUS_INVALID_PARAMETER);
  nt_fail_pool_allocation(1);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, SET, &wanted, bytes),
                   STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(ask(&KSPROPSETID_Connection, FORMAT, GET, &got, bytes), STATUS_SUCCESS);
  assert_memory_equal(&got, &wanted, bytes);
}

/* ---- real-time audio ------------------------------------------------------------------------- */

static void a_client_runs_a_stream_by_events(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  KSAUDIO_POSITION position;
  KSRTAUDIO_HWLATENCY latency;
  HANDLE handle = nt_create_user_event(SynchronizationEvent, false);
  PKEVENT event = nt_user_event(handle);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 5, GET, &buffer, sizeof buffer),
                   STATUS_UNSUCCESSFUL); /* a count of 0 */
  assert_int_equal(client_allocate(2, 3840, &buffer), STATUS_SUCCESS);
  assert_int_equal(buffer.ActualBufferSize, 3840);
  assert_int_equal(buffer.CallMemoryBarrier, TRUE);
  assert_int_equal(client_event(true, handle), STATUS_SUCCESS);
  assert_int_equal(client_event(true, handle), STATUS_UNSUCCESSFUL);
  assert_int_equal(nt_object_references(event), 1);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 2, GET, &latency, sizeof latency), STATUS_SUCCESS);
  assert_int_equal(latency.FifoSize, 512);
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_SUCCESS);
  memset(buffer.BufferAddress, 0x5A, buffer.ActualBufferSize);
  rig_complete(RENDER, 1920);
  assert_int_equal(KeReadStateEvent(event), 1);
  assert_int_equal(
      ask(&KSPROPSETID_Audio, KSPROPERTY_AUDIO_POSITION, GET, &position, sizeof position),
      STATUS_SUCCESS);
  assert_int_equal(returned, sizeof position);
  assert_int_equal(position.PlayOffset, 1920);
  assert_int_equal(client_set_state(KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(client_event(false, handle), STATUS_SUCCESS);
  assert_true(nt_close_handle(handle));
  rig_forget_trace();
  client_close();
  assert_trace("UnregisterNotificationCallback FreeDmaBufferWithNotification FreeDmaEngine ");
  assert_false(nt_is_mapped(buffer.BufferAddress));
}

static void a_register_is_mapped_once_in_a_pin(void **state) {
  (void)state;
  static const uint32_t places[] = {0x2084 + 0x20 * RENDER, 0x2030};
  KSRTAUDIO_HWREGISTER hw[2];
  uint32_t offset = 0;
  size_t blocks = nt_pool_blocks_in_use();
  for (ULONG i = 0; i < 2; i++) {
    ULONG id = KSPROPERTY_RTAUDIO_POSITIONREGISTER + i;
    nt_fail_pool_allocation(1);
    assert_int_equal(ask(&KSPROPSETID_RtAudio, id, GET, &hw[i], sizeof hw[i]),
                     STATUS_INSUFFICIENT_RESOURCES);
    nt_fail_mapping(1);
    assert_int_equal(ask(&KSPROPSETID_RtAudio, id, GET, &hw[i], sizeof hw[i]),
                     STATUS_INSUFFICIENT_RESOURCES);
    assert_int_equal(ask(&KSPROPSETID_RtAudio, id, GET, &hw[i], sizeof hw[i]), STATUS_SUCCESS);
    assert_int_equal(hw[i].Width, 32);
    assert_true(nt_bar_offset(hw[i].Register, &offset));
    assert_int_equal(offset, places[i]);
    assert_int_equal(ask(&KSPROPSETID_RtAudio, id, GET, &hw[i], sizeof hw[i]),
                     STATUS_INVALID_DEVICE_REQUEST);
  }
  assert_true(nt_pool_blocks_in_use() > blocks);
}

static void packets_of_a_render_pin(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  KSRTAUDIO_SETWRITEPACKET_INFO write = {.PacketNumber = 1};
  KSRTAUDIO_GETREADPACKET_INFO read;
  KSAUDIO_PRESENTATION_POSITION position;
  ULONG count = 77;
  ULONG64 registers[3];
  assert_int_equal(client_allocate(2, 3840, &buffer), STATUS_SUCCESS);
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_SUCCESS);
  rig_complete(RENDER, 1920);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 9, GET, &count, sizeof count), STATUS_SUCCESS);
  assert_int_equal(count, 1);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, SET, &write, sizeof write),
                   STATUS_DATA_LATE_ERROR);
  write.PacketNumber = 2;
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, SET, &write, sizeof write), STATUS_SUCCESS);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 10, GET, &position, sizeof position), STATUS_SUCCESS);
  assert_int_equal(position.u64PositionInBlocks, 480);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 11, GET, &read, sizeof read), STATUS_NOT_SUPPORTED);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 13, GET, registers, sizeof registers),
                   STATUS_NOT_SUPPORTED);
}

static void packets_of_a_capture_pin(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  KSRTAUDIO_SETWRITEPACKET_INFO write = {.PacketNumber = 1};
  KSRTAUDIO_GETREADPACKET_INFO read = {.PacketNumber = 77};
  KSAUDIO_PRESENTATION_POSITION position;
  ULONG count;
  assert_int_equal(client_allocate(2, 3840, &buffer), STATUS_SUCCESS);
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_SUCCESS);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 11, GET, &read, sizeof read), STATUS_DEVICE_NOT_READY);
  assert_int_equal(read.PacketNumber, 77);
  rig_complete(0, 1920);
  rig_complete(0, 0);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 11, GET, &read, sizeof read), STATUS_SUCCESS);
  assert_int_equal(read.PacketNumber, 1);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 9, GET, &count, sizeof count), STATUS_NOT_SUPPORTED);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 10, GET, &position, sizeof position),
                   STATUS_NOT_SUPPORTED);
  assert_int_equal(ask(&KSPROPSETID_RtAudio, 12, SET, &write, sizeof write), STATUS_NOT_SUPPORTED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define CAPTURE_TEST(name) cmocka_unit_test_setup_teardown(name, start_capture, stop)
  const struct CMUnitTest tests[] = {
      TEST(what_is_not_known_is_not_found),
      TEST(lengths_are_checked),
      TEST(support_is_told),
      TEST(the_format_is_kept_and_changed),
      TEST(a_client_runs_a_stream_by_events),
      TEST(a_register_is_mapped_once_in_a_pin),
      TEST(packets_of_a_render_pin),
      CAPTURE_TEST(packets_of_a_capture_pin),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
