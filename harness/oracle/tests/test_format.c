/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_all.h"

#include "hda_oracle.h"

static const struct {
  uint32_t rate;
  unsigned valid, container, channels;
  uint16_t code;
} codes[] = {
    {48000, 16, 16, 2, 0x0011},  {44100, 16, 16, 2, 0x4011}, {48000, 24, 32, 2, 0x0031},
    {192000, 24, 32, 2, 0x1831}, {96000, 32, 32, 8, 0x0847}, {96000, 16, 16, 2, 0x0811},
    {88200, 16, 16, 2, 0x4811},  {24000, 16, 16, 2, 0x0111}, {16000, 16, 16, 2, 0x0211},
    {9600, 16, 16, 2, 0x0411},   {8000, 16, 16, 2, 0x0511},  {32000, 16, 16, 2, 0x0A11},
    {22050, 16, 16, 2, 0x4111},  {11025, 16, 16, 2, 0x4311}, {144000, 16, 16, 2, 0x1011},
    {176400, 16, 16, 2, 0x5811}, {48000, 8, 8, 1, 0x0000},   {48000, 20, 32, 16, 0x002F},
};

static void codes_of_the_specification(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(codes); i++) {
    struct hda_oracle_format format;
    assert_true(hda_oracle_format_from_stream(codes[i].rate, codes[i].valid, codes[i].container,
                                              codes[i].channels, &format));
    assert_int_equal(hda_oracle_format_encode(&format), codes[i].code);
    assert_int_equal(format.base_hz * format.mult / format.div, codes[i].rate);
    struct hda_oracle_format back;
    assert_true(hda_oracle_format_decode(codes[i].code, &back));
    assert_memory_equal(&back, &format, sizeof format);
  }
}

static const struct {
  uint32_t rate;
  unsigned valid, container, channels;
} refused[] = {
    {0, 16, 16, 2},     {47999, 16, 16, 2}, {384000, 16, 16, 2}, {5512, 16, 16, 2},
    {12345, 16, 16, 2}, {48000, 16, 16, 0}, {48000, 16, 16, 17}, {48000, 16, 32, 2},
    {48000, 24, 24, 2}, {48000, 20, 24, 2}, {48000, 32, 16, 2},  {48000, 12, 16, 2},
    {48000, 0, 16, 2},  {48000, 8, 16, 2},  {48000, 18, 32, 2},  {48000, 16, 0, 2},
};

static void formats_that_are_refused(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(refused); i++) {
    struct hda_oracle_format format = {.base_hz = 7};
    assert_false(hda_oracle_format_from_stream(refused[i].rate, refused[i].valid,
                                               refused[i].container, refused[i].channels, &format));
    assert_int_equal(format.base_hz, 7);
  }
}

static void reserved_codes(void **state) {
  (void)state;
  static const uint16_t reserved[] = {0x8011, 0x0091, 0x2011, 0x3811, 0x0051, 0x0071};
  for (size_t i = 0; i < COUNT_OF(reserved); i++) {
    struct hda_oracle_format format;
    assert_false(hda_oracle_format_decode(reserved[i], &format));
  }
}

static void memory_of_a_block(void **state) {
  (void)state;
  static const struct {
    uint16_t code;
    uint32_t bytes;
  } cases[] = {{0x0000, 1},  {0x0011, 4}, {0x0021, 8}, {0x0031, 8},
               {0x0047, 32}, {0x0012, 6}, {0x002F, 64}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    struct hda_oracle_format format;
    assert_true(hda_oracle_format_decode(cases[i].code, &format));
    assert_int_equal(hda_oracle_block_bytes(&format), cases[i].bytes);
  }
  assert_int_equal(hda_oracle_container_bytes(12), 0);
}

static void bandwidth_and_fifo(void **state) {
  (void)state;
  static const struct {
    uint16_t code;
    uint32_t render, capture, fifo;
  } cases[] = {
      {0x0011, 32, 42, 8},     {0x4011, 32, 42, 8}, {0x1831, 192, 202, 64}, {0x0847, 512, 522, 128},
      {0x1837, 768, 778, 256}, {0x0511, 32, 42, 8}, {0x0A11, 32, 42, 16},   {0x002F, 320, 330, 128},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    struct hda_oracle_format format;
    assert_true(hda_oracle_format_decode(cases[i].code, &format));
    assert_int_equal(hda_oracle_bandwidth_bits(&format, false), cases[i].render);
    assert_int_equal(hda_oracle_bandwidth_bits(&format, true), cases[i].capture);
    assert_int_equal(hda_oracle_fifo_need(&format), cases[i].fifo);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes_of_the_specification),
      cmocka_unit_test(formats_that_are_refused),
      cmocka_unit_test(reserved_codes),
      cmocka_unit_test(memory_of_a_block),
      cmocka_unit_test(bandwidth_and_fifo),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
