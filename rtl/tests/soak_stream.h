/* SPDX-License-Identifier: Apache-2.0 */
/* A stream of the soak: its shape, its cyclic buffer, its samples. */
#ifndef HDASIM_RTL_TESTS_SOAK_STREAM_H
#define HDASIM_RTL_TESTS_SOAK_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "hda_oracle.h"
#include "hda_sim.h"

enum {
  SOAK_MAX_ENTRIES = 256,
  SOAK_AREA = 1024 * 1024, /* memory of one stream: descriptor list, then scattered buffers */
  SOAK_SAMPLES = 49999,    /* what a codec sends, over and over; a prime, so never in step */
};

struct soak_stream {
  unsigned index, tag;
  bool input;
  unsigned line; /* input: SDI line */
  struct hda_oracle_format format;
  struct hda_sim_format link;
  unsigned container; /* bytes of a sample in memory */

  uint64_t area;
  unsigned entries;
  uint64_t address[SOAK_MAX_ENTRIES];
  uint32_t begin[SOAK_MAX_ENTRIES + 1]; /* byte of the cyclic buffer where an entry begins */
  uint32_t bytes;                       /* of the cyclic buffer */
  uint32_t *samples; /* output: the buffer, one value a container; input: what is sent */

  enum { SOAK_STOPPED, SOAK_RUNNING, SOAK_STOPPING } state;
  uint64_t moved;      /* samples between memory and link since the last stream reset */
  uint64_t run_frame;  /* input: first frame received; output: no packet before it */
  uint64_t last_frame; /* stopped: no packet after it */

  bool begun; /* output: a packet was seen since RUN was set */
  bool ended; /* output: stopping, and a packet was missing */
  uint64_t first_frame;

  uint64_t source_frame; /* input: the source sends from here on */
  uint16_t fifo_size;    /* SDnFIFOS: bytes between link and memory at most, minus 1 */
  uint64_t base;         /* input: `moved` when it was started */
  uint64_t checked;      /* input: so many of `moved` were found in memory */
};

/* xorshift64*: small, and the same on every machine. */
uint64_t soak_random(uint64_t *state);
unsigned soak_pick(uint64_t *state, unsigned low, unsigned high);

/* Bits of the fullest frame on the link, with the header of an inbound packet. */
unsigned soak_frame_bits(const struct soak_stream *stream);
/* A random format whose fullest frame takes at most `room` bits. */
void soak_draw_format(uint64_t *rng, unsigned room, struct soak_stream *stream);
/* Random entries at container-aligned places, across page boundaries (HDA-SD-029): at least
 * `least` bytes in all, in at most SOAK_MAX_ENTRIES entries. */
void soak_draw_list(uint64_t *rng, uint32_t least, struct soak_stream *stream);
/* Random samples; false: no memory. */
bool soak_draw_samples(uint64_t *rng, struct soak_stream *stream);

/* Descriptor list and, of an output, the samples into memory. 0 or a hda_sim error. */
int soak_write(struct hda_sim *sim, const struct soak_stream *stream);
/* Value in memory of sample `n` since the stream reset. */
int soak_load(struct hda_sim *sim, const struct soak_stream *stream, uint64_t n, uint32_t *value);

#endif
