/* SPDX-License-Identifier: Apache-2.0 */
#include "routine.h"

#include <hdaudio.h>
#include <string.h>

#include "world.h"

/* Pointer number `n` among the outputs, typed. */
#define RESULT(type, n) ((type)call->output[n].pointer)
#define ARG(n) (call->argument[n])
#define HANDLE_ARG(n) ((HANDLE)pointer_of(call->argument[n]))
#define POINTER_ARG(type, n) ((type)pointer_of(call->argument[n]))

/* Slots 0 to 13 are laid out alike in V1, V2 and V3, slots 14 to 17 in V2 and V3. BDL has its own
 * order. */
static const HDAUDIO_BUS_INTERFACE_V3 *plain(const struct call *call) {
  return &call->client->interface.v3;
}
static bool is_bdl(const struct call *call) { return call->client->kind == CLIENT_BDL; }
static const HDAUDIO_BUS_INTERFACE_BDL *bdl(const struct call *call) {
  return &call->client->interface.bdl;
}
#define SLOT(member) (is_bdl(call) ? bdl(call)->member : plain(call)->member)

static NTSTATUS start_device(struct call *call) {
  struct world *world = call->world;
  NTSTATUS status = world->plugin->StartDevice(nt_device(), &world->fdo);
  world->started = NT_SUCCESS(status);
  return status;
}

static NTSTATUS remove_device(struct call *call) {
  call->world->plugin->RemoveDevice(call->world->fdo);
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
  return plain(call)->AllocateDmaBuffer(call->context, HANDLE_ARG(0), (SIZE_T)ARG(1),
                                        RESULT(PMDL *, 0), RESULT(PSIZE_T, 1), RESULT(PUCHAR, 2),
                                        RESULT(PULONG, 3));
}

static NTSTATUS free_buffer(struct call *call) {
  return plain(call)->FreeDmaBuffer(call->context, HANDLE_ARG(0));
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

static VOID unsolicited(HDAUDIO_CODEC_RESPONSE Response, PVOID CallbackContext) {
  (void)Response;
  (void)CallbackContext;
}

static NTSTATUS register_callback(struct call *call) {
  PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK routine = ARG(0) != 0 ? unsolicited : NULL;
  return SLOT(RegisterEventCallback)(call->context, routine, POINTER_ARG(PVOID, 1),
                                     RESULT(PUCHAR, 0));
}

static NTSTATUS unregister_callback(struct call *call) {
  return SLOT(UnregisterEventCallback)(call->context, (UCHAR)ARG(0));
}

static NTSTATUS device_information(struct call *call) {
  HDAUDIO_DEVICE_INFORMATION_V2 information;
  memset(&information, ROUTINE_SENTINEL, sizeof information);
  information.Size = (USHORT)ARG(0);
  NTSTATUS status = SLOT(GetDeviceInformation)(call->context, (PVOID)&information);
  const struct {
    const void *field;
    size_t bytes;
  } fields[] = {
      {&information.Size, 2},
      {&information.DeviceVersion, 2},
      {&information.DriverVersion, 2},
      {&information.CodecsDetected, 2},
      {&information.IsStripingSupported, 1},
      {&information.CtrlRevision, 1},
      {&information.CtrlVendorId, 2},
      {&information.CtrlDeviceId, 2},
  };
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    memcpy(call->output[i].cell.bytes, fields[i].field, fields[i].bytes);
  /* Size goes in and comes out: left as given, it was not touched. */
  if (information.Size == (USHORT)ARG(0) && !NT_SUCCESS(status))
    memset(call->output[0].cell.bytes, ROUTINE_SENTINEL, 2);
  return status;
}

static NTSTATUS resource_information(struct call *call) {
  SLOT(GetResourceInformation)(call->context, RESULT(PUCHAR, 0), RESULT(PUCHAR, 1));
  return STATUS_SUCCESS;
}

static NTSTATUS allocate_notifying(struct call *call) {
  return plain(call)->AllocateDmaBufferWithNotification(
      call->context, HANDLE_ARG(0), (ULONG)ARG(1), (SIZE_T)ARG(2), RESULT(PMDL *, 0),
      RESULT(PSIZE_T, 1), RESULT(PSIZE_T, 2), RESULT(PUCHAR, 3), RESULT(PULONG, 4));
}

static NTSTATUS free_notifying(struct call *call) {
  return plain(call)->FreeDmaBufferWithNotification(call->context, HANDLE_ARG(0),
                                                    POINTER_ARG(PMDL, 1), (SIZE_T)ARG(2));
}

static NTSTATUS register_event(struct call *call) {
  return plain(call)->RegisterNotificationEvent(call->context, HANDLE_ARG(0),
                                                POINTER_ARG(PKEVENT, 1));
}

static NTSTATUS unregister_event(struct call *call) {
  return plain(call)->UnregisterNotificationEvent(call->context, HANDLE_ARG(0),
                                                  POINTER_ARG(PKEVENT, 1));
}

static VOID verbs_complete(HDAUDIO_CODEC_TRANSFER *Transfer, PVOID CallbackContext) {
  (void)Transfer;
  (void)CallbackContext;
}

static NTSTATUS transfer_verbs(struct call *call) {
  static HDAUDIO_CODEC_TRANSFER transfer[ROUTINE_MAX_HANDLES];
  memset(transfer, ROUTINE_SENTINEL, sizeof transfer);
  bool given = ARG(1) == (uint64_t)(uintptr_t)call->handles;
  for (size_t i = 0; given && i < ARG(0) && i < ROUTINE_MAX_HANDLES; i++)
    transfer[i].Output.Command = (ULONG)(uintptr_t)call->handles[i];
  NTSTATUS status = SLOT(TransferCodecVerbs)(
      call->context, (ULONG)ARG(0), given ? transfer : POINTER_ARG(PHDAUDIO_CODEC_TRANSFER, 1),
      ARG(2) != 0 ? verbs_complete : NULL, NULL);
  uint32_t response = transfer[0].Input.Response;
  memcpy(call->output[0].cell.bytes, &response, sizeof response);
  call->output[1].cell.bytes[0] = (uint8_t)transfer[0].Input.IsValid;
  return status;
}

NTSTATUS routine_query_interface(struct call *call); /* steps/calls_query.c */

/* QueryInterface takes its outputs from the block that the caller owns: pseudo outputs. */
static const struct routine routines[] = {
    {.name = "StartDevice", .invoke = start_device},
    {.name = "RemoveDevice", .returns_void = true, .invoke = remove_device},
    {.name = "QueryInterface",
     .binds = BIND_CLIENT,
     .arguments = {{"Child", VALUE_INT, "0"},
                   {"InterfaceType", VALUE_WORD, "V2"},
                   {"Size", VALUE_INT, "-1"},
                   {"Version", VALUE_INT, "0x0100"},
                   {"Interface", VALUE_INT, "1"},
                   {"room", VALUE_INT, "256"}},
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
    {.name = "RegisterEventCallback",
     .interfaces = INTERFACE_ALL,
     .binds = BIND_NUMBER,
     .arguments = {{"Routine", VALUE_INT, "1"}, {"Context", VALUE_INT, "0"}},
     .outputs = {{"Tag", 1, true}},
     .invoke = register_callback},
    {.name = "UnregisterEventCallback",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Tag", VALUE_INT, NULL}},
     .invoke = unregister_callback},
    {.name = "GetDeviceInformation",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Size", VALUE_INT, "10"}},
     .outputs = {{"Size", 2, false},
                 {"DeviceVersion", 2, false},
                 {"DriverVersion", 2, false},
                 {"CodecsDetected", 2, false},
                 {"IsStripingSupported", 1, false},
                 {"CtrlRevision", 1, false},
                 {"CtrlVendorId", 2, false},
                 {"CtrlDeviceId", 2, false}},
     .invoke = device_information},
    {.name = "GetResourceInformation",
     .interfaces = INTERFACE_ALL,
     .returns_void = true,
     .outputs = {{"CodecAddress", 1, true}, {"FunctionGroupStartNode", 1, true}},
     .invoke = resource_information},
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
    {.name = "TransferCodecVerbs",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Count", VALUE_INT, NULL},
                   {"CodecTransfer", VALUE_HANDLES, NULL},
                   {"Callback", VALUE_INT, "0"}},
     .outputs = {{"Response", 4, false}, {"IsValid", 1, false}},
     .invoke = transfer_verbs},
};

const struct routine *routine_table(size_t *count) {
  *count = sizeof routines / sizeof routines[0];
  return routines;
}

unsigned routine_argument_count(const struct routine *routine) {
  unsigned count = 0;
  while (count < ROUTINE_MAX_ARGS && routine->arguments[count].name != NULL)
    count++;
  return count;
}

unsigned routine_output_count(const struct routine *routine) {
  unsigned count = 0;
  while (count < ROUTINE_MAX_OUTPUTS && routine->outputs[count].name != NULL)
    count++;
  return count;
}

bool routine_output_touched(const struct call *call, unsigned index) {
  for (size_t i = 0; i < sizeof call->output[index].cell.bytes; i++) {
    if (call->output[index].cell.bytes[i] != ROUTINE_SENTINEL)
      return true;
  }
  return false;
}

uint64_t routine_output_value(const struct call *call, unsigned index) {
  uint64_t value = 0;
  memcpy(&value, call->output[index].cell.bytes, call->routine->outputs[index].bytes);
  return value;
}
