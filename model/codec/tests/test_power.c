/* SPDX-License-Identifier: Apache-2.0 */
/* Power states and resets. */
#include "rig.h"

#define ERROR 0x100u
#define CLOCK_STOP_OK 0x200u
#define SETTINGS_RESET 0x400u

static void states(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(GET(0x02, 0xF05), SETTINGS_RESET);
  assert_int_equal(GET(0x0D, 0xF05), 0); /* a mixer without power control */
  SET(0x0D, 0x705, 3);
  assert_int_equal(GET(0x0D, 0xF05), 0);
  SET(0x02, 0x705, 3);
  assert_int_equal(GET(0x02, 0xF05), SETTINGS_RESET | 0x33);
  SET(0x02, 0x705, 0);
  SET(0x01, 0x705, 2); /* the group keeps its widgets from D0 */
  assert_int_equal(GET(0x01, 0xF05) & 0xFF, 0x22);
  assert_int_equal(GET(0x02, 0xF05) & 0xFF, 0x20);
  SET(0x02, 0x705, 3);
  assert_int_equal(GET(0x02, 0xF05) & 0xFF, 0x33);
}

static void not_supported(void **state) {
  struct hda_codec *codec = *state;
  SET(0x01, 0x705, 4); /* no D3cold here */
  assert_int_equal(GET(0x01, 0xF05), SETTINGS_RESET | ERROR | 0x04);
  SET(0x01, 0x705, 1);
  assert_int_equal(GET(0x01, 0xF05), SETTINGS_RESET | 0x11);
}

static void clock_stop(void **state) {
  struct hda_codec *codec = *state;
  SET(0x01, 0x705, 2);
  assert_int_equal(GET(0x01, 0xF05) & ~SETTINGS_RESET, 0x22);
  SET(0x01, 0x705, 3);
  assert_int_equal(GET(0x01, 0xF05) & ~SETTINGS_RESET, CLOCK_STOP_OK | 0x33);
  SET(0x01, 0x705, 0);
  assert_int_equal(GET(0x01, 0xF05) & ~SETTINGS_RESET, 0);
}

static void settings_reset(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(GET(0x02, 0xF05), SETTINGS_RESET);
  SET(0x02, 0x706, 0x10);
  assert_int_equal(GET(0x02, 0xF05), 0);
  SET(0x01, 0x7FF, 0);
  assert_int_equal(GET(0x02, 0xF05), SETTINGS_RESET);
}

/* Changes one setting of each kind. */
static void change(struct hda_codec *codec) {
  SET(0x02, 0x706, 0x31);
  SET(0x02, 0x2, 0x4011);
  SET(0x02, 0x3, 0xB000 | 0x05);
  SET(0x18, 0x707, 0xC0);
  SET(0x18, 0x708, 0x83);
  SET(0x18, 0x71C, 0x77);
  SET(0x01, 0x720, 0x66);
  SET(0x01, 0x716, 0x07);
  SET(0x1D, 0x5, 1);
  SET(0x1D, 0x4, 0xFFFF);
  SET(0x19, 0x701, 0);
}

static void check_settings(struct hda_codec *codec, bool kept) {
  assert_int_equal(GET(0x02, 0xF06), kept ? 0x31 : 0);
  assert_int_equal(GET(0x02, 0xA), kept ? 0x4011 : 0x0011); /* 48 kHz, 16 bits, stereo */
  assert_int_equal(rig_verb(codec, 0x02, 0xB, 0xA000), kept ? 0x05 : 0x57);
  assert_int_equal(GET(0x18, 0xF07), kept ? 0xC0 : 0);
  assert_int_equal(GET(0x18, 0xF08), kept ? 0x83 : 0);
  assert_int_equal(GET(0x18, 0xF0C), 0x02);
  assert_int_equal(GET(0x01, 0xF16), kept ? 0x07 : 0);
  assert_int_equal(GET(0x19, 0xF01), kept ? 0 : 1);
  SET(0x1D, 0x5, 1);
  assert_int_equal(GET(0x1D, 0xC), kept ? 0xFFFF : 0x1234);
}

static void check_identity(struct hda_codec *codec, bool kept) {
  assert_int_equal(GET(0x18, 0xF1C), kept ? 0x02214077 : 0x0221401F);
  assert_int_equal(GET(0x01, 0xF20), kept ? 0xEEEE1066 : 0xEEEE1008);
}

static void single_reset(void **state) {
  struct hda_codec *codec = *state;
  change(codec);
  SET(0x01, 0x705, 1);
  SET(0x01, 0x7FF, 0);
  check_settings(codec, false);
  check_identity(codec, true);
  assert_int_equal(GET(0x01, 0xF05), SETTINGS_RESET);
}

static void double_reset(void **state) {
  struct hda_codec *codec = *state;
  change(codec);
  SET(0x01, 0x7FF, 0);
  (void)GET(0x02, 0xF06); /* another command between: two single ones */
  SET(0x01, 0x7FF, 0);
  check_identity(codec, true);
  SET(0x01, 0x7FF, 0);
  SET(0x01, 0x7FF, 0);
  check_settings(codec, false);
  check_identity(codec, false);
}

static void link_reset(void **state) {
  struct hda_codec *codec = *state;
  change(codec);
  hda_codec_reset(codec, HDA_CODEC_LINK_RESET);
  check_settings(codec, false);
  check_identity(codec, true);
  hda_codec_reset(codec, HDA_CODEC_POWER_ON);
  check_identity(codec, false);
}

/* With EPSS, settings outlive D3 and a link reset in D3. */
static void extended_states(void **state) {
  struct hda_codec *codec = *state;
  change(codec);
  SET(0x01, 0x705, 3);
  check_settings(codec, true);
  hda_codec_reset(codec, HDA_CODEC_LINK_RESET);
  assert_int_equal(GET(0x01, 0xF05) & 0xFF, 0x33);
  check_settings(codec, true);
}

static void without_extended_states(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: old\nvendor: 1\nfunction_groups:\n"
               "  - nid: 1\n    power: [d0, d1, d2, d3]\n"
               "    widgets:\n      - {nid: 2, type: audio_output, power: default}\n");
  SET(2, 0x706, 0x10);
  SET(1, 0x705, 2);
  assert_int_equal(GET(2, 0xF06), 0x10);
  SET(1, 0x705, 3);
  assert_int_equal(GET(2, 0xF06), 0);
  assert_int_equal(GET(1, 0xF05), SETTINGS_RESET | 0x33);
  assert_int_equal(GET(2, 0xF05), SETTINGS_RESET | 0x30);
  hda_codec_destroy(codec);
}

/* In D3cold only the second of two resets is answered. */
static void cold(void **state) {
  struct hda_codec *codec = *state;
  uint32_t response = 0;
  SET(0x02, 0x706, 0x10);
  SET(0x01, 0x705, 4);
  assert_false(hda_codec_verb(codec, HDA_CODEC_VERB12(0x01, 0xF05, 0), &response));
  assert_false(hda_codec_verb(codec, HDA_CODEC_VERB12(0x02, 0xF06, 0), &response));
  assert_false(hda_codec_verb(codec, HDA_CODEC_VERB12(0x01, 0x705, 0), &response));
  assert_int_equal(PARAM(0x00, 0x00), 0xEEEE0D16); /* the root is no part of the group */
  assert_false(hda_codec_verb(codec, HDA_CODEC_VERB12(0x01, 0x7FF, 0), &response));
  assert_true(hda_codec_verb(codec, HDA_CODEC_VERB12(0x01, 0x7FF, 0), &response));
  assert_int_equal(GET(0x01, 0xF05), SETTINGS_RESET);
  assert_int_equal(GET(0x02, 0xF06), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(desktop, states),       TEST_ON(desktop, not_supported),
      TEST_ON(desktop, clock_stop),   TEST_ON(desktop, settings_reset),
      TEST_ON(desktop, single_reset), TEST_ON(desktop, double_reset),
      TEST_ON(desktop, link_reset),   TEST_ON(desktop, extended_states),
      TEST_ON(digital, cold),         cmocka_unit_test(without_extended_states),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
