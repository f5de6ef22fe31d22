/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers and events of the miniport's streams. */
#include "wavert_rig.h"

static struct rig_buffer buffer;
static KEVENT events[2];

static int start(void **state) {
  (void)rig_start(state);
  rig_create();
  for (unsigned i = 0; i < 2; i++)
    KeInitializeEvent(&events[i], NotificationEvent, FALSE);
  return 0;
}

static stream_ptr open_with_buffer(ULONG pin) {
  stream_ptr stream = rig_open(pin);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  return stream;
}

static void sizes_are_rounded_up_to_whole_segments(void **state) {
  (void)state;
  static const struct {
    WORD channels, bits;
    ULONG count, requested, actual;
  } cases[] = {
      {2, 16, 2, 3840, 3840},   {2, 16, 2, 3528, 3584},   {2, 16, 2, 1152, 1280},
      {2, 16, 2, 1025, 1280},   {2, 16, 1, 1, 256},       {2, 16, 1, 4097, 4224},
      {2, 16, 1, 65536, 65536}, {6, 16, 2, 11520, 11520}, {3, 16, 2, 1000, 1536},
      {5, 24, 2, 20000, 20480},
  };
  for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct wave format =
        rig_wave(48000, cases[i].bits, cases[i].bits == 16 ? 16 : 32, cases[i].channels);
    stream_ptr stream;
    assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
    assert_int_equal(rig_allocate(stream, cases[i].count, cases[i].requested, &buffer),
                     STATUS_SUCCESS);
    assert_int_equal(buffer.bytes, cases[i].actual);
    assert_int_equal(buffer.offset, 0);
    assert_int_equal(buffer.cache, MmWriteCombined);
    assert_true(nt_mdl_is_live(buffer.mdl));
    RELEASE(stream);
  }
}

static void a_plain_buffer_has_no_callback(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 0, 1000, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBuffer ");
  assert_int_equal(buffer.bytes, 1024);
  assert_int_equal(buffer.cache, MmWriteCombined);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  CALL(stream, FreeAudioBuffer, (PMDL)(void *)&rig, buffer.bytes);
  assert_trace("");
  CALL(stream, FreeAudioBuffer, NULL, buffer.bytes);
  assert_trace("FreeDmaBuffer ");
  assert_int_equal(rig_allocate(stream, 0, 1000, &buffer), STATUS_SUCCESS);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  assert_trace("AllocateDmaBuffer FreeDmaBuffer ");
  RELEASE(stream);
}

static void a_buffer_with_notification_counts_packets(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBufferWithNotification RegisterNotificationCallback ");
  struct rig_buffer other;
  assert_int_equal(rig_allocate(stream, 1, 256, &other), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 0, 256, &other), STATUS_INVALID_DEVICE_REQUEST);
  assert_null(other.mdl);
  rig_forget_trace();
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  CALL(stream, FreeBufferWithNotification, NULL, buffer.bytes);
  assert_trace("");
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("UnregisterNotificationCallback FreeDmaBufferWithNotification ");
  assert_int_equal(nt_object_references(rig.pdo), 0);
  RELEASE(stream);
}

static void a_buffer_is_freed_in_any_state(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("TransferCodecVerbs Stop Reset UnregisterNotificationCallback "
               "FreeDmaBufferWithNotification ");
  KSAUDIO_POSITION position;
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset + position.WriteOffset, 0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("");
  RELEASE(stream);
}

static void an_engine_that_does_not_stop_keeps_its_buffer(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_true(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  RELEASE(stream);
  assert_int_equal(nt_pages_in_use() > 0, 1); /* the bus driver's own */
}

static void attributes_are_judged(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 3, 3840, &buffer), STATUS_UNSUCCESSFUL);
  assert_int_equal(CALL(stream, AllocateBufferWithNotification, 0, 3840, &buffer.mdl, &buffer.bytes,
                        &buffer.offset, &buffer.cache),
                   STATUS_UNSUCCESSFUL);
  assert_int_equal(rig_allocate(stream, 2, 0, &buffer), STATUS_UNSUCCESSFUL);
  assert_int_equal(rig_allocate(stream, 0, 0, &buffer), STATUS_UNSUCCESSFUL);
  for (unsigned missing = 0; missing < 4; missing++)
    assert_int_equal(CALL(stream, AllocateBufferWithNotification, 2, 3840,
                          missing == 0 ? NULL : &buffer.mdl, missing == 1 ? NULL : &buffer.bytes,
                          missing == 2 ? NULL : &buffer.offset,
                          missing == 3 ? NULL : &buffer.cache),
                     STATUS_INVALID_PARAMETER);
  assert_trace("");
  rig_fail("AllocateDmaBufferWithNotification", STATUS_DEVICE_NOT_READY);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_DEVICE_NOT_READY);
  nt_set_page_budget(0);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(NT_UNLIMITED);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_null(buffer.mdl);
  RELEASE(stream);
}

static void what_the_bus_delivers_is_judged(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  size_t pages = nt_pages_in_use(), blocks = nt_pool_blocks_in_use();
  rig.tell_bytes = 0x100000200u; /* would be 512 in the port's width */
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_UNSUCCESSFUL);
  assert_null(buffer.mdl);
  rig.tell_bytes = 0;
  rig.tell_offset = 0x100000000u;
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_UNSUCCESSFUL);
  rig.tell_offset = 64;
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_SUCCESS);
  assert_int_equal(buffer.offset, 64);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  rig.tell_offset = 0;
  rig_fail("RegisterNotificationCallback", STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  /* More than the hardware reaches: less is of no use without notifications, and is taken with. */
  assert_int_equal(rig_allocate(stream, 0, 0xFFFFFFFF, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(rig_allocate(stream, 2, 0xFFFFFFFF, &buffer), STATUS_SUCCESS);
  assert_int_equal(buffer.bytes, 1 << 20);
  RELEASE(stream);
}

static void events_are_signalled_until_unregistered(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[1]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_UNSUCCESSFUL);
  assert_trace("RegisterNotificationEvent RegisterNotificationEvent ");
  rig_go(stream, KSSTATE_RUN);
  watch_records();
  rig_complete(4, 1920);
  assert_int_equal(seen.signals, 2);
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &events[0]), STATUS_INVALID_PARAMETER);
  rig_complete(4, 0);
  assert_int_equal(seen.signals, 3);
  size_t blocks = nt_pool_blocks_in_use();
  RELEASE(stream); /* takes the other one away */
  assert_true(nt_pool_blocks_in_use() < blocks);
}

static void events_need_a_buffer_with_notification(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 0, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INVALID_DEVICE_REQUEST);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  assert_int_equal(rig_allocate(stream, 1, 4096, &buffer), STATUS_SUCCESS);
  size_t blocks = nt_pool_blocks_in_use();
  nt_fail_pool_allocation(1);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INSUFFICIENT_RESOURCES);
  nt_fail_pool_allocation(2); /* the bus driver's */
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  RELEASE(stream);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(sizes_are_rounded_up_to_whole_segments),
      TEST(a_plain_buffer_has_no_callback),
      TEST(a_buffer_with_notification_counts_packets),
      TEST(a_buffer_is_freed_in_any_state),
      TEST(an_engine_that_does_not_stop_keeps_its_buffer),
      TEST(attributes_are_judged),
      TEST(what_the_bus_delivers_is_judged),
      TEST(events_are_signalled_until_unregistered),
      TEST(events_need_a_buffer_with_notification),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
