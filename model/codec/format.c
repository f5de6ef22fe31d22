/* SPDX-License-Identifier: Apache-2.0 */
/* Stream formats, their cadence, and the sample values on the wire. */
#include <math.h>
#include <string.h>

#include "stream.h"

#define FORMAT_NON_PCM (1u << 15)
#define FORMAT_BASE_44100 (1u << 14)

struct format format_decode(unsigned word) {
  static const uint8_t bits[8] = {8, 16, 20, 24, 32};
  const unsigned mult = word >> 11 & 7, code = word >> 4 & 7;
  return (struct format){.valid = mult < 4 && bits[code] != 0,
                         .pcm = (word & FORMAT_NON_PCM) == 0,
                         .channels = (word & 0xF) + 1,
                         .bits = bits[code],
                         .mult = mult + 1,
                         .div = (word >> 8 & 7) + 1,
                         .base_44100 = (word & FORMAT_BASE_44100) != 0};
}

unsigned format_rate(const struct format *format) {
  const unsigned base = format->base_44100 ? 44100 : 48000;
  return (base * format->mult + format->div / 2) / format->div;
}

/* 44.1 kHz is 147 blocks in 160 frames; these frames of the 160 stay empty. */
static bool is_empty(uint64_t step) {
  static const uint8_t empty[] = {12, 24, 36, 49, 61, 73, 86, 98, 110, 123, 135, 147, 159};
  return memchr(empty, (int)(step % 160), sizeof empty) != NULL;
}

unsigned cadence_blocks(const struct format *format, uint64_t index) {
  if (index % format->div != 0 || (format->base_44100 && is_empty(index / format->div)))
    return 0;
  return format->mult;
}

int32_t wire_to_signed(uint32_t value, unsigned bits) {
  const uint32_t word = value << (32 - bits);
  return (int32_t)(bits == 8 ? word ^ 0x80000000u : word);
}

uint32_t signed_to_wire(int32_t value, unsigned bits) {
  const uint32_t word = (uint32_t)value;
  return (bits == 8 ? word ^ 0x80000000u : word) >> (32 - bits);
}

/* Steps of (size + 1) quarter decibels around the offset, which is 0 dB. */
struct gain gain_of(uint32_t amp_caps, uint8_t value) {
  const int offset = (int)(amp_caps & AMP_GAIN), gain = value & AMP_GAIN;
  const unsigned size = (amp_caps >> 16 & 0x7F) + 1;
  const double decibel = 0.25 * size * (gain - offset);
  return (struct gain){.mute = (value & AMP_MUTE) != 0,
                       .unity = gain == offset,
                       .factor = pow(10.0, decibel / 20.0)};
}

uint32_t gain_apply(const struct gain *gain, uint32_t value, unsigned bits) {
  if (gain->mute)
    return 0;
  if (gain->unity)
    return value;
  const double limit = ldexp(1.0, (int)bits - 1);
  double scaled = nearbyint(ldexp(wire_to_signed(value, bits), (int)bits - 32) * gain->factor);
  if (scaled > limit - 1)
    scaled = limit - 1;
  else if (scaled < -limit)
    scaled = -limit;
  return signed_to_wire((int32_t)ldexp(scaled, 32 - (int)bits), bits);
}
