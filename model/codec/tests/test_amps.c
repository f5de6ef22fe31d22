/* SPDX-License-Identifier: Apache-2.0 */
/* Amplifiers: verbs 3 and B. */
#include "rig.h"

#define OUT 0x8000u
#define IN 0x4000u
#define GET_IN 0u
#define LEFT 0x2000u
#define RIGHT 0x1000u

static uint32_t amp(struct hda_codec *codec, unsigned nid, unsigned which) {
  return rig_verb(codec, nid, 0xB, which);
}

static void after_reset(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(amp(codec, 0x02, OUT | LEFT), 0xC0); /* muted, at 0 dB */
  assert_int_equal(amp(codec, 0x02, OUT), 0xC0);
  assert_int_equal(amp(codec, 0x06, GET_IN | LEFT | 1), 0x80);
}

static void sides(void **state) {
  struct hda_codec *codec = *state;
  SET(0x02, 0x3, OUT | LEFT | 0x20);
  assert_int_equal(amp(codec, 0x02, OUT | LEFT), 0x20);
  assert_int_equal(amp(codec, 0x02, OUT), 0xC0);
  SET(0x02, 0x3, OUT | RIGHT | 0x80 | 0x11);
  assert_int_equal(amp(codec, 0x02, OUT | LEFT), 0x20);
  assert_int_equal(amp(codec, 0x02, OUT), 0x91);
  SET(0x02, 0x3, OUT | 0x05); /* neither side */
  assert_int_equal(amp(codec, 0x02, OUT | LEFT), 0x20);
  SET(0x02, 0x3, OUT | LEFT | RIGHT | 0x7F); /* 64 steps */
  assert_int_equal(amp(codec, 0x02, OUT), 0x40);
}

static void indices(void **state) {
  struct hda_codec *codec = *state;
  SET(0x06, 0x3, IN | LEFT | RIGHT | 1 << 8 | 0x07);
  assert_int_equal(amp(codec, 0x06, GET_IN | 1), 0x07);
  assert_int_equal(amp(codec, 0x06, GET_IN | 0), 0x80);
  SET(0x06, 0x3, IN | LEFT | RIGHT | 2 << 8 | 0x07); /* two inputs */
  assert_int_equal(amp(codec, 0x06, GET_IN | 2), 0);
  SET(0x06, 0x3, OUT | LEFT | 0x07); /* no output amplifier */
  assert_int_equal(amp(codec, 0x06, OUT | LEFT), 0);
  SET(0x05, 0x3, OUT | IN | LEFT | RIGHT | 0x07); /* none at all */
  assert_int_equal(amp(codec, 0x05, OUT | LEFT), 0);
  assert_int_equal(amp(codec, 0x05, GET_IN | LEFT), 0);
  assert_int_equal(amp(codec, 0x02, OUT | 1), 0); /* one output amplifier only */
}

static void both_directions(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: both\nvendor: 1\nfunction_groups:\n"
               "  - nid: 1\n"
               "    amp_in: {steps: 10, offset: 2, step_db: 3}\n"
               "    widgets:\n"
               "      - {nid: 2, type: audio_output}\n"
               "      - nid: 3\n        type: mixer\n        connections: [2]\n"
               "        amp_in: default\n        amp_out: {steps: 20, offset: 20, mute: true}\n");
  /* One override bit for both: the in amplifier repeats the group's words. */
  assert_int_equal(PARAM(3, 0x09), 0x0020010F);
  assert_int_equal(PARAM(3, 0x0D), 0x000B0A02);
  assert_int_equal(PARAM(3, 0x12), 0x80001414);
  SET(3, 0x3, OUT | IN | LEFT | RIGHT | 0x80 | 0x0F);
  assert_int_equal(amp(codec, 3, OUT), 0x8F);
  assert_int_equal(amp(codec, 3, GET_IN), 0x0A); /* no mute, ten steps */
  hda_codec_destroy(codec);
}

static void mono(void **state) {
  struct hda_codec *codec = *state;
  SET(0x0A, 0x3, OUT | RIGHT | 0x03);
  assert_int_equal(amp(codec, 0x0A, OUT), 0x03);
  assert_int_equal(amp(codec, 0x0A, OUT | LEFT), 0x03);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, after_reset),      TEST_ON(stereo, sides), TEST_ON(stereo, indices),
      cmocka_unit_test(both_directions), TEST_ON(stereo, mono),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
