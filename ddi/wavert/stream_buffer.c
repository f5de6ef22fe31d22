/* SPDX-License-Identifier: Apache-2.0 */
/* The cyclic buffer of a stream: the bus driver's, with sizes in the port's width. */
#include "wavert.h"

#define DMA_ALIGNMENT 128u
#define ULONG_LARGEST 0xFFFFFFFFu

/* The smallest size of at least `Requested` bytes that is `Count` equal segments of whole frames
 * and whole alignment units. The DDI picks the nearest such size, which may be below. */
static SIZE_T RoundUp(ULONG FrameBytes, ULONG Count, ULONG Requested) {
  ULONGLONG Unit = FrameBytes;
  while (Unit % DMA_ALIGNMENT != 0)
    Unit *= 2;
  Unit *= Count;
  return (SIZE_T)(((ULONGLONG)Requested + Unit - 1) / Unit * Unit);
}

static NTSTATUS FreeAtBus(const WRT_STREAM *Stream, WRT_BUFFER_KIND Kind, PMDL Mdl, SIZE_T Bytes) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  return Kind == WrtPlainBuffer
             ? Bus->FreeDmaBuffer(Bus->Context, Stream->Engine)
             : Bus->FreeDmaBufferWithNotification(Bus->Context, Stream->Engine, Mdl, Bytes);
}

typedef struct _BUS_BUFFER {
  PMDL Mdl;
  SIZE_T Bytes, Offset;
  UCHAR StreamId;
  ULONG FifoBytes;
} BUS_BUFFER;

static NTSTATUS AllocateAtBus(const WRT_STREAM *Stream, WRT_BUFFER_KIND Kind, ULONG Count,
                              SIZE_T Wanted, BUS_BUFFER *Buffer) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  Buffer->Offset = 0;
  return Kind == WrtPlainBuffer
             ? Bus->AllocateDmaBuffer(Bus->Context, Stream->Engine, Wanted, &Buffer->Mdl,
                                      &Buffer->Bytes, &Buffer->StreamId, &Buffer->FifoBytes)
             : Bus->AllocateDmaBufferWithNotification(Bus->Context, Stream->Engine, Count, Wanted,
                                                      &Buffer->Mdl, &Buffer->Bytes, &Buffer->Offset,
                                                      &Buffer->StreamId, &Buffer->FifoBytes);
}

/* Packets are counted by the callback of the newer bus interface. */
static NTSTATUS WatchPackets(WRT_STREAM *Stream) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  if (!Stream->Miniport->HasNotificationCallbacks)
    return STATUS_SUCCESS;
  NTSTATUS Status = Bus->RegisterNotificationCallback(Bus->Context, Stream->Engine,
                                                      Stream->Miniport->Pdo, WrtPacketDone, Stream);
  Stream->CallbackRegistered = NT_SUCCESS(Status);
  return Status;
}

static VOID Attach(WRT_STREAM *Stream, WRT_BUFFER_KIND Kind, ULONG Count,
                   const BUS_BUFFER *Buffer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  Stream->BufferKind = Kind;
  Stream->BufferMdl = Buffer->Mdl;
  Stream->BufferBytes = Buffer->Bytes;
  Stream->NotificationCount = Count;
  Stream->StreamId = Buffer->StreamId;
  Stream->FifoBytes = Buffer->FifoBytes;
  WrtResetPackets(Stream); /* packet 0 is the first of this buffer */
  KeReleaseSpinLock(&Stream->Lock, Irql);
}

/* Is what the bus delivered what the port can be told? Its sizes are wider (RT-ABN-007), and a
 * plain buffer below the request is of no use to its client (RT-AAB-002). */
static NTSTATUS Judge(WRT_BUFFER_KIND Kind, ULONG Requested, const BUS_BUFFER *Buffer) {
  if (Buffer->Bytes > ULONG_LARGEST || Buffer->Offset > ULONG_LARGEST)
    return STATUS_UNSUCCESSFUL;
  return Kind == WrtPlainBuffer && Buffer->Bytes < Requested ? STATUS_INSUFFICIENT_RESOURCES
                                                             : STATUS_SUCCESS;
}

NTSTATUS WrtAllocateBuffer(WRT_STREAM *Stream, WRT_BUFFER_KIND Kind, ULONG Count, ULONG Requested,
                           const WRT_BUFFER_RESULT *Result) {
  BUS_BUFFER Buffer;
  if (Result->AudioBufferMdl == NULL || Result->ActualSize == NULL ||
      Result->OffsetFromFirstPage == NULL || Result->CacheType == NULL)
    return STATUS_INVALID_PARAMETER;
  if (Requested == 0 || Count < 1 || Count > 2)
    return STATUS_UNSUCCESSFUL;
  if (Stream->Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  SIZE_T Wanted = RoundUp(Stream->Format.FrameBytes, Count, Requested);
  NTSTATUS Status = AllocateAtBus(Stream, Kind, Count, Wanted, &Buffer);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Judge(Kind, Requested, &Buffer);
  if (NT_SUCCESS(Status) && Kind == WrtNotificationBuffer)
    Status = WatchPackets(Stream);
  if (!NT_SUCCESS(Status)) {
    (void)FreeAtBus(Stream, Kind, Buffer.Mdl, Buffer.Bytes);
    return Status;
  }
  Attach(Stream, Kind, Count, &Buffer);
  *Result->AudioBufferMdl = Buffer.Mdl;
  *Result->ActualSize = (ULONG)Buffer.Bytes;
  *Result->OffsetFromFirstPage = (ULONG)Buffer.Offset;
  *Result->CacheType = MmWriteCombined; /* the controller may not snoop */
  return STATUS_SUCCESS;
}

VOID WrtFreeBuffer(WRT_STREAM *Stream) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  const BUS_BUFFER None = {.Mdl = NULL};
  if (Stream->BufferKind == WrtNoBuffer)
    return;
  WrtSilenceConverters(Stream);
  WrtResetEngine(Stream);
  if (Stream->CallbackRegistered)
    (void)Bus->UnregisterNotificationCallback(Bus->Context, Stream->Engine, WrtPacketDone, Stream);
  Stream->CallbackRegistered = FALSE;
  /* An engine that does not stop keeps its buffer; releasing the stream tries again. */
  if (NT_SUCCESS(FreeAtBus(Stream, Stream->BufferKind, Stream->BufferMdl, Stream->BufferBytes)))
    Attach(Stream, WrtNoBuffer, 0, &None);
}
