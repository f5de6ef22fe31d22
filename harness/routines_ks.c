/* SPDX-License-Identifier: Apache-2.0 */
/* routines_ks.c: KS properties of a pin, each a routine under its own name. */
#include <string.h>

#include "routine_fields.h"
#include "wavert.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX_VALUE 128u /* bytes that are watched around a value */

/* Arguments that every property has; its own follow. */
enum { ARG_FLAGS, ARG_PROPERTY_LENGTH, ARG_VALUE_LENGTH, ARG_ID, ARG_OWN };
enum { MAX_MEMBERS = 5, COMMON_OUTPUT_COUNT = 3 };

struct property {
  const char *name;
  const GUID *set;
  ULONG id;
  size_t instance_bytes, value_bytes;
  size_t instance_count, input_count, output_count;
  struct member instance[3];         /* behind the KSPROPERTY: arguments from ARG_OWN on */
  struct member input[MAX_MEMBERS];  /* of a value that is set: the arguments after those */
  struct member output[MAX_MEMBERS]; /* of a value that is got: the first outputs */
};

#define OF(type) .instance_bytes = sizeof(type)
#define GETS(type) .value_bytes = sizeof(type)
#define REGISTER_MEMBERS                                                                           \
  .output_count = 5,                                                                               \
  .output = {MEMBER(KSRTAUDIO_HWREGISTER, Register), MEMBER(KSRTAUDIO_HWREGISTER, Width),          \
             MEMBER(KSRTAUDIO_HWREGISTER, Numerator), MEMBER(KSRTAUDIO_HWREGISTER, Denominator),   \
             MEMBER(KSRTAUDIO_HWREGISTER, Accuracy)}
#define BUFFER_MEMBERS                                                                             \
  .output_count = 3,                                                                               \
  .output = {MEMBER(KSRTAUDIO_BUFFER, BufferAddress), MEMBER(KSRTAUDIO_BUFFER, ActualBufferSize),  \
             MEMBER(KSRTAUDIO_BUFFER, CallMemoryBarrier)}

static const struct property properties[] = {
    {"KSPROPERTY_RTAUDIO_BUFFER", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_BUFFER,
     OF(KSRTAUDIO_BUFFER_PROPERTY), GETS(KSRTAUDIO_BUFFER), BUFFER_MEMBERS, .instance_count = 2,
     .instance = {MEMBER(KSRTAUDIO_BUFFER_PROPERTY, BaseAddress),
                  MEMBER(KSRTAUDIO_BUFFER_PROPERTY, RequestedBufferSize)}},
    {"KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION, OF(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION),
     GETS(KSRTAUDIO_BUFFER), BUFFER_MEMBERS, .instance_count = 3,
     .instance = {MEMBER(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION, BaseAddress),
                  MEMBER(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION, RequestedBufferSize),
                  MEMBER(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION, NotificationCount)}},
    {"KSPROPERTY_RTAUDIO_HWLATENCY", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_HWLATENCY,
     OF(KSPROPERTY), GETS(KSRTAUDIO_HWLATENCY), .output_count = 3,
     .output = {MEMBER(KSRTAUDIO_HWLATENCY, FifoSize), MEMBER(KSRTAUDIO_HWLATENCY, ChipsetDelay),
                MEMBER(KSRTAUDIO_HWLATENCY, CodecDelay)}},
    {"KSPROPERTY_RTAUDIO_POSITIONREGISTER", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_POSITIONREGISTER, OF(KSRTAUDIO_HWREGISTER_PROPERTY),
     GETS(KSRTAUDIO_HWREGISTER), REGISTER_MEMBERS, .instance_count = 1,
     .instance = {MEMBER(KSRTAUDIO_HWREGISTER_PROPERTY, BaseAddress)}},
    {"KSPROPERTY_RTAUDIO_CLOCKREGISTER", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_CLOCKREGISTER,
     OF(KSRTAUDIO_HWREGISTER_PROPERTY), GETS(KSRTAUDIO_HWREGISTER), REGISTER_MEMBERS,
     .instance_count = 1, .instance = {MEMBER(KSRTAUDIO_HWREGISTER_PROPERTY, BaseAddress)}},
    {"KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT, OF(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY),
     .instance_count = 1,
     .instance = {MEMBER(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY, NotificationEvent)}},
    {"KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT, OF(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY),
     .instance_count = 1,
     .instance = {MEMBER(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY, NotificationEvent)}},
    {"KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT, OF(KSPROPERTY), GETS(BOOL), .output_count = 1,
     .output = {{0, sizeof(BOOL)}}},
    {"KSPROPERTY_RTAUDIO_PACKETCOUNT", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_PACKETCOUNT,
     OF(KSPROPERTY), GETS(ULONG), .output_count = 1, .output = {{0, sizeof(ULONG)}}},
    {"KSPROPERTY_RTAUDIO_PRESENTATION_POSITION", &KSPROPSETID_RtAudio,
     KSPROPERTY_RTAUDIO_PRESENTATION_POSITION, OF(KSPROPERTY), GETS(KSAUDIO_PRESENTATION_POSITION),
     .output_count = 2,
     .output = {MEMBER(KSAUDIO_PRESENTATION_POSITION, u64PositionInBlocks),
                MEMBER(KSAUDIO_PRESENTATION_POSITION, u64QPCPosition)}},
    {"KSPROPERTY_RTAUDIO_GETREADPACKET", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_GETREADPACKET,
     OF(KSPROPERTY), GETS(KSRTAUDIO_GETREADPACKET_INFO), .output_count = 4,
     .output = {MEMBER(KSRTAUDIO_GETREADPACKET_INFO, PacketNumber),
                MEMBER(KSRTAUDIO_GETREADPACKET_INFO, Flags),
                MEMBER(KSRTAUDIO_GETREADPACKET_INFO, PerformanceCounterValue),
                MEMBER(KSRTAUDIO_GETREADPACKET_INFO, MoreData)}},
    {"KSPROPERTY_RTAUDIO_SETWRITEPACKET", &KSPROPSETID_RtAudio, KSPROPERTY_RTAUDIO_SETWRITEPACKET,
     OF(KSPROPERTY), GETS(KSRTAUDIO_SETWRITEPACKET_INFO), .input_count = 3,
     .input = {MEMBER(KSRTAUDIO_SETWRITEPACKET_INFO, PacketNumber),
               MEMBER(KSRTAUDIO_SETWRITEPACKET_INFO, Flags),
               MEMBER(KSRTAUDIO_SETWRITEPACKET_INFO, EosPacketLength)}},
    {"KSPROPERTY_CONNECTION_STATE", &KSPROPSETID_Connection, KSPROPERTY_CONNECTION_STATE,
     OF(KSPROPERTY), GETS(KSSTATE), .input_count = 1, .input = {{0, sizeof(KSSTATE)}},
     .output_count = 1, .output = {{0, sizeof(KSSTATE)}}},
    {"KSPROPERTY_CONNECTION_DATAFORMAT", &KSPROPSETID_Connection, KSPROPERTY_CONNECTION_DATAFORMAT,
     OF(KSPROPERTY), GETS(union dataformat)},
    {"KSPROPERTY_AUDIO_POSITION", &KSPROPSETID_Audio, KSPROPERTY_AUDIO_POSITION, OF(KSPROPERTY),
     GETS(KSAUDIO_POSITION), .output_count = 2,
     .output = {MEMBER(KSAUDIO_POSITION, PlayOffset), MEMBER(KSAUDIO_POSITION, WriteOffset)}},
};

static const struct property *find(const struct call *call) {
  size_t i = 0;
  while (strcmp(properties[i].name, call->routine->name) != 0)
    i++; /* every routine of this file has one */
  return &properties[i];
}

/* ---- a request ------------------------------------------------------------------------------- */

struct request {
  union {
    KSPROPERTY head;
    uint8_t bytes[64];
  } instance;
  uint8_t value[MAX_VALUE];
  ULONG value_length;
  ULONG returned;
};

static ULONG length_of(uint64_t argument, size_t right) {
  return argument == UINT64_MAX ? (ULONG)right : (ULONG)argument;
}

static void write_request(const struct call *call, const struct property *property,
                          struct request *request) {
  memset(&request->instance, 0, sizeof request->instance);
  memset(request->value, ROUTINE_SENTINEL, sizeof request->value);
  memset(&request->returned, ROUTINE_SENTINEL, sizeof request->returned);
  request->instance.head.Set = *property->set;
  request->instance.head.Id = length_of(ARG(ARG_ID), property->id);
  request->instance.head.Flags = (ULONG)ARG(ARG_FLAGS);
  request->value_length = length_of(ARG(ARG_VALUE_LENGTH), property->value_bytes);
  for (size_t i = 0; i < property->instance_count; i++)
    memcpy(request->instance.bytes + property->instance[i].at, &ARG(ARG_OWN + i),
           property->instance[i].bytes);
  bool sets = (ARG(ARG_FLAGS) & KSPROPERTY_TYPE_SET) != 0;
  for (size_t i = 0; sets && i < property->input_count; i++)
    memcpy(request->value + property->input[i].at, &ARG(ARG_OWN + property->instance_count + i),
           property->input[i].bytes);
}

/* After the outputs of the property's own. */
static void take_results(struct call *call, const struct property *property,
                         const struct request *request, const uint8_t *before) {
  uint64_t changed = 0;
  for (size_t i = 0; i < sizeof request->value; i++) {
    if (request->value[i] != before[i])
      changed = i + 1;
  }
  size_t at = property->output_count;
  if ((ARG(ARG_FLAGS) & KSPROPERTY_TYPE_GET) != 0)
    routine_take_members(call, request->value, property->output, at);
  memcpy(call->output[at].cell.bytes, &request->returned, sizeof request->returned);
  memcpy(call->output[at + 1].cell.bytes, &changed, sizeof changed);
  if ((ARG(ARG_FLAGS) & KSPROPERTY_TYPE_BASICSUPPORT) != 0)
    memcpy(call->output[at + 2].cell.bytes, request->value, sizeof(ULONG));
}

static NTSTATUS send(struct call *call, const struct property *property, struct request *request) {
  static uint8_t before[MAX_VALUE];
  memcpy(before, request->value, sizeof before);
  ULONG length = length_of(ARG(ARG_PROPERTY_LENGTH), property->instance_bytes);
  if (length > sizeof request->instance || request->value_length > sizeof request->value) {
    world_fail(call->world, "lengths", "at most 64 and 128 bytes", "%u and %u", length,
               request->value_length);
    return STATUS_SUCCESS;
  }
  NTSTATUS status = call->world->plugin->Port->PinProperty(
      call->object->handle, &request->instance, length,
      request->value_length > 0 ? request->value : NULL, request->value_length, &request->returned);
  take_results(call, property, request, before);
  return status;
}

static NTSTATUS plain_property(struct call *call) {
  const struct property *property = find(call);
  struct request request;
  write_request(call, property, &request);
  return send(call, property, &request);
}

static NTSTATUS buffer_property(struct call *call) {
  const struct property *property = find(call);
  struct request request;
  KSRTAUDIO_BUFFER result;
  size_t before = call->world->buffer_count;
  unsigned count = property->instance_count == 3 ? (unsigned)ARG(ARG_OWN + 2) : 0;
  write_request(call, property, &request);
  NTSTATUS status = send(call, property, &request);
  bool gets = (ARG(ARG_FLAGS) & KSPROPERTY_TYPE_GET) != 0;
  if (!NT_SUCCESS(status) || !gets || request.value_length < sizeof result)
    return status;
  memcpy(&result, request.value, sizeof result);
  struct buffer *buffer =
      wavert_take_buffer(call->world, call->object, before, NULL, result.ActualBufferSize, count);
  buffer->user = result.BufferAddress;
  call->made = buffer;
  return status;
}

/* Set: the format of the step. Got: it is compared with that of the step. */
static NTSTATUS format_property(struct call *call) {
  const struct property *property = find(call);
  struct request request;
  union dataformat format = {0};
  bool sets = (ARG(ARG_FLAGS) & KSPROPERTY_TYPE_SET) != 0;
  write_request(call, property, &request);
  const KSDATAFORMAT *made = routine_dataformat(call, &format, ARG_OWN + 1);
  if (sets && made == &format.head) {
    memcpy(request.value, &format, sizeof format);
    request.value_length = length_of(ARG(ARG_VALUE_LENGTH), format.head.FormatSize);
  }
  NTSTATUS status = send(call, property, &request);
  if (NT_SUCCESS(status) && sets)
    call->object->format = call->format;
  uint64_t same = memcmp(request.value, &format, format.head.FormatSize) == 0;
  memcpy(call->output[COMMON_OUTPUT_COUNT].cell.bytes, &same, sizeof same);
  return status;
}

/* ---- the table ------------------------------------------------------------------------------- */

#define PROPERTY(text, flags, ...)                                                                 \
  .name = text, .object = BIND_PIN,                                                                \
  .arguments = {{"Flags", VALUE_INT, flags, NULL},                                                 \
                {"PropertyLength", VALUE_INT, "-1", NULL},                                         \
                {"ValueLength", VALUE_INT, "-1", NULL},                                            \
                {"Id", VALUE_INT, "-1", NULL},                                                     \
                __VA_ARGS__}
#define GET "KSPROPERTY_TYPE_GET"
#define SET "KSPROPERTY_TYPE_SET"
#define NEED_INT(text)                                                                             \
  { text, VALUE_INT, NULL, NULL }
#define MAY_INT(text, value)                                                                       \
  { text, VALUE_INT, value, NULL }
/* The outputs of every property, behind its own. */
#define COMMON_OUTPUTS                                                                             \
  {"BytesReturned", 4, false}, {"bytes_written", 8, false}, { "AccessFlags", 4, false }
#define BUFFER_OUTPUTS                                                                             \
  {"BufferAddress", 8, false}, {"ActualBufferSize", 4, false}, {"CallMemoryBarrier", 4, false},    \
      COMMON_OUTPUTS
#define REGISTER_OUTPUTS                                                                           \
  {"Register", 8, false}, {"Width", 4, false}, {"Numerator", 8, false}, {"Denominator", 8, false}, \
      {"Accuracy", 4, false}, COMMON_OUTPUTS

static const struct routine routines[] = {
    {PROPERTY("KSPROPERTY_RTAUDIO_BUFFER", GET, MAY_INT("BaseAddress", "NULL"),
              NEED_INT("RequestedBufferSize")),
     .binds = BIND_BUFFER, .outputs = {BUFFER_OUTPUTS}, .invoke = buffer_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION", GET, MAY_INT("BaseAddress", "NULL"),
              NEED_INT("RequestedBufferSize"), NEED_INT("NotificationCount")),
     .binds = BIND_BUFFER, .outputs = {BUFFER_OUTPUTS}, .invoke = buffer_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_HWLATENCY", GET), .binds = BIND_RESULT,
     .outputs = {{"FifoSize", 4, false},
                 {"ChipsetDelay", 4, false},
                 {"CodecDelay", 4, false},
                 COMMON_OUTPUTS},
     .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_POSITIONREGISTER", GET, MAY_INT("BaseAddress", "NULL")),
     .binds = BIND_POINTER, .outputs = {REGISTER_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_CLOCKREGISTER", GET, MAY_INT("BaseAddress", "NULL")),
     .binds = BIND_POINTER, .outputs = {REGISTER_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT", GET, NEED_INT("NotificationEvent")),
     .outputs = {COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT", GET,
              NEED_INT("NotificationEvent")),
     .outputs = {COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT", GET),
     .outputs = {{"Supported", 4, false}, COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_PACKETCOUNT", GET), .binds = BIND_RESULT,
     .outputs = {{"PacketCount", 4, false}, COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_PRESENTATION_POSITION", GET), .binds = BIND_RESULT,
     .outputs = {{"u64PositionInBlocks", 8, false}, {"u64QPCPosition", 8, false}, COMMON_OUTPUTS},
     .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_GETREADPACKET", GET), .binds = BIND_RESULT,
     .outputs = {{"PacketNumber", 4, false},
                 {"PacketFlags", 4, false},
                 {"PerformanceCounterValue", 8, false},
                 {"MoreData", 4, false},
                 COMMON_OUTPUTS},
     .invoke = plain_property},
    {PROPERTY("KSPROPERTY_RTAUDIO_SETWRITEPACKET", SET, NEED_INT("PacketNumber"),
              MAY_INT("PacketFlags", "0"), MAY_INT("EosPacketLength", "0")),
     .outputs = {COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_CONNECTION_STATE", SET, MAY_INT("State", "0")),
     .outputs = {{"State", 4, false}, COMMON_OUTPUTS}, .invoke = plain_property},
    {PROPERTY("KSPROPERTY_CONNECTION_DATAFORMAT", SET, DATAFORMAT_ARGUMENTS),
     .outputs = {COMMON_OUTPUTS, {"same", 8, false}}, .invoke = format_property},
    {PROPERTY("KSPROPERTY_AUDIO_POSITION", GET), .binds = BIND_RESULT,
     .outputs = {{"PlayOffset", 8, false}, {"WriteOffset", 8, false}, COMMON_OUTPUTS},
     .invoke = plain_property},
};

const struct routine_group routines_ks = {routines, COUNT(routines)};
