/* SPDX-License-Identifier: Apache-2.0 */
#include "pattern.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t value) {
  value += UINT64_C(0x9E3779B97F4A7C15);
  value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
  return value ^ (value >> 31);
}

static enum pattern_kind kind_of(const struct node *node) {
  if (tree_is(node, "random"))
    return PATTERN_RANDOM;
  if (tree_is(node, "constant"))
    return PATTERN_CONSTANT;
  if (tree_is(node, "bytes"))
    return PATTERN_BYTES;
  return PATTERN_COUNTER;
}

static bool read_list(struct world *world, const struct node *list, unsigned size,
                      struct pattern *pattern) {
  if (list == NULL)
    return true;
  pattern->bytes = calloc(list->count + 1, size);
  if (pattern->bytes == NULL)
    abort();
  for (size_t i = 0; i < list->count; i++) {
    uint64_t value;
    if (!world_int(world, list->items[i], &value))
      return false;
    memcpy(pattern->bytes + i * size, &value, size);
  }
  pattern->byte_count = list->count * size;
  return true;
}

bool pattern_read(struct world *world, const struct node *map, const char *start_key,
                  const struct engine *engine, struct pattern *pattern) {
  HDAUDIO_STREAM_FORMAT format = {.ValidBitsPerSample = 32, .ContainerSize = 32};
  const struct node *node = tree_get(map, "format");
  *pattern = (struct pattern){.kind = kind_of(tree_get(map, "pattern"))};
  if (engine != NULL)
    format = engine->stream_format;
  if (node != NULL && !world_format(world, node, &format))
    return false;
  pattern->bits = format.ValidBitsPerSample;
  pattern->container = format.ContainerSize / 8u;
  if (pattern->bits == 0 || pattern->bits > 32 || pattern->container * 8u < pattern->bits ||
      (pattern->container != 1 && pattern->container != 2 && pattern->container != 4)) {
    world_fail(world, "format of the pattern", "1 to 32 bits in a container of 8, 16 or 32",
               "%u bits in %u", format.ValidBitsPerSample, format.ContainerSize);
    return false;
  }
  if (!world_int_key(world, map, start_key, 0, &pattern->start) ||
      !world_int_key(world, map, "seed", 1, &pattern->seed) ||
      !world_int_key(world, map, "value", 0, &pattern->value) ||
      !read_list(world, tree_get(map, "u8"), 1, pattern))
    return false;
  if (pattern->bytes == NULL && !read_list(world, tree_get(map, "u32"), 4, pattern))
    return false;
  if (pattern->kind == PATTERN_BYTES && pattern->byte_count == 0) {
    world_fail(world, "pattern: bytes", "`u8` or `u32` with at least one number", "none");
    return false;
  }
  return true;
}

void pattern_free(struct pattern *pattern) {
  free(pattern->bytes);
  pattern->bytes = NULL;
}

uint32_t pattern_sample(const struct pattern *pattern, uint64_t index) {
  uint64_t value = 0;
  switch (pattern->kind) {
  case PATTERN_COUNTER:
    value = pattern->start + index;
    break;
  case PATTERN_RANDOM:
    value = mix(mix(pattern->seed) ^ index) >> 32;
    return (uint32_t)(value >> (32 - pattern->bits));
  case PATTERN_CONSTANT:
    value = pattern->value;
    break;
  case PATTERN_BYTES:
    for (unsigned i = 0; i < pattern->container; i++)
      value |= (uint64_t)pattern->bytes[(index * pattern->container + i) % pattern->byte_count]
               << (8 * i);
    return (uint32_t)(value >> (pattern->container * 8 - pattern->bits));
  }
  return pattern->bits == 32 ? (uint32_t)value
                             : (uint32_t)(value & ((UINT64_C(1) << pattern->bits) - 1));
}

void pattern_fill(const struct pattern *pattern, uint64_t at, uint8_t *data, size_t bytes) {
  if (pattern->kind == PATTERN_BYTES) {
    for (size_t i = 0; i < bytes; i++)
      data[i] = pattern->bytes[(at + i) % pattern->byte_count];
    return;
  }
  for (size_t i = 0; i < bytes; i++) {
    uint64_t index = (at + i) / pattern->container;
    unsigned byte = (unsigned)((at + i) % pattern->container);
    uint32_t left = pattern_sample(pattern, index) << (pattern->container * 8 - pattern->bits);
    data[i] = (uint8_t)(left >> (8 * byte));
  }
}
