/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_all.h"

#include <string.h>

#include "hda_oracle.h"

static const struct {
  unsigned bits;
  uint8_t memory[4];
  uint32_t sample;
} containers[] = {
    {8, {0xA5}, 0xA5},
    {16, {0x34, 0x12}, 0x1234},
    {20, {0x00, 0x70, 0x56, 0x34}, 0x34567},
    {24, {0x00, 0x78, 0x56, 0x34}, 0x345678},
    {32, {0x78, 0x56, 0x34, 0x12}, 0x12345678},
};

static void containers_in_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(containers); i++) {
    uint8_t memory[4] = {0};
    assert_int_equal(hda_oracle_sample_load(containers[i].memory, containers[i].bits),
                     containers[i].sample);
    hda_oracle_sample_store(memory, containers[i].bits, containers[i].sample);
    assert_memory_equal(memory, containers[i].memory, sizeof memory);
  }
  static const uint8_t dirty[4] = {0xFF, 0x7F, 0x56, 0x34}; /* bits that are not sent */
  assert_int_equal(hda_oracle_sample_load(dirty, 20), 0x34567);
  uint8_t untouched[4] = {1, 2, 3, 4};
  hda_oracle_sample_store(untouched, 12, 0xFFF);
  assert_int_equal(untouched[0], 1);
  assert_int_equal(hda_oracle_sample_load(untouched, 12), 0);
}

/* 20-bit stereo, one block, right behind the command field: bits 40 .. 79. */
static void outbound_packet(void **state) {
  (void)state;
  static const uint32_t samples[] = {0xABCDE, 0x12345};
  uint32_t words[32];
  memset(words, 0, sizeof words);
  struct hda_oracle_format format;
  assert_true(hda_oracle_format_decode(0x0021, &format));
  assert_int_equal(hda_oracle_packet_bits(&format, 1), 40);
  assert_int_equal(hda_oracle_packet_put(words, 40, &format, 1, samples), 80);
  assert_int_equal(words[0], 0);
  assert_int_equal(words[1], 0x00ABCDE1);
  assert_int_equal(words[2], 0x23450000);
  assert_int_equal(hda_oracle_bits_get(words, 40, 20), 0xABCDE);
  assert_int_equal(hda_oracle_bits_get(words, 60, 20), 0x12345);
  hda_oracle_bits_put(words, 60, 4, 0);
  assert_int_equal(words[1], 0x00ABCDE0);
}

static void tags(void **state) {
  (void)state;
  assert_int_equal(hda_oracle_sync_tag(1), 0xE1);
  assert_int_equal(hda_oracle_sync_tag(15), 0xEF);
  struct hda_oracle_format format;
  assert_true(hda_oracle_format_decode(0x0020, &format)); /* 20-bit mono: padded to 3 bytes */
  assert_int_equal(hda_oracle_inbound_header(5, &format, 1), 5 << 6 | 3);
  assert_int_equal(hda_oracle_inbound_bits(&format, 1), 34);
  assert_true(hda_oracle_format_decode(0x0047, &format));
  assert_int_equal(hda_oracle_inbound_header(15, &format, 1), 15 << 6 | 32);
  assert_true(hda_oracle_format_decode(0x1831, &format));
  assert_int_equal(hda_oracle_inbound_header(1, &format, 4), 1 << 6 | 24);
  assert_int_equal(hda_oracle_inbound_bits(&format, 4), 202);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(containers_in_memory),
      cmocka_unit_test(outbound_packet),
      cmocka_unit_test(tags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
