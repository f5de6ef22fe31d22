/* SPDX-License-Identifier: Apache-2.0 */
/* calls_state.c: engines and buffers as the successful calls have made them. */
#include <stdlib.h>
#include <string.h>

#include "../engines.h"
#include "calls.h"

static bool is_routine(const struct call *call, const char *name) {
  return strcmp(call->routine->name, name) == 0;
}

static uint64_t output_named(const struct call *call, const char *name) {
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    if (strcmp(call->routine->outputs[i].name, name) == 0)
      return routine_output_value(call, i);
  }
  return 0;
}

static uint64_t argument_named(const struct call *call, const char *name) {
  for (unsigned i = 0; i < routine_argument_count(call->routine); i++) {
    if (strcmp(call->routine->arguments[i].name, name) == 0)
      return call->argument[i];
  }
  return 0;
}

static struct engine *engine_argument(const struct call *call) {
  return world_find_engine(call->world, pointer_of(argument_named(call, "Handle")));
}

static bool oracle_format(const HDAUDIO_STREAM_FORMAT *format, struct hda_oracle_format *result) {
  return hda_oracle_format_from_stream(format->SampleRate, format->ValidBitsPerSample,
                                       format->ContainerSize, format->NumberOfChannels, result);
}

/* ---- oracle ---------------------------------------------------------------------------------- */

void calls_oracle(const struct call *call, const char *output, struct observed *observed) {
  if (strcmp(output, "ConverterFormat") == 0) {
    struct hda_oracle_format format;
    if (!oracle_format(&call->format, &format))
      return;
    observed->oracle = hda_oracle_format_encode(&format);
    observed->has_oracle = true;
  } else if (strcmp(output, "AllocatedBufferSize") == 0) {
    const struct engine *engine = engine_argument(call);
    unsigned count = (unsigned)argument_named(call, "NotificationCount");
    if (engine == NULL || !engine->format_valid)
      return;
    observed->oracle =
        hda_oracle_buffer_size(hda_oracle_block_bytes(&engine->format), count == 0 ? 1 : count,
                               argument_named(call, "RequestedBufferSize"));
    observed->has_oracle = true;
  }
}

/* ---- engines and buffers --------------------------------------------------------------------- */

/* Handles that the harness itself made; a pointer to nothing is not followed. */
static size_t own_handles(const struct call *call) {
  if (call->argument[2] != (uint64_t)(uintptr_t)call->handles)
    return 0;
  return call->argument[1] < ROUTINE_MAX_HANDLES ? (size_t)call->argument[1] : ROUTINE_MAX_HANDLES;
}

void calls_before(struct call *call) {
  if (is_routine(call, "SetDmaEngineState"))
    engines_before_state(call->world, (HDAUDIO_STREAM_STATE)call->argument[0], call->handles,
                         own_handles(call));
}

static struct engine *add_engine(struct call *call) {
  return engines_add(call->world, pointer_of(output_named(call, "Handle")),
                     is_routine(call, "AllocateCaptureDmaEngine"), &call->format,
                     (uint16_t)output_named(call, "ConverterFormat"));
}

/* The block comes from the DDI under test: it is looked at only as far as the kernel knows it. */
static void take_block(struct call *call, struct buffer *buffer) {
  MEMORY_CACHING_TYPE cache;
  buffer->contiguous = true;
  buffer->data = pointer_of(output_named(call, "DataBuffer"));
  buffer->list = pointer_of(output_named(call, "BdlBuffer"));
  buffer->size = argument_named(call, "RequestedBufferSize");
  if (!nt_system_address(buffer->list, &buffer->list_block, &cache))
    buffer->list_block = NEVER;
  if (!nt_system_address(buffer->data, &buffer->block, &cache)) {
    buffer->block = NEVER;
    return;
  }
  buffer->offset = buffer->block % PAGE_SIZE;
  size_t count = (size_t)((buffer->offset + buffer->size + PAGE_SIZE - 1) / PAGE_SIZE);
  buffer->pages = calloc(count + 1, sizeof *buffer->pages);
  if (buffer->pages == NULL)
    abort();
  const uint8_t *first = (const uint8_t *)buffer->data - buffer->offset;
  for (; buffer->page_count < count; buffer->page_count++) {
    if (!nt_system_address(first + buffer->page_count * PAGE_SIZE,
                           &buffer->pages[buffer->page_count], &cache))
      break;
  }
}

static struct buffer *add_buffer(struct call *call) {
  HANDLE handle = pointer_of(argument_named(call, "Handle"));
  if (is_routine(call, "AllocateContiguousDmaBuffer")) {
    const struct buffer made = {.request = argument_named(call, "RequestedBufferSize")};
    struct buffer *buffer = engines_add_buffer(call->world, handle, &made);
    take_block(call, buffer);
    return buffer;
  }
  const struct buffer made = {.mdl = pointer_of(output_named(call, "BufferMdl")),
                              .size = output_named(call, "AllocatedBufferSize"),
                              .offset = is_routine(call, "AllocateDmaBuffer")
                                            ? 0
                                            : output_named(call, "OffsetFromFirstPage"),
                              .request = argument_named(call, "RequestedBufferSize"),
                              .count = (unsigned)argument_named(call, "NotificationCount"),
                              .stream_id = (uint8_t)output_named(call, "StreamId"),
                              .fifo = (uint32_t)output_named(call, "FifoSize")};
  return engines_add_buffer(call->world, handle, &made);
}

static void follow_setup(struct call *call) {
  struct engine *engine = engine_argument(call);
  struct buffer *buffer = engine != NULL ? world_engine_buffer(call->world, engine) : NULL;
  if (buffer == NULL)
    return;
  buffer->stream_id = (uint8_t)output_named(call, "StreamId");
  buffer->fifo = (uint32_t)output_named(call, "FifoSize");
  buffer->stream = call->world->programmed_stream;
  buffer_lay_out(buffer, (size_t)argument_named(call, "Lvi") + 1,
                 argument_named(call, "BufferLength"));
}

/* ---- results --------------------------------------------------------------------------------- */

static struct call *keep(const struct call *call) {
  struct call *kept = malloc(sizeof *kept);
  if (kept == NULL)
    abort();
  *kept = *call;
  return kept;
}

static void bind_result(struct call *call, const struct node *as, void *object) {
  struct world *world = call->world;
  struct binding *binding = world_bind(world, as->text, call->routine->binds);
  if (binding == NULL)
    return;
  switch (call->routine->binds) {
  case BIND_POINTER:
    binding->number = routine_output_value(call, 0);
    /* From now on a plain load sees the register; a wrong address is judged when it is read. */
    (void)nt_watch_register(pointer_of(binding->number));
    break;
  case BIND_NUMBER:
    binding->number = routine_output_value(call, 0);
    break;
  case BIND_RESULT:
    binding->call = keep(call);
    break;
  default:
    binding->any = object;
    break;
  }
}

void calls_after(struct call *call, const struct node *map, NTSTATUS status) {
  const struct node *as = tree_get(map, "as");
  /* The array of commands is the client's own, whatever the driver says. */
  if (call->transfer != NULL && as != NULL)
    bind_result(call, as, call->transfer);
  if (!NT_SUCCESS(status) || call->transfer != NULL)
    return;
  void *object = call->made != NULL ? call->made : call->client;
  if (call->registration != NULL)
    object = call->registration;
  if (call->routine->binds == BIND_ENGINE)
    object = add_engine(call);
  if (call->routine->binds == BIND_BUFFER && call->made == NULL)
    object = add_buffer(call);
  if (is_routine(call, "ChangeBandwidthAllocation"))
    engines_change_format(call->world, pointer_of(argument_named(call, "Handle")), &call->format,
                          (uint16_t)output_named(call, "ConverterFormat"));
  if (is_routine(call, "SetDmaEngineState"))
    engines_after_state(call->world, (HDAUDIO_STREAM_STATE)call->argument[0], call->handles,
                        own_handles(call));
  if (is_routine(call, "SetupDmaEngineWithBdl"))
    follow_setup(call);
  if (is_routine(call, "FreeDmaBuffer") || is_routine(call, "FreeDmaBufferWithNotification") ||
      is_routine(call, "FreeContiguousDmaBuffer"))
    engines_end_buffer(call->world, pointer_of(argument_named(call, "Handle")));
  if (as != NULL)
    bind_result(call, as, object);
}
