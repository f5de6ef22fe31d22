/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A bus driver that has no stream engine to give, so that it fits on a page: it brings the
 * controller out of reset, tells what it is, and hands out the wall clock.
 */
#include <initguid.h>

#include <hda_ddi_plugin.h>

#define TAG 0x6C6C6D53u /* "Smll" */
#define GCTL 0x08u
#define WALCLKA 0x2030u

static PUCHAR Bar;
static ULONG BarLength;

static NTSTATUS SetReset(ULONG Crst) {
  volatile ULONG *Gctl = (volatile ULONG *)(PVOID)(Bar + GCTL);
  WRITE_REGISTER_ULONG(Gctl, Crst);
  for (int Try = 0; Try < 100; Try++, KeStallExecutionProcessor(10))
    if ((READ_REGISTER_ULONG(Gctl) & 1) == Crst)
      return STATUS_SUCCESS;
  return STATUS_DEVICE_NOT_READY;
}

/* A client's context is its count of references. */
static VOID Reference(PVOID Context) { (void)InterlockedIncrement((LONG *)Context); }
static VOID Dereference(PVOID Context) {
  if (InterlockedDecrement((LONG *)Context) == 0)
    ExFreePoolWithTag(Context, TAG);
}

/* With no engines there are no handles, and nothing to do for these. */
#define REFUSE(name, status, ...)                                                                  \
  static NTSTATUS name(__VA_ARGS__) { return status; }
REFUSE(NoVerbs, STATUS_NO_MEMORY, PVOID, ULONG, PHDAUDIO_CODEC_TRANSFER,
       PHDAUDIO_TRANSFER_COMPLETE_CALLBACK, PVOID)
REFUSE(NoCapture, STATUS_INSUFFICIENT_RESOURCES, PVOID, UCHAR, PHDAUDIO_STREAM_FORMAT, PHANDLE,
       PHDAUDIO_CONVERTER_FORMAT)
REFUSE(NoRender, STATUS_INSUFFICIENT_RESOURCES, PVOID, PHDAUDIO_STREAM_FORMAT, BOOLEAN, PHANDLE,
       PHDAUDIO_CONVERTER_FORMAT)
REFUSE(NoChange, STATUS_INVALID_HANDLE, PVOID, HANDLE, PHDAUDIO_STREAM_FORMAT,
       PHDAUDIO_CONVERTER_FORMAT)
REFUSE(NoBuffer, STATUS_INVALID_HANDLE, PVOID, HANDLE, SIZE_T, PMDL *, PSIZE_T, PUCHAR, PULONG)
REFUSE(NoEngine, STATUS_INVALID_HANDLE, PVOID, HANDLE)
REFUSE(NoState, STATUS_INVALID_HANDLE, PVOID, HDAUDIO_STREAM_STATE, ULONG, PHANDLE)
REFUSE(NoPosition, STATUS_INVALID_HANDLE, PVOID, HANDLE, PULONG *)
REFUSE(NoEvents, STATUS_INSUFFICIENT_RESOURCES, PVOID, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK,
       PVOID, PUCHAR)
REFUSE(NoTag, STATUS_INVALID_PARAMETER, PVOID, UCHAR)

static VOID Resource(PVOID Context, PUCHAR CodecAddress, PUCHAR FunctionGroupStartNode) {
  (void)Context, *CodecAddress = 0, *FunctionGroupStartNode = 1;
}
static VOID WallClock(PVOID Context, PULONG *Register) {
  (void)Context, *Register = (PULONG)(PVOID)(Bar + WALCLKA);
}
static NTSTATUS Information(PVOID Context, PHDAUDIO_DEVICE_INFORMATION Out) {
  (void)Context;
  if (Out->Size < sizeof *Out)
    return STATUS_BUFFER_TOO_SMALL;
  *Out = (HDAUDIO_DEVICE_INFORMATION){sizeof *Out, 0x0100, 0x0100, 0, FALSE};
  return STATUS_SUCCESS;
}

/* clang-format off */
static const HDAUDIO_BUS_INTERFACE Interface = {
    sizeof Interface, HDAUDIO_INTERFACE_VERSION, NULL, Reference, Dereference,
    NoVerbs, NoCapture, NoRender, NoChange, NoBuffer, NoEngine, NoEngine, NoState,
    WallClock, NoPosition, NoEvents, NoTag, Information, Resource};
/* clang-format on */

static NTSTATUS StartDevice(const HDA_DDI_DEVICE *Device, PVOID *Fdo) {
  *Fdo = Bar =
      (PUCHAR)MmMapIoSpace(Device->BarPhysicalAddress, BarLength = Device->BarLength, MmNonCached);
  return Bar != NULL ? SetReset(1) : STATUS_INSUFFICIENT_RESOURCES;
}
static VOID RemoveDevice(PVOID Fdo) {
  (void)SetReset(0);
  MmUnmapIoSpace(Fdo, BarLength);
}
static VOID QueryInterface(PVOID Fdo, ULONG Child, const GUID *Type, USHORT Size, USHORT Version,
                           PINTERFACE Out, PVOID Specific, NTSTATUS *Status, ULONG_PTR *Returned) {
  (void)Fdo, (void)Child, (void)Specific;
  if (Type == NULL || !IsEqualGUID(Type, &GUID_HDAUDIO_BUS_INTERFACE))
    return; /* the status stays: another driver may know this interface */
  *Status = STATUS_INVALID_BUFFER_SIZE;
  if (Size < sizeof Interface || Version != HDAUDIO_INTERFACE_VERSION)
    return;
  LONG *References = (LONG *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(LONG), TAG);
  *Status = STATUS_INSUFFICIENT_RESOURCES;
  if (References == NULL)
    return;
  *References = 1; /* of who asked */
  *Status = STATUS_SUCCESS;
  RtlCopyMemory(Out, &Interface, sizeof Interface);
  Out->Context = References;
  *Returned = 0;
}

static const HDA_DDI_BUS BusTable = {StartDevice, QueryInterface, NULL, RemoveDevice};
static const HDA_DDI_PLUGIN Plugin = {HDA_DDI_PLUGIN_ABI, sizeof Plugin, "small bus", "1.0",
                                      &BusTable,          NULL,          NULL};

__attribute__((visibility("default"))) const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion) {
  return AbiVersion == HDA_DDI_PLUGIN_ABI ? &Plugin : NULL;
}
