/* SPDX-License-Identifier: Apache-2.0 */
/* names.c: bound names, expressions, times and formats at run time. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "callbacks.h"
#include "format.h"
#include "world.h"

static struct binding *find(struct world *world, const char *name) {
  for (size_t i = 0; i < world->name_count; i++) {
    if (strcmp(world->names[i].name, name) == 0)
      return &world->names[i];
  }
  return NULL;
}

struct binding *world_bind(struct world *world, const char *name, enum bind_kind kind) {
  struct binding *binding = find(world, name);
  if (binding == NULL) {
    if (world->name_count == WORLD_MAX_NAMES) {
      world_fail(world, "names", "at most 128 bound names", "more");
      return NULL;
    }
    binding = &world->names[world->name_count++];
  }
  memset(binding, 0, sizeof *binding);
  strncpy(binding->name, name, sizeof binding->name - 1);
  binding->kind = kind;
  return binding;
}

void world_bind_number(struct world *world, const struct node *map, uint64_t value) {
  const struct node *as = tree_get(map, "as");
  struct binding *binding = as != NULL ? world_bind(world, as->text, BIND_NUMBER) : NULL;
  if (binding != NULL)
    binding->number = value;
}

/* ---- fields -----------------------------------------------------------------------------------
 */

struct field {
  const char *name;
  uint64_t value;
};

static bool pick(const struct field *fields, size_t count, const char *name, uint64_t *value) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(fields[i].name, name) == 0) {
      *value = fields[i].value;
      return true;
    }
  }
  return false;
}
#define PICK(...)                                                                                  \
  pick((const struct field[]){__VA_ARGS__},                                                        \
       sizeof((const struct field[]){__VA_ARGS__}) / sizeof(struct field), field, value)

static uint64_t address_of(const void *pointer) { return (uint64_t)(uintptr_t)pointer; }

static bool buffer_field(struct world *world, struct buffer *buffer, const char *field,
                         uint64_t *value, struct text *error) {
  if (strcmp(field, "stream") == 0 && buffer->stream < 0) {
    text_add(error, "the call programmed no stream descriptor (no write of SDnCBL was seen)");
    return false;
  }
  if (strcmp(field, "first_frame") == 0) {
    *value = world_first_frame(world, buffer);
    if (*value != NEVER)
      return true;
    text_add(error, "no packet of the buffer has been on the link");
    return false;
  }
  return PICK({"BufferMdl", address_of(buffer->mdl)}, {"AllocatedBufferSize", buffer->size},
              {"OffsetFromFirstPage", buffer->offset}, {"StreamId", buffer->stream_id},
              {"FifoSize", buffer->fifo}, {"NotificationCount", buffer->count},
              {"RequestedBufferSize", buffer->request}, {"stream", (uint64_t)buffer->stream},
              {"address", buffer_address(buffer, buffer->offset)}, {"pages", buffer->page_count},
              {"mdl_bytes", buffer->mdl_bytes}, {"BufferAddress", address_of(buffer->user)},
              {"DataBuffer", address_of(buffer->data)}, {"BdlBuffer", address_of(buffer->list)},
              {"block", buffer->block}, {"list", buffer->list_block});
}

static bool pointer_field(struct binding *binding, const char *field, uint64_t *value,
                          struct text *error) {
  uint32_t offset = 0;
  (void)field;
  if (!nt_bar_offset(pointer_of(binding->number), &offset)) {
    text_add(error, "the pointer is in no mapping of the device");
    return false;
  }
  *value = offset;
  return true;
}

static bool source_field(struct world *world, const struct source *source, uint64_t *value,
                         struct text *error) {
  if (hda_sim_codec_source_first_frame(world->sim, source->sdi, source->tag, value) == HDA_SIM_OK)
    return true;
  text_add(error, "the source has sent nothing yet");
  return false;
}

/* An event of a client ends with its last reference: then only its number of signals is left. */
static bool event_field(const struct event *event, const char *field, uint64_t *value,
                        struct text *error) {
  long references = event->handle != NULL ? nt_object_references(event->kevent) : 0;
  bool there = references >= 0;
  if (!there && strcmp(field, "state") == 0) {
    text_add(error, "the event is gone: its handle was closed and nobody has a reference");
    return false;
  }
  return PICK({"count", event->signals},
              {"state", there ? (uint64_t)(uint32_t)KeReadStateEvent(event->kevent) : 0},
              {"Handle", address_of(event->handle)}, {"references", (uint64_t)references});
}

static bool result_field(const struct call *call, const char *field, uint64_t *value) {
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    if (strcmp(call->routine->outputs[i].name, field) != 0)
      continue;
    *value = routine_output_value(call, i);
    return true;
  }
  return false;
}

static bool no_callback(struct text *error) {
  text_add(error, "there was no callback yet");
  return false;
}

static bool transfer_field(const struct transfer *transfer, const char *field, uint64_t *value,
                           struct text *error) {
  if (PICK({"count", transfer->count}, {"callbacks", transfer->callback_count}))
    return true;
  if (transfer->callback_count == 0)
    return no_callback(error);
  const struct transfer_callback *last = &transfer->callbacks[transfer->callback_count - 1];
  return PICK({"order", last->order}, {"ticks", last->when.ticks});
}

static bool registration_field(const struct registration *registration, const char *field,
                               uint64_t *value, struct text *error) {
  if (PICK({"Tag", registration->tag}, {"Context", address_of(registration->context)},
           {"calls", registration->call_count}))
    return true;
  if (registration->call_count == 0)
    return no_callback(error);
  const struct unsolicited_call *last = &registration->calls[registration->call_count - 1];
  return PICK({"order", last->order}, {"ticks", last->when.ticks});
}

static bool field_value(struct world *world, struct binding *binding, const char *field,
                        uint64_t *value, struct text *error) {
  struct hda_sim_time now;
  switch (binding->kind) {
  case BIND_CLIENT:
    return PICK({"Context", address_of(binding->client->interface.header.Context)},
                {"Size", binding->client->interface.header.Size},
                {"Version", binding->client->interface.header.Version});
  case BIND_ENGINE:
    return PICK({"Handle", address_of(binding->engine->handle)},
                {"ConverterFormat", binding->engine->converter});
  case BIND_BUFFER:
    return buffer_field(world, binding->buffer, field, value, error);
  case BIND_POINTER:
    return pointer_field(binding, field, value, error);
  case BIND_EVENT:
    return event_field(binding->event, field, value, error);
  case BIND_MARK:
    return PICK({"frame", binding->mark->when.frame}, {"bclk", binding->mark->when.bclk},
                {"ticks", binding->mark->when.ticks}, {"cycles", binding->mark->when.bus_cycles});
  case BIND_DEVICE:
    return PICK({"references", (uint64_t)nt_object_references(binding->device->object)});
  case BIND_RESULT:
    return result_field(binding->call, field, value);
  case BIND_SOURCE:
    return source_field(world, binding->source, value, error);
  case BIND_NOW:
    world_now(world, &now);
    return PICK({"frame", now.frame}, {"cell", now.cell}, {"bclk", now.bclk}, {"ticks", now.ticks},
                {"cycles", now.bus_cycles}, {"link", now.link},
                {"qpc", (uint64_t)KeQueryPerformanceCounter(NULL).QuadPart});
  case BIND_CONTROLLER:
    return PICK({"iss", world->build.iss}, {"oss", world->build.oss}, {"bss", world->build.bss},
                {"sdi", world->build.sdi}, {"sdo", world->build.sdo});
  case BIND_TRANSFER:
    return transfer_field(binding->transfer, field, value, error);
  case BIND_REGISTRATION:
    return registration_field(binding->registration, field, value, error);
  case BIND_LINK:
    return PICK({"rises", world->records.link.rises}, {"falls", world->records.link.falls},
                {"up", world->records.link.up}, {"down", world->records.link.down},
                {"begin", world->records.link.begin}, {"end", world->records.link.end},
                {"bclk", world->ticks_bclk});
  default:
    return false;
  }
}

static uint64_t plain_value(const struct binding *binding) {
  switch (binding->kind) {
  case BIND_ENGINE:
    return address_of(binding->engine->handle);
  case BIND_EVENT:
    return address_of(binding->event->kevent);
  case BIND_DEVICE:
    return address_of(binding->device->object);
  case BIND_REGISTRATION:
    return binding->registration->tag;
  default:
    return binding->number;
  }
}

/* ---- expressions ------------------------------------------------------------------------------
 */

static bool scope_word(void *context, const char *word, uint64_t *value, struct text *error) {
  (void)context;
  if (strcmp(word, "DIRQL") == 0) {
    *value = nt_device()->InterruptIrql;
    return true;
  }
  if (expr_constant(word, value))
    return true;
  text_add(error, "unknown word '%s'", word);
  return false;
}

static bool scope_value(void *context, const char *name, const char *field, uint64_t *value,
                        struct text *error) {
  struct world *world = context;
  const struct node *column = field == NULL ? tree_get(world->vector->columns, name) : NULL;
  if (column != NULL) {
    const struct expr_scope scope = {world, scope_value, scope_word};
    return expr_eval(column->text, &scope, value, error);
  }
  struct binding *binding = find(world, name);
  if (binding == NULL) {
    text_add(error, "'$%s' is not bound: the call that names it did not succeed", name);
    return false;
  }
  if (field == NULL) {
    *value = plain_value(binding);
    return true;
  }
  if (field_value(world, binding, field, value, error))
    return true;
  if (error->length == 0)
    text_add(error, "'$%s' has no field '%s'", name, field);
  return false;
}

bool world_int(struct world *world, const struct node *node, uint64_t *value) {
  const struct expr_scope scope = {world, scope_value, scope_word};
  struct text error;
  text_clear(&error);
  if (node->kind == NODE_SCALAR && expr_eval(node->text, &scope, value, &error))
    return true;
  world_fail(world, "value", node->kind == NODE_SCALAR ? node->text : "a number", "%s",
             error.length > 0 ? error.data : tree_kind_name(node));
  return false;
}

bool world_int_key(struct world *world, const struct node *map, const char *key, uint64_t fallback,
                   uint64_t *value) {
  const struct node *node = tree_get(map, key);
  *value = fallback;
  return node == NULL || world_int(world, node, value);
}

bool world_bool_key(struct world *world, const struct node *map, const char *key, bool fallback) {
  const struct node *node = tree_get(map, key);
  (void)world;
  return node == NULL ? fallback : tree_is(node, "true");
}

bool world_ticks(struct world *world, const struct node *node, uint64_t *ticks) {
  const struct expr_scope scope = {world, scope_value, scope_word};
  struct text error;
  text_clear(&error);
  uint64_t count, factor = 0;
  enum time_unit unit;
  if (!expr_time(node->text, &scope, &count, &unit, &error)) {
    world_fail(world, "time", node->text, "%s", error.data);
    return false;
  }
  switch (unit) {
  case UNIT_FRAMES:
    factor = world->ticks_bclk * HDA_ORACLE_FRAME_BCLK;
    break;
  case UNIT_BCLK:
    factor = world->ticks_bclk;
    break;
  case UNIT_CYCLES:
    factor = world->ticks_cycle;
    break;
  case UNIT_S:
    factor = world->ticks_second;
    break;
  default:
    break;
  }
  unsigned __int128 wide = (unsigned __int128)count * factor;
  if (unit == UNIT_US)
    wide = (unsigned __int128)count * world->ticks_second / 1000000;
  if (unit == UNIT_MS)
    wide = (unsigned __int128)count * world->ticks_second / 1000;
  if (wide > UINT64_MAX / 4) {
    world_fail(world, "time", "less than the end of simulated time", "%s", node->text);
    return false;
  }
  *ticks = (uint64_t)wide;
  return true;
}

bool world_format(struct world *world, const struct node *node, HDAUDIO_STREAM_FORMAT *format) {
  uint64_t numbers[FORMAT_MEMBERS] = {0};
  if (node->kind == NODE_MAP) {
    for (unsigned i = 0; i < FORMAT_MEMBERS; i++) {
      if (!world_int_key(world, node, format_field_names[i], 0, &numbers[i]))
        return false;
    }
  } else if (!format_parse(node->text, numbers)) {
    world_fail(world, "format", "rate/bits/channels", "%s", node->text);
    return false;
  }
  memset(format, 0, sizeof *format);
  format->SampleRate = (ULONG)numbers[FORMAT_RATE];
  format->ValidBitsPerSample = (USHORT)numbers[FORMAT_BITS];
  format->ContainerSize = (USHORT)numbers[FORMAT_CONTAINER];
  format->NumberOfChannels = (USHORT)numbers[FORMAT_CHANNELS];
  return true;
}

struct binding *world_ref(struct world *world, const struct node *node, enum bind_kind kind) {
  struct binding *binding = node != NULL ? find(world, node->text + 1) : NULL;
  if (binding != NULL && (kind == BIND_NONE || binding->kind == kind))
    return binding;
  world_fail(world, "name", bind_kind_names[kind], "'%s' is not bound",
             node != NULL ? node->text : "");
  return NULL;
}

void world_take_mark(struct world *world, struct mark *mark) {
  world_now(world, &mark->when);
  mark->counts = world->counts;
  mark->pages = nt_pages_in_use();
  mark->pool_blocks = nt_pool_blocks_in_use();
}

const struct mark *world_since(struct world *world, const struct node *map, const char *key) {
  const struct node *node = tree_get(map, key);
  if (node == NULL)
    return &world->start;
  struct binding *binding = world_ref(world, node, BIND_MARK);
  return binding != NULL ? binding->mark : NULL;
}
