/* SPDX-License-Identifier: Apache-2.0 */
/* The codecs on the link with the real controller: addresses, wake, commands, streams, faults.
 * Frames, cells and bits are those of the protocol: a codec that asks in frame k has its address at
 * the end of frame k + 2, and answers a command in the frame after it. */
#include "hda_regs.h"
#include "rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
  LINES = 15,
  GET_VENDOR = 0xF0000,
  DAC = 2,
  ADC = 4,
  MIC = 8,
  IRV = 2,
  ICB = 1,
};

static const uint32_t vendor = 0xEEEE0001; /* of the stereo codec */

/* ---- what happens, as observers see it ---- */

static struct {
  unsigned assigned, responses, contentions, pme;
  uint64_t assigned_frame[LINES];
  unsigned address[LINES];
  uint64_t command_frame, response_frame;
  uint32_t response, contention_lines;
  bool unsolicited;
} seen;

static void see(void *user, const struct hda_sim_event *event) {
  (void)user;
  switch (event->kind) {
  case HDA_SIM_EV_ASSIGNED:
    ++seen.assigned;
    seen.assigned_frame[event->assigned.line] = event->when.frame - 1;
    seen.address[event->assigned.line] = event->assigned.address;
    break;
  case HDA_SIM_EV_RESPONSE:
    ++seen.responses;
    seen.response = event->response.value;
    seen.unsolicited = event->response.unsolicited;
    seen.response_frame = event->when.frame + 1;
    break;
  case HDA_SIM_EV_FRAME:
    if (event->frame.command != 0) {
      seen.command_frame = event->frame.number;
    }
    break;
  case HDA_SIM_EV_CONTENTION:
    ++seen.contentions;
    seen.contention_lines = event->contention.lines;
    break;
  case HDA_SIM_EV_PME:
    seen.pme += event->level;
    break;
  default:
    break;
  }
}

static struct hda_sim *new_sim(const char *rtl) {
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  hda_sim_config_default(&config);
  config.rtl_library = rtl;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  memset(&seen, 0, sizeof seen);
  assert_int_equal(hda_sim_observe(sim, ~0U, see, NULL), HDA_SIM_OK);
  return sim;
}

static void fault(struct hda_sim *sim, const char *name, uint64_t line, uint64_t argument) {
  const uint64_t args[] = {line, argument};
  assert_int_equal(hda_sim_fault_set(sim, name, args, 2), HDA_SIM_OK);
}

static uint16_t statests(struct hda_sim *sim) {
  uint16_t value = 0;
  assert_int_equal(hda_sim_read16(sim, HDA_STATESTS, &value), HDA_SIM_OK);
  return value;
}

static void down(struct hda_sim *sim) {
  assert_int_equal(hda_sim_write8(sim, HDA_GCTL, 0), HDA_SIM_OK);
  assert_int_equal(rig_poll(sim, HDA_GCTL, 1, 0), HDA_SIM_OK);
}

/* Puts a command on the link by the immediate interface and lets `frames` pass; true if a response
 * was latched. */
static bool command(struct hda_sim *sim, uint32_t verb, uint64_t frames, uint32_t *response) {
  uint16_t status = 0;
  assert_int_equal(hda_sim_write16(sim, HDA_ICIS, 0), HDA_SIM_OK);
  assert_int_equal(hda_sim_write32(sim, HDA_ICOI, verb), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, HDA_ICIS, IRV | ICB), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, frames), HDA_SIM_OK);
  assert_int_equal(hda_sim_read16(sim, HDA_ICIS, &status), HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, HDA_ICII, response), HDA_SIM_OK);
  return (status & IRV) != 0;
}

static void verb(struct hda_sim *sim, unsigned line, unsigned nid, uint32_t payload) {
  uint32_t response = 1;
  assert_int_equal(hda_sim_codec_verb(sim, line, (uint32_t)nid << 20 | payload, &response),
                   HDA_SIM_OK);
}

/* ---- addresses ---- */

/* HDA-LNK-018..022 */
static void fifteen_codecs_get_addresses(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(LINES_RTL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(seen.assigned, LINES);
  for (unsigned line = 0; line < LINES; ++line) {
    struct hda_sim_codec_state codec;
    assert_int_equal(hda_sim_codec_get_state(sim, line, &codec), HDA_SIM_OK);
    assert_true(codec.present && codec.addressed);
    assert_int_equal(codec.address, line);
    assert_int_equal(seen.address[line], line);
    assert_int_equal(seen.assigned_frame[line], 3);
  }
  assert_int_equal(statests(sim), 0x7FFF);
  assert_int_equal(seen.contentions, 0);
  hda_sim_destroy(sim);
}

static void codecs_ask_when_they_like(void **state) {
  (void)state;
  static const uint64_t frame[LINES] = {0, 1, 1, 2, 3, 4, 5, 7, 8, 13, 21, 24, 25, 30, 60};
  struct hda_sim *sim = new_sim(LINES_RTL);
  for (unsigned line = 0; line < LINES; ++line) {
    fault(sim, "codec_connect_delay", line, frame[line]);
  }
  for (int round = 0; round < 2; ++round) {
    seen.assigned = 0;
    assert_int_equal(rig_link_start(sim), HDA_SIM_OK);
    assert_int_equal(rig_frames(sim, 29), HDA_SIM_OK);
    assert_int_equal(statests(sim), 0x1FFF);
    assert_int_equal(rig_frames(sim, 40), HDA_SIM_OK);
    assert_int_equal(statests(sim), 0x7FFF);
    assert_int_equal(seen.assigned, LINES);
    for (unsigned line = 0; line < LINES; ++line) {
      assert_int_equal(seen.address[line], line);
      assert_int_equal(seen.assigned_frame[line], frame[line] + 2);
    }
    assert_int_equal(hda_sim_write16(sim, HDA_STATESTS, 0x7FFF), HDA_SIM_OK);
    down(sim);
    struct hda_sim_codec_state codec;
    assert_int_equal(hda_sim_codec_get_state(sim, 3, &codec), HDA_SIM_OK);
    assert_false(codec.addressed);
  }
  assert_int_equal(seen.contentions, 0);
  hda_sim_destroy(sim);
}

/* The codec sends in the frame sync of the frame after its request, where the line is the
 * controller's (HDA-LNK-019, HDA-LNK-028). */
static void contention_is_reported(void **state) {
  (void)state;
  static const uint32_t end_of_frame[16] = {[15] = 0x0000F000};
  struct hda_sim *sim = new_sim(NULL);
  assert_int_equal(hda_sim_codec_raw_frame(sim, 2, 2, end_of_frame), HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(seen.contentions, 1);
  assert_int_equal(seen.contention_lines, 4);
  hda_sim_destroy(sim);
}

static void codec_can_be_missing(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  struct hda_sim_codec_state codec;
  char message[200];
  uint32_t response = 0;
  assert_int_equal(hda_sim_codec_detach(sim, 1), HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0xD);
  assert_int_equal(hda_sim_codec_get_state(sim, 1, &codec), HDA_SIM_OK);
  assert_false(codec.present || codec.addressed);
  assert_int_equal(hda_sim_codec_verb(sim, 1, GET_VENDOR, &response), HDA_SIM_ENAME);
  assert_int_equal(hda_sim_codec_verb(sim, 4, GET_VENDOR, &response), HDA_SIM_EINVAL);
  assert_false(command(sim, 1U << 28 | GET_VENDOR, 5, &response));
  assert_int_equal(hda_sim_codec_attach(sim, 1, "stereo", message, sizeof message), HDA_SIM_EBUSY);
  assert_int_equal(hda_sim_codec_detach(sim, 0), HDA_SIM_EBUSY);
  down(sim);
  assert_int_equal(hda_sim_codec_attach(sim, 1, "/nowhere.yaml", message, sizeof message),
                   HDA_SIM_ECODEC);
  assert_non_null(strstr(message, "/nowhere.yaml"));
  assert_int_equal(hda_sim_codec_attach(sim, 1, "desktop-8ch", message, sizeof message),
                   HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_true(command(sim, 1U << 28 | GET_VENDOR, 5, &response));
  assert_true(response != vendor && response >> 16 != 0);
  hda_sim_destroy(sim);
}

/* ---- wake ---- */

/* HDA-LNK-029, HDA-RST-003, HDA-INT-008 */
static void codec_wakes_the_link(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, HDA_STATESTS, 0x7FFF), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, HDA_WAKEEN, 0x4), HDA_SIM_OK);
  assert_int_equal(hda_sim_config_write(sim, 0x54, 2, 0x0100), HDA_SIM_OK);
  down(sim);
  assert_int_equal(rig_frames(sim, 5), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0);
  assert_int_equal(hda_sim_codec_wake(sim, 1), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 1), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0x2);
  assert_int_equal(seen.pme, 0);
  assert_int_equal(hda_sim_codec_wake(sim, 2), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 1), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0x6);
  assert_int_equal(seen.pme, 1);
  uint32_t power = 0;
  assert_int_equal(hda_sim_config_read(sim, 0x54, 2, &power), HDA_SIM_OK);
  assert_int_equal(power, 0x8100);
  assert_int_equal(hda_sim_config_write(sim, 0x54, 2, 0x8100), HDA_SIM_OK);
  assert_int_equal(hda_sim_config_read(sim, 0x54, 2, &power), HDA_SIM_OK);
  assert_int_equal(power, 0x0100);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0xF);
  assert_int_equal(hda_sim_write16(sim, HDA_STATESTS, 0x7FFF), HDA_SIM_OK);
  seen.assigned = 0;
  assert_int_equal(hda_sim_codec_wake(sim, 3), HDA_SIM_OK); /* asks again while it is on */
  assert_int_equal(rig_frames(sim, 5), HDA_SIM_OK);
  assert_int_equal(statests(sim), 0x8);
  assert_int_equal(seen.assigned, 1);
  assert_int_equal(seen.address[3], 3);
  hda_sim_destroy(sim);
}

/* A jack is an event of its pin (verb 708); in D3 with EPSS it survives RST# and wakes. */
static void jack_wakes_the_link(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  verb(sim, 0, MIC, 0x70880 | 0x15);
  assert_int_equal(hda_sim_codec_jack(sim, 0, 0x0A, true), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_jack(sim, 0, MIC, true), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 3), HDA_SIM_OK);
  assert_int_equal(seen.responses, 1);
  assert_true(seen.unsolicited);
  assert_int_equal(seen.response >> 26, 0x15);
  verb(sim, 0, 1, 0x70503);
  assert_int_equal(hda_sim_write16(sim, HDA_STATESTS, 0x7FFF), HDA_SIM_OK);
  down(sim);
  assert_int_equal(hda_sim_codec_jack(sim, 0, MIC, false), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 1), HDA_SIM_OK);
  assert_int_equal(statests(sim), 1);
  hda_sim_destroy(sim);
}

/* ---- commands ---- */

/* HDA-COD-001, HDA-LNK-027 */
static void commands_are_answered_in_the_next_frame(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  for (uint32_t line = 0; line < 4; ++line) {
    uint32_t response = 0;
    seen.responses = 0;
    assert_true(command(sim, line << 28 | GET_VENDOR, 5, &response));
    assert_int_equal(response, vendor);
    assert_int_equal(seen.responses, 1);
    assert_int_equal(seen.response_frame, seen.command_frame + 1);
    assert_false(seen.unsolicited);
  }
  uint32_t response = 1;
  assert_true(command(sim, 0x7FU << 20 | GET_VENDOR, 5, &response));
  assert_int_equal(response, 0);
  seen.responses = 0;
  assert_false(command(sim, 9U << 28 | GET_VENDOR, 5, &response));
  assert_int_equal(seen.responses, 0);
  assert_true(command(sim, 15U << 28 | GET_VENDOR, 5, &response));
  assert_int_equal(seen.responses, 4);
  seen.responses = 0;
  assert_int_equal(hda_sim_codec_unsolicited(sim, 2, 0xFEED1234), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 3), HDA_SIM_OK);
  assert_int_equal(seen.responses, 1);
  assert_true(seen.unsolicited);
  assert_int_equal(seen.response, 0xFEED1234);
  hda_sim_destroy(sim);
}

static void faulty_codecs_answer_badly(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  uint32_t response = 0;
  struct hda_sim_time now;
  fault(sim, "codec_silent", 0, 0);
  fault(sim, "codec_response_delay", 1, 6);
  fault(sim, "codec_response_invalid", 2, 0);
  const uint64_t outside[] = {4};
  assert_int_equal(hda_sim_fault_set(sim, "codec_silent", outside, 1), HDA_SIM_EINVAL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_false(command(sim, 0U << 28 | GET_VENDOR, 20, &response));
  assert_false(command(sim, 2U << 28 | GET_VENDOR, 20, &response));
  assert_false(command(sim, 1U << 28 | GET_VENDOR, 6, &response));
  assert_true(command(sim, 1U << 28 | GET_VENDOR, 20, &response));
  assert_int_equal(response, vendor);
  assert_int_equal(seen.response_frame, seen.command_frame + 7);
  assert_true(command(sim, 3U << 28 | GET_VENDOR, 5, &response));
  hda_sim_now(sim, &now);
  fault(sim, "codec_dies", 3, now.frame + 10);
  assert_true(command(sim, 3U << 28 | GET_VENDOR, 5, &response));
  assert_int_equal(rig_frames(sim, 10), HDA_SIM_OK);
  assert_false(command(sim, 3U << 28 | GET_VENDOR, 5, &response));
  assert_int_equal(hda_sim_fault_clear(sim, "codec_silent"), HDA_SIM_OK);
  assert_true(command(sim, 0U << 28 | GET_VENDOR, 5, &response));
  hda_sim_destroy(sim);
}

/* Whatever a line does, the others work, and nothing hangs. */
static void lines_do_not_disturb_each_other(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  uint32_t response = 0;
  fault(sim, "codec_babbles", 0, 7);
  fault(sim, "codec_stuck", 1, 1);
  fault(sim, "codec_stuck", 2, 0);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(statests(sim) & 0xC, 0x8);
  assert_true(command(sim, 3U << 28 | GET_VENDOR, 200, &response));
  assert_int_equal(response, vendor);
  down(sim);
  hda_sim_destroy(sim);
}

/* ---- streams ---- */

enum { TAG = 6, BLOCKS = 480, SAMPLES = 2 * BLOCKS, BYTES = 2 * SAMPLES, WAV_HEADER = 44 };

static uint16_t sample_at(unsigned index) { return (uint16_t)(index * 40503U + 7U); }

static struct rig_stream stream_on(unsigned index) {
  const uint64_t base = 0x200000 + 0x10000 * (uint64_t)index;
  return (struct rig_stream){.index = index,
                             .tag = TAG,
                             .fmt = 0x0011,
                             .bdl = base,
                             .buffer = base + 0x1000,
                             .bytes = BYTES,
                             .entries = 2};
}

static void play(struct hda_sim *sim, unsigned line, const char *wav) {
  enum { RENDER = 4 };
  const struct rig_stream stream = stream_on(RENDER);
  uint16_t *samples = hda_sim_mem(sim, stream.buffer, BYTES);
  for (unsigned i = 0; i < SAMPLES; ++i) {
    samples[i] = sample_at(i);
  }
  verb(sim, line, DAC, 0x20011);
  verb(sim, line, DAC, 0x3B040); /* unmuted, offset gain = 0 dB */
  verb(sim, line, DAC, 0x70600 | TAG << 4);
  assert_int_equal(hda_sim_codec_capture_wav(sim, line, 99, wav), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_capture_wav(sim, line, DAC, wav), HDA_SIM_OK);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, RENDER, true), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, BLOCKS + 20), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, RENDER, false), HDA_SIM_OK);
  assert_int_equal(hda_sim_codec_capture_wav(sim, line, DAC, NULL), HDA_SIM_OK);
}

static void check_wav(const char *wav) {
  static uint8_t file[WAV_HEADER + 2 * BYTES];
  FILE *stream = fopen(wav, "rb");
  assert_non_null(stream);
  assert_true(fread(file, 1, sizeof file, stream) >= WAV_HEADER + BYTES);
  fclose(stream);
  for (unsigned i = 0; i < SAMPLES; ++i) {
    const uint8_t *at = file + WAV_HEADER + 2 * i;
    assert_int_equal(at[0] | at[1] << 8, sample_at(i));
  }
}

static void record(struct hda_sim *sim, unsigned line, const char *wav) {
  const struct rig_stream stream = stream_on(0);
  verb(sim, line, ADC, 0x20011);
  verb(sim, line, ADC, 0x37000); /* unmuted, 0 dB */
  assert_int_equal(hda_sim_codec_play_wav(sim, line, ADC, "/nowhere.wav"), HDA_SIM_EIO);
  assert_int_equal(hda_sim_codec_play_wav(sim, line, ADC, wav), HDA_SIM_OK);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, 0, true), HDA_SIM_OK);
  verb(sim, line, ADC, 0x70600 | TAG << 4);
  assert_int_equal(rig_frames(sim, BLOCKS / 2), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, 0, false), HDA_SIM_OK);
  const uint16_t *samples = hda_sim_mem(sim, stream.buffer, BYTES);
  for (unsigned i = 0; i < SAMPLES / 2 - 8; ++i) {
    assert_int_equal(samples[i], sample_at(i));
  }
}

/* What a DAC hears is a file, and an ADC plays it back into memory (HDA-COD-004). */
static void samples_go_through_converters(void **state) {
  (void)state;
  char wav[] = "/tmp/hdasim-test-XXXXXX";
  const int file = mkstemp(wav);
  assert_true(file >= 0);
  close(file);
  struct hda_sim *sim = new_sim(NULL);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  play(sim, 1, wav);
  check_wav(wav);
  record(sim, 2, wav);
  assert_int_equal(unlink(wav), 0);
  hda_sim_destroy(sim);
}

static void wrong_tag_is_not_heard(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim(NULL);
  uint32_t position = 1;
  fault(sim, "codec_wrong_tag", 2, TAG + 1);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  const struct rig_stream stream = stream_on(0);
  verb(sim, 2, ADC, 0x20011);
  verb(sim, 2, ADC, 0x70600 | TAG << 4);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, 0, true), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 20), HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, rig_sd(0, RIG_SD_LPIB), &position), HDA_SIM_OK);
  assert_int_equal(position, 0);
  assert_int_equal(hda_sim_fault_clear(sim, "codec_wrong_tag"), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 20), HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, rig_sd(0, RIG_SD_LPIB), &position), HDA_SIM_OK);
  assert_in_range(position, 4 * 18, 4 * 20);
  hda_sim_destroy(sim);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fifteen_codecs_get_addresses),
      cmocka_unit_test(codecs_ask_when_they_like),
      cmocka_unit_test(contention_is_reported),
      cmocka_unit_test(codec_can_be_missing),
      cmocka_unit_test(codec_wakes_the_link),
      cmocka_unit_test(jack_wakes_the_link),
      cmocka_unit_test(commands_are_answered_in_the_next_frame),
      cmocka_unit_test(faulty_codecs_answer_badly),
      cmocka_unit_test(lines_do_not_disturb_each_other),
      cmocka_unit_test(samples_go_through_converters),
      cmocka_unit_test(wrong_tag_is_not_heard),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
