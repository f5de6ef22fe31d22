/* SPDX-License-Identifier: Apache-2.0 */
/* A stream: its life, and the table of its methods. */
#include "wavert.h"

static WRT_STREAM *Of(IMiniportWaveRTStreamNotification *This) {
  return CONTAINING_RECORD(This, WRT_STREAM, Interface);
}

/* ---- IUnknown ------------------------------------------------------------------------------ */

NTSTATUS WrtStreamQuery(WRT_STREAM *Stream, REFIID InterfaceId, PVOID *Interface) {
  if (Interface == NULL)
    return STATUS_INVALID_PARAMETER;
  BOOLEAN Packets = Stream->Miniport->HasNotificationCallbacks;
  *Interface = NULL;
  if (IsEqualGUID(InterfaceId, &IID_IUnknown) ||
      IsEqualGUID(InterfaceId, &IID_IMiniportWaveRTStream) ||
      IsEqualGUID(InterfaceId, &IID_IMiniportWaveRTStreamNotification))
    *Interface = &Stream->Interface;
  else if (Packets && Stream->Capture && IsEqualGUID(InterfaceId, &IID_IMiniportWaveRTInputStream))
    *Interface = &Stream->Input;
  else if (Packets && !Stream->Capture &&
           IsEqualGUID(InterfaceId, &IID_IMiniportWaveRTOutputStream))
    *Interface = &Stream->Output;
  else
    return STATUS_INVALID_PARAMETER;
  (void)WrtStreamAddRef(Stream);
  return STATUS_SUCCESS;
}

ULONG WrtStreamAddRef(WRT_STREAM *Stream) {
  return (ULONG)InterlockedIncrement(&Stream->References);
}

/* RT-CLS-001: stop, reset, free the buffer, free the engine. What the hardware refuses stays with
 * the bus interface and ends with it. */
static VOID Destroy(WRT_STREAM *Stream) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  (void)WrtSetState(Stream, KSSTATE_STOP);
  WrtForgetEvents(Stream);
  WrtFreeBuffer(Stream);
  if (!Stream->EngineFreed)
    (void)Bus->FreeDmaEngine(Bus->Context, Stream->Engine);
  WrtReleaseConverters(Stream);
  (void)RemoveEntryList(&Stream->Link);
  (void)Stream->PortStream->lpVtbl->Release(Stream->PortStream);
  IMiniportWaveRT *Miniport = &Stream->Miniport->Interface;
  ExFreePoolWithTag(Stream, WRT_TAG);
  (void)Miniport->lpVtbl->Release(Miniport);
}

ULONG WrtStreamRelease(WRT_STREAM *Stream) {
  LONG Left = InterlockedDecrement(&Stream->References);
  if (Left == 0)
    Destroy(Stream);
  return (ULONG)Left;
}

static NTSTATUS QueryInterface(IMiniportWaveRTStreamNotification *This, REFIID InterfaceId,
                               PVOID *Interface) {
  return WrtStreamQuery(Of(This), InterfaceId, Interface);
}
static ULONG AddRef(IMiniportWaveRTStreamNotification *This) { return WrtStreamAddRef(Of(This)); }
static ULONG Release(IMiniportWaveRTStreamNotification *This) { return WrtStreamRelease(Of(This)); }

/* ---- IMiniportWaveRTStream ----------------------------------------------------------------- */

/* The bus needs Reset and no buffer for it; a client that runs is told so (RT-SFM-001). */
static NTSTATUS ChangeFormat(WRT_STREAM *Stream, const WRT_FORMAT *Format) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  WRT_FORMAT Wanted = *Format;
  HDAUDIO_CONVERTER_FORMAT ConverterFormat;
  NTSTATUS Status = Bus->ChangeBandwidthAllocation(Bus->Context, Stream->Engine, &Wanted.Stream,
                                                   &ConverterFormat);
  if (!NT_SUCCESS(Status))
    return Status == STATUS_BUFFER_TOO_SMALL ? STATUS_INVALID_PARAMETER : Status;
  (void)WrtClaimConverters(Stream, Stream->FirstConverter, Format);
  Stream->ConverterFormat = ConverterFormat;
  Stream->Format = *Format;
  return STATUS_SUCCESS;
}

static NTSTATUS SetFormat(IMiniportWaveRTStreamNotification *This, PKSDATAFORMAT DataFormat) {
  WRT_STREAM *Stream = Of(This);
  WRT_FORMAT Format;
  ULONG Converters;
  if (DataFormat == NULL || Stream->State == KSSTATE_RUN ||
      !NT_SUCCESS(WrtParseFormat(DataFormat, &Format)))
    return STATUS_INVALID_PARAMETER;
  if (Stream->Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  NTSTATUS Status = WrtFindConverters(Stream, Stream->FirstConverter, &Format, &Converters);
  return NT_SUCCESS(Status) ? ChangeFormat(Stream, &Format) : Status;
}

static NTSTATUS SetState(IMiniportWaveRTStreamNotification *This, KSSTATE State) {
  return WrtSetState(Of(This), State);
}

static NTSTATUS GetPosition(IMiniportWaveRTStreamNotification *This, PKSAUDIO_POSITION Position) {
  return WrtGetPosition(Of(This), Position);
}

static NTSTATUS AllocateAudioBuffer(IMiniportWaveRTStreamNotification *This, ULONG RequestedSize,
                                    PMDL *AudioBufferMdl, ULONG *ActualSize,
                                    ULONG *OffsetFromFirstPage, MEMORY_CACHING_TYPE *CacheType) {
  WRT_BUFFER_RESULT Result = {AudioBufferMdl, ActualSize, OffsetFromFirstPage, CacheType};
  return WrtAllocateBuffer(Of(This), WrtPlainBuffer, 1, RequestedSize, &Result);
}

static VOID FreeAudioBuffer(IMiniportWaveRTStreamNotification *This, PMDL AudioBufferMdl,
                            ULONG BufferSize) {
  WRT_STREAM *Stream = Of(This);
  UNREFERENCED_PARAMETER(BufferSize); /* the stream knows it */
  if (Stream->BufferKind == WrtPlainBuffer &&
      (AudioBufferMdl == NULL || AudioBufferMdl == Stream->BufferMdl))
    WrtFreeBuffer(Stream);
}

static VOID GetHWLatency(IMiniportWaveRTStreamNotification *This, KSRTAUDIO_HWLATENCY *hwLatency) {
  WrtGetLatency(Of(This), hwLatency);
}
static NTSTATUS GetPositionRegister(IMiniportWaveRTStreamNotification *This,
                                    KSRTAUDIO_HWREGISTER *Register) {
  return WrtGetPositionRegister(Of(This), Register);
}
static NTSTATUS GetClockRegister(IMiniportWaveRTStreamNotification *This,
                                 KSRTAUDIO_HWREGISTER *Register) {
  return WrtGetClockRegister(Of(This), Register);
}

/* ---- IMiniportWaveRTStreamNotification ----------------------------------------------------- */

static NTSTATUS AllocateBufferWithNotification(IMiniportWaveRTStreamNotification *This,
                                               ULONG NotificationCount, ULONG RequestedSize,
                                               PMDL *AudioBufferMdl, ULONG *ActualSize,
                                               ULONG *OffsetFromFirstPage,
                                               MEMORY_CACHING_TYPE *CacheType) {
  WRT_BUFFER_RESULT Result = {AudioBufferMdl, ActualSize, OffsetFromFirstPage, CacheType};
  return WrtAllocateBuffer(Of(This), WrtNotificationBuffer, NotificationCount, RequestedSize,
                           &Result);
}

static VOID FreeBufferWithNotification(IMiniportWaveRTStreamNotification *This, PMDL AudioBufferMdl,
                                       ULONG BufferSize) {
  WRT_STREAM *Stream = Of(This);
  UNREFERENCED_PARAMETER(BufferSize); /* the stream knows it */
  if (Stream->BufferKind == WrtNotificationBuffer && AudioBufferMdl == Stream->BufferMdl)
    WrtFreeBuffer(Stream);
}

static NTSTATUS RegisterNotificationEvent(IMiniportWaveRTStreamNotification *This,
                                          PKEVENT NotificationEvent) {
  return WrtRegisterEvent(Of(This), NotificationEvent);
}
static NTSTATUS UnregisterNotificationEvent(IMiniportWaveRTStreamNotification *This,
                                            PKEVENT NotificationEvent) {
  return WrtUnregisterEvent(Of(This), NotificationEvent);
}

static const IMiniportWaveRTStreamNotificationVtbl StreamVtbl = {
    .QueryInterface = QueryInterface,
    .AddRef = AddRef,
    .Release = Release,
    .SetFormat = SetFormat,
    .SetState = SetState,
    .GetPosition = GetPosition,
    .AllocateAudioBuffer = AllocateAudioBuffer,
    .FreeAudioBuffer = FreeAudioBuffer,
    .GetHWLatency = GetHWLatency,
    .GetPositionRegister = GetPositionRegister,
    .GetClockRegister = GetClockRegister,
    .AllocateBufferWithNotification = AllocateBufferWithNotification,
    .FreeBufferWithNotification = FreeBufferWithNotification,
    .RegisterNotificationEvent = RegisterNotificationEvent,
    .UnregisterNotificationEvent = UnregisterNotificationEvent,
};

/* ---- life ---------------------------------------------------------------------------------- */

static NTSTATUS AllocateEngine(WRT_STREAM *Stream) {
  const WRT_MINIPORT *Miniport = Stream->Miniport;
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Miniport->Bus;
  return Stream->Capture ? Bus->AllocateCaptureDmaEngine(Bus->Context, Miniport->CodecAddress,
                                                         &Stream->Format.Stream, &Stream->Engine,
                                                         &Stream->ConverterFormat)
                         : Bus->AllocateRenderDmaEngine(Bus->Context, &Stream->Format.Stream, FALSE,
                                                        &Stream->Engine, &Stream->ConverterFormat);
}

static VOID Introduce(WRT_STREAM *Stream, PPORTWAVERTSTREAM PortStream) {
  WRT_MINIPORT *Miniport = Stream->Miniport;
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Miniport->Bus;
  Stream->Interface.lpVtbl = &StreamVtbl;
  Stream->Input.lpVtbl = &WrtInputVtbl;
  Stream->Output.lpVtbl = &WrtOutputVtbl;
  Stream->References = 1;
  Stream->PortStream = PortStream;
  (void)PortStream->lpVtbl->AddRef(PortStream);
  (void)Miniport->Interface.lpVtbl->AddRef(&Miniport->Interface);
  InsertTailList(&Miniport->Streams, &Stream->Link);
  if (!NT_SUCCESS(
          Bus->GetLinkPositionRegister(Bus->Context, Stream->Engine, &Stream->PositionRegister)))
    Stream->PositionRegister = NULL;
}

NTSTATUS WrtNewStream(WRT_MINIPORT *Miniport, PMINIPORTWAVERTSTREAM *Stream,
                      PPORTWAVERTSTREAM PortStream, ULONG Pin, const WRT_FORMAT *Format) {
  WRT_STREAM *New = (WRT_STREAM *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *New, WRT_TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Miniport = Miniport;
  New->Capture = Miniport->Converters[Pin].Capture;
  New->Format = *Format;
  KeInitializeSpinLock(&New->Lock);
  InitializeListHead(&New->Events);
  NTSTATUS Status = WrtClaimConverters(New, Pin, Format);
  if (NT_SUCCESS(Status))
    Status = AllocateEngine(New);
  if (!NT_SUCCESS(Status)) {
    WrtReleaseConverters(New);
    ExFreePoolWithTag(New, WRT_TAG);
    return Status;
  }
  Introduce(New, PortStream);
  *Stream = (PMINIPORTWAVERTSTREAM)(PVOID)&New->Interface;
  return STATUS_SUCCESS;
}

VOID WrtStreamRemove(WRT_STREAM *Stream) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  KIRQL Irql;
  WrtResetEngine(Stream);
  /* A bus driver that keeps an engine while it has a buffer gets it back with the stream. */
  if (!NT_SUCCESS(Bus->FreeDmaEngine(Bus->Context, Stream->Engine)))
    return;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  Stream->EngineFreed = TRUE;
  Stream->EngineState = ResetState;
  Stream->CallbackRegistered = FALSE;
  Stream->PositionRegister = NULL;
  KeReleaseSpinLock(&Stream->Lock, Irql);
}
