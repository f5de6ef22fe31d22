/* SPDX-License-Identifier: Apache-2.0 */
/* routines_codec.c: codec commands, unsolicited responses, information. */
#include <string.h>

#include "routine_call.h"

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

static const struct routine routines[] = {
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
    {.name = "TransferCodecVerbs",
     .interfaces = INTERFACE_ALL,
     .arguments = {{"Count", VALUE_INT, NULL},
                   {"CodecTransfer", VALUE_HANDLES, NULL},
                   {"Callback", VALUE_INT, "0"}},
     .outputs = {{"Response", 4, false}, {"IsValid", 1, false}},
     .invoke = transfer_verbs},
};

const struct routine_group routines_codec = {routines, sizeof routines / sizeof routines[0]};
