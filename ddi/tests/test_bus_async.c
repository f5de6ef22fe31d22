/* SPDX-License-Identifier: Apache-2.0 */
/* TransferCodecVerbs that calls back: order, level, nesting, and clients that go away. */
#include "transfers.h"

#include <string.h>

static struct {
  unsigned calls;
  HDAUDIO_CODEC_TRANSFER *last;
  void *context;
  KIRQL irql;
  HDAUDIO_CODEC_TRANSFER *order[16];
} called;

static VOID note(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  called.order[called.calls++ % 16] = transfer;
  called.last = transfer;
  called.context = context;
  called.irql = KeGetCurrentIrql();
}

static int start(void **state) {
  memset(&called, 0, sizeof called);
  return driver_start(state);
}

static NTSTATUS send_as(const HDAUDIO_BUS_INTERFACE_V2 *bus, ULONG count,
                        HDAUDIO_CODEC_TRANSFER *transfers) {
  return bus->TransferCodecVerbs(bus->Context, count, transfers, note, &called);
}

static NTSTATUS send(ULONG count, HDAUDIO_CODEC_TRANSFER *transfers) {
  return send_as(&driver.bus, count, transfers);
}

static HDAUDIO_BUS_INTERFACE_V2 second_client(void) {
  HDAUDIO_BUS_INTERFACE_V2 bus;
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  return bus;
}

static void the_call_returns_before_the_response(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[3] = {command(0, 1), command(1, 2), command(0, 3)};
  uint64_t before = driver_now();
  assert_int_equal(send(3, transfers), STATUS_SUCCESS);
  assert_true(driver_now() - before < FAKE_FRAME_TICKS);
  assert_int_equal(called.calls, 0);
  KeStallExecutionProcessor(400);
  assert_int_equal(called.calls, 1);
  unsigned dpcs = seen.dpcs;
  KeStallExecutionProcessor(5000);
  assert_int_equal(called.calls, 1);
  assert_int_equal(seen.dpcs, dpcs); /* no timer is left running */
  assert_ptr_equal(called.last, &transfers[2]);
  assert_ptr_equal(called.context, &called);
  assert_int_equal(called.irql, DISPATCH_LEVEL);
  for (unsigned i = 0; i < 3; i++)
    assert_answered(&transfers[i]);
}

static void it_may_be_made_at_dispatch_level(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(0, 1);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(send(1, &transfer), STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 0);
  KeLowerIrql(old);
  assert_int_equal(called.calls, 1);
  assert_answered(&transfer);
  KeRaiseIrql(DISPATCH_LEVEL + 1, &old);
  assert_int_equal(send(1, &transfer), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
}

static void calls_of_one_client_keep_their_order(void **state) {
  (void)state;
  static HDAUDIO_CODEC_TRANSFER first[40], second[3], third;
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->command_count = 0;
  for (ULONG i = 0; i < 40; i++)
    first[i] = command(0, i);
  for (ULONG i = 0; i < 3; i++)
    second[i] = command(1, 100 + i);
  third = command(2, 200);
  assert_int_equal(send(40, first), STATUS_SUCCESS);
  assert_int_equal(send(3, second), STATUS_SUCCESS);
  assert_int_equal(transfer_sync(1, &third), STATUS_SUCCESS);
  assert_int_equal(called.calls, 2);
  assert_ptr_equal(called.order[0], &first[39]);
  assert_ptr_equal(called.order[1], &second[2]);
  assert_int_equal(rings->command_count, 44);
  for (ULONG i = 0; i < 44; i++)
    assert_int_equal(rings->commands[i].command & 0xFFF, i < 40 ? i : i < 43 ? 60 + i : 200);
}

static void clients_take_turns(void **state) {
  (void)state;
  static HDAUDIO_CODEC_TRANSFER mine[20], theirs[20];
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  for (ULONG i = 0; i < 20; i++) {
    mine[i] = command(0, i);
    theirs[i] = command(i % 2, 100 + i);
  }
  assert_int_equal(send(20, mine), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 20, theirs), STATUS_SUCCESS);
  KeStallExecutionProcessor(5000);
  assert_int_equal(called.calls, 2);
  for (ULONG i = 0; i < 20; i++) {
    assert_answered(&mine[i]);
    assert_answered(&theirs[i]);
  }
}

static void a_silent_codec_ends_in_a_callback(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 1), command(1, 2)};
  fake_rings_of(driver.sim)->codecs[1].mute = true;
  assert_int_equal(send(2, transfers), STATUS_SUCCESS);
  KeStallExecutionProcessor(900);
  assert_int_equal(called.calls, 0);
  KeStallExecutionProcessor(105000);
  assert_int_equal(called.calls, 1);
  assert_int_equal(transfers[0].Input.CompleteResponse | transfers[1].Input.CompleteResponse, 0);
  unsigned dpcs = seen.dpcs;
  KeStallExecutionProcessor(5000);
  assert_int_equal(seen.dpcs, dpcs); /* no timer is left running */
}

static HDAUDIO_CODEC_TRANSFER nested = {.Output = {.Command = 0x10000005}};

static VOID send_another(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  note(transfer, context);
  assert_int_equal(send(1, &nested), STATUS_SUCCESS);
}

static void a_callback_may_send(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(0, 1);
  assert_int_equal(
      driver.bus.TransferCodecVerbs(driver.bus.Context, 1, &transfer, send_another, NULL),
      STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 2);
  assert_answered(&nested);
}

static void without_memory_nothing_is_queued(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(0, 1);
  nt_fail_pool_allocation(1);
  assert_int_equal(send(1, &transfer), STATUS_NO_MEMORY);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 0);
}

static void the_last_dereference_gives_the_arrays_back(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[4] = {command(1, 1), command(2, 2), command(2, 3),
                                         command(1, 4)};
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  HDAUDIO_CODEC_TRANSFER waiting = command(1, 5), answered = command(3, 6);
  size_t blocks = nt_pool_blocks_in_use();
  struct fake_rings *rings = fake_rings_of(driver.sim);
  assert_int_equal(send_as(&other, 3, transfers), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &transfers[3]), STATUS_SUCCESS);
  assert_int_equal(send(1, &answered), STATUS_SUCCESS);
  assert_int_equal(send(1, &waiting), STATUS_SUCCESS);
  rings->command_count = 0;
  other.InterfaceDereference(other.Context);
  assert_int_equal(called.calls, 2);
  assert_ptr_equal(called.order[0], &transfers[2]);
  assert_ptr_equal(called.order[1], &transfers[3]);
  assert_int_equal(called.irql, DISPATCH_LEVEL);
  for (unsigned i = 0; i < 4; i++)
    assert_int_equal(transfers[i].Input.CompleteResponse, 0);
  memset(transfers, 0xCD, sizeof transfers); /* the arrays may be gone */
  KeStallExecutionProcessor(4000);
  assert_int_equal(called.calls, 4);
  assert_answered(&waiting); /* its codec's earlier response went to nobody */
  assert_answered(&answered);
  assert_int_equal(((const unsigned char *)transfers)[9], 0xCD);
  assert_int_equal(rings->command_count, 3);
  assert_int_equal(nt_pool_blocks_in_use(), blocks - 1);
}

static void a_client_waiting_for_its_turn_can_go(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER mine = command(1, 1), theirs = command(1, 2);
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  assert_int_equal(send(1, &mine), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &theirs), STATUS_SUCCESS);
  other.InterfaceDereference(other.Context);
  assert_int_equal(called.calls, 1);
  assert_int_equal(theirs.Input.CompleteResponse, 0);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 2);
  assert_answered(&mine);
}

static void a_completed_call_is_called_back_before_its_client_goes(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(1, 1), other = command(2, 2);
  HDAUDIO_BUS_INTERFACE_V2 second = second_client();
  assert_int_equal(send(1, &transfer), STATUS_SUCCESS);
  assert_int_equal(send_as(&second, 1, &other), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 0);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_true(called.calls >= 1);
  nt_hold_dpcs(false);
  assert_int_equal(called.calls, 2);
  assert_answered(&other);
}

static VOID go_away(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  note(transfer, context);
  driver.bus.InterfaceDereference(driver.bus.Context);
}

static void a_callback_may_drop_the_last_reference(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(0, 1), command(0, 2)};
  assert_int_equal(driver.bus.TransferCodecVerbs(driver.bus.Context, 1, transfers, go_away, NULL),
                   STATUS_SUCCESS);
  assert_int_equal(send(1, &transfers[1]), STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 2);
  assert_answered(&transfers[0]);
  assert_int_equal(transfers[1].Input.CompleteResponse, 0);
  assert_int_equal(send(1, transfers), STATUS_NO_SUCH_DEVICE);
}

/* The client waits in one call while the callback of another drops its last reference. */
static void a_wait_ends_with_its_client(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER first = command(0, 1), second = command(0, 2);
  assert_int_equal(driver.bus.TransferCodecVerbs(driver.bus.Context, 1, &first, go_away, NULL),
                   STATUS_SUCCESS);
  assert_int_equal(transfer_sync(1, &second), STATUS_CANCELLED);
  assert_answered(&first);
  assert_int_equal(second.Input.CompleteResponse, 0);
}

static void removal_gives_the_arrays_back(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(0, 1), command(0, 2)};
  assert_int_equal(send(2, transfers), STATUS_SUCCESS);
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  assert_int_equal(called.calls, 1);
  assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
}

static void a_controller_that_goes_away_ends_everything(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[3] = {command(0, 1), command(0, 2), command(1, 3)};
  HDAUDIO_CODEC_TRANSFER second = command(1, 4), third = command(0, 5);
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  const struct fake_faults gone = {.gone = true}, none = {0};
  assert_int_equal(send(3, transfers), STATUS_SUCCESS);
  assert_int_equal(send(1, &second), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &third), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &gone);
  assert_int_equal(send(1, &third), STATUS_NO_SUCH_DEVICE);
  KeStallExecutionProcessor(3000);
  assert_int_equal(called.calls, 3);
  assert_int_equal(transfers[0].Input.CompleteResponse | transfers[2].Input.CompleteResponse |
                       second.Input.CompleteResponse | third.Input.CompleteResponse,
                   0);
  fake_set_faults(driver.sim, &none);
}

static void surprise_removal_ends_everything_at_once(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[3] = {command(0, 1), command(0, 2), command(1, 3)};
  HDAUDIO_CODEC_TRANSFER second = command(1, 4), third = command(0, 5);
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  const struct fake_faults gone = {.gone = true};
  assert_int_equal(send(3, transfers), STATUS_SUCCESS);
  assert_int_equal(send(1, &second), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &third), STATUS_SUCCESS);
  fake_set_faults(driver.sim, &gone);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  assert_int_equal(called.calls, 3);
  assert_int_equal(called.irql, DISPATCH_LEVEL);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(transfers[i].Input.CompleteResponse, 0);
  assert_int_equal(second.Input.CompleteResponse | third.Input.CompleteResponse, 0);
  assert_int_equal(send(1, &second), STATUS_NO_SUCH_DEVICE);
  memset(&third.Input, 0xEE, sizeof third.Input);
  assert_int_equal(transfer_sync(1, &third), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(third.Input.CompleteResponse, 0);
  KeStallExecutionProcessor(3000);
  assert_int_equal(called.calls, 3);
}

/* Registers that still answer are not asked any more. */
static void after_surprise_removal_nothing_is_sent(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(0, 1);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  fake_forget_writes(driver.sim);
  assert_int_equal(transfer_sync(1, &transfer), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(send(1, &transfer), STATUS_NO_SUCH_DEVICE);
  const struct fake_write *writes;
  assert_int_equal(fake_writes(driver.sim, &writes), 0);
}

static void a_late_dpc_meets_no_controller(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(0, 1);
  const struct fake_faults gone = {.gone = true};
  assert_int_equal(send(1, &transfer), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  KeStallExecutionProcessor(400);
  fake_set_faults(driver.sim, &gone);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  nt_hold_dpcs(false);
  assert_int_equal(called.calls, 1);
  assert_int_equal(transfer.Input.CompleteResponse, 0);
}

/* One command is on its way when the ring stops, another behind it is not: the first codec owes an
 * answer, the second does not. */
static void a_ring_that_stops_half_way_ends_both_calls(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER mine = command(0, 1), theirs = command(1, 2);
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->codecs[0].mute = true;
  assert_int_equal(send(1, &mine), STATUS_SUCCESS);
  KeStallExecutionProcessor(25);
  rings->faults.corb_stalls = true;
  assert_int_equal(send_as(&other, 1, &theirs), STATUS_SUCCESS);
  KeStallExecutionProcessor(1500);
  assert_int_equal(called.calls, 2);
  assert_int_equal(mine.Input.CompleteResponse | theirs.Input.CompleteResponse, 0);
  rings->faults.corb_stalls = false;
  rings->codecs[0].mute = false;
  assert_int_equal(send(1, &mine), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &theirs), STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 3);
  assert_answered(&theirs);
  KeStallExecutionProcessor(100000);
  assert_int_equal(called.calls, 4);
  assert_answered(&mine);
}

/* Both are overdue at the same moment, the first of them unfetched. */
static void a_ring_that_stops_gives_up_all_that_is_out(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER mine = command(1, 1), theirs = command(0, 2);
  HDAUDIO_BUS_INTERFACE_V2 other = second_client();
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->codecs[1].mute = true;
  assert_int_equal(send(1, &mine), STATUS_SUCCESS);
  KeStallExecutionProcessor(25);
  rings->faults.corb_stalls = true;
  assert_int_equal(send_as(&other, 1, &theirs), STATUS_SUCCESS);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  KeStallExecutionProcessor(1500);
  KeLowerIrql(old);
  assert_int_equal(called.calls, 2);
  assert_int_equal(mine.Input.CompleteResponse | theirs.Input.CompleteResponse, 0);
  rings->faults.corb_stalls = false;
  rings->codecs[1].mute = false;
  assert_int_equal(send(1, &mine), STATUS_SUCCESS);
  assert_int_equal(send_as(&other, 1, &theirs), STATUS_SUCCESS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 3);
  assert_answered(&theirs);
  KeStallExecutionProcessor(100000);
  assert_int_equal(called.calls, 4);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(the_call_returns_before_the_response),
      TEST(it_may_be_made_at_dispatch_level),
      TEST(calls_of_one_client_keep_their_order),
      TEST(clients_take_turns),
      TEST(a_silent_codec_ends_in_a_callback),
      TEST(a_ring_that_stops_half_way_ends_both_calls),
      TEST(a_ring_that_stops_gives_up_all_that_is_out),
      TEST(a_callback_may_send),
      TEST(without_memory_nothing_is_queued),
      TEST(the_last_dereference_gives_the_arrays_back),
      TEST(a_client_waiting_for_its_turn_can_go),
      TEST(a_completed_call_is_called_back_before_its_client_goes),
      TEST(a_callback_may_drop_the_last_reference),
      TEST(a_wait_ends_with_its_client),
      TEST(removal_gives_the_arrays_back),
      TEST(a_controller_that_goes_away_ends_everything),
      TEST(surprise_removal_ends_everything_at_once),
      TEST(after_surprise_removal_nothing_is_sent),
      TEST(a_late_dpc_meets_no_controller),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
