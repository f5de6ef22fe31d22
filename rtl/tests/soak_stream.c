/* SPDX-License-Identifier: Apache-2.0 */
#include "soak_stream.h"

#include <stdlib.h>

enum { LIST_BYTES = SOAK_MAX_ENTRIES * 16, IN_PACKET_BYTES = 63, IN_HEADER_BITS = 10 };

uint64_t soak_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545F4914F6CDD1Du;
}

unsigned soak_pick(uint64_t *state, unsigned low, unsigned high) {
  return low + (unsigned)(soak_random(state) >> 33) % (high - low + 1);
}

unsigned soak_frame_bits(const struct soak_stream *stream) {
  const struct hda_sim_format *format = &stream->link;
  const unsigned bits = format->mult * format->channels * format->bits;
  return stream->input ? IN_HEADER_BITS + (bits + 7) / 8 * 8 : bits;
}

void soak_draw_format(uint64_t *rng, unsigned room, struct soak_stream *stream) {
  static const unsigned widths[] = {8, 16, 20, 24, 32};
  struct hda_sim_format *link = &stream->link;
  do {
    link->base_hz = soak_pick(rng, 0, 1) ? 48000 : 44100;
    link->mult = soak_pick(rng, 0, 2) ? 1 : soak_pick(rng, 1, 4);
    link->div = soak_pick(rng, 0, 2) ? 1 : soak_pick(rng, 1, 8);
    link->bits = widths[soak_pick(rng, 0, 4)];
    link->channels = soak_pick(rng, 1, 16);
  } while (soak_frame_bits(stream) > room ||
           (stream->input && link->mult * link->channels * link->bits > IN_PACKET_BYTES * 8));
  stream->format = (struct hda_oracle_format){.base_hz = link->base_hz,
                                              .mult = link->mult,
                                              .div = link->div,
                                              .bits = link->bits,
                                              .channels = link->channels};
  stream->container = hda_oracle_container_bytes(link->bits);
}

void soak_draw_list(uint64_t *rng, uint32_t least, struct soak_stream *stream) {
  const unsigned k = stream->container;
  uint64_t at = stream->area + LIST_BYTES;
  unsigned entries = 0;
  stream->begin[0] = 0;
  do {
    const unsigned left = SOAK_MAX_ENTRIES - entries;
    const uint32_t missing = least > stream->begin[entries] ? least - stream->begin[entries] : 0;
    /* The last ones must be long enough to reach `least`. */
    const unsigned share = missing / left / k + 1;
    const unsigned length =
        share + (soak_pick(rng, 0, 7) ? soak_pick(rng, 20, 400) : soak_pick(rng, 0, 19));
    at += (uint64_t)soak_pick(rng, 0, 150) * k;
    stream->address[entries] = at;
    at += (uint64_t)length * k;
    stream->begin[entries + 1] = stream->begin[entries] + length * k;
    entries++;
  } while (entries < 2 || (stream->begin[entries] < least && entries < SOAK_MAX_ENTRIES));
  stream->entries = entries;
  stream->bytes = stream->begin[entries];
}

bool soak_draw_samples(uint64_t *rng, struct soak_stream *stream) {
  const uint32_t count = stream->input ? SOAK_SAMPLES : stream->bytes / stream->container;
  const uint32_t mask = stream->link.bits == 32 ? ~0u : (1u << stream->link.bits) - 1u;
  free(stream->samples);
  stream->samples = calloc(count, sizeof *stream->samples);
  for (uint32_t i = 0; stream->samples != NULL && i < count; i++)
    stream->samples[i] = (uint32_t)(soak_random(rng) >> 32) & mask;
  return stream->samples != NULL;
}

/* Address of byte `offset` of the cyclic buffer. A sample lies in one entry. */
static uint64_t place(const struct soak_stream *stream, uint32_t offset) {
  unsigned low = 0, high = stream->entries;
  while (high - low > 1) {
    const unsigned middle = low + (high - low) / 2;
    if (stream->begin[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return stream->address[low] + (offset - stream->begin[low]);
}

int soak_write(struct hda_sim *sim, const struct soak_stream *stream) {
  int error = 0;
  for (unsigned e = 0; e < stream->entries && error == 0; e++) {
    const uint32_t word[4] = {(uint32_t)stream->address[e], (uint32_t)(stream->address[e] >> 32),
                              stream->begin[e + 1] - stream->begin[e], e % 3 == 0};
    error = hda_sim_mem_write(sim, stream->area + (uint64_t)16 * e, word, sizeof word);
  }
  const unsigned k = stream->container;
  for (uint32_t at = 0; !stream->input && at < stream->bytes && error == 0; at += k) {
    uint8_t bytes[4] = {0};
    hda_oracle_sample_store(bytes, stream->link.bits, stream->samples[at / k]);
    error = hda_sim_mem_write(sim, place(stream, at), bytes, k);
  }
  return error;
}

int soak_load(struct hda_sim *sim, const struct soak_stream *stream, uint64_t n, uint32_t *value) {
  const unsigned k = stream->container;
  uint8_t bytes[4] = {0};
  const int error =
      hda_sim_mem_read(sim, place(stream, (uint32_t)(n * k % stream->bytes)), bytes, k);
  *value = hda_oracle_sample_load(bytes, stream->link.bits);
  return error;
}
