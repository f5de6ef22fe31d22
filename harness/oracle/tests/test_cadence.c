/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_all.h"

#include "hda_oracle.h"

static struct hda_oracle_format decode(uint16_t code) {
  struct hda_oracle_format format;
  assert_true(hda_oracle_format_decode(code, &format));
  return format;
}

/* The empty frames of the 44.1 kHz cycle, as the specification's run lengths give them. */
static const unsigned empty_frames[] = {12, 24, 36, 49, 61, 73, 86, 98, 110, 123, 135, 147, 159};

static bool is_empty(unsigned frame) {
  for (size_t i = 0; i < COUNT_OF(empty_frames); i++) {
    if (empty_frames[i] == frame)
      return true;
  }
  return false;
}

static void pattern_of_44100(void **state) {
  (void)state;
  const struct hda_oracle_format x1 = decode(0x4011);
  const struct hda_oracle_format x2 = decode(0x4811);
  for (unsigned frame = 0; frame < 480; frame++) {
    const unsigned expected = is_empty(frame % 160) ? 0 : 1;
    assert_int_equal(hda_oracle_blocks(&x1, frame), expected);
    assert_int_equal(hda_oracle_blocks(&x2, frame), 2 * expected);
  }
  assert_int_equal(hda_oracle_total_blocks(&x1, 12), 12);
  assert_int_equal(hda_oracle_total_blocks(&x1, 13), 12);
  assert_int_equal(hda_oracle_total_blocks(&x1, 160), 147);
  assert_int_equal(hda_oracle_total_blocks(&x1, 48000), 44100);
  assert_int_equal(hda_oracle_total_blocks(&x2, 48000), 88200);
}

static void sub_rates_of_44100_step_once_a_group(void **state) {
  (void)state;
  const struct hda_oracle_format half = decode(0x4111);
  for (unsigned frame = 0; frame < 640; frame++) {
    const unsigned expected = frame % 2 == 0 && !is_empty(frame / 2 % 160) ? 1 : 0;
    assert_int_equal(hda_oracle_blocks(&half, frame), expected);
  }
  assert_int_equal(hda_oracle_total_blocks(&half, 48000), 22050);
}

static void family_of_48000(void **state) {
  (void)state;
  static const struct {
    uint16_t code;
    unsigned first[7];
    uint64_t second;
  } cases[] = {
      {0x0011, {1, 1, 1, 1, 1, 1, 1}, 48000},  {0x0811, {2, 2, 2, 2, 2, 2, 2}, 96000},
      {0x1811, {4, 4, 4, 4, 4, 4, 4}, 192000}, {0x0111, {1, 0, 1, 0, 1, 0, 1}, 24000},
      {0x0511, {1, 0, 0, 0, 0, 0, 1}, 8000},   {0x0A11, {2, 0, 0, 2, 0, 0, 2}, 32000},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const struct hda_oracle_format format = decode(cases[i].code);
    for (unsigned frame = 0; frame < 7; frame++) {
      assert_int_equal(hda_oracle_blocks(&format, frame), cases[i].first[frame]);
    }
    assert_int_equal(hda_oracle_total_blocks(&format, 48000), cases[i].second);
    assert_int_equal(hda_oracle_total_bytes(&format, 48000), cases[i].second * 4);
  }
}

static void frames_until_a_byte_count(void **state) {
  (void)state;
  const struct hda_oracle_format format = decode(0x4011);
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 0), 0);
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 1), 1);
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 48), 12);
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 49), 14); /* frame 12 is empty */
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 588), 159);
  assert_int_equal(hda_oracle_frames_for_bytes(&format, 592), 161);
  const struct hda_oracle_format slow = decode(0x0511);
  assert_int_equal(hda_oracle_frames_for_bytes(&slow, 4), 1);
  assert_int_equal(hda_oracle_frames_for_bytes(&slow, 8), 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pattern_of_44100),
      cmocka_unit_test(sub_rates_of_44100_step_once_a_group),
      cmocka_unit_test(family_of_48000),
      cmocka_unit_test(frames_until_a_byte_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
