/* SPDX-License-Identifier: Apache-2.0 */
/* TransferCodecVerbs that waits: order, responses, deadlines, errors. */
#include "transfers.h"

#include <string.h>

static void a_response_is_fully_formed(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(2, 0x270503);
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_int_equal(transfer.Output.Command, 0x20270503);
  assert_int_equal(transfer.Input.CompleteResponse,
                   1ull << 63 | 2ull << 32 | (uint32_t)~0x20270503u);
}

static void commands_go_one_after_the_other(void **state) {
  (void)state;
  static HDAUDIO_CODEC_TRANSFER transfers[20];
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->command_count = 0;
  for (ULONG i = 0; i < 20; i++)
    transfers[i] = command(i % 4, 0x270500 + i);
  assert_int_equal(transfer_sync(20, transfers), STATUS_SUCCESS);
  assert_int_equal(rings->command_count, 20);
  for (ULONG i = 0; i < 20; i++) {
    assert_answered(&transfers[i]);
    assert_int_equal(rings->commands[i].command, transfers[i].Output.Command);
    /* The frame after the command carries the response: the next command comes later. */
    if (i != 0)
      assert_true(rings->commands[i].tick > rings->commands[i - 1].tick + FAKE_FRAME_TICKS);
  }
}

static void more_commands_than_the_ring_holds(void **state) {
  (void)state;
  static HDAUDIO_CODEC_TRANSFER transfers[600], before[600];
  for (ULONG i = 0; i < 600; i++)
    before[i] = transfers[i] = command(i % 3, 0x100000 + i);
  assert_int_equal(transfer_sync(600, transfers), STATUS_SUCCESS);
  for (ULONG i = 0; i < 600; i++) {
    assert_answered(&transfers[i]);
    assert_int_equal(transfers[i].Output.Command, before[i].Output.Command);
  }
  assert_int_equal(fake_peek(driver.sim, 0x48, 2), (600 + 8) % 256);
}

static void a_silent_codec_is_no_error(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[3] = {command(0, 1), command(1, 2), command(0, 3)};
  fake_rings_of(driver.sim)->codecs[1].mute = true;
  uint64_t before = driver_now();
  assert_int_equal(transfer_sync(3, transfers), STATUS_SUCCESS);
  assert_in_range(driver_now() - before, MS, 2 * MS);
  assert_answered(&transfers[0]);
  assert_int_equal(transfers[1].Input.CompleteResponse, 0);
  assert_answered(&transfers[2]);
}

static void no_codec_has_address_15(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(15, 1);
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_int_equal(transfer.Input.CompleteResponse, 0);
}

static void a_slow_codec_is_waited_for(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 0x5A), command(1, 0x5B)};
  fake_rings_of(driver.sim)->codecs[1].late_frames = 40;
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  assert_answered(&transfers[0]);
  assert_answered(&transfers[1]);
}

/* Too late for its command, and not to be taken for the answer to the next. */
static void a_late_response_is_nobodys(void **state) {
  (void)state;
  static const unsigned late_frames[] = {49, 60, 100, 500, 4000};
  struct fake_codec *codec = &fake_rings_of(driver.sim)->codecs[1];
  for (size_t i = 0; i < ARRAYSIZE(late_frames); i++) {
    HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 0x5A), command(1, 0x5B)};
    uint64_t before = driver_now();
    codec->late_frames = late_frames[i];
    assert_int_equal(transfer_sync(1, &transfers[0]), STATUS_SUCCESS);
    assert_in_range(driver_now() - before, MS, 2 * MS);
    codec->late_frames = 0;
    assert_int_equal(transfer_sync(1, &transfers[1]), STATUS_SUCCESS);
    assert_int_equal(transfers[0].Input.CompleteResponse, 0);
    assert_answered(&transfers[1]);
    /* The late response ends the pause. */
    assert_true(driver_now() - before < (late_frames[i] + 10) * FAKE_FRAME_TICKS);
  }
}

static void a_codec_that_gave_no_answer_is_left_alone_for_a_while(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 0x5A), command(1, 0x5B)};
  HDAUDIO_CODEC_TRANSFER other = command(2, 0x5C);
  struct fake_codec *codec = &fake_rings_of(driver.sim)->codecs[1];
  codec->mute = true;
  assert_int_equal(transfer_sync(1, &transfers[0]), STATUS_SUCCESS);
  codec->mute = false;
  uint64_t before = driver_now();
  assert_int_equal(transfer_sync(1, &other), STATUS_SUCCESS);
  assert_true(driver_now() - before < MS / 2);
  assert_int_equal(transfer_sync(1, &transfers[1]), STATUS_SUCCESS);
  assert_in_range(driver_now() - before, 99 * MS, 101 * MS);
  assert_answered(&other);
  assert_answered(&transfers[1]);
  codec->mute = true;
  assert_int_equal(transfer_sync(1, &transfers[0]), STATUS_SUCCESS);
  codec->mute = false;
  KeStallExecutionProcessor(100000);
  before = driver_now();
  assert_int_equal(transfer_sync(1, &transfers[1]), STATUS_SUCCESS);
  assert_true(driver_now() - before < MS / 2); /* the pause was over already */
}

static void a_mute_codec_is_waited_for_once(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[6];
  struct fake_codec *codec = &fake_rings_of(driver.sim)->codecs[1];
  uint64_t before = driver_now();
  codec->mute = true;
  for (ULONG i = 0; i < 6; i++)
    transfers[i] = command(1, i);
  assert_int_equal(transfer_sync(6, transfers), STATUS_SUCCESS);
  assert_in_range(driver_now() - before, 110 * MS, 112 * MS);
  codec->mute = false; /* an answer makes it one of the others again */
  assert_int_equal(transfer_sync(1, &transfers[0]), STATUS_SUCCESS);
  assert_answered(&transfers[0]);
  codec->late_frames = 500;
  before = driver_now();
  assert_int_equal(transfer_sync(1, &transfers[1]), STATUS_SUCCESS);
  codec->late_frames = 0;
  assert_int_equal(transfer_sync(1, &transfers[2]), STATUS_SUCCESS);
  assert_true(driver_now() - before > 500 * FAKE_FRAME_TICKS);
  assert_int_equal(transfers[1].Input.CompleteResponse, 0);
  assert_answered(&transfers[2]);
}

static void a_response_that_nobody_asked_for_is_dropped(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 0x5A), command(2, 0x5B)};
  struct fake_answer *answer = &fake_rings_of(driver.sim)->answers[3][0];
  *answer = (struct fake_answer){.pending = true, .response = 0xBAD};
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  assert_false(answer->pending);
  assert_answered(&transfers[0]);
  assert_answered(&transfers[1]);
}

static void a_response_lost_by_overrun_says_so(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[3] = {command(1, 1), command(2, 2), command(3, 3)};
  fake_rings_of(driver.sim)->faults.overruns = 1;
  assert_int_equal(transfer_sync(3, transfers), STATUS_SUCCESS);
  assert_int_equal(transfers[0].Input.CompleteResponse, 1ull << 62);
  assert_answered(&transfers[1]);
  assert_answered(&transfers[2]);
  fake_rings_of(driver.sim)->codecs[2].mute = true; /* the mark does not stick */
  assert_int_equal(transfer_sync(1, &transfers[1]), STATUS_SUCCESS);
  assert_int_equal(transfers[1].Input.CompleteResponse, 0);
}

static void an_unsolicited_response_lost_by_overrun_spoils_nothing(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(1, 1);
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->faults.overruns = 1;
  rings->codecs[0].unsolicited[0] = 7;
  rings->codecs[0].unsolicited_count = 1;
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_answered(&transfer);
}

static void a_lost_interrupt_loses_no_response(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(1, 1);
  fake_rings_of(driver.sim)->faults.no_response_flag = true;
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_answered(&transfer);
}

static void held_dpcs_delay_a_call_and_no_more(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 1), command(2, 2)};
  nt_hold_dpcs(true);
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  nt_hold_dpcs(false);
  assert_answered(&transfers[0]);
  assert_answered(&transfers[1]);
}

/* The engine runs but fetches nothing, as after a bus error: commands are not answered, and it is
 * started anew with an empty ring. Nobody owes anything. */
static void a_ring_that_has_stopped_is_started_anew(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(1, 1);
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->command_count = 0;
  rings->faults.corb_stalls = true;
  uint64_t before = driver_now();
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_int_equal(transfer.Input.CompleteResponse, 0);
  assert_int_equal(fake_peek(driver.sim, 0x48, 2), 0);
  rings->faults.corb_stalls = false;
  transfer = command(1, 2);
  assert_int_equal(transfer_sync(1, &transfer), STATUS_SUCCESS);
  assert_answered(&transfer);
  assert_int_equal(rings->command_count, 1); /* the first never went out */
  assert_true(driver_now() - before < 2 * MS);
}

static void a_ring_that_stays_stopped_ends_in_time(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 1), command(2, 2)};
  struct fake_ring_faults *faults = &fake_rings_of(driver.sim)->faults;
  uint64_t before = driver_now();
  *faults = (struct fake_ring_faults){.corb_stalls = true, .corb_never_stops = true};
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  assert_true(driver_now() - before < 5 * MS);
  assert_int_equal(transfers[0].Input.CompleteResponse | transfers[1].Input.CompleteResponse, 0);
  /* It comes back by itself, with the old commands in it. */
  *faults = (struct fake_ring_faults){0};
  transfers[0] = command(1, 3);
  transfers[1] = command(2, 4);
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  assert_answered(&transfers[0]);
  assert_answered(&transfers[1]);
}

static void a_controller_that_is_gone_is_an_error(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2] = {command(1, 1), command(2, 2)};
  const struct fake_faults gone = {.gone = true}, none = {0};
  memset(&transfers[0].Input, 0xEE, sizeof transfers[0].Input);
  fake_set_faults(driver.sim, &gone);
  assert_int_equal(transfer_sync(2, transfers), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(transfers[0].Input.CompleteResponse | transfers[1].Input.CompleteResponse, 0);
  fake_set_faults(driver.sim, &none);
  assert_int_equal(transfer_sync(2, transfers), STATUS_SUCCESS);
  assert_answered(&transfers[0]);
}

static void a_controller_that_goes_away_ends_the_wait(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[20];
  const struct fake_faults none = {0}, gone = {.gone_from = driver_now() + MS / 2};
  for (ULONG i = 0; i < 20; i++)
    transfers[i] = command(1, i);
  fake_set_faults(driver.sim, &gone);
  assert_int_equal(transfer_sync(20, transfers), STATUS_NO_SUCH_DEVICE);
  assert_true(driver_now() < gone.gone_from + 2 * MS);
  fake_set_faults(driver.sim, &none);
  assert_answered(&transfers[0]);
  assert_int_equal(transfers[19].Input.CompleteResponse, 0);
}

static void wrong_calls_are_refused(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = command(1, 1);
  size_t blocks = nt_pool_blocks_in_use();
  KIRQL old;
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->command_count = 0;
  assert_int_equal(transfer_sync(0, &transfer), STATUS_INVALID_PARAMETER);
  assert_int_equal(transfer_sync(1, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.TransferCodecVerbs(NULL, 1, &transfer, NULL, NULL),
                   STATUS_NO_SUCH_DEVICE);
  for (KIRQL level = APC_LEVEL; level <= DISPATCH_LEVEL; level++) {
    KeRaiseIrql(level, &old);
    assert_int_equal(transfer_sync(1, &transfer), STATUS_UNSUCCESSFUL);
    KeLowerIrql(old);
  }
  nt_fail_pool_allocation(1);
  assert_int_equal(transfer_sync(1, &transfer), STATUS_NO_MEMORY);
  assert_int_equal(rings->command_count, 0);
  assert_int_equal(transfer.Input.CompleteResponse, 0);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_response_is_fully_formed),
      TEST(commands_go_one_after_the_other),
      TEST(more_commands_than_the_ring_holds),
      TEST(a_silent_codec_is_no_error),
      TEST(no_codec_has_address_15),
      TEST(a_slow_codec_is_waited_for),
      TEST(a_late_response_is_nobodys),
      TEST(a_codec_that_gave_no_answer_is_left_alone_for_a_while),
      TEST(a_mute_codec_is_waited_for_once),
      TEST(a_response_that_nobody_asked_for_is_dropped),
      TEST(a_response_lost_by_overrun_says_so),
      TEST(an_unsolicited_response_lost_by_overrun_spoils_nothing),
      TEST(a_lost_interrupt_loses_no_response),
      TEST(held_dpcs_delay_a_call_and_no_more),
      TEST(a_ring_that_has_stopped_is_started_anew),
      TEST(a_ring_that_stays_stopped_ends_in_time),
      TEST(a_controller_that_is_gone_is_an_error),
      TEST(a_controller_that_goes_away_ends_the_wait),
      TEST(wrong_calls_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
