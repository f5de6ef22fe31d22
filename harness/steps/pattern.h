/* SPDX-License-Identifier: Apache-2.0 */
/* pattern.h: content of memory and of samples as a pure function of the index. */
#ifndef HDASIM_PATTERN_H
#define HDASIM_PATTERN_H

#include "../world.h"

enum pattern_kind { PATTERN_COUNTER, PATTERN_RANDOM, PATTERN_CONSTANT, PATTERN_BYTES };

struct pattern {
  enum pattern_kind kind;
  uint64_t start, seed, value;
  unsigned bits;      /* valid bits of a container */
  unsigned container; /* bytes: 1, 2 or 4 */
  uint8_t *bytes;     /* PATTERN_BYTES; freed by pattern_free */
  size_t byte_count;
};

/* Reads the pattern keys of a step. `engine` gives the default format, NULL = 32 bits. */
bool pattern_read(struct world *world, const struct node *map, const char *start_key,
                  const struct engine *engine, struct pattern *pattern);
void pattern_free(struct pattern *pattern);
/* Right-justified wire value of sample `index`. */
uint32_t pattern_sample(const struct pattern *pattern, uint64_t index);
/* Fills bytes [at, at + bytes) of the pattern's memory image. */
void pattern_fill(const struct pattern *pattern, uint64_t at, uint8_t *data, size_t bytes);

#endif
