/* SPDX-License-Identifier: Apache-2.0 */
/* Samples in memory and on the link. */
#include "hda_oracle.h"

uint32_t hda_oracle_sample_load(const uint8_t *memory, unsigned bits) {
  const unsigned bytes = hda_oracle_container_bytes(bits);
  if (bytes == 0)
    return 0;
  uint32_t value = 0;
  for (unsigned i = 0; i < bytes; i++)
    value |= (uint32_t)memory[i] << (8 * i);
  return value >> (8 * bytes - bits);
}

void hda_oracle_sample_store(uint8_t *memory, unsigned bits, uint32_t sample) {
  const unsigned bytes = hda_oracle_container_bytes(bits);
  if (bytes == 0)
    return;
  const uint32_t value = sample << (8 * bytes - bits);
  for (unsigned i = 0; i < bytes; i++)
    memory[i] = (uint8_t)(value >> (8 * i));
}

void hda_oracle_bits_put(uint32_t *words, size_t at, unsigned width, uint32_t value) {
  for (unsigned i = 0; i < width; i++) {
    const size_t bit = at + i;
    const uint32_t mask = UINT32_C(1) << (31 - bit % 32);
    if ((value >> (width - 1 - i) & 1u) != 0) {
      words[bit / 32] |= mask;
    } else {
      words[bit / 32] &= ~mask;
    }
  }
}

uint32_t hda_oracle_bits_get(const uint32_t *words, size_t at, unsigned width) {
  uint32_t value = 0;
  for (unsigned i = 0; i < width; i++) {
    const size_t bit = at + i;
    value = value << 1 | (words[bit / 32] >> (31 - bit % 32) & 1u);
  }
  return value;
}

size_t hda_oracle_packet_bits(const struct hda_oracle_format *format, unsigned blocks) {
  return hda_oracle_format_valid(format) ? (size_t)blocks * format->channels * format->bits : 0;
}

size_t hda_oracle_packet_put(uint32_t *words, size_t first_bit,
                             const struct hda_oracle_format *format, unsigned blocks,
                             const uint32_t *samples) {
  if (!hda_oracle_format_valid(format))
    return first_bit;
  const size_t count = (size_t)blocks * format->channels;
  for (size_t i = 0; i < count; i++) {
    hda_oracle_bits_put(words, first_bit + i * format->bits, format->bits, samples[i]);
  }
  return first_bit + count * format->bits;
}

uint8_t hda_oracle_sync_tag(unsigned tag) { return (uint8_t)(0xE0u | (tag & 15u)); }

static size_t inbound_bytes(const struct hda_oracle_format *format, unsigned blocks) {
  return (hda_oracle_packet_bits(format, blocks) + 7) / 8;
}

uint16_t hda_oracle_inbound_header(unsigned tag, const struct hda_oracle_format *format,
                                   unsigned blocks) {
  return (uint16_t)((tag & 15u) << 6 | (inbound_bytes(format, blocks) & 63u));
}

size_t hda_oracle_inbound_bits(const struct hda_oracle_format *format, unsigned blocks) {
  return 10 + 8 * inbound_bytes(format, blocks);
}
