/* SPDX-License-Identifier: Apache-2.0 */
/* descriptors.c: the descriptor list and the memory descriptor list as the DDI made them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../spec_keys.h"
#include "../world.h"
#include "registers.h"
#include "steps.h"

struct list {
  struct hda_oracle_descriptor entry[HDA_ORACLE_MAX_DESCRIPTORS];
  size_t count;
};

static bool read_list(struct world *world, const struct buffer *buffer, struct list *list,
                      uint32_t *cbl) {
  uint32_t low, high, lvi;
  if (buffer->stream < 0) {
    world_fail(world, "descriptor list", "a stream descriptor that the call programmed", "none");
    return false;
  }
  unsigned stream = (unsigned)buffer->stream;
  if (!registers_read_stream(world, "SDnBDPL", stream, &low) ||
      !registers_read_stream(world, "SDnBDPU", stream, &high) ||
      !registers_read_stream(world, "SDnLVI", stream, &lvi) ||
      !registers_read_stream(world, "SDnCBL", stream, cbl))
    return false;
  uint64_t address = (uint64_t)high << 32 | low;
  list->count = (lvi & 0xFF) + 1u;
  for (size_t i = 0; i < list->count; i++) {
    uint8_t raw[16];
    int error = hda_sim_mem_read(world->sim, address + i * sizeof raw, raw, sizeof raw);
    if (error != HDA_SIM_OK) {
      world_fail(world, "descriptor list", "in RAM", "0x%" PRIX64 ": %s", address,
                 hda_sim_strerror(error));
      return false;
    }
    uint32_t flags;
    memcpy(&list->entry[i].address, raw, 8);
    memcpy(&list->entry[i].length, raw + 8, 4);
    memcpy(&flags, raw + 12, 4);
    list->entry[i].ioc = (flags & 1) != 0;
  }
  return true;
}

static void check_rules(struct world *world, const struct buffer *buffer, const struct list *list,
                        uint32_t cbl) {
  static const struct {
    unsigned fault;
    const char *what, *expected;
  } rules[] = {
      {HDA_ORACLE_LIST_COUNT, "number of descriptors", "2 to 256"},
      {HDA_ORACLE_LIST_ALIGN, "descriptor addresses", "multiples of 128"},
      {HDA_ORACLE_LIST_SUM, "sum of the descriptor lengths", "the size of the buffer"},
      {HDA_ORACLE_LIST_ORDER, "descriptor addresses", "the pages of the MDL, in order"},
      {HDA_ORACLE_LIST_IOC, "IOC flags", "on the notification points and only there"},
      {HDA_ORACLE_LIST_LENGTH, "descriptor lengths", "not 0"},
  };
  world->result->expectations += 2 + sizeof rules / sizeof rules[0];
  if (cbl != buffer->size) {
    struct text expected;
    text_clear(&expected);
    matcher_show(&expected, buffer->size, STYLE_NUMBER);
    world_fail(world, "SDnCBL", expected.data, "%" PRIu32, cbl);
  }
  if (buffer->page_count == 0 ||
      buffer->offset + buffer->size > (uint64_t)buffer->page_count * PAGE_SIZE) {
    world_fail(world, "pages of the MDL", "room for the buffer", "%zu pages", buffer->page_count);
    return;
  }
  unsigned faults = hda_oracle_list_check(list->entry, list->count, buffer->pages, buffer->offset,
                                          buffer->size, buffer->count);
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    if ((faults & rules[i].fault) != 0)
      world_fail(world, rules[i].what, rules[i].expected, "%zu descriptors, the rule is broken",
                 list->count);
  }
  for (size_t i = 0; i < buffer->page_count; i++) {
    if (!nt_page_is_allocated(buffer->pages[i])) {
      world_fail(world, "pages of the buffer", "handed out by the kernel", "0x%" PRIX64 " is not",
                 buffer->pages[i]);
      return;
    }
  }
}

static void show(struct text *text, const struct hda_oracle_descriptor *entry) {
  text_add(text, "0x%" PRIX64 " + %" PRIu32 "%s", entry->address, entry->length,
           entry->ioc ? " IOC" : "");
}

static void compare(struct world *world, const struct list *wanted, const struct list *seen) {
  world->result->expectations++;
  for (size_t i = 0; i < wanted->count && i < seen->count; i++) {
    const struct hda_oracle_descriptor *a = &wanted->entry[i], *b = &seen->entry[i];
    if (a->address == b->address && a->length == b->length && a->ioc == b->ioc)
      continue;
    struct text what, expected, observed;
    text_clear(&what);
    text_clear(&expected);
    text_clear(&observed);
    text_add(&what, "descriptor %zu", i);
    show(&expected, a);
    show(&observed, b);
    world_fail(world, what.data, expected.data, "%s", observed.data);
    return;
  }
  if (wanted->count != seen->count) {
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "%zu", wanted->count);
    world_fail(world, "number of descriptors", expected.data, "%zu", seen->count);
  }
}

/* Of a byte counted from the start of the first page, however the buffer is laid out. */
static uint64_t page_address(const struct buffer *buffer, uint64_t at) {
  return at / PAGE_SIZE < buffer->page_count ? buffer->pages[at / PAGE_SIZE] + at % PAGE_SIZE
                                             : NEVER;
}

static bool wanted_list(struct world *world, const struct buffer *buffer, const struct node *node,
                        struct list *list) {
  if (node->kind != NODE_LIST) {
    list->count = hda_oracle_descriptors(buffer->pages, buffer->size, buffer->count, list->entry);
    return true;
  }
  if (node->count > HDA_ORACLE_MAX_DESCRIPTORS) {
    world_fail(world, "descriptors", "at most 256", "%zu", node->count);
    return false;
  }
  for (size_t i = 0; i < node->count; i++) {
    uint64_t at, bytes;
    if (!world_int_key(world, node->items[i], "at", 0, &at) ||
        !world_int_key(world, node->items[i], "bytes", 0, &bytes))
      return false;
    list->entry[i] =
        (struct hda_oracle_descriptor){.address = page_address(buffer, at),
                                       .length = (uint32_t)bytes,
                                       .ioc = world_bool_key(world, node->items[i], "ioc", false)};
  }
  list->count = node->count;
  return true;
}

void step_expect_bdl(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, tree_get(step->node, "buffer"), BIND_BUFFER);
  static struct list seen, wanted;
  uint32_t cbl;
  if (binding == NULL || !read_list(world, binding->buffer, &seen, &cbl))
    return;
  if (world_bool_key(world, step->node, "rules", true))
    check_rules(world, binding->buffer, &seen, cbl);
  matcher_expect_key(world, step->node, "lvi", seen.count - 1);
  const struct node *node = tree_get(step->node, "descriptors");
  if (node != NULL && !world->stop && wanted_list(world, binding->buffer, node, &wanted))
    compare(world, &wanted, &seen);
}

/* Every byte that the mapping shows must be that of the MDL's page. */
static void compare_mapping(struct world *world, const struct buffer *buffer, const uint8_t *va) {
  for (size_t i = 0; i < buffer->page_count; i++) {
    uint64_t physical = 0;
    MEMORY_CACHING_TYPE cache;
    if (nt_system_address(va + i * PAGE_SIZE, &physical, &cache) && physical == buffer->pages[i])
      continue;
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "page %zu at 0x%" PRIX64, i, buffer->pages[i]);
    world_fail(world, "mapping of the MDL", expected.data, "0x%" PRIX64, physical);
    return;
  }
}

/* As a client would that wants to see the buffer. */
static void expect_mapping(struct world *world, const struct buffer *buffer,
                           const struct node *wanted) {
  unsigned cache = 0;
  world->result->expectations++;
  while (!tree_is(wanted, spec_caches[cache]))
    cache++; /* one of them, as checked */
  if (!nt_mdl_is_live(buffer->mdl)) {
    world_fail(world, "MDL", "not freed", "it is");
    return;
  }
  void *va = MmMapLockedPagesSpecifyCache(buffer->mdl, KernelMode, (MEMORY_CACHING_TYPE)cache, NULL,
                                          FALSE, NormalPagePriority);
  if (va == NULL) {
    world_fail(world, "mapping of the MDL", "a system address", "NULL");
    return;
  }
  compare_mapping(world, buffer, va);
  MmUnmapLockedPages(va, buffer->mdl);
}

void step_expect_mdl(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, tree_get(step->node, "buffer"), BIND_BUFFER);
  if (binding == NULL)
    return;
  const struct buffer *buffer = binding->buffer;
  bool live = nt_mdl_is_live(buffer->mdl), below = true;
  for (size_t i = 0; i < buffer->page_count; i++)
    below = below && buffer->pages[i] < UINT64_C(1) << 32;
  matcher_expect_key(world, step->node, "pages", buffer->page_count);
  matcher_expect_key(world, step->node, "bytes", buffer->mdl_bytes);
  matcher_expect_key(world, step->node, "live", live);
  matcher_expect_key(world, step->node, "below_4g", below);
  const struct node *cache = tree_get(step->node, "maps_as");
  if (cache != NULL && !world->stop)
    expect_mapping(world, buffer, cache);
}
