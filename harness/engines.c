/* SPDX-License-Identifier: Apache-2.0 */
#include "engines.h"

#include <stdlib.h>

static bool oracle_format(const HDAUDIO_STREAM_FORMAT *format, struct hda_oracle_format *result) {
  return hda_oracle_format_from_stream(format->SampleRate, format->ValidBitsPerSample,
                                       format->ContainerSize, format->NumberOfChannels, result);
}

static void take_format(struct engine *engine, const HDAUDIO_STREAM_FORMAT *format,
                        uint16_t converter) {
  engine->stream_format = *format;
  engine->format_valid = oracle_format(format, &engine->format);
  engine->converter = converter;
}

struct engine *engines_add(struct world *world, HANDLE handle, bool capture,
                           const HDAUDIO_STREAM_FORMAT *format, uint16_t converter) {
  struct engine *engine = calloc(1, sizeof *engine);
  if (engine == NULL)
    abort();
  world->engines = array_grow(world->engines, world->engine_count, &world->engine_capacity,
                              sizeof(struct engine *));
  world->engines[world->engine_count++] = engine;
  engine->handle = handle;
  engine->capture = capture;
  engine->state = ResetState;
  take_format(engine, format, converter);
  return engine;
}

void engines_change_format(struct world *world, HANDLE handle, const HDAUDIO_STREAM_FORMAT *format,
                           uint16_t converter) {
  struct engine *engine = world_find_engine(world, handle);
  if (engine != NULL)
    take_format(engine, format, converter);
}

/* ---- states ---------------------------------------------------------------------------------- */

void engines_before_state(struct world *world, HDAUDIO_STREAM_STATE state, const HANDLE *handles,
                          size_t count) {
  struct hda_sim_time now;
  world_now(world, &now);
  for (size_t i = 0; state == RunState && i < count; i++) {
    struct engine *engine = world_find_engine(world, handles[i]);
    struct buffer *buffer = engine != NULL ? world_engine_buffer(world, engine) : NULL;
    if (buffer == NULL || engine->state == RunState)
      continue;
    buffer->run_tick = now.ticks;
    buffer->first_frame = NEVER;
  }
}

void engines_after_state(struct world *world, HDAUDIO_STREAM_STATE state, const HANDLE *handles,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct engine *engine = world_find_engine(world, handles[i]);
    struct buffer *buffer = engine != NULL ? world_engine_buffer(world, engine) : NULL;
    if (engine == NULL)
      continue;
    if (buffer != NULL && state == RunState && engine->state != RunState) {
      buffer->runs++;
      buffer->release_frame = world->release_frame;
    }
    if (buffer != NULL && state == ResetState)
      buffer->runs = 0;
    engine->state = state;
  }
}

/* ---- buffers --------------------------------------------------------------------------------- */

/* The MDL comes from the DDI under test: it is looked at only if the kernel knows it. */
void engines_take_pages(struct buffer *buffer) {
  if (!nt_mdl_is_live(buffer->mdl))
    return;
  buffer->mdl_bytes = MmGetMdlByteCount(buffer->mdl);
  uint64_t offset = MmGetMdlByteOffset(buffer->mdl);
  buffer->page_count = (size_t)((offset + buffer->mdl_bytes + PAGE_SIZE - 1) / PAGE_SIZE);
  buffer->pages = calloc(buffer->page_count + 1, sizeof *buffer->pages);
  if (buffer->pages == NULL)
    abort();
  const PFN_NUMBER *pfn = MmGetMdlPfnArray(buffer->mdl);
  for (size_t i = 0; i < buffer->page_count; i++)
    buffer->pages[i] = (uint64_t)pfn[i] << PAGE_SHIFT;
}

struct buffer *engines_add_buffer(struct world *world, HANDLE handle, const struct buffer *made) {
  struct buffer *buffer = world_add_buffer(world);
  buffer->engine = world_find_engine(world, handle);
  buffer->mdl = made->mdl;
  buffer->size = made->size;
  buffer->offset = made->offset;
  buffer->request = made->request;
  buffer->count = made->count;
  buffer->stream_id = made->stream_id;
  buffer->fifo = made->fifo;
  buffer->stream = world->programmed_stream;
  buffer->live = true;
  engines_take_pages(buffer);
  return buffer;
}

void engines_end_buffer(struct world *world, HANDLE handle) {
  struct engine *engine = world_find_engine(world, handle);
  struct buffer *buffer = engine != NULL ? world_engine_buffer(world, engine) : NULL;
  if (buffer != NULL)
    buffer->live = false;
}
