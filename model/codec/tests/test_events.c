/* SPDX-License-Identifier: Apache-2.0 */
/* Unsolicited responses, and what causes them. */
#include "rig.h"

static void expect_event(struct hda_codec *codec, uint32_t expected) {
  uint32_t word = 0;
  assert_true(hda_codec_has_unsolicited(codec));
  assert_true(hda_codec_take_unsolicited(codec, &word));
  assert_int_equal(word, expected);
}

static void expect_none(struct hda_codec *codec) {
  uint32_t word = 0;
  assert_false(hda_codec_has_unsolicited(codec));
  assert_false(hda_codec_take_unsolicited(codec, &word));
}

/* HDA-COD-005 */
static void jack(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(GET(0x07, 0xF09), 0x7FFFFFFF);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, true), HDA_CODEC_OK);
  assert_int_equal(GET(0x07, 0xF09), 0xFFFFFFFF);
  expect_none(codec); /* nobody asked for it */
  SET(0x07, 0x708, 0x80 | 0x2A);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, true), HDA_CODEC_OK);
  expect_none(codec); /* no change */
  assert_int_equal(hda_codec_set_jack(codec, 0x07, false), HDA_CODEC_OK);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, true), HDA_CODEC_OK);
  expect_event(codec, 0x2Au << 26);
  expect_event(codec, 0x2Au << 26);
  expect_none(codec);
  SET(0x07, 0x708, 0x2A);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, false), HDA_CODEC_OK);
  expect_none(codec);
  assert_int_equal(hda_codec_set_jack(codec, 0x09, true), HDA_CODEC_ENODE); /* no detection */
  assert_int_equal(hda_codec_set_jack(codec, 0x02, true), HDA_CODEC_ENODE);
  assert_int_equal(GET(0x09, 0xF09), 0);
}

/* A display pin: the sub-tag names the display, bit 0 says whether it is there. */
static void display(void **state) {
  struct hda_codec *codec = *state;
  SET(0x05, 0x708, 0x80 | 0x03);
  assert_int_equal(hda_codec_set_jack(codec, 0x05, true), HDA_CODEC_OK);
  expect_event(codec, 3u << 26 | 1u << 21 | 1);
  assert_int_equal(hda_codec_set_jack(codec, 0x05, false), HDA_CODEC_OK);
  expect_event(codec, 3u << 26 | 1u << 21);
}

static void trigger(void **state) {
  struct hda_codec *codec = *state;
  SET(0x15, 0x709, 0);
  assert_int_equal(hda_codec_set_jack(codec, 0x15, true), HDA_CODEC_OK);
  assert_int_equal(GET(0x15, 0xF09), 0x7FFFFFFF); /* as it was then */
  SET(0x15, 0x709, 0);
  assert_int_equal(GET(0x15, 0xF09), 0xFFFFFFFF);
  assert_int_equal(hda_codec_set_impedance(codec, 0x16, 600), HDA_CODEC_OK);
  assert_int_equal(GET(0x16, 0xF09), 600);
  assert_int_equal(hda_codec_set_impedance(codec, 0x16, 0x80000000u), HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_set_impedance(codec, 0x19, 600), HDA_CODEC_ENODE);
}

static void gpio(void **state) {
  struct hda_codec *codec = *state;
  SET(0x01, 0x716, 0x07);
  SET(0x01, 0x717, 0x04); /* pin 2 is an output */
  SET(0x01, 0x719, 0x05);
  SET(0x01, 0x708, 0x80 | 0x11);
  assert_int_equal(hda_codec_set_gpio(codec, 1, 0, true), HDA_CODEC_OK);
  expect_event(codec, 0x11u << 26 | 1);
  assert_int_equal(GET(0x01, 0xF15), 0x01);
  assert_int_equal(hda_codec_set_gpio(codec, 1, 1, true), HDA_CODEC_OK); /* not enabled for it */
  expect_none(codec);
  assert_int_equal(GET(0x01, 0xF15), 0x03);
  assert_int_equal(hda_codec_set_gpio(codec, 1, 2, true), HDA_CODEC_OK); /* an output */
  expect_none(codec);
  SET(0x01, 0x715, 0x04);
  assert_int_equal(GET(0x01, 0xF15), 0x07);
  assert_int_equal(hda_codec_set_gpio(codec, 1, 0, true), HDA_CODEC_OK); /* no change */
  expect_none(codec);
  SET(0x01, 0x716, 0x02);
  assert_int_equal(GET(0x01, 0xF15), 0x02);
  assert_int_equal(hda_codec_set_gpio(codec, 1, 3, true), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_set_gpio(codec, 2, 0, true), HDA_CODEC_ENODE);
}

static void sticky_gpio(void **state) {
  struct hda_codec *codec = *state;
  SET(0x01, 0x716, 0x03);
  SET(0x01, 0x71A, 0x01);
  for (unsigned pin = 0; pin < 2; pin++) {
    assert_int_equal(hda_codec_set_gpio(codec, 1, pin, true), HDA_CODEC_OK);
    assert_int_equal(hda_codec_set_gpio(codec, 1, pin, false), HDA_CODEC_OK);
  }
  assert_int_equal(GET(0x01, 0xF15), 0x01);
  SET(0x01, 0x715, 0x02);
  assert_int_equal(GET(0x01, 0xF15), 0x00);
}

static void knob(void **state) {
  struct hda_codec *codec = *state;
  SET(0x1C, 0x708, 0x80 | 0x05);
  SET(0x1C, 0x70F, 0x80);
  assert_int_equal(hda_codec_turn_knob(codec, 0x1C, 9), HDA_CODEC_OK);
  assert_int_equal(GET(0x1C, 0xF0F), 0x89);
  expect_event(codec, 5u << 26 | 1u << 21);
  assert_int_equal(hda_codec_turn_knob(codec, 0x1C, 9), HDA_CODEC_OK);
  expect_none(codec);
  assert_int_equal(hda_codec_turn_knob(codec, 0x1C, 128), HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_turn_knob(codec, 0x02, 1), HDA_CODEC_ENODE);
}

static void given_words(void **state) {
  struct hda_codec *codec = *state;
  bool queued = true;
  assert_int_equal(hda_codec_event(codec, 0x07, 2, 5, &queued), HDA_CODEC_OK);
  assert_false(queued);
  SET(0x07, 0x708, 0x81);
  assert_int_equal(hda_codec_event(codec, 0x07, 31, 0x1FFFFF, &queued), HDA_CODEC_OK);
  assert_true(queued);
  expect_event(codec, 0x07FFFFFF);
  assert_int_equal(hda_codec_event(codec, 0x07, 32, 0, NULL), HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_event(codec, 0x07, 0, 0x200000, NULL), HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_event(codec, 0x06, 0, 0, NULL), HDA_CODEC_ENODE);
  for (uint32_t i = 0; i < HDA_CODEC_MAX_UNSOLICITED; i++)
    assert_int_equal(hda_codec_inject_unsolicited(codec, i), HDA_CODEC_OK);
  assert_int_equal(hda_codec_inject_unsolicited(codec, 0), HDA_CODEC_ERANGE);
  for (uint32_t i = 0; i < HDA_CODEC_MAX_UNSOLICITED; i++)
    expect_event(codec, i);
  expect_none(codec);
}

/* A jack can wake a link whose codec sleeps with its events armed, and no other. */
static void wake(void **state) {
  struct hda_codec *codec = *state;
  SET(0x07, 0x708, 0x81);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, true), HDA_CODEC_OK);
  hda_codec_reset(codec, HDA_CODEC_LINK_RESET);
  expect_none(codec);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, false), HDA_CODEC_OK);
  expect_none(codec);
  SET(0x07, 0x708, 0x81);
  SET(0x01, 0x705, 3);
  hda_codec_reset(codec, HDA_CODEC_LINK_RESET);
  assert_int_equal(hda_codec_set_jack(codec, 0x07, true), HDA_CODEC_OK);
  expect_event(codec, 1u << 26);
  assert_int_equal(GET(0x07, 0xF09), 0xFFFFFFFF); /* jacks outlive every reset */
  hda_codec_reset(codec, HDA_CODEC_POWER_ON);
  assert_int_equal(GET(0x07, 0xF09), 0xFFFFFFFF);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, jack),        TEST_ON(digital, display),     TEST_ON(desktop, trigger),
      TEST_ON(desktop, gpio),       TEST_ON(desktop, sticky_gpio), TEST_ON(desktop, knob),
      TEST_ON(stereo, given_words), TEST_ON(stereo, wake),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
