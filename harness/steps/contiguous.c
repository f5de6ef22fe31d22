/* SPDX-License-Identifier: Apache-2.0 */
/* contiguous.c: buffers of physically contiguous memory, whose descriptor list the client writes.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "steps.h"

#define MAX_ENTRIES 256

static struct buffer *contiguous_buffer(struct world *world, const struct node *map) {
  struct binding *binding = world_ref(world, tree_get(map, "buffer"), BIND_BUFFER);
  if (binding == NULL)
    return NULL;
  if (binding->buffer->contiguous)
    return binding->buffer;
  world_fail(world, "buffer", "one of AllocateContiguousDmaBuffer", "another");
  return NULL;
}

/* ---- the list --------------------------------------------------------------------------------
 */

struct entries {
  struct fragment entry[MAX_ENTRIES];
  size_t count;
};

static bool read_entries(struct world *world, const struct node *list, uint64_t block,
                         struct entries *entries) {
  entries->count = list->count;
  for (size_t i = 0; i < list->count; i++) {
    uint64_t at, bytes;
    if (!world_int_key(world, list->items[i], "at", 0, &at) ||
        !world_int_key(world, list->items[i], "bytes", 0, &bytes))
      return false;
    entries->entry[i] = (struct fragment){block + at, (uint32_t)bytes,
                                          world_bool_key(world, list->items[i], "ioc", false)};
  }
  return true;
}

static bool make_entries(struct world *world, const struct node *map, uint64_t block,
                         struct entries *entries) {
  uint64_t count, bytes, stride, every;
  if (!world_int_key(world, map, "count", 0, &count) ||
      !world_int_key(world, map, "bytes", 0, &bytes) ||
      !world_int_key(world, map, "stride", bytes, &stride) ||
      !world_int_key(world, map, "every", count, &every))
    return false;
  if (count == 0 || count > MAX_ENTRIES) {
    world_fail(world, "count", "1 to 256", "%" PRIu64, count);
    return false;
  }
  for (uint64_t i = 0; i < count; i++)
    entries->entry[i] =
        (struct fragment){block + i * stride, (uint32_t)bytes, every != 0 && (i + 1) % every == 0};
  entries->count = (size_t)count;
  return true;
}

void step_write_bdl(struct world *world, const struct step *step) {
  static struct entries entries;
  struct buffer *buffer = contiguous_buffer(world, step->node);
  if (buffer == NULL)
    return;
  if (buffer->block == NEVER || buffer->list_block == NEVER) {
    world_fail(world, "DataBuffer and BdlBuffer", "system addresses of memory of the kernel",
               "another");
    return;
  }
  const struct node *list = tree_get(step->node, "entries");
  if (list != NULL ? !read_entries(world, list, buffer->block, &entries)
                   : !make_entries(world, step->node, buffer->block, &entries))
    return;
  for (size_t i = 0; i < entries.count; i++) {
    const struct fragment *entry = &entries.entry[i];
    const HDAUDIO_BUFFER_DESCRIPTOR raw = {.Address = {.QuadPart = (LONGLONG)entry->address},
                                           .Length = entry->bytes,
                                           .InterruptOnCompletion = entry->ioc};
    if (hda_sim_mem_write(world->sim, buffer->list_block + i * sizeof raw, &raw, sizeof raw) !=
        HDA_SIM_OK) {
      world_fail(world, "BdlBuffer", "a page of RAM", "entry %zu cannot be written", i);
      return;
    }
  }
  free(buffer->fragments);
  buffer->fragments = calloc(entries.count + 1, sizeof *buffer->fragments);
  if (buffer->fragments == NULL)
    abort();
  memcpy(buffer->fragments, entries.entry, entries.count * sizeof *buffer->fragments);
  buffer->fragment_count = entries.count;
  if (buffer->laid_out > entries.count)
    buffer->laid_out = entries.count;
}

/* ---- the memory ------------------------------------------------------------------------------
 */

static void expect_known(struct world *world, const struct buffer *buffer) {
  uint64_t pages = (buffer->offset + buffer->request + PAGE_SIZE - 1) / PAGE_SIZE;
  world->result->expectations += 4;
  if (buffer->block == NEVER || buffer->page_count < pages) {
    world_fail(world, "DataBuffer", "as much memory of the kernel as requested", "%zu pages",
               buffer->page_count);
    return;
  }
  for (size_t i = 1; i < buffer->page_count; i++) {
    if (buffer->pages[i] == buffer->pages[0] + i * PAGE_SIZE)
      continue;
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "page %zu at 0x%" PRIX64, i, buffer->pages[0] + i * PAGE_SIZE);
    world_fail(world, "data block", expected.data, "at 0x%" PRIX64, buffer->pages[i]);
    return;
  }
  uint64_t address = (uint64_t)(uintptr_t)buffer->list;
  if (buffer->list_block == NEVER || (address | buffer->list_block) % PAGE_SIZE != 0)
    world_fail(world, "BdlBuffer", "a page of the kernel", "0x%" PRIX64, address);
  else if (buffer->list_block >= buffer->pages[0] &&
           buffer->list_block < buffer->pages[0] + pages * PAGE_SIZE)
    world_fail(world, "BdlBuffer", "a page besides the data block", "0x%" PRIX64,
               buffer->list_block);
}

static void expect_cache(struct world *world, const struct buffer *buffer,
                         const struct node *wanted) {
  static const char *const names[] = {"MmNonCached", "MmCached", "MmWriteCombined"};
  uint64_t physical;
  MEMORY_CACHING_TYPE cache = MmNotMapped;
  world->result->expectations++;
  bool known = nt_system_address(buffer->data, &physical, &cache);
  const char *seen = known && cache >= 0 && cache <= MmWriteCombined ? names[cache] : "another";
  if (!tree_is(wanted, seen))
    world_fail(world, "cache type of the data block", wanted->text, "%s", seen);
}

void step_expect_contiguous(struct world *world, const struct step *step) {
  const struct buffer *buffer = contiguous_buffer(world, step->node);
  if (buffer == NULL)
    return;
  bool live = world_bool_key(world, step->node, "live", true);
  bool below = buffer->list_block < UINT64_C(1) << 32;
  if (live)
    expect_known(world, buffer);
  for (size_t i = 0; i < buffer->page_count && !world->stop; i++) {
    below = below && buffer->pages[i] < UINT64_C(1) << 32;
    if (nt_page_is_allocated(buffer->pages[i]) != live)
      world_fail(world, "pages of the data block", live ? "handed out" : "given back",
                 "0x%" PRIX64 " is%s", buffer->pages[i], live ? " not" : " not given back");
  }
  if (!world->stop && buffer->list_block != NEVER &&
      nt_page_is_allocated(buffer->list_block) != live)
    world_fail(world, "page of the list", live ? "handed out" : "given back", "it is not");
  matcher_expect_key(world, step->node, "below_4g", below);
  const struct node *cache = tree_get(step->node, "cache");
  if (cache != NULL && !world->stop)
    expect_cache(world, buffer, cache);
}
