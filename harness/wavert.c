/* SPDX-License-Identifier: Apache-2.0 */
#include "wavert.h"

#include <stdlib.h>
#include <string.h>

#include "engines.h"
#include "matcher.h"

const char *const wavert_interface_names[STREAM_INTERFACES] = {
    [STREAM_NOTIFICATION] = "IMiniportWaveRTStreamNotification",
    [STREAM_INPUT] = "IMiniportWaveRTInputStream",
    [STREAM_OUTPUT] = "IMiniportWaveRTOutputStream",
};

struct object *wavert_add(struct world *world, enum bind_kind kind) {
  struct object *object = calloc(1, sizeof *object);
  if (object == NULL)
    abort();
  object->kind = kind;
  object->live = true;
  object->older = world->objects;
  world->objects = object;
  return object;
}

/* ---- miniports and streams ------------------------------------------------------------------- */

NTSTATUS wavert_create_miniport(struct world *world, ULONG child, struct object **miniport) {
  struct object *object = wavert_add(world, BIND_MINIPORT);
  PMINIPORTWAVERT made = NULL;
  object->pdo = (struct pdo){.world = world, .child = child};
  object->pdo.device = nt_create_pdo(tap_query, &object->pdo);
  NTSTATUS status = world->plugin->Miniport->Create(object->pdo.device, &made);
  log_line(world, "Create of the miniport returned 0x%08X", (unsigned)status);
  object->live = NT_SUCCESS(status);
  object->handle = made;
  if (object->live) {
    *miniport = object;
  } else {
    nt_delete_device(object->pdo.device);
  }
  return status;
}

bool wavert_find_pin(PMINIPORTWAVERT miniport, bool capture, uint64_t nth, ULONG *pin) {
  PPCFILTER_DESCRIPTOR description = NULL;
  KSPIN_DATAFLOW wanted = capture ? KSPIN_DATAFLOW_OUT : KSPIN_DATAFLOW_IN;
  if (!NT_SUCCESS(miniport->lpVtbl->GetDescription(miniport, &description)) || description == NULL)
    return false;
  for (ULONG i = 0; i < description->PinCount; i++) {
    /* Pins may be larger than the structure that begins them. */
    const PCPIN_DESCRIPTOR *one =
        (const PCPIN_DESCRIPTOR *)(const void *)((const uint8_t *)description->Pins +
                                                 (size_t)i * description->PinSize);
    bool streams = one->KsPinDescriptor.Communication == KSPIN_COMMUNICATION_SINK ||
                   one->KsPinDescriptor.Communication == KSPIN_COMMUNICATION_BOTH;
    if (!streams || one->KsPinDescriptor.DataFlow != wanted)
      continue;
    *pin = i;
    if (nth-- == 0)
      return true;
  }
  return false;
}

static ULONG release(void *interface) { return ((PUNKNOWN)interface)->lpVtbl->Release(interface); }

static void release_interfaces(struct object *stream) {
  for (unsigned i = 0; i < STREAM_INTERFACES; i++) {
    if (stream->interface[i] != NULL)
      release(stream->interface[i]);
    stream->interface[i] = NULL;
  }
}

void wavert_release(struct world *world, struct object *object, ULONG *left) {
  if (object->kind == BIND_STREAM)
    release_interfaces(object);
  *left = release(object->handle);
  object->live = false;
  log_line(world, "Release returned %u", *left);
  if (object->kind == BIND_STREAM)
    release(object->port_stream);
  if (object->pdo.device != NULL)
    nt_delete_device(object->pdo.device);
}

PUNKNOWN wavert_query(PMINIPORTWAVERTSTREAM stream, enum stream_interface which) {
  static const GUID *const ids[STREAM_INTERFACES] = {
      [STREAM_NOTIFICATION] = &IID_IMiniportWaveRTStreamNotification,
      [STREAM_INPUT] = &IID_IMiniportWaveRTInputStream,
      [STREAM_OUTPUT] = &IID_IMiniportWaveRTOutputStream,
  };
  PVOID interface = NULL;
  NTSTATUS status = stream->lpVtbl->QueryInterface(stream, ids[which], &interface);
  return NT_SUCCESS(status) ? interface : NULL;
}

void *wavert_interface(struct object *stream, enum stream_interface which) {
  if (stream->interface[which] == NULL)
    stream->interface[which] = wavert_query(stream->handle, which);
  return stream->interface[which];
}

/* ---- filters and pins ------------------------------------------------------------------------ */

void wavert_close_pin(struct world *world, struct object *pin) {
  world->plugin->Port->ClosePin(pin->handle);
  pin->live = false;
  log_line(world, "ClosePin");
  if (pin->buffer != NULL)
    pin->buffer->user = NULL; /* the mapping went with the pin */
}

void wavert_destroy_filter(struct world *world, struct object *filter) {
  world->plugin->Port->DestroyFilter(filter->handle);
  filter->live = false;
  log_line(world, "DestroyFilter");
}

/* ---- buffers --------------------------------------------------------------------------------- */

struct buffer *wavert_take_buffer(struct world *world, struct object *object, size_t before,
                                  PMDL mdl, uint64_t size, unsigned count) {
  struct buffer *buffer = NULL;
  if (world->buffer_count > before) {
    buffer = world->buffers[world->buffer_count - 1];
  } else {
    /* No DDI call was heard: what the caller got is all that is known. */
    buffer = world_add_buffer(world);
    buffer->mdl = mdl;
    buffer->stream = world->programmed_stream;
    buffer->live = true;
    engines_take_pages(buffer);
  }
  buffer->size = size;
  buffer->count = count;
  if (buffer->engine != NULL) {
    engines_change_format(world, buffer->engine->handle, &object->format,
                          buffer->engine->converter);
    buffer->engine->capture = object->capture;
  }
  object->buffer = buffer;
  return buffer;
}

/* ---- begin and end --------------------------------------------------------------------------- */

static void must_succeed(struct world *world, const char *what, NTSTATUS status) {
  struct text seen;
  if (NT_SUCCESS(status))
    return;
  text_clear(&seen);
  matcher_show(&seen, (uint32_t)status, STYLE_STATUS);
  world_fail(world, what, "success", "%s", seen.data);
}

static void bind_object(struct world *world, const char *name, struct object *object) {
  struct binding *binding = world_bind(world, name, object->kind);
  if (binding != NULL)
    binding->object = object;
}

void wavert_open(struct world *world, enum wavert_mode mode) {
  struct object *miniport = NULL;
  if (mode == WAVERT_NONE)
    return;
  if (world->plugin->Miniport == NULL || (mode == WAVERT_PORT && world->plugin->Port == NULL)) {
    world_block(world, "the plug-in has no WaveRT %s",
                world->plugin->Miniport == NULL ? "miniport" : "port driver");
    return;
  }
  must_succeed(world, "Create of the miniport", wavert_create_miniport(world, 0, &miniport));
  if (miniport == NULL)
    return;
  bind_object(world, "miniport", miniport);
  if (mode == WAVERT_MINIPORT) {
    PMINIPORTWAVERT object = miniport->handle;
    must_succeed(world, "Init of the miniport",
                 object->lpVtbl->Init(object, NULL, NULL, host_port()));
    return;
  }
  PVOID handle = NULL;
  must_succeed(world, "CreateFilter", world->plugin->Port->CreateFilter(miniport->handle, &handle));
  if (world->stop)
    return;
  struct object *filter = wavert_add(world, BIND_FILTER);
  filter->handle = handle;
  filter->miniport = miniport->handle;
  bind_object(world, "filter", filter);
}

static void expect_no_reference(struct world *world, const char *what, long left) {
  world->result->expectations++;
  if (left != 0)
    world_fail(world, what, "0", "%ld", left);
}

void wavert_close(struct world *world) {
  for (struct object *object = world->objects; object != NULL; object = object->older) {
    ULONG left = 0;
    if (!object->live)
      continue;
    switch (object->kind) {
    case BIND_PIN:
      wavert_close_pin(world, object);
      break;
    case BIND_FILTER:
      wavert_destroy_filter(world, object);
      break;
    default:
      wavert_release(world, object, &left);
      expect_no_reference(world,
                          object->kind == BIND_STREAM
                              ? "references to the stream after its release"
                              : "references to the miniport after its release",
                          (long)left);
      break;
    }
  }
  expect_no_reference(world, "references to the port after the release of all miniports",
                      (long)host_port_references());
  expect_no_reference(world, "references to bus interfaces after the release of all miniports",
                      tap_references(world));
}
