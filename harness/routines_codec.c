/* SPDX-License-Identifier: Apache-2.0 */
/* routines_codec.c: codec commands, unsolicited responses, information. */
#include <string.h>

#include "callbacks.h"
#include "routine_call.h"

enum { ROUTINE_ARG, CONTEXT_ARG };
#define OWN_CONTEXT UINT64_MAX /* one that no other call has */

static NTSTATUS register_callback(struct call *call) {
  struct registration *registration = callbacks_new_registration(call->world);
  call->registration = registration;
  registration->routine = ARG(ROUTINE_ARG);
  registration->in_callback = tree_get(call->map, "in_callback");
  if (ARG(CONTEXT_ARG) != OWN_CONTEXT)
    registration->context = POINTER_ARG(PVOID, CONTEXT_ARG);
  NTSTATUS status = SLOT(RegisterEventCallback)(
      call->context, callbacks_unsolicited_routine(registration->routine), registration->context,
      RESULT(PUCHAR, 0));
  registration->tag = call->output[0].cell.bytes[0];
  return status;
}

static NTSTATUS unregister_callback(struct call *call) {
  return SLOT(UnregisterEventCallback)(call->context, (UCHAR)ARG(0));
}

/* Index of the last byte that differs from what was there before, and one more. */
static uint64_t bytes_written(const uint8_t *before, const uint8_t *after, size_t bytes) {
  while (bytes > 0 && before[bytes - 1] == after[bytes - 1])
    bytes--;
  return bytes;
}

/* DDI-GDI-006: no vector can name a version that is the driver's own, but it stays what it is. */
static void expect_same_version(struct world *world, uint16_t version) {
  static const char *const about[] = {"DDI-GDI-006", NULL};
  uint32_t known = world->driver_version & 0xFFFF;
  bool first = world->driver_version == 0;
  world->driver_version = 0x10000u | version;
  if (first || known == version)
    return;
  struct text expected, observed;
  struct hda_sim_time now;
  text_clear(&expected);
  text_clear(&observed);
  text_add(&expected, "0x%04X, as before", (unsigned)known);
  text_add(&observed, "0x%04X", (unsigned)version);
  world_now(world, &now);
  world_fail_rule(world, "DriverVersion", about, expected.data, observed.data, &now);
}

static NTSTATUS device_information(struct call *call) {
  union {
    HDAUDIO_DEVICE_INFORMATION_V2 information;
    uint8_t bytes[64]; /* room behind it, that a write too far is seen */
  } given, block;
  memset(&given, ROUTINE_SENTINEL, sizeof given);
  given.information.Size = (USHORT)ARG(0);
  block = given;
  NTSTATUS status = SLOT(GetDeviceInformation)(call->context, (PVOID)&block);
  const HDAUDIO_DEVICE_INFORMATION_V2 *information = &block.information;
  const struct {
    const void *field;
    size_t bytes;
  } fields[] = {
      {&information->Size, 2},
      {&information->DeviceVersion, 2},
      {&information->DriverVersion, 2},
      {&information->CodecsDetected, 2},
      {&information->IsStripingSupported, 1},
      {&information->CtrlRevision, 1},
      {&information->CtrlVendorId, 2},
      {&information->CtrlDeviceId, 2},
  };
  size_t count = sizeof fields / sizeof fields[0];
  for (size_t i = 0; i < count; i++)
    memcpy(call->output[i].cell.bytes, fields[i].field, fields[i].bytes);
  /* Size goes in and comes out: left as given, it was not touched. */
  if (information->Size == (USHORT)ARG(0) && !NT_SUCCESS(status))
    memset(call->output[0].cell.bytes, ROUTINE_SENTINEL, 2);
  if (NT_SUCCESS(status))
    expect_same_version(call->world, information->DriverVersion);
  uint64_t written = bytes_written(given.bytes, block.bytes, sizeof block.bytes);
  memcpy(call->output[count].cell.bytes, &written, sizeof written);
  return status;
}

static NTSTATUS resource_information(struct call *call) {
  SLOT(GetResourceInformation)(call->context, RESULT(PUCHAR, 0), RESULT(PUCHAR, 1));
  return STATUS_SUCCESS;
}

enum { COUNT_ARG, ARRAY_ARG, CALLBACK_ARG, CALLBACK_CONTEXT_ARG };

static NTSTATUS transfer_verbs(struct call *call) {
  struct transfer *transfer = call->transfer;
  transfer->routine = ARG(CALLBACK_ARG);
  transfer->in_callback = tree_get(call->map, "in_callback");
  if (ARG(CALLBACK_CONTEXT_ARG) != OWN_CONTEXT)
    transfer->context = POINTER_ARG(PVOID, CALLBACK_CONTEXT_ARG);
  world_now(call->world, &transfer->called);
  NTSTATUS status = SLOT(TransferCodecVerbs)(
      call->context, (ULONG)ARG(COUNT_ARG), POINTER_ARG(PHDAUDIO_CODEC_TRANSFER, ARRAY_ARG),
      callbacks_transfer_routine(transfer->routine), transfer->context);
  if (transfer->count == 0 || !callbacks_written(transfer, 0))
    return status;
  const HDAUDIO_CODEC_RESPONSE *first = &transfer->elements[0].Input;
  uint32_t response = first->Response;
  memcpy(call->output[0].cell.bytes, &response, sizeof response);
  call->output[1].cell.bytes[0] = (uint8_t)first->IsValid;
  return status;
}

static const struct routine routines[] = {
    {.name = "RegisterEventCallback",
     .interfaces = INTERFACE_ALL,
     .calls_back = true,
     .binds = BIND_REGISTRATION,
     .arguments = {{"Routine", VALUE_WORD, "first", callback_routines},
                   {"Context", VALUE_INT, "-1", NULL}},
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
                 {"CtrlDeviceId", 2, false},
                 {"bytes_written", 8, false}},
     .invoke = device_information},
    {.name = "GetResourceInformation",
     .interfaces = INTERFACE_ALL,
     .returns_void = true,
     .outputs = {{"CodecAddress", 1, true}, {"FunctionGroupStartNode", 1, true}},
     .invoke = resource_information},
    {.name = "TransferCodecVerbs",
     .interfaces = INTERFACE_ALL,
     .calls_back = true,
     .binds = BIND_TRANSFER,
     .arguments = {{"Count", VALUE_INT, "-1", NULL},
                   {"CodecTransfer", VALUE_COMMANDS, NULL, NULL},
                   {"Callback", VALUE_WORD, "NULL", callback_routines},
                   {"Context", VALUE_INT, "-1", NULL}},
     .outputs = {{"Response", 4, false}, {"IsValid", 1, false}},
     .invoke = transfer_verbs},
};

const struct routine_group routines_codec = {routines, sizeof routines / sizeof routines[0]};
