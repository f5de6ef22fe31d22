/* SPDX-License-Identifier: Apache-2.0 */
/* memory.c: content of buffers and of physical memory. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "pattern.h"
#include "steps.h"

#define MAX_BYTES ((uint64_t)64 * 1024 * 1024)

/* A range in a buffer, or at a physical address. */
struct range {
  struct buffer *buffer;
  uint64_t at, bytes;
};

static bool read_range(struct world *world, const struct node *map, struct range *range) {
  const struct node *node = tree_get(map, "buffer");
  *range = (struct range){0};
  if (node != NULL) {
    struct binding *binding = world_ref(world, node, BIND_BUFFER);
    if (binding == NULL)
      return false;
    range->buffer = binding->buffer;
    range->bytes = binding->buffer->size;
  }
  if (!world_int_key(world, map, range->buffer != NULL ? "at" : "address", 0, &range->at))
    return false;
  if (range->buffer != NULL && range->at <= range->bytes)
    range->bytes -= range->at;
  if (!world_int_key(world, map, "bytes", range->bytes, &range->bytes))
    return false;
  bool fits = range->buffer == NULL ||
              (range->at <= range->buffer->size && range->bytes <= range->buffer->size - range->at);
  if (range->bytes <= MAX_BYTES && fits)
    return true;
  world_fail(world, "range", range->buffer != NULL ? "inside the buffer" : "at most 64 MiB",
             "byte %" PRIu64 ", length %" PRIu64, range->at, range->bytes);
  return false;
}

static uint8_t *allocate(size_t bytes) {
  uint8_t *data = calloc(bytes + 1, 1);
  if (data == NULL)
    abort();
  return data;
}

static bool load(struct world *world, const struct range *range, uint8_t *data) {
  size_t bytes = (size_t)range->bytes;
  if (range->buffer != NULL)
    return buffer_read(world, range->buffer, range->buffer->offset + range->at, data, bytes);
  int error = hda_sim_mem_read(world->sim, range->at, data, bytes);
  if (error != HDA_SIM_OK)
    world_fail(world, "memory", "RAM", "0x%" PRIX64 ": %s", range->at, hda_sim_strerror(error));
  return error == HDA_SIM_OK;
}

static void keep_image(struct buffer *buffer, uint64_t at, const uint8_t *data, size_t bytes) {
  if (buffer->image == NULL)
    buffer->image = allocate((size_t)buffer->size);
  memcpy(buffer->image + at, data, bytes);
}

void step_fill(struct world *world, const struct step *step) {
  struct range range;
  struct pattern pattern;
  if (!read_range(world, step->node, &range))
    return;
  const struct engine *engine = range.buffer != NULL ? range.buffer->engine : NULL;
  if (!pattern_read(world, step->node, "start", engine, &pattern))
    return;
  size_t bytes = (size_t)range.bytes;
  uint8_t *data = allocate(bytes);
  /* The pattern belongs to the buffer: filling it in two pieces gives the same content. */
  pattern_fill(&pattern, range.buffer != NULL ? range.at : 0, data, bytes);
  if (range.buffer != NULL) {
    if (buffer_write(world, range.buffer, range.buffer->offset + range.at, data, bytes))
      keep_image(range.buffer, range.at, data, bytes);
  } else {
    int error = hda_sim_mem_write(world->sim, range.at, data, bytes);
    if (error != HDA_SIM_OK)
      world_fail(world, "memory", "RAM", "0x%" PRIX64 ": %s", range.at, hda_sim_strerror(error));
  }
  free(data);
  pattern_free(&pattern);
}

static bool compare(struct world *world, const uint8_t *wanted, const uint8_t *seen, size_t bytes,
                    uint64_t at) {
  world->result->expectations++;
  for (size_t i = 0; i < bytes; i++) {
    if (wanted[i] == seen[i])
      continue;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "memory byte %" PRIu64, at + i);
    text_add(&expected, "0x%02X", wanted[i]);
    world_fail(world, what.data, expected.data, "0x%02X", seen[i]);
    return false;
  }
  return true;
}

/* The bytes of the pages before and after the buffer. */
static void compare_outside(struct world *world, struct buffer *buffer,
                            const struct pattern *pattern) {
  uint64_t room = (uint64_t)buffer->page_count * PAGE_SIZE;
  uint64_t end = buffer->offset + buffer->size;
  if (room > MAX_BYTES || end > room) {
    world_fail(world, "pages of the MDL", "room for the buffer", "%" PRIu64 " bytes", room);
    return;
  }
  uint8_t *wanted = allocate((size_t)room), *seen = allocate((size_t)room);
  pattern_fill(pattern, 0, wanted, (size_t)room);
  if (buffer_read(world, buffer, 0, seen, (size_t)room) &&
      compare(world, wanted, seen, (size_t)buffer->offset, 0))
    compare(world, wanted + end, seen + end, (size_t)(room - end), end);
  free(wanted);
  free(seen);
}

void step_expect_memory(struct world *world, const struct step *step) {
  struct range range;
  struct pattern pattern;
  if (!read_range(world, step->node, &range))
    return;
  const struct engine *engine = range.buffer != NULL ? range.buffer->engine : NULL;
  if (!pattern_read(world, step->node, "start", engine, &pattern))
    return;
  if (range.buffer != NULL && world_bool_key(world, step->node, "outside", false)) {
    compare_outside(world, range.buffer, &pattern);
    pattern_free(&pattern);
    return;
  }
  size_t bytes = (size_t)range.bytes;
  uint8_t *wanted = allocate(bytes), *seen = allocate(bytes);
  pattern_fill(&pattern, range.buffer != NULL ? range.at : 0, wanted, bytes);
  if (load(world, &range, seen))
    compare(world, wanted, seen, bytes, range.at);
  free(wanted);
  free(seen);
  pattern_free(&pattern);
}

void step_read_memory(struct world *world, const struct step *step) {
  uint64_t address, width;
  uint32_t value = 0;
  if (!world_int_key(world, step->node, "address", 0, &address) ||
      !world_int_key(world, step->node, "width", 32, &width))
    return;
  if (width != 8 && width != 16 && width != 32) {
    world_fail(world, "width", "8, 16 or 32", "%" PRIu64, width);
    return;
  }
  const struct range range = {.at = address, .bytes = width / 8};
  uint8_t bytes[4] = {0};
  if (!load(world, &range, bytes))
    return;
  for (unsigned i = 0; i < width / 8; i++)
    value |= (uint32_t)bytes[i] << (8 * i);
  const struct node *expect = tree_get(step->node, "expect");
  const struct observed observed = {.value = value, .style = STYLE_HEX};
  struct text what;
  text_clear(&what);
  text_add(&what, "memory at 0x%" PRIX64, address);
  if (expect != NULL)
    matcher_expect(world, expect, what.data, &observed);
  world_bind_number(world, step->node, value);
}
