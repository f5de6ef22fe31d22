/* SPDX-License-Identifier: Apache-2.0 */
/* routines_port.c: filters of the WaveRT port driver and their pins. */
#include "routine_fields.h"
#include "wavert.h"

static NTSTATUS create_filter(struct call *call) {
  PVOID handle = NULL;
  NTSTATUS status = call->world->plugin->Port->CreateFilter(call->object->handle, &handle);
  if (!NT_SUCCESS(status))
    return status;
  struct object *filter = wavert_add(call->world, BIND_FILTER);
  filter->handle = handle;
  filter->miniport = call->object->handle;
  call->made = filter;
  return status;
}

/* The door wants the pins closed before: a vector that forgot to is wrong, not the driver. */
static NTSTATUS destroy_filter(struct call *call) {
  for (const struct object *pin = call->world->objects; pin != NULL; pin = pin->older) {
    if (pin->live && pin->filter == call->object) {
      world_fail(call->world, "pins of the filter", "closed before it is destroyed", "one is open");
      return STATUS_SUCCESS;
    }
  }
  wavert_destroy_filter(call->world, call->object);
  return STATUS_SUCCESS;
}

static NTSTATUS create_pin(struct call *call) {
  union dataformat room;
  PVOID handle = NULL;
  ULONG id;
  if (!routine_pin(call, call->object->miniport, &id))
    return STATUS_NOT_FOUND;
  NTSTATUS status = call->world->plugin->Port->CreatePin(
      call->object->handle, id, (BOOLEAN)ARG(2), routine_dataformat(call, &room, 4), &handle);
  if (!NT_SUCCESS(status))
    return status;
  struct object *pin = wavert_add(call->world, BIND_PIN);
  pin->handle = handle;
  pin->filter = call->object;
  pin->capture = ARG(2) != 0;
  pin->format = call->format;
  call->made = pin;
  return status;
}

static NTSTATUS close_pin(struct call *call) {
  wavert_close_pin(call->world, call->object);
  return STATUS_SUCCESS;
}

static const struct routine routines[] = {
    {.name = "CreateFilter",
     .object = BIND_MINIPORT,
     .needs = NEEDS_PORT,
     .binds = BIND_FILTER,
     .invoke = create_filter},
    {.name = "DestroyFilter",
     .object = BIND_FILTER,
     .returns_void = true,
     .invoke = destroy_filter},
    {.name = "CreatePin",
     .object = BIND_FILTER,
     .binds = BIND_PIN,
     .arguments = {PIN_ARGUMENTS("PinId"), DATAFORMAT_ARGUMENTS},
     .invoke = create_pin},
    {.name = "ClosePin", .object = BIND_PIN, .returns_void = true, .invoke = close_pin},
};

const struct routine_group routines_port = {routines, sizeof routines / sizeof routines[0]};
