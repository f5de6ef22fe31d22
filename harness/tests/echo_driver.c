/* SPDX-License-Identifier: Apache-2.0 */
/*
 * echo_driver.c: a bus driver without a bus. Every command comes back as its own response, at
 * once, and every registration is called once, at once. The client's Context says what it does
 * wrong: one of the numbers below. Any other Context is well served.
 */
#include <hda_ddi_plugin.h>
#include <initguid.h>

enum {
  WRITES_BEFORE = 1, /* the array */
  WRITES_BEHIND = 2,
  CHANGES_OUTPUT = 3,
  WRONG_CONTEXT = 4,
  WRONG_POINTER = 5,
  INSIDE_AN_ELEMENT = 6,
  CALLS_TWICE = 7,
  WRITES_LATE = 8,
  AT_PASSIVE_LEVEL = 9,
  FIRST_ROUTINE = 10, /* that of the first call, not the one given */
  NO_CALL = 11,
  LEAVES_LAST = 12, /* does not write the last element */
};

static PHDAUDIO_TRANSFER_COMPLETE_CALLBACK FirstRoutine;

static ULONG MischiefOf(PVOID Context) {
  ULONG_PTR Number = (ULONG_PTR)Context;
  return Number <= LEAVES_LAST ? (ULONG)Number : 0;
}

static VOID Answer(ULONG Mischief, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer) {
  for (ULONG i = 0; i < Count - (Mischief == LEAVES_LAST); i++) {
    HDAUDIO_CODEC_RESPONSE Input = {.CompleteResponse = 0};
    Input.Response = CodecTransfer[i].Output.Command;
    Input.SDataIn = CodecTransfer[i].Output.Verb8.CodecAddress & 0xFu;
    /* Commands to codec 14 are not answered, those to codec 13 lost. */
    Input.HasFifoOverrun = Input.SDataIn == 13;
    Input.IsValid = Input.SDataIn < 13;
    CodecTransfer[i].Input = Input;
  }
  if (Mischief == WRITES_BEFORE)
    CodecTransfer[-1].Input.CompleteResponse = 0;
  if (Mischief == WRITES_BEHIND)
    CodecTransfer[Count].Output.Command = 0;
  if (Mischief == CHANGES_OUTPUT)
    CodecTransfer[Count - 1].Output.Command = 0;
}

static VOID CallBack(ULONG Mischief, PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Routine,
                     PHDAUDIO_CODEC_TRANSFER Last, PVOID Context) {
  HDAUDIO_CODEC_TRANSFER Stray;
  if (Mischief == NO_CALL)
    return;
  if (Mischief == WRONG_CONTEXT)
    Context = NULL;
  if (Mischief == WRONG_POINTER)
    Last = &Stray;
  if (Mischief == INSIDE_AN_ELEMENT)
    Last = (PHDAUDIO_CODEC_TRANSFER)(PVOID)&Last->Input;
  Routine(Last, Context);
  if (Mischief == CALLS_TWICE)
    Routine(Last, Context);
}

static NTSTATUS TransferCodecVerbs(PVOID _context, ULONG Count,
                                   PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                                   PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context) {
  UNREFERENCED_PARAMETER(_context);
  if (Count == 0)
    return STATUS_INVALID_PARAMETER;
  ULONG Mischief = MischiefOf(Context);
  Answer(Mischief, Count, CodecTransfer);
  if (Callback == NULL)
    return STATUS_SUCCESS;
  if (FirstRoutine == NULL)
    FirstRoutine = Callback;
  KIRQL Irql = PASSIVE_LEVEL;
  if (Mischief != AT_PASSIVE_LEVEL)
    KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  CallBack(Mischief, Mischief == FIRST_ROUTINE ? FirstRoutine : Callback, &CodecTransfer[Count - 1],
           Context);
  KeLowerIrql(Irql);
  if (Mischief == WRITES_LATE)
    CodecTransfer[0].Input.CompleteResponse = 0;
  return STATUS_SUCCESS;
}

static NTSTATUS RegisterEventCallback(PVOID _context,
                                      PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine, PVOID Context,
                                      PUCHAR Tag) {
  UNREFERENCED_PARAMETER(_context);
  if (Routine == NULL)
    return STATUS_INVALID_PARAMETER;
  ULONG Mischief = MischiefOf(Context);
  HDAUDIO_CODEC_RESPONSE Response = {.CompleteResponse = 0x8000001214600007}; /* SDI 2, tag 5 */
  *Tag = 5;
  KIRQL Irql = PASSIVE_LEVEL;
  if (Mischief != AT_PASSIVE_LEVEL)
    KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  if (Mischief == WRONG_CONTEXT)
    Context = NULL;
  if (Mischief != NO_CALL)
    Routine(Response, Context);
  if (Mischief == CALLS_TWICE)
    Routine(Response, Context);
  KeLowerIrql(Irql);
  return STATUS_SUCCESS;
}

static NTSTATUS UnregisterEventCallback(PVOID _context, UCHAR Tag) {
  UNREFERENCED_PARAMETER(_context);
  return Tag == 5 ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

static NTSTATUS GetDeviceInformation(PVOID _context,
                                     PHDAUDIO_DEVICE_INFORMATION DeviceInformation) {
  UNREFERENCED_PARAMETER(_context);
  HDAUDIO_DEVICE_INFORMATION_V2 *Information = (HDAUDIO_DEVICE_INFORMATION_V2 *)DeviceInformation;
  if (Information->Size < sizeof *DeviceInformation)
    return STATUS_BUFFER_TOO_SMALL;
  RtlZeroMemory(Information, sizeof *Information); /* too far, for a short one */
  Information->Size = sizeof *Information;
  return STATUS_SUCCESS;
}

static VOID Nothing(PVOID Context) { UNREFERENCED_PARAMETER(Context); }

static NTSTATUS StartDevice(const HDA_DDI_DEVICE *Device, PVOID *Fdo) {
  UNREFERENCED_PARAMETER(Device);
  *Fdo = &FirstRoutine;
  return STATUS_SUCCESS;
}

static VOID RemoveDevice(PVOID Fdo) { UNREFERENCED_PARAMETER(Fdo); }

static VOID QueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                           USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                           NTSTATUS *Status, ULONG_PTR *Information) {
  static const HDAUDIO_BUS_INTERFACE_V2 Routines = {
      .Size = sizeof Routines,
      .Version = HDAUDIO_INTERFACE_VERSION,
      .InterfaceReference = Nothing,
      .InterfaceDereference = Nothing,
      .TransferCodecVerbs = TransferCodecVerbs,
      .RegisterEventCallback = RegisterEventCallback,
      .UnregisterEventCallback = UnregisterEventCallback,
      .GetDeviceInformation = GetDeviceInformation,
  };
  UNREFERENCED_PARAMETER(Child);
  UNREFERENCED_PARAMETER(Version);
  UNREFERENCED_PARAMETER(InterfaceSpecificData);
  if (!IsEqualGUID(InterfaceType, &GUID_HDAUDIO_BUS_INTERFACE_V2) || Size < sizeof Routines)
    return;
  RtlCopyMemory(Interface, &Routines, sizeof Routines);
  Interface->Context = Fdo;
  *Status = STATUS_SUCCESS;
  *Information = 0;
}

__attribute__((visibility("default"))) const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion) {
  static const HDA_DDI_BUS Bus = {
      .StartDevice = StartDevice, .QueryInterface = QueryInterface, .RemoveDevice = RemoveDevice};
  static const HDA_DDI_PLUGIN Plugin = {.AbiVersion = HDA_DDI_PLUGIN_ABI,
                                        .Size = sizeof Plugin,
                                        .Name = "echo",
                                        .Version = "1",
                                        .Bus = &Bus};
  return AbiVersion == HDA_DDI_PLUGIN_ABI ? &Plugin : NULL;
}
