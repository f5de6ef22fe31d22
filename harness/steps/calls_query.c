/* SPDX-License-Identifier: Apache-2.0 */
/* calls_query.c: getting and returning an interface. */
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"

NTSTATUS routine_query_interface(struct call *call);

static const GUID unknown_guid = {0x0D15EA5E, 0x0BAD, 0x4BAD, {0xBA, 0xAD, 1, 2, 3, 4, 5, 6}};
static const struct {
  const GUID *guid;
  size_t size;
} interface_types[] = {
    {&GUID_HDAUDIO_BUS_INTERFACE, sizeof(HDAUDIO_BUS_INTERFACE)},
    {&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof(HDAUDIO_BUS_INTERFACE_V2)},
    {&GUID_HDAUDIO_BUS_INTERFACE_V3, sizeof(HDAUDIO_BUS_INTERFACE_V3)},
    {&GUID_HDAUDIO_BUS_INTERFACE_BDL, sizeof(HDAUDIO_BUS_INTERFACE_BDL)},
    {&unknown_guid, sizeof(HDAUDIO_BUS_INTERFACE_V2)},
    {NULL, sizeof(HDAUDIO_BUS_INTERFACE_V2)},
};
enum { ARG_CHILD, ARG_TYPE, ARG_SIZE, ARG_VERSION, ARG_INTERFACE, ARG_ROOM, ARG_SPECIFIC };
enum {
  OUT_SIZE,
  OUT_VERSION,
  OUT_CONTEXT,
  OUT_INFORMATION,
  OUT_FUNCTIONS,
  OUT_WRITTEN,
  OUT_INTERFACE
};

static struct client *new_client(struct world *world) {
  struct client *client = calloc(1, sizeof *client);
  if (client == NULL)
    abort();
  world->clients = array_grow(world->clients, world->client_count, &world->client_capacity,
                              sizeof(struct client *));
  world->clients[world->client_count++] = client;
  memset(&client->interface, ROUTINE_SENTINEL, sizeof client->interface);
  return client;
}

static void put(struct call *call, unsigned output, uint64_t value, size_t bytes) {
  memcpy(call->output[output].cell.bytes, &value, bytes);
}

/* The outputs are what stands in the caller's block afterwards. */
static void look_at_block(struct call *call, const struct client *client, size_t size) {
  const uint8_t *bytes = client->interface.bytes;
  size_t written = 0, functions = 0;
  for (size_t i = 0; i < sizeof client->interface.bytes; i++) {
    if (bytes[i] != ROUTINE_SENTINEL)
      written = i + 1;
  }
  for (size_t at = sizeof(INTERFACE); at + sizeof(void *) <= size; at += sizeof(void *)) {
    uint64_t slot;
    memcpy(&slot, bytes + at, sizeof slot);
    if (slot != 0 && slot != UINT64_C(0xA5A5A5A5A5A5A5A5))
      functions++;
  }
  put(call, OUT_WRITTEN, written, 8);
  put(call, OUT_FUNCTIONS, functions, 8);
  if (written == 0)
    return;
  put(call, OUT_INTERFACE, written, 8);
  put(call, OUT_SIZE, client->interface.header.Size, 2);
  put(call, OUT_VERSION, client->interface.header.Version, 2);
  put(call, OUT_CONTEXT, (uint64_t)(uintptr_t)client->interface.header.Context, 8);
}

NTSTATUS routine_query_interface(struct call *call) {
  struct world *world = call->world;
  uint64_t type = call->argument[ARG_TYPE];
  size_t size = interface_types[type].size;
  uint64_t asked = call->argument[ARG_SIZE] == UINT64_MAX ? size : call->argument[ARG_SIZE];
  struct client *client = new_client(world);
  call->client = client;
  client->kind = type < CLIENT_KINDS ? (enum client_kind)type : CLIENT_V2;
  client->room = (size_t)call->argument[ARG_ROOM];
  if (client->room > sizeof client->interface.bytes)
    client->room = sizeof client->interface.bytes;
  PINTERFACE block = pointer_of(call->argument[ARG_INTERFACE]);
  if (call->argument[ARG_INTERFACE] == 1)
    block = &client->interface.header;
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information;
  memset(&information, ROUTINE_SENTINEL, sizeof information);
  world->plugin->Bus->QueryInterface(
      world->fdo, (ULONG)call->argument[ARG_CHILD], interface_types[type].guid, (USHORT)asked,
      (USHORT)call->argument[ARG_VERSION], block, pointer_of(call->argument[ARG_SPECIFIC]), &status,
      &information);
  put(call, OUT_INFORMATION, information, 8);
  look_at_block(call, client, asked < size ? (size_t)asked : size);
  if (NT_SUCCESS(status) && block == &client->interface.header)
    client->references = 1;
  return status;
}

/* A driver that does not have the interface leaves the caller's block alone. */
static void refused(struct world *world, const struct client *client) {
  static const char *const about[] = {"DDI-QI-011", NULL};
  struct hda_sim_time now;
  world_now(world, &now);
  for (size_t i = 0; i < sizeof client->interface.bytes; i++) {
    if (client->interface.bytes[i] != ROUTINE_SENTINEL) {
      world_fail_rule(world, "QueryInterface before the first step", about,
                      "STATUS_NOT_SUPPORTED with nothing written", "the interface was written",
                      &now);
      return;
    }
  }
  world_block(world, "the DDI has no interface %s", world->vector->interface);
}

struct client *world_open_client(struct world *world, enum client_kind kind) {
  struct client *client = new_client(world);
  client->kind = kind;
  client->room = sizeof client->interface.bytes;
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information = 0;
  world->plugin->Bus->QueryInterface(world->fdo, 0, interface_types[kind].guid,
                                     (USHORT)interface_types[kind].size, HDAUDIO_INTERFACE_VERSION,
                                     &client->interface.header, NULL, &status, &information);
  log_line(world, "QueryInterface returned 0x%08X", (unsigned)status);
  if (NT_SUCCESS(status)) {
    client->references = 1;
    return client;
  }
  if (status == STATUS_NOT_SUPPORTED || status == STATUS_NOT_IMPLEMENTED) {
    refused(world, client);
  } else {
    struct text seen;
    text_clear(&seen);
    matcher_show(&seen, (uint32_t)status, STYLE_STATUS);
    world_fail(world, "QueryInterface before the first step", "success", "%s", seen.data);
  }
  return NULL;
}

void world_close_client(struct world *world, struct client *client) {
  for (; client->references > 0; client->references--) {
    log_line(world, "InterfaceDereference");
    client->interface.header.InterfaceDereference(client->interface.header.Context);
  }
}
