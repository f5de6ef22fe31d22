/* SPDX-License-Identifier: Apache-2.0 */
/* routines_miniport.c: WaveRT miniports and the streams they make, called without a port driver. */
#include "routine_fields.h"
#include "wavert.h"

#define STREAM ((PMINIPORTWAVERTSTREAM)call->method_table)
#define NOTIFICATION ((PMINIPORTWAVERTSTREAMNOTIFICATION)call->method_table)
#define INPUT ((PMINIPORTWAVERTINPUTSTREAM)call->method_table)
#define OUTPUT ((PMINIPORTWAVERTOUTPUTSTREAM)call->method_table)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the miniport ---------------------------------------------------------------------------- */

static NTSTATUS create_miniport(struct call *call) {
  struct object *made = NULL;
  NTSTATUS status = wavert_create_miniport(call->world, (ULONG)ARG(0), &made);
  call->made = made;
  return status;
}

static NTSTATUS init(struct call *call) {
  PMINIPORTWAVERT miniport = call->method_table;
  PPORTWAVERT port = ARG(2) == 1 ? host_port() : POINTER_ARG(PPORTWAVERT, 2);
  return miniport->lpVtbl->Init(miniport, POINTER_ARG(PUNKNOWN, 0), POINTER_ARG(PRESOURCELIST, 1),
                                port);
}

/* Arguments 0 to 2 are PIN_ARGUMENTS. False after the vector was blocked. */
bool routine_pin(struct call *call, PMINIPORTWAVERT miniport, ULONG *pin) {
  *pin = (ULONG)ARG(0);
  if (ARG(0) != UINT64_MAX || wavert_find_pin(miniport, ARG(2) != 0, ARG(1), pin))
    return true;
  world_block(call->world, "the miniport has not so many pins that %s",
              ARG(2) != 0 ? "capture" : "render");
  return false;
}

static NTSTATUS new_stream(struct call *call) {
  struct world *world = call->world;
  PMINIPORTWAVERT miniport = call->method_table;
  union dataformat room;
  PPORTWAVERTSTREAM port_stream = NULL;
  ULONG pin;
  if (!routine_pin(call, miniport, &pin))
    return STATUS_NOT_FOUND;
  NTSTATUS status = world->plugin->Port->CreatePortStream(&port_stream);
  if (!NT_SUCCESS(status))
    return status;
  status = miniport->lpVtbl->NewStream(miniport, RESULT(PMINIPORTWAVERTSTREAM *, 0), port_stream,
                                       pin, (BOOLEAN)ARG(2), routine_dataformat(call, &room, 4));
  if (!NT_SUCCESS(status) || call->output[0].pointer != &call->output[0].cell) {
    port_stream->lpVtbl->Release(port_stream);
    return status;
  }
  struct object *stream = wavert_add(world, BIND_STREAM);
  stream->handle = pointer_of(routine_output_value(call, 0));
  stream->port_stream = port_stream;
  stream->capture = ARG(2) != 0;
  stream->format = call->format;
  call->made = stream;
  return status;
}

static NTSTATUS surprise_removal(struct call *call) {
  if (call->world->plugin->Miniport->SurpriseRemoval != NULL) {
    call->world->plugin->Miniport->SurpriseRemoval(call->object->handle);
  } else {
    world_block(call->world, "the miniport has no SurpriseRemoval");
  }
  return STATUS_SUCCESS;
}

static NTSTATUS release(struct call *call) {
  ULONG left = 0;
  wavert_release(call->world, call->object, &left);
  memcpy(call->output[0].cell.bytes, &left, sizeof left);
  return STATUS_SUCCESS;
}

/* ---- IMiniportWaveRTStream ------------------------------------------------------------------- */

static NTSTATUS query_interface(struct call *call) {
  static const GUID unknown = {0x0D15EA5E, 0x0BAD, 0x4BAD, {0xBA, 0xAD, 1, 2, 3, 4, 5, 6}};
  static const GUID *const ids[] = {&IID_IUnknown,
                                    &IID_IMiniportWaveRTStream,
                                    &IID_IMiniportWaveRTStreamNotification,
                                    &IID_IMiniportWaveRTInputStream,
                                    &IID_IMiniportWaveRTOutputStream,
                                    &unknown};
  PVOID interface = NULL;
  NTSTATUS status = STREAM->lpVtbl->QueryInterface(STREAM, ids[ARG(0)], &interface);
  memcpy(call->output[0].cell.bytes, &interface, sizeof interface);
  if (NT_SUCCESS(status) && interface != NULL)
    ((PUNKNOWN)interface)->lpVtbl->Release(interface);
  return status;
}

static NTSTATUS set_format(struct call *call) {
  union dataformat room;
  NTSTATUS status = STREAM->lpVtbl->SetFormat(STREAM, routine_dataformat(call, &room, 1));
  if (NT_SUCCESS(status))
    call->object->format = call->format;
  return status;
}

static NTSTATUS set_state(struct call *call) {
  return STREAM->lpVtbl->SetState(STREAM, (KSSTATE)ARG(0));
}

static NTSTATUS get_position(struct call *call) {
  static const struct member members[] = {MEMBER(KSAUDIO_POSITION, PlayOffset),
                                          MEMBER(KSAUDIO_POSITION, WriteOffset)};
  KSAUDIO_POSITION position;
  memset(&position, ROUTINE_SENTINEL, sizeof position);
  NTSTATUS status = STREAM->lpVtbl->GetPosition(STREAM, &position);
  routine_take_members(call, &position, members, COUNT(members));
  return status;
}

/* The offset is what the miniport says: whether DMA begins there is seen in the data. */
static void take_buffer(struct call *call, size_t before, unsigned count) {
  struct buffer *buffer = wavert_take_buffer(call->world, call->object, before,
                                             pointer_of(routine_output_value(call, 0)),
                                             routine_output_value(call, 1), count);
  buffer->offset = routine_output_value(call, 2);
  call->made = buffer;
}

static NTSTATUS allocate_plain(struct call *call) {
  size_t before = call->world->buffer_count;
  NTSTATUS status = STREAM->lpVtbl->AllocateAudioBuffer(STREAM, (ULONG)ARG(0), RESULT(PMDL *, 0),
                                                        RESULT(ULONG *, 1), RESULT(ULONG *, 2),
                                                        RESULT(MEMORY_CACHING_TYPE *, 3));
  if (NT_SUCCESS(status))
    take_buffer(call, before, 0);
  return status;
}

static NTSTATUS free_plain(struct call *call) {
  STREAM->lpVtbl->FreeAudioBuffer(STREAM, POINTER_ARG(PMDL, 0), (ULONG)ARG(1));
  return STATUS_SUCCESS;
}

static NTSTATUS latency(struct call *call) {
  static const struct member members[] = {MEMBER(KSRTAUDIO_HWLATENCY, FifoSize),
                                          MEMBER(KSRTAUDIO_HWLATENCY, ChipsetDelay),
                                          MEMBER(KSRTAUDIO_HWLATENCY, CodecDelay)};
  KSRTAUDIO_HWLATENCY result;
  memset(&result, ROUTINE_SENTINEL, sizeof result);
  STREAM->lpVtbl->GetHWLatency(STREAM, &result);
  routine_take_members(call, &result, members, COUNT(members));
  return STATUS_SUCCESS;
}

static void take_register(struct call *call, const KSRTAUDIO_HWREGISTER *result) {
  static const struct member members[] = {
      MEMBER(KSRTAUDIO_HWREGISTER, Register), MEMBER(KSRTAUDIO_HWREGISTER, Width),
      MEMBER(KSRTAUDIO_HWREGISTER, Numerator), MEMBER(KSRTAUDIO_HWREGISTER, Denominator),
      MEMBER(KSRTAUDIO_HWREGISTER, Accuracy)};
  routine_take_members(call, result, members, COUNT(members));
}

static NTSTATUS position_register(struct call *call) {
  KSRTAUDIO_HWREGISTER result;
  memset(&result, ROUTINE_SENTINEL, sizeof result);
  NTSTATUS status = STREAM->lpVtbl->GetPositionRegister(STREAM, &result);
  take_register(call, &result);
  return status;
}

static NTSTATUS clock_register(struct call *call) {
  KSRTAUDIO_HWREGISTER result;
  memset(&result, ROUTINE_SENTINEL, sizeof result);
  NTSTATUS status = STREAM->lpVtbl->GetClockRegister(STREAM, &result);
  take_register(call, &result);
  return status;
}

/* ---- IMiniportWaveRTStreamNotification ------------------------------------------------------- */

static NTSTATUS allocate_notifying(struct call *call) {
  size_t before = call->world->buffer_count;
  NTSTATUS status = NOTIFICATION->lpVtbl->AllocateBufferWithNotification(
      NOTIFICATION, (ULONG)ARG(0), (ULONG)ARG(1), RESULT(PMDL *, 0), RESULT(ULONG *, 1),
      RESULT(ULONG *, 2), RESULT(MEMORY_CACHING_TYPE *, 3));
  if (NT_SUCCESS(status))
    take_buffer(call, before, (unsigned)ARG(0));
  return status;
}

static NTSTATUS free_notifying(struct call *call) {
  NOTIFICATION->lpVtbl->FreeBufferWithNotification(NOTIFICATION, POINTER_ARG(PMDL, 0),
                                                   (ULONG)ARG(1));
  return STATUS_SUCCESS;
}

static NTSTATUS register_event(struct call *call) {
  return NOTIFICATION->lpVtbl->RegisterNotificationEvent(NOTIFICATION, POINTER_ARG(PKEVENT, 0));
}

static NTSTATUS unregister_event(struct call *call) {
  return NOTIFICATION->lpVtbl->UnregisterNotificationEvent(NOTIFICATION, POINTER_ARG(PKEVENT, 0));
}

/* ---- packet mode ----------------------------------------------------------------------------- */

static NTSTATUS read_packet(struct call *call) {
  return INPUT->lpVtbl->GetReadPacket(INPUT, RESULT(ULONG *, 0), RESULT(DWORD *, 1),
                                      RESULT(ULONG64 *, 2), RESULT(BOOL *, 3));
}

static NTSTATUS write_packet(struct call *call) {
  return OUTPUT->lpVtbl->SetWritePacket(OUTPUT, (ULONG)ARG(0), (DWORD)ARG(1), (ULONG)ARG(2));
}

static NTSTATUS presentation(struct call *call) {
  static const struct member members[] = {
      MEMBER(KSAUDIO_PRESENTATION_POSITION, u64PositionInBlocks),
      MEMBER(KSAUDIO_PRESENTATION_POSITION, u64QPCPosition)};
  KSAUDIO_PRESENTATION_POSITION position;
  memset(&position, ROUTINE_SENTINEL, sizeof position);
  NTSTATUS status = OUTPUT->lpVtbl->GetOutputStreamPresentationPosition(OUTPUT, &position);
  routine_take_members(call, &position, members, COUNT(members));
  return status;
}

static NTSTATUS packet_count(struct call *call) {
  return OUTPUT->lpVtbl->GetPacketCount(OUTPUT, RESULT(ULONG *, 0));
}

/* ---- the table ------------------------------------------------------------------------------- */

static const char *const interface_ids[] = {"IUnknown",
                                            "IMiniportWaveRTStream",
                                            "IMiniportWaveRTStreamNotification",
                                            "IMiniportWaveRTInputStream",
                                            "IMiniportWaveRTOutputStream",
                                            "unknown",
                                            NULL};

#define METHOD(kind, text, function, need)                                                         \
  .name = text, .object = kind, .needs = need, .invoke = function
#define MINIPORT_METHOD(method, function) METHOD(BIND_MINIPORT, "Miniport." method, function, 0)
#define STREAM_METHOD(method, function) METHOD(BIND_STREAM, "Stream." method, function, 0)
#define STREAM_METHOD_OF(need, method, function)                                                   \
  METHOD(BIND_STREAM, "Stream." method, function, need)
#define BUFFER_OUTPUTS                                                                             \
  {"AudioBufferMdl", 8, true}, {"ActualSize", 4, true}, {"OffsetFromFirstPage", 4, true}, {        \
    "CacheType", 4, true                                                                           \
  }
#define BUFFER_ARGUMENTS                                                                           \
  {"AudioBufferMdl", VALUE_INT, NULL, NULL}, { "BufferSize", VALUE_INT, NULL, NULL }
#define REGISTER_OUTPUTS                                                                           \
  {"Register", 8, false}, {"Width", 4, false}, {"Numerator", 8, false}, {"Denominator", 8, false}, \
  {                                                                                                \
    "Accuracy", 4, false                                                                           \
  }

static const struct routine routines[] = {
    {.name = "CreateMiniport",
     .needs = NEEDS_MINIPORT,
     .binds = BIND_MINIPORT,
     .arguments = {{"Child", VALUE_INT, "0", NULL}},
     .invoke = create_miniport},
    {MINIPORT_METHOD("Init", init), .arguments = {{"UnknownAdapter", VALUE_INT, "NULL", NULL},
                                                  {"ResourceList", VALUE_INT, "NULL", NULL},
                                                  {"Port", VALUE_INT, "1", NULL}}},
    {METHOD(BIND_MINIPORT, "Miniport.NewStream", new_stream, NEEDS_PORT), .binds = BIND_STREAM,
     .arguments = {PIN_ARGUMENTS("Pin"), DATAFORMAT_ARGUMENTS}, .outputs = {{"Stream", 8, true}}},
    {METHOD(BIND_MINIPORT, "Miniport.SurpriseRemoval", surprise_removal, NEEDS_MINIPORT),
     .returns_void = true},
    {MINIPORT_METHOD("Release", release), .returns_void = true,
     .outputs = {{"References", 4, false}}},
    {STREAM_METHOD("QueryInterface", query_interface),
     .arguments = {{"InterfaceId", VALUE_WORD, NULL, interface_ids}},
     .outputs = {{"Interface", 8, false}}},
    {STREAM_METHOD("Release", release), .returns_void = true,
     .outputs = {{"References", 4, false}}},
    {STREAM_METHOD("SetFormat", set_format), .arguments = {DATAFORMAT_ARGUMENTS}},
    {STREAM_METHOD("SetState", set_state), .arguments = {{"State", VALUE_INT, NULL, NULL}}},
    {STREAM_METHOD("GetPosition", get_position), .binds = BIND_RESULT,
     .outputs = {{"PlayOffset", 8, false}, {"WriteOffset", 8, false}}},
    {STREAM_METHOD("AllocateAudioBuffer", allocate_plain), .binds = BIND_BUFFER,
     .arguments = {{"RequestedSize", VALUE_INT, NULL, NULL}}, .outputs = {BUFFER_OUTPUTS}},
    {STREAM_METHOD("FreeAudioBuffer", free_plain), .returns_void = true,
     .arguments = {BUFFER_ARGUMENTS}},
    {STREAM_METHOD("GetHWLatency", latency), .returns_void = true,
     .outputs = {{"FifoSize", 4, false}, {"ChipsetDelay", 4, false}, {"CodecDelay", 4, false}}},
    {STREAM_METHOD("GetPositionRegister", position_register), .binds = BIND_POINTER,
     .outputs = {REGISTER_OUTPUTS}},
    {STREAM_METHOD("GetClockRegister", clock_register), .binds = BIND_POINTER,
     .outputs = {REGISTER_OUTPUTS}},
    {STREAM_METHOD_OF(NEEDS_NOTIFICATION, "AllocateBufferWithNotification", allocate_notifying),
     .binds = BIND_BUFFER,
     .arguments = {{"NotificationCount", VALUE_INT, NULL, NULL},
                   {"RequestedSize", VALUE_INT, NULL, NULL}},
     .outputs = {BUFFER_OUTPUTS}},
    {STREAM_METHOD_OF(NEEDS_NOTIFICATION, "FreeBufferWithNotification", free_notifying),
     .returns_void = true, .arguments = {BUFFER_ARGUMENTS}},
    {STREAM_METHOD_OF(NEEDS_NOTIFICATION, "RegisterNotificationEvent", register_event),
     .arguments = {{"NotificationEvent", VALUE_INT, NULL, NULL}}},
    {STREAM_METHOD_OF(NEEDS_NOTIFICATION, "UnregisterNotificationEvent", unregister_event),
     .arguments = {{"NotificationEvent", VALUE_INT, NULL, NULL}}},
    {STREAM_METHOD_OF(NEEDS_INPUT, "GetReadPacket", read_packet), .binds = BIND_RESULT,
     .outputs = {{"PacketNumber", 4, true},
                 {"Flags", 4, true},
                 {"PerformanceCounterValue", 8, true},
                 {"MoreData", 4, true}}},
    {STREAM_METHOD_OF(NEEDS_OUTPUT, "SetWritePacket", write_packet),
     .arguments = {{"PacketNumber", VALUE_INT, NULL, NULL},
                   {"Flags", VALUE_INT, "0", NULL},
                   {"EosPacketLength", VALUE_INT, "0", NULL}}},
    {STREAM_METHOD_OF(NEEDS_OUTPUT, "GetOutputStreamPresentationPosition", presentation),
     .binds = BIND_RESULT,
     .outputs = {{"u64PositionInBlocks", 8, false}, {"u64QPCPosition", 8, false}}},
    {STREAM_METHOD_OF(NEEDS_OUTPUT, "GetPacketCount", packet_count), .binds = BIND_RESULT,
     .outputs = {{"PacketCount", 4, true}}},
};

const struct routine_group routines_miniport = {routines, COUNT(routines)};
