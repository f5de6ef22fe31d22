/* SPDX-License-Identifier: Apache-2.0 */
/* buffers.c: the memory behind an MDL, and which engine owns it. */
#include <stdlib.h>
#include <string.h>

#include "world.h"

uint64_t buffer_fragment_sum(const struct buffer *buffer, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count && i < buffer->fragment_count; i++)
    sum += buffer->fragments[i].bytes;
  return sum;
}

/* Interrupts a pass if they come at equal distances, the last at the end; else 0. */
static unsigned even_interrupts(const struct buffer *buffer) {
  uint64_t end = 0, last = 0, distance = 0;
  unsigned count = 0;
  for (size_t i = 0; i < buffer->laid_out; i++) {
    end += buffer->fragments[i].bytes;
    if (!buffer->fragments[i].ioc)
      continue;
    if (count > 0 && end - last != distance)
      return 0;
    distance = end - last;
    last = end;
    count++;
  }
  return last == end ? count : 0;
}

void buffer_lay_out(struct buffer *buffer, size_t count, uint64_t size) {
  buffer->laid_out = count < buffer->fragment_count ? count : buffer->fragment_count;
  buffer->size = size;
  buffer->count = even_interrupts(buffer);
  free(buffer->image); /* what was filled is now in another order */
  buffer->image = NULL;
}

/* Byte `at` of a buffer that is laid out, and how many follow it in memory. */
static uint64_t fragment_address(const struct buffer *buffer, uint64_t at, uint64_t *run) {
  for (size_t i = 0; i < buffer->laid_out; i++) {
    if (at < buffer->fragments[i].bytes) {
      *run = buffer->fragments[i].bytes - at;
      return buffer->fragments[i].address + at;
    }
    at -= buffer->fragments[i].bytes;
  }
  *run = 1;
  return NEVER;
}

static uint64_t locate(const struct buffer *buffer, uint64_t at, uint64_t *run) {
  if (buffer->laid_out > 0)
    return fragment_address(buffer, at - buffer->offset, run);
  uint64_t page = at / PAGE_SIZE;
  *run = PAGE_SIZE - at % PAGE_SIZE;
  return page < buffer->page_count ? buffer->pages[page] + at % PAGE_SIZE : NEVER;
}

uint64_t buffer_address(const struct buffer *buffer, uint64_t at) {
  uint64_t run;
  return locate(buffer, at, &run);
}

/* One piece of memory inside a page or a fragment at a time. */
static bool transfer(struct world *world, const struct buffer *buffer, uint64_t at, uint8_t *data,
                     size_t bytes, bool write) {
  while (bytes > 0) {
    uint64_t run;
    uint64_t address = locate(buffer, at, &run);
    size_t piece = run < bytes ? (size_t)run : bytes;
    int error = address == NEVER ? HDA_SIM_ERANGE
                : write          ? hda_sim_mem_write(world->sim, address, data, piece)
                                 : hda_sim_mem_read(world->sim, address, data, piece);
    if (error != HDA_SIM_OK) {
      world_fail(world, "memory of the buffer", "pages that the driver gave and that are RAM",
                 "byte %llu: %s", (unsigned long long)at, hda_sim_strerror(error));
      return false;
    }
    at += piece;
    data += piece;
    bytes -= piece;
  }
  return true;
}

/* The bytes at `at` as the client of a port driver sees them; NULL if they are not its buffer. */
static uint8_t *as_client(const struct buffer *buffer, uint64_t at, size_t bytes) {
  bool inside = at >= buffer->offset && at - buffer->offset <= buffer->size &&
                bytes <= buffer->size - (at - buffer->offset);
  return buffer->user != NULL && inside ? buffer->user + (at - buffer->offset) : NULL;
}

/* The driver under test gave the address. */
static bool is_mapped(struct world *world, const uint8_t *memory, size_t bytes) {
  if (bytes == 0 || (nt_is_mapped(memory) && nt_is_mapped(memory + bytes - 1)))
    return true;
  world_fail(world, "memory of the buffer", "mapped for the client from BufferAddress on",
             "%zu bytes at %p are not", bytes, (const void *)memory);
  return false;
}

bool buffer_read(struct world *world, const struct buffer *buffer, uint64_t at, void *data,
                 size_t bytes) {
  nt_sync_mappings(); /* what the driver wrote through a mapping counts too */
  const uint8_t *memory = as_client(buffer, at, bytes);
  if (memory != NULL) {
    if (!is_mapped(world, memory, bytes))
      return false;
    memcpy(data, memory, bytes);
    return true;
  }
  return transfer(world, buffer, at, data, bytes, false);
}

bool buffer_write(struct world *world, const struct buffer *buffer, uint64_t at, const void *data,
                  size_t bytes) {
  uint8_t *memory = as_client(buffer, at, bytes);
  if (memory != NULL) {
    if (!is_mapped(world, memory, bytes))
      return false;
    memcpy(memory, data, bytes);
    nt_sync_mappings();
    return true;
  }
  return transfer(world, buffer, at, (uint8_t *)(uintptr_t)data, bytes, true);
}

struct buffer *world_add_buffer(struct world *world) {
  struct buffer *buffer = calloc(1, sizeof *buffer);
  if (buffer == NULL)
    abort();
  world->buffers = array_grow(world->buffers, world->buffer_count, &world->buffer_capacity,
                              sizeof(struct buffer *));
  world->buffers[world->buffer_count++] = buffer;
  buffer->first_frame = NEVER;
  buffer->run_tick = NEVER;
  buffer->stream = -1;
  return buffer;
}

struct engine *world_find_engine(struct world *world, HANDLE handle) {
  for (size_t i = world->engine_count; i > 0; i--) {
    if (world->engines[i - 1]->handle == handle)
      return world->engines[i - 1];
  }
  return NULL;
}

struct buffer *world_engine_buffer(struct world *world, const struct engine *engine) {
  for (size_t i = world->buffer_count; i > 0; i--) {
    struct buffer *buffer = world->buffers[i - 1];
    if (buffer->engine == engine && buffer->live)
      return buffer;
  }
  return NULL;
}
