/* SPDX-License-Identifier: Apache-2.0 */
/* Content of memory as a function of the index. */
#include <string.h>

#include "cmocka_all.h"
#include "steps/pattern.h"

static void test_counter(void **state) {
  (void)state;
  const struct pattern pattern = {
      .kind = PATTERN_COUNTER, .start = 0x7FFFE, .bits = 20, .container = 4};
  assert_int_equal(pattern_sample(&pattern, 0), 0x7FFFE);
  assert_int_equal(pattern_sample(&pattern, 0x80002), 0); /* wraps at 20 bits */
  uint8_t data[8];
  pattern_fill(&pattern, 0, data, sizeof data);
  /* 20 bits are left-justified: 0x7FFFE -> 0x7FFFE000 */
  static const uint8_t wanted[8] = {0x00, 0xE0, 0xFF, 0x7F, 0x00, 0xF0, 0xFF, 0x7F};
  assert_memory_equal(data, wanted, sizeof data);
}

static void test_pieces(void **state) {
  (void)state;
  const struct pattern pattern = {.kind = PATTERN_RANDOM, .seed = 3, .bits = 16, .container = 2};
  uint8_t whole[64], pieces[64];
  pattern_fill(&pattern, 0, whole, sizeof whole);
  pattern_fill(&pattern, 0, pieces, 13);
  pattern_fill(&pattern, 13, pieces + 13, sizeof pieces - 13);
  assert_memory_equal(whole, pieces, sizeof whole);
}

/* A random pattern that left a bit alone would hide a stuck wire. */
static void test_every_bit(void **state) {
  (void)state;
  static const unsigned widths[] = {8, 16, 20, 24, 32};
  for (size_t i = 0; i < COUNT_OF(widths); i++) {
    const struct pattern pattern = {.kind = PATTERN_RANDOM,
                                    .seed = 1,
                                    .bits = widths[i],
                                    .container = widths[i] == 8    ? 1
                                                 : widths[i] == 16 ? 2
                                                                   : 4};
    uint32_t ones = 0, zeros = 0;
    for (uint64_t k = 0; k < 64; k++) {
      uint32_t sample = pattern_sample(&pattern, k);
      assert_true(widths[i] == 32 || sample >> widths[i] == 0);
      ones |= sample;
      zeros |= ~sample;
    }
    uint32_t mask = widths[i] == 32 ? UINT32_MAX : (UINT32_C(1) << widths[i]) - 1;
    assert_int_equal(ones, mask);
    assert_int_equal(zeros & mask, mask);
  }
}

static void test_bytes(void **state) {
  (void)state;
  uint8_t given[] = {1, 2, 3};
  const struct pattern pattern = {.kind = PATTERN_BYTES,
                                  .bits = 16,
                                  .container = 2,
                                  .bytes = given,
                                  .byte_count = sizeof given};
  uint8_t data[4];
  pattern_fill(&pattern, 2, data, sizeof data);
  static const uint8_t wanted[] = {3, 1, 2, 3};
  assert_memory_equal(data, wanted, sizeof data);
  assert_int_equal(pattern_sample(&pattern, 1), 0x0103);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counter),
      cmocka_unit_test(test_pieces),
      cmocka_unit_test(test_every_bit),
      cmocka_unit_test(test_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
