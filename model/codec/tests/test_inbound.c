/* SPDX-License-Identifier: Apache-2.0 */
/* From input converters to the link. */
#include "rig.h"

#define ADC 0x04

static void speak(struct hda_codec *codec, unsigned nid, unsigned tag, unsigned channel,
                  unsigned format) {
  SET(nid, 0x2, format);
  SET(nid, 0x706, tag << 4 | channel);
  for (unsigned index = 0; index < 2; index++) /* 0 dB of both shipped kinds of ADC */
    SET(nid, 0x3, 0x7000 | index << 8 | (nid == ADC ? 0 : 16));
}

static struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND];

static size_t inbound(struct hda_codec *codec, uint64_t frame) {
  return hda_codec_inbound(codec, frame, packets);
}

static void activity(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(hda_codec_inbound_lines(codec), 0);
  assert_int_equal(inbound(codec, 0), 0);
  speak(codec, ADC, 3, 0, 0x0031);
  assert_int_equal(hda_codec_inbound_lines(codec), 1);
  assert_int_equal(inbound(codec, 1), 1);
  assert_int_equal(packets[0].line, 0);
  assert_int_equal(packets[0].tag, 3);
  assert_int_equal(packets[0].bits, 24);
  assert_int_equal(packets[0].channels, 2);
  assert_int_equal(packets[0].count, 2);
  assert_int_equal(packets[0].samples[0] | packets[0].samples[1], 0); /* silence */
  SET(ADC, 0x705, 3);
  assert_int_equal(hda_codec_inbound_lines(codec), 0);
  SET(ADC, 0x705, 0);
  SET(ADC, 0x706, 0);
  assert_int_equal(hda_codec_inbound_lines(codec), 0);
  assert_int_equal(inbound(codec, 2), 0);
}

/* HDA-LNK-016, HDA-LNK-017: 0-based frames without a block, as the run lengths
 * 12-11-11-12-11-11-12-11-11-12-11-11-11 give them. */
static void cadence(void **state) {
  struct hda_codec *codec = *state;
  static const unsigned runs[] = {12, 11, 11, 12, 11, 11, 12, 11, 11, 12, 11, 11, 11};
  static const struct {
    unsigned format, base, mult, div;
  } rates[] = {{0x0010, 48, 1, 1}, {0x1810, 48, 4, 1}, {0x0510, 48, 1, 6}, {0x0A10, 48, 2, 3},
               {0x4010, 44, 1, 1}, {0x4810, 44, 2, 1}, {0x4310, 44, 1, 4}};
  for (size_t i = 0; i < COUNT_OF(rates); i++) {
    speak(codec, ADC, 0, 0, rates[i].format);
    SET(ADC, 0x706, 0x10);
    unsigned run = 0, in_run = 0, total = 0;
    const unsigned frames = 320 * rates[i].div;
    for (unsigned frame = 0; frame < frames; frame++) {
      unsigned expected = 0;
      if (frame % rates[i].div == 0) {
        expected = rates[i].mult;
        if (rates[i].base == 44 && in_run++ == runs[run]) {
          expected = in_run = 0;
          run = (run + 1) % COUNT_OF(runs);
        }
      }
      const unsigned got = inbound(codec, 1000 + frame) == 1 ? packets[0].count : 0;
      if (got != expected)
        fail_msg("format %04X frame %u: expected %u blocks, got %u", rates[i].format, frame,
                 expected, got);
      total += got;
    }
    assert_int_equal(total, (rates[i].base == 44 ? 294 : 320) * rates[i].mult);
  }
}

static void cadence_restarts(void **state) {
  struct hda_codec *codec = *state;
  speak(codec, ADC, 1, 0, 0x0510); /* a block in every sixth frame */
  assert_int_equal(inbound(codec, 50), 1);
  assert_int_equal(inbound(codec, 51), 0);
  SET(ADC, 0x706, 0x20);
  assert_int_equal(inbound(codec, 52), 1);
  assert_int_equal(inbound(codec, 53), 0);
  SET(ADC, 0x705, 1);
  assert_int_equal(inbound(codec, 54), 0);
  SET(ADC, 0x705, 0);
  assert_int_equal(inbound(codec, 55), 1);
  assert_int_equal(inbound(codec, 56), 0);
  SET(ADC, 0x2, 0x0510); /* the same again changes nothing */
  assert_int_equal(inbound(codec, 57), 0);
  SET(ADC, 0x2, 0x0511);
  assert_int_equal(inbound(codec, 58), 1);
  assert_int_equal(inbound(codec, 59), 0);
  assert_int_equal(inbound(codec, 5), 1); /* frames are counted anew after link reset */
  assert_int_equal(inbound(codec, 6), 0);
}

static void given_samples(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {0x1FFFF, 2, 3, 4, 5, 6};
  speak(codec, ADC, 1, 0, 0x0811); /* two stereo blocks in a frame */
  assert_int_equal(hda_codec_play_samples(codec, ADC, samples, 6, false), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 0), 1);
  assert_int_equal(packets[0].count, 4);
  assert_int_equal(packets[0].samples[0], 0xFFFF); /* as wide as the stream */
  assert_int_equal(packets[0].samples[3], 4);
  assert_int_equal(inbound(codec, 1), 1);
  assert_int_equal(packets[0].samples[1], 6);
  assert_int_equal(packets[0].samples[2], 0); /* over */
  assert_int_equal(hda_codec_play_samples(codec, ADC, samples + 1, 3, true), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 2), 1);
  assert_int_equal(packets[0].samples[0], 2);
  assert_int_equal(packets[0].samples[2], 4);
  assert_int_equal(packets[0].samples[3], 2);
  SET(ADC, 0x706, 0);
  SET(ADC, 0x706, 0x10); /* a source starts when the converter does */
  assert_int_equal(inbound(codec, 9), 1);
  assert_int_equal(packets[0].samples[0], 2);
  assert_int_equal(hda_codec_play_samples(codec, ADC, NULL, 0, true), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 10), 1);
  assert_int_equal(packets[0].samples[0], 0);
  assert_int_equal(hda_codec_play_samples(codec, 0x02, samples, 1, false), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_play_silence(codec, 0x05), HDA_CODEC_ENODE);
}

static void amplifier(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {1000, 1000};
  speak(codec, ADC, 1, 0, 0x0011);
  hda_codec_play_samples(codec, ADC, samples, 2, true);
  SET(ADC, 0x3, 0x6000 | 4); /* left: 4 x 1.5 dB, x 1.9953 */
  SET(ADC, 0x3, 0x5000 | 0x80);
  assert_int_equal(inbound(codec, 0), 1);
  assert_int_equal(packets[0].samples[0], 1995);
  assert_int_equal(packets[0].samples[1], 0);
}

/* An ADC that selects among its inputs has an amplifier for each. */
static void selected_input(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: two\nvendor: 1\nfunction_groups:\n  - nid: 1\n    widgets:\n"
               "      - {nid: 2, type: pin}\n      - {nid: 3, type: pin}\n"
               "      - nid: 4\n        type: audio_input\n        connections: [2, 3]\n"
               "        amp_in: {steps: 0, mute: true}\n");
  static const uint32_t samples[] = {7, 8};
  hda_codec_play_samples(codec, 4, samples, 2, true);
  SET(4, 0x706, 0x10);
  SET(4, 0x3, 0x7000 | 1 << 8);
  assert_int_equal(inbound(codec, 0), 1);
  assert_int_equal(packets[0].samples[0], 0);
  SET(4, 0x701, 1);
  assert_int_equal(inbound(codec, 1), 1);
  assert_int_equal(packets[0].samples[0], 7);
  SET(4, 0x706, 0x12); /* no channel of the stream is its own */
  assert_int_equal(hda_codec_inbound_lines(codec), 0);
  assert_int_equal(inbound(codec, 2), 0);
  hda_codec_destroy(codec);
}

/* Converters on one stream share its packets. */
static void shared_stream(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t first[] = {1, 2}, second[] = {3, 4};
  hda_codec_play_samples(codec, 0x08, first, 2, true);
  hda_codec_play_samples(codec, 0x09, second, 2, true);
  speak(codec, 0x08, 5, 0, 0x0113); /* four channels, 24 kHz */
  assert_int_equal(inbound(codec, 7), 1);
  assert_int_equal(packets[0].count, 4);
  assert_int_equal(packets[0].samples[0], 1);
  assert_int_equal(packets[0].samples[1], 2);
  assert_int_equal(packets[0].samples[2] | packets[0].samples[3], 0);
  speak(codec, 0x09, 5, 2, 0x0113); /* joins in phase */
  assert_int_equal(inbound(codec, 8), 0);
  assert_int_equal(inbound(codec, 9), 1);
  for (uint32_t i = 0; i < 4; i++)
    assert_int_equal(packets[0].samples[i], i + 1);
  SET(0x09, 0x705, 3);
  assert_int_equal(inbound(codec, 11), 1);
  assert_int_equal(packets[0].samples[0], 1);
  assert_int_equal(packets[0].samples[2] | packets[0].samples[3], 0);
  SET(0x09, 0x705, 0);
  assert_int_equal(inbound(codec, 13), 1);
  assert_int_equal(packets[0].samples[3], 4);
  SET(0x08, 0x706, 0); /* the other goes on in the same phase */
  assert_int_equal(inbound(codec, 14), 0);
  assert_int_equal(inbound(codec, 15), 1);
  assert_int_equal(packets[0].samples[0], 0);
  assert_int_equal(packets[0].samples[3], 4);
  SET(0x08, 0x706, 0x60);
  assert_int_equal(inbound(codec, 17), 2); /* two streams, two packets */
  assert_int_equal(packets[0].tag, 6);
  assert_int_equal(packets[1].tag, 5);
}

static void shared_with_other_format(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_traffic traffic;
  speak(codec, 0x08, 5, 0, 0x0013);
  speak(codec, 0x09, 5, 2, 0x0033);
  assert_int_equal(inbound(codec, 7), 1);
  assert_int_equal(packets[0].bits, 16);
  hda_codec_traffic(codec, 0x09, &traffic);
  assert_int_equal(traffic.mismatches, 1);
  assert_int_equal(traffic.packets, 0);
  hda_codec_traffic(codec, 0x08, &traffic);
  assert_int_equal(traffic.mismatches, 0);
  assert_int_equal(traffic.blocks, 1);
  inbound(codec, 8);
  hda_codec_traffic(codec, 0x08, &traffic);
  assert_int_equal(traffic.blocks, 2);
  assert_int_equal(traffic.packets, 2);
  assert_int_equal(traffic.first_frame, 7);
  assert_int_equal(traffic.last_frame, 8);
}

/* A 6-bit length in bytes: 63 is the most. */
static void too_long(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_traffic traffic;
  speak(codec, ADC, 1, 0, 0x003F); /* 16 channels of 24 bits: 48 bytes */
  assert_int_equal(inbound(codec, 0), 1);
  assert_int_equal(packets[0].count, 16);
  speak(codec, ADC, 1, 0, 0x004F); /* of 32 bits: 64 bytes */
  assert_int_equal(inbound(codec, 1), 0);
  hda_codec_traffic(codec, ADC, &traffic);
  assert_int_equal(traffic.mismatches, 1);
}

static void cadence_fault(void **state) {
  struct hda_codec *codec = *state;
  static const unsigned expected[] = {1, 1, 2, 1, 2, 1, 2, 1};
  speak(codec, ADC, 1, 0, 0x0010);
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 2, 2, 1), HDA_CODEC_OK);
  for (unsigned frame = 0; frame < COUNT_OF(expected); frame++) {
    assert_int_equal(inbound(codec, frame), 1);
    assert_int_equal(packets[0].count, expected[frame]);
  }
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 9, 0, -1), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 8), 1);
  assert_int_equal(inbound(codec, 9), 0);
  assert_int_equal(inbound(codec, 10), 1);
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 0, 1, 5), HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 0, 1, 0), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 11), 1);
  assert_int_equal(hda_codec_cadence_fault(codec, 0x02, 0, 0, 1), HDA_CODEC_ENODE);
  SET(ADC, 0x2, 0x0110); /* every second frame */
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 13, 0, -4), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 12), 1);
  assert_int_equal(inbound(codec, 13), 0);
  assert_int_equal(hda_codec_cadence_fault(codec, ADC, 15, 0, 3), HDA_CODEC_OK);
  assert_int_equal(inbound(codec, 14), 1);
  assert_int_equal(inbound(codec, 15), 1);
  assert_int_equal(packets[0].count, 3);
  struct hda_codec_traffic traffic;
  hda_codec_traffic(codec, ADC, &traffic);
  assert_int_equal(traffic.mismatches, 0);
}

/* What a DAC receives comes back from the ADC: whole, in order, after silence. */
static void loopback(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_traffic traffic;
  assert_int_equal(hda_codec_play_loopback(codec, ADC, 0x02), HDA_CODEC_OK);
  SET(0x02, 0x2, 0x4011);
  SET(0x02, 0x706, 0x10);
  SET(0x02, 0x3, 0xB000 | 0x40);
  speak(codec, ADC, 2, 0, 0x4011);
  uint32_t sent = 0, back = 0, silence = 0;
  for (uint64_t frame = 0; frame < 1000; frame++) {
    if (inbound(codec, frame) == 1) {
      assert_int_equal(packets[0].count, 2);
      if (packets[0].samples[0] == 0 && back == 0) {
        silence++;
      } else {
        back++;
        assert_int_equal(packets[0].samples[0], back & 0xFFFF);
        assert_int_equal(packets[0].samples[1], 0xFFFF - back);
      }
    }
    /* The stream runs three frames behind the ADC's cadence. */
    if (frame < 3 || ((frame - 3) % 160) % 12 == 11)
      continue;
    sent++;
    const uint32_t block[] = {sent, 0xFFFF - sent};
    hda_codec_outbound_samples(codec, frame, 1, block, 2, 16);
    if (frame > 990)
      break;
  }
  assert_true(silence >= 4 && silence < 9);
  assert_true(sent - back <= 64 && back > 800);
  hda_codec_traffic(codec, ADC, &traffic);
  assert_true(traffic.underruns <= 1);
  assert_int_equal(hda_codec_play_loopback(codec, ADC, 0x05), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_play_loopback(codec, 0x02, 0x02), HDA_CODEC_ENODE);
}

static void loopback_runs_dry(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_traffic traffic;
  hda_codec_play_loopback(codec, ADC, 0x02);
  SET(0x02, 0x706, 0x10);
  SET(0x02, 0x3, 0xB000 | 0x40);
  speak(codec, ADC, 2, 0, 0x0031); /* other bits: samples keep their scale */
  static const uint32_t block[] = {0x1234, 0xFFFF};
  hda_codec_outbound_samples(codec, 0, 1, block, 2, 16);
  hda_codec_outbound_samples(codec, 1, 1, block, 2, 16);
  inbound(codec, 2);
  assert_int_equal(packets[0].samples[0], 0x123400);
  assert_int_equal(packets[0].samples[1], 0xFFFF00);
  inbound(codec, 3);
  assert_int_equal(packets[0].samples[0], 0x123400);
  inbound(codec, 4);
  assert_int_equal(packets[0].samples[0], 0);
  hda_codec_traffic(codec, ADC, &traffic);
  assert_int_equal(traffic.underruns, 1);
}

/* Nobody takes: the newest 64 blocks stay. */
static void loopback_overflows(void **state) {
  struct hda_codec *codec = *state;
  hda_codec_play_loopback(codec, ADC, 0x02);
  SET(0x02, 0x706, 0x10);
  SET(0x02, 0x3, 0xB000 | 0x40);
  speak(codec, ADC, 2, 0, 0x0011);
  for (uint32_t i = 1; i <= 100; i++) {
    const uint32_t block[] = {i, i};
    hda_codec_outbound_samples(codec, i, 1, block, 2, 16);
  }
  for (uint32_t i = 37; i <= 100; i++) {
    assert_int_equal(inbound(codec, i), 1);
    assert_int_equal(packets[0].samples[0], i);
  }
}

static void several_lines(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: lines\nvendor: 1\nsdi_lines: 3\nfunction_groups:\n  - nid: 1\n"
               "    widgets:\n      - {nid: 2, type: audio_input}\n"
               "      - {nid: 3, type: audio_input}\n");
  assert_int_equal(hda_codec_line_count(codec), 3);
  SET(2, 0x704, 2);
  SET(3, 0x704, 3); /* lines 0 to 2 */
  assert_int_equal(GET(2, 0xF04), 2);
  assert_int_equal(GET(3, 0xF04), 0);
  SET(2, 0x706, 0x10);
  SET(3, 0x706, 0x10);
  assert_int_equal(hda_codec_inbound_lines(codec), 5);
  assert_int_equal(inbound(codec, 0), 2);
  assert_int_equal(packets[0].line, 0);
  assert_int_equal(packets[1].line, 2);
  SET(2, 0x2, 0x0111); /* another line, another beginning */
  assert_int_equal(inbound(codec, 1), 2);
  assert_int_equal(inbound(codec, 2), 1);
  SET(2, 0x704, 1);
  assert_int_equal(inbound(codec, 3), 2);
  SET(2, 0x704, 2);
  assert_int_equal(inbound(codec, 4), 2);
  hda_codec_destroy(codec);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, activity),          TEST_ON(stereo, cadence),
      TEST_ON(stereo, cadence_restarts),  TEST_ON(stereo, given_samples),
      TEST_ON(stereo, amplifier),         TEST_ON(desktop, shared_stream),
      TEST_ON(stereo, too_long),          TEST_ON(desktop, shared_with_other_format),
      TEST_ON(stereo, cadence_fault),     TEST_ON(stereo, loopback),
      TEST_ON(stereo, loopback_runs_dry), TEST_ON(stereo, loopback_overflows),
      cmocka_unit_test(several_lines),    cmocka_unit_test(selected_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
