/* SPDX-License-Identifier: Apache-2.0 */
/* routines_bus.c: interface, engines, buffers and events of the bus driver. */
#include "routine_call.h"

static NTSTATUS start_device(struct call *call) {
  struct world *world = call->world;
  NTSTATUS status = world->plugin->Bus->StartDevice(nt_device(), &world->fdo);
  world->started = NT_SUCCESS(status);
  return status;
}

static NTSTATUS remove_device(struct call *call) {
  call->world->plugin->Bus->RemoveDevice(call->world->fdo);
  call->world->started = false;
  return STATUS_SUCCESS;
}

static NTSTATUS interface_reference(struct call *call) {
  call->client->interface.header.InterfaceReference(call->context);
  call->client->references++;
  return STATUS_SUCCESS;
}

static NTSTATUS interface_dereference(struct call *call) {
  call->client->interface.header.InterfaceDereference(call->context);
  if (call->client->references > 0)
    call->client->references--;
  return STATUS_SUCCESS;
}

static NTSTATUS allocate_render(struct call *call) {
  return SLOT(AllocateRenderDmaEngine)(call->context, call->format_pointer, (BOOLEAN)ARG(1),
                                       RESULT(PHANDLE, 0), RESULT(PHDAUDIO_CONVERTER_FORMAT, 1));
}

static NTSTATUS allocate_capture(struct call *call) {
  return SLOT(AllocateCaptureDmaEngine)(call->context, (UCHAR)ARG(0), call->format_pointer,
                                        RESULT(PHANDLE, 0), RESULT(PHDAUDIO_CONVERTER_FORMAT, 1));
}

static NTSTATUS change_bandwidth(struct call *call) {
  return SLOT(ChangeBandwidthAllocation)(call->context, HANDLE_ARG(0), call->format_pointer,
                                         RESULT(PHDAUDIO_CONVERTER_FORMAT, 0));
}

static NTSTATUS allocate_buffer(struct call *call) {
  return routine_plain(call)->AllocateDmaBuffer(call->context, HANDLE_ARG(0), (SIZE_T)ARG(1),
                                                RESULT(PMDL *, 0), RESULT(PSIZE_T, 1),
                                                RESULT(PUCHAR, 2), RESULT(PULONG, 3));
}

static NTSTATUS free_buffer(struct call *call) {
  return routine_plain(call)->FreeDmaBuffer(call->context, HANDLE_ARG(0));
}

static NTSTATUS free_engine(struct call *call) {
  return SLOT(FreeDmaEngine)(call->context, HANDLE_ARG(0));
}

static NTSTATUS set_state(struct call *call) {
  return SLOT(SetDmaEngineState)(call->context, (HDAUDIO_STREAM_STATE)ARG(0), (ULONG)ARG(1),
                                 POINTER_ARG(PHANDLE, 2));
}

static NTSTATUS wall_clock(struct call *call) {
  SLOT(GetWallClockRegister)(call->context, RESULT(PULONG *, 0));
  return STATUS_SUCCESS;
}

static NTSTATUS link_position(struct call *call) {
  return SLOT(GetLinkPositionRegister)(call->context, HANDLE_ARG(0), RESULT(PULONG *, 0));
}

static NTSTATUS allocate_notifying(struct call *call) {
  return routine_plain(call)->AllocateDmaBufferWithNotification(
      call->context, HANDLE_ARG(0), (ULONG)ARG(1), (SIZE_T)ARG(2), RESULT(PMDL *, 0),
      RESULT(PSIZE_T, 1), RESULT(PSIZE_T, 2), RESULT(PUCHAR, 3), RESULT(PULONG, 4));
}

static NTSTATUS free_notifying(struct call *call) {
  return routine_plain(call)->FreeDmaBufferWithNotification(call->context, HANDLE_ARG(0),
                                                            POINTER_ARG(PMDL, 1), (SIZE_T)ARG(2));
}

static NTSTATUS register_event(struct call *call) {
  return routine_plain(call)->RegisterNotificationEvent(call->context, HANDLE_ARG(0),
                                                        POINTER_ARG(PKEVENT, 1));
}

static NTSTATUS unregister_event(struct call *call) {
  return routine_plain(call)->UnregisterNotificationEvent(call->context, HANDLE_ARG(0),
                                                          POINTER_ARG(PKEVENT, 1));
}

NTSTATUS routine_query_interface(struct call *call); /* steps/calls_query.c */

static const char *const interface_types[] = {"V1", "V2", "V3", "BDL", "unknown", "NULL", NULL};

/* QueryInterface takes its outputs from the block that the caller owns: pseudo outputs. */
static const struct routine routines[] = {
    {.name = "StartDevice", .invoke = start_device},
    {.name = "RemoveDevice", .returns_void = true, .invoke = remove_device},
    {.name = "QueryInterface",
     .binds = BIND_CLIENT,
     .arguments = {{"Child", VALUE_INT, "0"},
                   {"InterfaceType", VALUE_WORD, "V2", interface_types},
                   {"Size", VALUE_INT, "-1"},
                   {"Version", VALUE_INT, "0x0100"},
                   {"Interface", VALUE_INT, "1"},
                   {"room", VALUE_INT, "256"},
                   {"InterfaceSpecificData", VALUE_INT, "0"}},
     .outputs = {{"Size", 2, false},
                 {"Version", 2, false},
                 {"Context", 8, false},
                 {"Information", 8, false},
                 {"functions", 8, false},
                 {"bytes_written", 8, false},
                 {"Interface", 8, false}},
     .invoke = routine_query_interface},
    {.name = "InterfaceReference",
     .interfaces = INTERFACE_ALL,
     .returns_void = true,
     .invoke = interface_reference},
    {.name = "InterfaceDereference",
     .interfaces = INTERFACE_ALL,
     .returns_void = true,
     .invoke = interface_dereference},
    {.name = "AllocateRenderDmaEngine",
     .interfaces = INTERFACE_ALL,
     .binds = BIND_ENGINE,
     .arguments = {{"StreamFormat", VALUE_FORMAT, NULL}, {"Stripe", VALUE_BOOL, "false"}},
     .outputs = {{"Handle", 8, true}, {"ConverterFormat", 2, true}},
     .invoke = allocate_render},
    {.name = "AllocateCaptureDmaEngine",
     .interfaces = INTERFACE_ALL,
     .binds = BIND_ENGINE,
     .arguments = {{"CodecAddress", VALUE_INT, "0"}, {"StreamFormat", VALUE_FORMAT, NULL}},
     .outputs = {{"Handle", 8, true}, {"ConverterFormat", 2, true}},
     .invoke = allocate_capture},
    {.name = "ChangeBandwidthAllocation",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Handle", VALUE_INT, NULL}, {"StreamFormat", VALUE_FORMAT, NULL}},
     .outputs = {{"ConverterFormat", 2, true}},
     .invoke = change_bandwidth},
    {.name = "AllocateDmaBuffer",
     .interfaces = INTERFACE_PLAIN,
     .binds = BIND_BUFFER,
     .arguments = {{"Handle", VALUE_INT, NULL}, {"RequestedBufferSize", VALUE_INT, NULL}},
     .outputs = {{"BufferMdl", 8, true},
                 {"AllocatedBufferSize", 8, true},
                 {"StreamId", 1, true},
                 {"FifoSize", 4, true}},
     .invoke = allocate_buffer},
    {.name = "FreeDmaBuffer",
     .interfaces = INTERFACE_PLAIN,
     .arguments = {{"Handle", VALUE_INT, NULL}},
     .invoke = free_buffer},
    {.name = "FreeDmaEngine",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Handle", VALUE_INT, NULL}},
     .invoke = free_engine},
    {.name = "SetDmaEngineState",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"StreamState", VALUE_INT, NULL},
                   {"NumberOfHandles", VALUE_INT, "-1"},
                   {"Handles", VALUE_HANDLES, NULL}},
     .invoke = set_state},
    {.name = "GetWallClockRegister",
     .interfaces = INTERFACE_ALL,
     .returns_void = true,
     .binds = BIND_POINTER,
     .outputs = {{"Wallclock", 8, true}},
     .invoke = wall_clock},
    {.name = "GetLinkPositionRegister",
     .interfaces = INTERFACE_ALL,
     .binds = BIND_POINTER,
     .arguments = {{"Handle", VALUE_INT, NULL}},
     .outputs = {{"Position", 8, true}},
     .invoke = link_position},
    {.name = "AllocateDmaBufferWithNotification",
     .interfaces = INTERFACE_V2_V3,
     .binds = BIND_BUFFER,
     .arguments = {{"Handle", VALUE_INT, NULL},
                   {"NotificationCount", VALUE_INT, NULL},
                   {"RequestedBufferSize", VALUE_INT, NULL}},
     .outputs = {{"BufferMdl", 8, true},
                 {"AllocatedBufferSize", 8, true},
                 {"OffsetFromFirstPage", 8, true},
                 {"StreamId", 1, true},
                 {"FifoSize", 4, true}},
     .invoke = allocate_notifying},
    {.name = "FreeDmaBufferWithNotification",
     .interfaces = INTERFACE_V2_V3,
     .arguments = {{"Handle", VALUE_INT, NULL},
                   {"BufferMdl", VALUE_INT, NULL},
                   {"BufferSize", VALUE_INT, NULL}},
     .invoke = free_notifying},
    {.name = "RegisterNotificationEvent",
     .interfaces = INTERFACE_V2_V3,
     .arguments = {{"Handle", VALUE_INT, NULL}, {"NotificationEvent", VALUE_INT, NULL}},
     .invoke = register_event},
    {.name = "UnregisterNotificationEvent",
     .interfaces = INTERFACE_V2_V3,
     .arguments = {{"Handle", VALUE_INT, NULL}, {"NotificationEvent", VALUE_INT, NULL}},
     .invoke = unregister_event},
};

const struct routine_group routines_bus = {routines, sizeof routines / sizeof routines[0]};
