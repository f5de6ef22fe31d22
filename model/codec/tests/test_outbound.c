/* SPDX-License-Identifier: Apache-2.0 */
/* From the link into output converters. */
#include <string.h>

#include "rig.h"

/* Starts DAC `nid` on a stream: unmuted, 0 dB of the shipped codecs' DACs. */
static void listen(struct hda_codec *codec, unsigned nid, unsigned tag, unsigned channel,
                   unsigned format) {
  SET(nid, 0x2, format);
  SET(nid, 0x706, tag << 4 | channel);
}

static void unmute(struct hda_codec *codec, unsigned nid, unsigned gain) {
  SET(nid, 0x3, 0xB000 | gain);
}

static void expect(struct hda_codec *codec, unsigned nid, const uint32_t *expected, size_t count) {
  const uint32_t *samples = NULL;
  size_t got = 0;
  assert_int_equal(hda_codec_captured(codec, nid, &samples, &got, NULL, NULL), HDA_CODEC_OK);
  assert_int_equal(got, count);
  for (size_t i = 0; i < count; i++) {
    if (samples[i] != expected[i])
      fail_msg("sample %zu: expected %08X, got %08X", i, expected[i], samples[i]);
  }
}

static uint64_t mismatches(struct hda_codec *codec, unsigned nid) {
  struct hda_codec_traffic traffic;
  assert_int_equal(hda_codec_traffic(codec, nid, &traffic), HDA_CODEC_OK);
  return traffic.mismatches;
}

/* HDA-COD-004: a converter listens when it has a stream id and power. */
static void activity(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  listen(codec, 0x02, 5, 0, 0x0011);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 5);
  listen(codec, 0x03, 7, 0, 0x0011);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 5 | 1u << 7);
  SET(0x03, 0x705, 3);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 5);
  SET(0x01, 0x705, 1);
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  SET(0x01, 0x705, 0);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 5);
  SET(0x02, 0x2, 0x0051); /* HDA-FMT-003: a reserved sample size */
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  SET(0x02, 0x2, 0x2011); /* and a reserved multiplier */
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  SET(0x02, 0x2, 0x0011);
  SET(0x02, 0x706, 0x00);
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  listen(codec, 0x02, 5, 0, 0x0011);
  hda_codec_reset(codec, HDA_CODEC_LINK_RESET);
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
}

static void digital_enable(void **state) {
  struct hda_codec *codec = *state;
  listen(codec, 0x02, 3, 0, 0x0011);
  assert_int_equal(hda_codec_outbound_tags(codec), 0);
  SET(0x02, 0x70D, 0x01);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 3);
}

static void bit_exact(void **state) {
  struct hda_codec *codec = *state;
  static const struct {
    unsigned format, bits;
  } formats[] = {{0x0001, 8}, {0x0011, 16}, {0x0021, 20}, {0x0031, 24}, {0x0041, 32}};
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    const uint32_t mask = UINT32_MAX >> (32 - formats[i].bits);
    const uint32_t samples[] = {0x80000000u & mask, mask, 0x12345678u & mask, 1};
    listen(codec, 0x02, 4, 0, formats[i].format);
    unmute(codec, 0x02, 0x40);
    assert_int_equal(hda_codec_capture(codec, 0x02, true), HDA_CODEC_OK);
    hda_codec_outbound_samples(codec, 10, 4, samples, 2, formats[i].bits);
    hda_codec_outbound_samples(codec, 11, 3, samples, 2, formats[i].bits); /* not its stream */
    hda_codec_outbound_samples(codec, 12, 4, samples + 2, 2, formats[i].bits);
    expect(codec, 0x02, samples, 4);
  }
  const struct hda_codec_packet_log *packets = NULL;
  size_t count = 0;
  hda_codec_captured(codec, 0x02, NULL, NULL, &packets, &count);
  assert_int_equal(count, 2);
  assert_int_equal(packets[1].frame, 12);
  assert_int_equal(packets[1].blocks, 1);
  assert_int_equal(packets[1].first_sample, 2);
}

/* The right amounts, rounded, and saturated at the ends of the scale. */
static void gain_and_mute(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: gain\nvendor: 1\nfunction_groups:\n  - nid: 1\n    widgets:\n"
               "      - nid: 2\n        type: audio_output\n"
               "        amp_out: {steps: 30, offset: 20, step_db: 1, mute: true}\n");
  static const uint32_t samples[] = {256,    1024,   0x10000 - 256, 0x10000 - 1024,
                                     0x7000, 0x8000, 0x9000,        0};
  /* Left +6 dB, x 1.99526: 510.8; right -12 dB, x 0.25119: 257.2, -8231.0. */
  static const uint32_t scaled[] = {
      511, 257, 0x10000 - 511, 0x10000 - 257, 0x7FFF, 0x10000 - 8231, 0x8000, 0};
  static const uint32_t muted[] = {511, 0, 0x10000 - 511, 0, 0x7FFF, 0, 0x8000, 0};
  listen(codec, 2, 1, 0, 0x0011);
  SET(2, 0x3, 0xA000 | 26);
  for (unsigned mute = 0; mute < 2; mute++) {
    SET(2, 0x3, 0x9000 | mute << 7 | 8);
    hda_codec_capture(codec, 2, true);
    for (size_t i = 0; i < COUNT_OF(samples); i += 2)
      hda_codec_outbound_samples(codec, i, 1, samples + i, 2, 16);
    expect(codec, 2, mute ? muted : scaled, COUNT_OF(samples));
  }
  hda_codec_destroy(codec);
}

/* What is no PCM has no volume, but can be silenced. */
static void not_pcm(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {0x1234, 0xFEDC}, zeros[2];
  listen(codec, 0x02, 1, 0, 0x8011);
  unmute(codec, 0x02, 0x20);
  hda_codec_capture(codec, 0x02, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 2, 16);
  expect(codec, 0x02, samples, 2);
  SET(0x02, 0x3, 0xB0C0);
  hda_codec_capture(codec, 0x02, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 2, 16);
  expect(codec, 0x02, zeros, 2);
}

/* Verb 70C swaps the sides of a converter that can. */
static void swapped(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: swap\nvendor: 1\nfunction_groups:\n  - nid: 1\n    widgets:\n"
               "      - {nid: 2, type: audio_output, swap: true}\n");
  static const uint32_t samples[] = {1, 2}, crossed[] = {2, 1};
  listen(codec, 2, 1, 0, 0x0011);
  hda_codec_capture(codec, 2, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 2, 16);
  expect(codec, 2, samples, 2);
  SET(2, 0x70C, 4);
  hda_codec_capture(codec, 2, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 2, 16);
  expect(codec, 2, crossed, 2);
  hda_codec_destroy(codec);
}

static void after_reset_muted(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {1, 2}, zeros[2];
  listen(codec, 0x02, 1, 0, 0x0011);
  hda_codec_capture(codec, 0x02, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 2, 16);
  expect(codec, 0x02, zeros, 2);
}

/* Four stereo DACs share an 8-channel stream; each takes its own two channels. */
static void shared_stream(void **state) {
  struct hda_codec *codec = *state;
  uint32_t samples[16];
  for (uint32_t i = 0; i < 16; i++)
    samples[i] = 100 + i;
  for (unsigned i = 0; i < 4; i++) {
    listen(codec, 0x02 + i, 6, 2 * i, 0x0817); /* 96 kHz, 16 bits, 8 channels */
    hda_codec_capture(codec, 0x02 + i, true);
  }
  listen(codec, 0x06, 6, 7, 0x0817); /* only the last channel is left for it */
  hda_codec_capture(codec, 0x06, true);
  assert_int_equal(hda_codec_outbound_tags(codec), 1u << 6);
  hda_codec_outbound_samples(codec, 0, 6, samples, 16, 16);
  for (unsigned i = 0; i < 4; i++) {
    const uint32_t expected[] = {100 + 2 * i, 101 + 2 * i, 108 + 2 * i, 109 + 2 * i};
    expect(codec, 0x02 + i, expected, 4);
  }
  static const uint32_t last[] = {107, 115};
  expect(codec, 0x06, last, 2);
  struct hda_codec_converter converter;
  assert_int_equal(hda_codec_converter(codec, 0x06, &converter), HDA_CODEC_OK);
  assert_int_equal(converter.channels, 1);
  assert_int_equal(converter.channel, 7);
  assert_int_equal(converter.stream, 6);
  assert_int_equal(converter.format, 0x0817);
  assert_true(converter.active);
}

static void channel_count(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {1, 2, 3, 4, 5, 6};
  SET(0x02, 0x70D, 1);
  SET(0x02, 0x72D, 3);
  listen(codec, 0x02, 1, 1, 0x0015);
  hda_codec_capture(codec, 0x02, true);
  hda_codec_outbound_samples(codec, 0, 1, samples, 6, 16);
  expect(codec, 0x02, samples + 1, 4);
}

static void mismatch(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[144] = {1, 2, 3};
  struct hda_codec_traffic traffic;
  listen(codec, 0x02, 1, 0, 0x0011);
  hda_codec_capture(codec, 0x02, true);
  hda_codec_outbound_samples(codec, 4, 1, samples, 2, 24);
  hda_codec_outbound_samples(codec, 5, 1, samples, 3, 16);
  hda_codec_outbound_samples(codec, 6, 1, samples, 144, 16); /* no rate has so many blocks */
  hda_codec_outbound_samples(codec, 7, 1, samples, 0, 16);
  SET(0x02, 0x706, 0x12);
  hda_codec_outbound_samples(codec, 8, 1, samples, 2, 16); /* no channel is left for it */
  assert_int_equal(hda_codec_traffic(codec, 0x02, &traffic), HDA_CODEC_OK);
  assert_int_equal(traffic.mismatches, 4);
  assert_int_equal(traffic.mismatch_frame, 8);
  assert_int_equal(traffic.packets, 0);
  expect(codec, 0x02, NULL, 0);
}

/* ---- packets as bits ------------------------------------------------------------------------ */

struct wire {
  uint32_t line[4][32];
};

/* Puts a bit at a half cell; bit i of a striped packet is on line i mod n. */
static void put(struct wire *wire, unsigned lines, unsigned first, unsigned bit, uint32_t value) {
  const unsigned at = first + bit / lines;
  wire->line[bit % lines][at / 32] |= value << (31 - at % 32);
}

static void put_samples(struct wire *wire, unsigned lines, unsigned first, const uint32_t *samples,
                        size_t count, unsigned bits) {
  memset(wire, 0, sizeof *wire);
  for (size_t i = 0; i < count; i++) {
    for (unsigned bit = 0; bit < bits; bit++)
      put(wire, lines, first, (unsigned)i * bits + bit, samples[i] >> (bits - 1 - bit) & 1);
  }
}

static struct hda_codec_packet packet_of(const struct wire *wire, unsigned tag, unsigned lines,
                                         unsigned first, unsigned end) {
  struct hda_codec_packet packet = {.tag = tag, .first_bit = first, .end_bit = end, .lines = lines};
  for (unsigned i = 0; i < lines; i++)
    packet.sdo[i] = wire->line[i];
  return packet;
}

static void wire_samples(void **state) {
  struct hda_codec *codec = *state;
  static const struct {
    unsigned format, bits, count;
  } formats[] = {{0x0000, 8, 1}, {0x0022, 20, 3}, {0x1831, 24, 8}, {0x0041, 32, 2}};
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    uint32_t samples[8];
    struct wire wire;
    for (uint32_t s = 0; s < 8; s++)
      samples[s] = (0x9E3779B9u * (s + 1)) >> (32 - formats[i].bits);
    put_samples(&wire, 1, 43, samples, formats[i].count, formats[i].bits);
    listen(codec, 0x02, 9, 0, formats[i].format);
    SET(0x02, 0x3, 0xB000 | 0x40);
    hda_codec_capture(codec, 0x02, true);
    const struct hda_codec_packet packet = packet_of(&wire, 9, 1, 43, 1000);
    hda_codec_outbound(codec, 1, &packet);
    const unsigned taken = formats[i].format == 0x0022 ? 2 : formats[i].count;
    expect(codec, 0x02, samples, taken);
    assert_int_equal(mismatches(codec, 0x02), 0);
  }
}

/* HDA-SD-033 */
static void striped(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {0xABCDEF, 0x123456};
  static const unsigned lines[] = {1, 2, 4};
  for (unsigned code = 0; code < 3; code++) {
    struct wire wire;
    const unsigned end = 40 + 48 / lines[code];
    put_samples(&wire, lines[code], 40, samples, 2, 24);
    listen(codec, 0x03, 2, 0, 0x0031);
    SET(0x03, 0x3, 0xB000 | 0x40);
    SET(0x03, 0x724, code);
    hda_codec_capture(codec, 0x03, true);
    const struct hda_codec_packet packet = packet_of(&wire, 2, 4, 40, end);
    hda_codec_outbound(codec, 1, &packet);
    expect(codec, 0x03, samples, 2);
  }
  struct wire wire = {0};
  const struct hda_codec_packet narrow = packet_of(&wire, 2, 2, 40, 1000);
  hda_codec_outbound(codec, 2, &narrow); /* a converter on four lines, two in the frame */
  assert_int_equal(mismatches(codec, 0x03), 1);
}

static void wire_mismatch(void **state) {
  struct hda_codec *codec = *state;
  struct wire wire = {0};
  listen(codec, 0x02, 2, 0, 0x0011);
  hda_codec_capture(codec, 0x02, true);
  static const struct {
    unsigned first, end;
    bool fits;
  } rooms[] = {{40, 72, true},     {40, 71, false},   {40, 73, false}, /* another packet follows */
               {40, 1000, true},   {968, 1000, true}, {969, 1000, false},
               {969, 1001, false}, {40, 40, false},   {50, 40, false}};
  uint64_t expected = 0;
  for (size_t i = 0; i < COUNT_OF(rooms); i++) {
    const struct hda_codec_packet packet = packet_of(&wire, 2, 1, rooms[i].first, rooms[i].end);
    hda_codec_outbound(codec, i, &packet);
    expected += !rooms[i].fits;
    if (mismatches(codec, 0x02) != expected)
      fail_msg("half cells %u..%u", rooms[i].first, rooms[i].end);
  }
}

static void not_a_converter(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_traffic traffic;
  struct hda_codec_converter converter;
  assert_int_equal(hda_codec_capture(codec, 0x04, true), HDA_CODEC_ENODE); /* an ADC */
  assert_int_equal(hda_codec_capture(codec, 0x07, true), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_captured(codec, 0x07, NULL, NULL, NULL, NULL), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_capture_wav(codec, 0x04, NULL), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_traffic(codec, 0x00, &traffic), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_converter(codec, 0x99, &converter), HDA_CODEC_ENODE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, activity),          TEST_ON(digital, digital_enable),
      TEST_ON(stereo, bit_exact),         cmocka_unit_test(gain_and_mute),
      cmocka_unit_test(swapped),          TEST_ON(stereo, not_pcm),
      TEST_ON(stereo, after_reset_muted), TEST_ON(desktop, shared_stream),
      TEST_ON(digital, channel_count),    TEST_ON(stereo, mismatch),
      TEST_ON(stereo, wire_samples),      TEST_ON(stereo, striped),
      TEST_ON(stereo, wire_mismatch),     TEST_ON(stereo, not_a_converter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
