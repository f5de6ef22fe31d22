/* SPDX-License-Identifier: Apache-2.0 */
/* observed.c: expectations on commands, responses, bits of the link, and accesses to memory. */
#include <inttypes.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "steps.h"

/* One value of a sequence; `what` names the sequence. */
static bool expect_item(struct world *world, const struct node *matcher, const char *what,
                        size_t index, uint64_t value) {
  struct text name;
  text_clear(&name);
  text_add(&name, "%s %zu", what, index);
  const struct observed observed = {.value = value, .style = STYLE_HEX};
  return matcher_expect(world, matcher, name.data, &observed);
}

/* A list of matchers is as long as the sequence. */
static bool expect_length(struct world *world, const struct node *list, const char *what,
                          size_t count) {
  struct text expected;
  world->result->expectations++;
  if (list->count == count)
    return true;
  text_clear(&expected);
  text_add(&expected, "%zu", list->count);
  world_fail(world, what, expected.data, "%zu", count);
  return false;
}

static uint64_t frame_since(const struct mark *since, uint64_t frame) {
  return frame - since->when.frame;
}

/* Lists are as long as the sequence, or, with `from`, a part of it. */
static bool lists_fit(struct world *world, const struct node *map, const char *const *keys,
                      const char *what, uint64_t from, size_t count) {
  for (; *keys != NULL; keys++) {
    const struct node *list = tree_get(map, *keys);
    if (list == NULL)
      continue;
    if (tree_get(map, "from") == NULL) {
      if (!expect_length(world, list, what, count))
        return false;
    } else if (from > count || list->count > count - from) {
      struct text expected;
      text_clear(&expected);
      text_add(&expected, "at least %" PRIu64, from + list->count);
      world_fail(world, what, expected.data, "%zu", count);
      return false;
    }
  }
  return true;
}

/* Entry of the list for element `i` of the sequence, NULL if it says nothing about it. */
static const struct node *entry(const struct node *list, uint64_t from, size_t i) {
  return list != NULL && i >= from && i - from < list->count ? list->items[i - from] : NULL;
}

void step_expect_commands(struct world *world, const struct step *step) {
  static const char *const lists[] = {"commands", "frames", NULL};
  const struct mark *since = world_since(world, step->node, "since");
  uint64_t from;
  if (since == NULL || !world_int_key(world, step->node, "from", 0, &from))
    return;
  const struct node *values = tree_get(step->node, "commands");
  const struct node *frames = tree_get(step->node, "frames");
  const struct node *spacing = tree_get(step->node, "spacing");
  size_t first = since->counts.seen.commands, count = world->counts.seen.commands - first;
  const struct command_record *seen = world->records.commands + first;
  matcher_expect_key(world, step->node, "count", count);
  if (!lists_fit(world, step->node, lists, "number of commands", from, count))
    return;
  for (size_t i = 0; i < count; i++) {
    const struct node *value = entry(values, from, i), *frame = entry(frames, from, i);
    if ((value != NULL && !expect_item(world, value, "command", i, seen[i].command)) ||
        (frame != NULL &&
         !expect_item(world, frame, "frame of command", i, frame_since(since, seen[i].frame))) ||
        (spacing != NULL && i > 0 &&
         !expect_item(world, spacing, "frames before command", i,
                      seen[i].frame - seen[i - 1].frame)))
      return;
  }
}

void step_expect_responses(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  uint64_t line;
  if (since == NULL || !world_int_key(world, step->node, "sdi", UINT64_MAX, &line))
    return;
  const struct node *values = tree_get(step->node, "values");
  const struct node *frames = tree_get(step->node, "frames");
  size_t count = 0, unsolicited = 0;
  for (size_t i = since->counts.seen.responses; i < world->counts.seen.responses; i++) {
    const struct response_record *seen = &world->records.responses[i];
    if (line != UINT64_MAX && seen->line != line)
      continue;
    if ((values != NULL && count < values->count &&
         !expect_item(world, values->items[count], "response", count, seen->value)) ||
        (frames != NULL && count < frames->count &&
         !expect_item(world, frames->items[count], "frame of response", count,
                      frame_since(since, seen->frame))))
      return;
    count++;
    unsolicited += seen->unsolicited;
  }
  if (values != NULL)
    expect_length(world, values, "number of responses", count);
  if (frames != NULL)
    expect_length(world, frames, "number of responses", count);
  matcher_expect_key(world, step->node, "count", count);
  matcher_expect_key(world, step->node, "unsolicited", unsolicited);
}

/* ---- memory ---------------------------------------------------------------------------------- */

struct filter {
  const struct node *direction; /* NULL: both */
  uint64_t address, bytes;      /* bytes 0: all of memory */
};

static bool passes(const struct filter *filter, const struct dma_record *seen) {
  if (filter->direction != NULL && tree_is(filter->direction, "write") != seen->write)
    return false;
  return filter->bytes == 0 || (seen->address < filter->address + filter->bytes &&
                                filter->address < seen->address + seen->bytes);
}

static bool inside(struct world *world, const struct node *windows, const struct dma_record *seen) {
  struct text expected;
  text_clear(&expected);
  tree_print(&expected, windows);
  for (size_t i = 0; i < windows->count; i++) {
    uint64_t address, bytes;
    if (!world_int_key(world, windows->items[i], "address", 0, &address) ||
        !world_int_key(world, windows->items[i], "bytes", 0, &bytes))
      return false;
    if (seen->address >= address && seen->bytes <= bytes &&
        seen->address - address <= bytes - seen->bytes)
      return true;
  }
  world_fail(world, seen->write ? "memory write" : "memory read", expected.data,
             "%" PRIu32 " bytes at 0x%" PRIX64, seen->bytes, seen->address);
  return false;
}

void step_expect_dma(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct filter filter = {.direction = tree_get(step->node, "direction")};
  if (since == NULL || !world_int_key(world, step->node, "address", 0, &filter.address) ||
      !world_int_key(world, step->node, "bytes", 0, &filter.bytes))
    return;
  const struct node *addresses = tree_get(step->node, "addresses");
  const struct node *windows = tree_get(step->node, "inside");
  size_t count = 0;
  uint64_t total = 0;
  if (world->counts.seen.dma == RECORD_MAX_DMA) {
    world_fail(world, "accesses to memory", "fewer than 2^20 in a vector", "more");
    return;
  }
  world->result->expectations++;
  for (size_t i = since->counts.seen.dma; i < world->counts.seen.dma; i++) {
    const struct dma_record *seen = &world->records.dma[i];
    if (!passes(&filter, seen))
      continue;
    if ((addresses != NULL && count < addresses->count &&
         !expect_item(world, addresses->items[count], "address of access", count, seen->address)) ||
        (windows != NULL && !inside(world, windows, seen)))
      return;
    count++;
    total += seen->bytes;
  }
  if (addresses != NULL)
    expect_length(world, addresses, "number of accesses", count);
  matcher_expect_key(world, step->node, "count", count);
  matcher_expect_key(world, step->node, "total", total);
}

/* ---- bits ------------------------------------------------------------------------------------ */

static unsigned line_index(const struct node *name) {
  return tree_is(name, "SYNC") ? 0 : 1u + (unsigned)(name->text[3] - '0');
}

void step_expect_line(struct world *world, const struct step *step) {
  const struct node *name = tree_get(step->node, "line");
  uint64_t number, at, bits;
  if (!world_int_key(world, step->node, "frame", 0, &number) ||
      !world_int_key(world, step->node, "at", 0, &at) ||
      !world_int_key(world, step->node, "bits", 1, &bits))
    return;
  if (bits < 1 || bits > 64 || at >= 1000 || at + bits > 1000) {
    world_fail(world, "half cells", "1 to 64 of 0 to 999", "%" PRIu64 " from %" PRIu64, bits, at);
    return;
  }
  const struct frame_record *frame = records_frame(&world->records, number);
  unsigned line = line_index(name);
  if (frame == NULL || line > world->build.sdo) {
    world_fail(world, name->text, "a line of a frame that has ended, one of the last 64",
               "frame %" PRIu64, number);
    return;
  }
  const struct observed observed = {
      .value = records_bits(frame, line, (unsigned)at, (unsigned)bits), .style = STYLE_HEX};
  struct text what;
  text_clear(&what);
  text_add(&what, "%s, frame %" PRIu64 ", half cells %" PRIu64 " to %" PRIu64, name->text, number,
           at, at + bits - 1);
  matcher_expect(world, tree_get(step->node, "value"), what.data, &observed);
}
