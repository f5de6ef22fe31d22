/* SPDX-License-Identifier: Apache-2.0 */
/* Formats: validity, the 16-bit code, memory size, bandwidth. */
#include "hda_oracle.h"

/* Indexed by the BITS code of the format word. */
static const struct {
  unsigned bits, container_bytes;
} width_table[] = {{8, 1}, {16, 2}, {20, 4}, {24, 4}, {32, 4}};
#define WIDTHS (sizeof width_table / sizeof width_table[0])

/* BITS code of a width, WIDTHS if there is none. */
static unsigned width_code(unsigned bits) {
  unsigned code = 0;
  while (code < WIDTHS && width_table[code].bits != bits)
    code++;
  return code;
}

unsigned hda_oracle_container_bytes(unsigned bits) {
  const unsigned code = width_code(bits);
  return code < WIDTHS ? width_table[code].container_bytes : 0;
}

bool hda_oracle_format_valid(const struct hda_oracle_format *format) {
  return (format->base_hz == 48000 || format->base_hz == 44100) && format->mult >= 1 &&
         format->mult <= 4 && format->div >= 1 && format->div <= 8 &&
         width_code(format->bits) < WIDTHS && format->channels >= 1 && format->channels <= 16;
}

/* The canonical way to make `rate` of `base_hz`; false if there is none. */
static bool split_rate(uint32_t base_hz, uint32_t rate, struct hda_oracle_format *format) {
  for (unsigned mult = 1; mult <= 4; mult++) {
    for (unsigned div = 1; div <= 8; div++) {
      if ((uint64_t)rate * div == (uint64_t)base_hz * mult) {
        format->base_hz = base_hz;
        format->mult = mult;
        format->div = div;
        return true;
      }
    }
  }
  return false;
}

bool hda_oracle_format_from_stream(uint32_t sample_rate, unsigned valid_bits,
                                   unsigned container_bits, unsigned channels,
                                   struct hda_oracle_format *format) {
  struct hda_oracle_format made = {.bits = valid_bits, .channels = channels};
  if (!split_rate(48000, sample_rate, &made) && !split_rate(44100, sample_rate, &made)) {
    return false;
  }
  if (!hda_oracle_format_valid(&made) ||
      container_bits != 8 * hda_oracle_container_bytes(valid_bits)) {
    return false;
  }
  *format = made;
  return true;
}

uint16_t hda_oracle_format_encode(const struct hda_oracle_format *format) {
  if (!hda_oracle_format_valid(format))
    return 0;
  const unsigned base = format->base_hz == 44100 ? 1u : 0u;
  return (uint16_t)(base << 14 | (format->mult - 1) << 11 | (format->div - 1) << 8 |
                    width_code(format->bits) << 4 | (format->channels - 1));
}

bool hda_oracle_format_decode(uint16_t code, struct hda_oracle_format *format) {
  const unsigned mult = (code >> 11 & 7u) + 1;
  const unsigned width = code >> 4 & 7u;
  if ((code & 0x8080u) != 0 || mult > 4 || width >= WIDTHS)
    return false;
  *format = (struct hda_oracle_format){
      .base_hz = (code & 0x4000u) != 0 ? 44100 : 48000,
      .mult = mult,
      .div = (code >> 8 & 7u) + 1,
      .bits = width_table[width].bits,
      .channels = (code & 15u) + 1,
  };
  return true;
}

uint32_t hda_oracle_block_bytes(const struct hda_oracle_format *format) {
  if (!hda_oracle_format_valid(format))
    return 0;
  return format->channels * hda_oracle_container_bytes(format->bits);
}

uint32_t hda_oracle_bandwidth_bits(const struct hda_oracle_format *format, bool capture) {
  if (!hda_oracle_format_valid(format))
    return 0;
  const uint32_t per_frame = 48000 * format->div;
  const uint32_t blocks = (format->base_hz * format->mult + per_frame - 1) / per_frame;
  return blocks * format->channels * format->bits + (capture ? 10u : 0u);
}

uint32_t hda_oracle_fifo_need(const struct hda_oracle_format *format) {
  return 2 * format->mult * hda_oracle_block_bytes(format);
}
