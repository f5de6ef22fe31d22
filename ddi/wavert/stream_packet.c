/* SPDX-License-Identifier: Apache-2.0 */
/* Packets: the segments between two notification points, numbered from the start of the stream. */
#include "wavert.h"

VOID WrtPacketDone(PVOID Context, LARGE_INTEGER QpcTimestamp) {
  WRT_STREAM *Stream = (WRT_STREAM *)Context;
  KIRQL Irql;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  /* One that was on its way when the stream was reset belongs to no packet. */
  if (Stream->State != KSSTATE_STOP) {
    Stream->PacketsDone++;
    Stream->PacketStart = Stream->LastBoundary;
    Stream->LastBoundary = QpcTimestamp.QuadPart;
    (void)WrtObservePosition(Stream);
  }
  KeReleaseSpinLock(&Stream->Lock, Irql);
}

VOID WrtResetPackets(WRT_STREAM *Stream) {
  Stream->PacketsDone = Stream->PacketsRead = 0;
  Stream->Started = Stream->EndOfStream = FALSE;
  Stream->Clock.Bytes = 0;
}

static WRT_STREAM *OfInput(IMiniportWaveRTInputStream *This) {
  return CONTAINING_RECORD(This, WRT_STREAM, Input);
}
static WRT_STREAM *OfOutput(IMiniportWaveRTOutputStream *This) {
  return CONTAINING_RECORD(This, WRT_STREAM, Output);
}

/* Lock held. Between two calls at most one packet of a buffer of one or two is still whole: the
 * last one. */
static NTSTATUS ReadPacket(WRT_STREAM *Stream, ULONG *PacketNumber, ULONG64 *Counter) {
  if (Stream->State < KSSTATE_PAUSE)
    return STATUS_INVALID_DEVICE_STATE;
  if (Stream->BufferKind != WrtNotificationBuffer)
    return STATUS_NOT_SUPPORTED;
  if (Stream->PacketsDone == Stream->PacketsRead)
    return STATUS_DEVICE_NOT_READY;
  Stream->PacketsRead = Stream->PacketsDone;
  *PacketNumber = Stream->PacketsDone - 1;
  *Counter = (ULONG64)Stream->PacketStart;
  return STATUS_SUCCESS;
}

static NTSTATUS GetReadPacket(IMiniportWaveRTInputStream *This, ULONG *PacketNumber, DWORD *Flags,
                              ULONG64 *PerformanceCounterValue, BOOL *MoreData) {
  WRT_STREAM *Stream = OfInput(This);
  KIRQL Irql;
  if (PacketNumber == NULL || Flags == NULL || PerformanceCounterValue == NULL || MoreData == NULL)
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  NTSTATUS Status = ReadPacket(Stream, PacketNumber, PerformanceCounterValue);
  KeReleaseSpinLock(&Stream->Lock, Irql);
  if (NT_SUCCESS(Status)) {
    *Flags = 0;
    *MoreData = FALSE;
  }
  return Status;
}

/* Lock held. The buffer holds the packet under way and those after it; once the stream has started,
 * the one under way is taken. */
static NTSTATUS WritePacket(WRT_STREAM *Stream, ULONG PacketNumber, BOOLEAN EndOfStream,
                            ULONG EosPacketLength) {
  if (Stream->BufferKind != WrtNotificationBuffer)
    return STATUS_NOT_SUPPORTED;
  if (EndOfStream && EosPacketLength > Stream->BufferBytes / Stream->NotificationCount)
    return STATUS_INVALID_PARAMETER;
  if (Stream->EndOfStream)
    return STATUS_INVALID_DEVICE_STATE;
  LONG Ahead = (LONG)(PacketNumber - Stream->PacketsDone);
  if (Ahead < (Stream->Started ? 1 : 0))
    return STATUS_DATA_LATE_ERROR;
  if (Ahead >= (LONG)Stream->NotificationCount)
    return STATUS_DATA_OVERRUN;
  Stream->EndOfStream = EndOfStream;
  return STATUS_SUCCESS;
}

static NTSTATUS SetWritePacket(IMiniportWaveRTOutputStream *This, ULONG PacketNumber, DWORD Flags,
                               ULONG EosPacketLength) {
  WRT_STREAM *Stream = OfOutput(This);
  KIRQL Irql;
  if (Flags & ~(DWORD)KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM)
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  NTSTATUS Status = WritePacket(Stream, PacketNumber, Flags != 0, EosPacketLength);
  KeReleaseSpinLock(&Stream->Lock, Irql);
  return Status;
}

static NTSTATUS GetPresentationPosition(IMiniportWaveRTOutputStream *This,
                                        KSAUDIO_PRESENTATION_POSITION *PresentationPosition) {
  WRT_STREAM *Stream = OfOutput(This);
  KIRQL Irql;
  if (PresentationPosition == NULL)
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  (void)WrtObservePosition(Stream);
  PresentationPosition->u64PositionInBlocks = Stream->Clock.Bytes / Stream->Format.FrameBytes;
  PresentationPosition->u64QPCPosition = (UINT64)KeQueryPerformanceCounter(NULL).QuadPart;
  KeReleaseSpinLock(&Stream->Lock, Irql);
  return STATUS_SUCCESS;
}

static NTSTATUS GetPacketCount(IMiniportWaveRTOutputStream *This, ULONG *PacketCount) {
  WRT_STREAM *Stream = OfOutput(This);
  KIRQL Irql;
  if (PacketCount == NULL)
    return STATUS_INVALID_PARAMETER;
  if (Stream->BufferKind == WrtPlainBuffer)
    return STATUS_NOT_SUPPORTED;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  *PacketCount = Stream->PacketsDone;
  KeReleaseSpinLock(&Stream->Lock, Irql);
  return STATUS_SUCCESS;
}

static NTSTATUS InputQuery(IMiniportWaveRTInputStream *This, REFIID InterfaceId, PVOID *Interface) {
  return WrtStreamQuery(OfInput(This), InterfaceId, Interface);
}
static ULONG InputAddRef(IMiniportWaveRTInputStream *This) {
  return WrtStreamAddRef(OfInput(This));
}
static ULONG InputRelease(IMiniportWaveRTInputStream *This) {
  return WrtStreamRelease(OfInput(This));
}
const IMiniportWaveRTInputStreamVtbl WrtInputVtbl = {
    .QueryInterface = InputQuery,
    .AddRef = InputAddRef,
    .Release = InputRelease,
    .GetReadPacket = GetReadPacket,
};

static NTSTATUS OutputQuery(IMiniportWaveRTOutputStream *This, REFIID InterfaceId,
                            PVOID *Interface) {
  return WrtStreamQuery(OfOutput(This), InterfaceId, Interface);
}
static ULONG OutputAddRef(IMiniportWaveRTOutputStream *This) {
  return WrtStreamAddRef(OfOutput(This));
}
static ULONG OutputRelease(IMiniportWaveRTOutputStream *This) {
  return WrtStreamRelease(OfOutput(This));
}
const IMiniportWaveRTOutputStreamVtbl WrtOutputVtbl = {
    .QueryInterface = OutputQuery,
    .AddRef = OutputAddRef,
    .Release = OutputRelease,
    .SetWritePacket = SetWritePacket,
    .GetOutputStreamPresentationPosition = GetPresentationPosition,
    .GetPacketCount = GetPacketCount,
};
