/* SPDX-License-Identifier: Apache-2.0 */
/* Packets of the miniport's streams. */
#include "wavert_playing.h"

static ULONG count(void) {
  ULONG packets = 77;
  assert_int_equal(CALL(output, GetPacketCount, &packets), STATUS_SUCCESS);
  return packets;
}

static NTSTATUS write_packet(ULONG number) { return CALL(output, SetWritePacket, number, 0, 0); }

static void packets_are_counted_while_they_pass(void **state) {
  (void)state;
  assert_int_equal(CALL(output, GetPacketCount, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(output, GetOutputStreamPresentationPosition, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(count(), 0);
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(count(), 0);
  for (ULONG packet = 1; packet <= 5; packet++) {
    rig_complete(RENDER, packet % 2 * (BYTES / 2));
    assert_int_equal(count(), packet);
  }
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_int_equal(count(), 5);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(count(), 0);
  rig_go(stream, KSSTATE_RUN);
  rig_complete(RENDER, BYTES / 2);
  assert_int_equal(count(), 1);
}

static void packets_that_met_one_late_dpc_all_count(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  nt_hold_dpcs(true);
  rig_complete(RENDER, BYTES / 2);
  rig_complete(RENDER, 0);
  rig_complete(RENDER, BYTES / 2);
  assert_int_equal(count(), 0);
  nt_hold_dpcs(false);
  assert_int_equal(count(), 3);
}

static void a_packet_of_a_stream_in_stop_does_not_count(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  rig_fail("Reset", STATUS_DEVICE_NOT_READY); /* the bus driver forgets nothing then */
  nt_hold_dpcs(true);
  rig_complete(RENDER, BYTES / 2);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  nt_hold_dpcs(false);
  assert_int_equal(count(), 0);
}

static void packets_are_written_ahead_of_the_hardware(void **state) {
  (void)state;
  assert_int_equal(write_packet(0), STATUS_SUCCESS); /* before the start */
  assert_int_equal(write_packet(1), STATUS_SUCCESS);
  assert_int_equal(write_packet(2), STATUS_DATA_OVERRUN);
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(write_packet(0), STATUS_DATA_LATE_ERROR); /* under way */
  assert_int_equal(write_packet(1), STATUS_SUCCESS);
  assert_int_equal(write_packet(2), STATUS_DATA_OVERRUN);
  for (ULONG packet = 1; packet <= 5; packet++)
    rig_complete(RENDER, packet % 2 * (BYTES / 2));
  assert_int_equal(write_packet(4), STATUS_DATA_LATE_ERROR);
  assert_int_equal(write_packet(5), STATUS_DATA_LATE_ERROR);
  assert_int_equal(write_packet(6), STATUS_SUCCESS);
  assert_int_equal(write_packet(7), STATUS_DATA_OVERRUN);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(write_packet(0), STATUS_SUCCESS);
}

static void nothing_follows_the_end_of_the_stream(void **state) {
  (void)state;
  const DWORD end = KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM;
  assert_int_equal(CALL(output, SetWritePacket, 0, 1, 0), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(output, SetWritePacket, 0, end | 0x80000000, 0), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(output, SetWritePacket, 0, end, BYTES / 2 + 1), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(output, SetWritePacket, 2, end, 0), STATUS_DATA_OVERRUN);
  assert_int_equal(write_packet(0), STATUS_SUCCESS);
  assert_int_equal(CALL(output, SetWritePacket, 1, end, BYTES / 2), STATUS_SUCCESS);
  assert_int_equal(write_packet(1), STATUS_INVALID_DEVICE_STATE);
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(write_packet(1), STATUS_INVALID_DEVICE_STATE);
  rig_complete(RENDER, BYTES / 2);
  assert_int_equal(count(), 1); /* time goes on all the same */
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(write_packet(0), STATUS_SUCCESS);
}

/* Packet n lies at n % count packets in the buffer (RT-PKT-001): so it does in the next one. */
static void a_new_buffer_counts_anew(void **state) {
  (void)state;
  rig_go(stream, KSSTATE_RUN);
  rig_complete(RENDER, BYTES / 2);
  assert_int_equal(CALL(output, SetWritePacket, 2, KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM, 0),
                   STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  at(RENDER, 0);
  assert_int_equal(rig_allocate(stream, 2, 3 * BYTES, &buffer), STATUS_SUCCESS);
  assert_int_equal(count() + blocks(), 0);
  assert_int_equal(write_packet(0), STATUS_SUCCESS);
  assert_int_equal(write_packet(1), STATUS_SUCCESS);
  assert_int_equal(write_packet(2), STATUS_DATA_OVERRUN);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  at(RENDER, 192);
  assert_int_equal(blocks(), 48);
  rig_complete(RENDER, 3 * BYTES / 2);
  assert_int_equal(count(), 1);
}

static void a_plain_buffer_has_no_packets(void **state) {
  (void)state;
  ULONG packets;
  RELEASE(stream);
  open_stream(0, 0);
  assert_int_equal(CALL(output, GetPacketCount, &packets), STATUS_NOT_SUPPORTED);
  assert_int_equal(write_packet(0), STATUS_NOT_SUPPORTED);
  rig_go(stream, KSSTATE_RUN);
  KeStallExecutionProcessor(1000);
  at(RENDER, 192);
  assert_int_equal(blocks(), 48);
}

static NTSTATUS read_packet(ULONG *number, ULONG64 *counter) {
  DWORD flags = 77;
  BOOL more = 77;
  NTSTATUS status = CALL(input, GetReadPacket, number, &flags, counter, &more);
  assert_int_equal(flags, NT_SUCCESS(status) ? 0 : 77);
  assert_int_equal(more, NT_SUCCESS(status) ? FALSE : 77);
  return status;
}

static void a_packet_is_read_once(void **state) {
  (void)state;
  ULONG number = 77;
  ULONG64 counter = 77, before, first, second;
  assert_int_equal(read_packet(&number, &counter), STATUS_INVALID_DEVICE_STATE);
  rig_go(stream, KSSTATE_PAUSE);
  assert_int_equal(read_packet(&number, &counter), STATUS_DEVICE_NOT_READY);
  assert_int_equal(number + counter, 2 * 77);
  before = (ULONG64)KeQueryPerformanceCounter(NULL).QuadPart;
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  KeStallExecutionProcessor(10000);
  ULONG64 boundary = (ULONG64)KeQueryPerformanceCounter(NULL).QuadPart;
  rig_complete(CAPTURE, BYTES / 2);
  assert_int_equal(read_packet(&number, &first), STATUS_SUCCESS);
  assert_int_equal(number, 0);
  assert_true(first >= before && first < boundary); /* its first frame came at the start */
  assert_int_equal(read_packet(&number, &counter), STATUS_DEVICE_NOT_READY);
  KeStallExecutionProcessor(10000);
  rig_complete(CAPTURE, 0);
  assert_int_equal(read_packet(&number, &second), STATUS_SUCCESS);
  assert_int_equal(number, 1);
  assert_true(second >= boundary && second < boundary + (boundary - first) / 10);
  rig_complete(CAPTURE, BYTES / 2);
  rig_complete(CAPTURE, 0);
  rig_complete(CAPTURE, BYTES / 2);
  assert_int_equal(read_packet(&number, &counter), STATUS_SUCCESS);
  assert_int_equal(number, 4); /* the others are overwritten */
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_RUN);
  rig_complete(CAPTURE, BYTES / 2);
  assert_int_equal(read_packet(&number, &counter), STATUS_SUCCESS);
  assert_int_equal(number, 0);
}

static void reading_needs_its_places(void **state) {
  (void)state;
  ULONG number;
  DWORD flags;
  ULONG64 counter;
  BOOL more;
  assert_int_equal(CALL(input, GetReadPacket, NULL, &flags, &counter, &more),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(input, GetReadPacket, &number, NULL, &counter, &more),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(input, GetReadPacket, &number, &flags, NULL, &more),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(input, GetReadPacket, &number, &flags, &counter, NULL),
                   STATUS_INVALID_PARAMETER);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_int_equal(rig_allocate(stream, 0, BYTES, &buffer), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_PAUSE);
  assert_int_equal(read_packet(&number, &counter), STATUS_NOT_SUPPORTED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define CAPTURE_TEST(name) cmocka_unit_test_setup_teardown(name, start_capture, stop)
  const struct CMUnitTest tests[] = {
      TEST(packets_are_counted_while_they_pass),
      TEST(packets_that_met_one_late_dpc_all_count),
      TEST(a_packet_of_a_stream_in_stop_does_not_count),
      TEST(packets_are_written_ahead_of_the_hardware),
      TEST(nothing_follows_the_end_of_the_stream),
      TEST(a_new_buffer_counts_anew),
      TEST(a_plain_buffer_has_no_packets),
      CAPTURE_TEST(a_packet_is_read_once),
      CAPTURE_TEST(reading_needs_its_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
