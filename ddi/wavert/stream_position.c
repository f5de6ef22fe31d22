/* SPDX-License-Identifier: Apache-2.0 */
/* Positions, registers that clients read, and latency. */
#include "wavert.h"

#define BIT_CLOCK_HZ 24000000u
#define LINK_FRAMES_PER_SECOND 48000u
#define UNITS_PER_SECOND 10000000u /* of 100 ns */

/* Bytes that pass in `Ticks` of the performance counter. */
static ULONGLONG BytesIn(const WRT_STREAM *Stream, ULONGLONG Ticks, ULONGLONG TicksPerSecond) {
  ULONGLONG BytesPerSecond =
      (ULONGLONG)Stream->Format.Stream.SampleRate * Stream->Format.FrameBytes;
  return Ticks / TicksPerSecond * BytesPerSecond +
         Ticks % TicksPerSecond * BytesPerSecond / TicksPerSecond;
}

/* The running count that has this offset in the buffer and lies nearest to `Estimate`. */
static ULONGLONG Unwrap(ULONGLONG Estimate, ULONG Offset, ULONGLONG BufferBytes) {
  ULONGLONG Bytes = Estimate - Estimate % BufferBytes + Offset;
  if (Bytes > Estimate + BufferBytes / 2 && Bytes >= BufferBytes)
    return Bytes - BufferBytes;
  return Bytes + BufferBytes / 2 < Estimate ? Bytes + BufferBytes : Bytes;
}

ULONG WrtObservePosition(WRT_STREAM *Stream) {
  LARGE_INTEGER Frequency;
  WRT_CLOCK *Clock = &Stream->Clock;
  if (Stream->BufferKind == WrtNoBuffer || Stream->State == KSSTATE_STOP ||
      Stream->PositionRegister == NULL)
    return 0;
  ULONG Offset = READ_REGISTER_ULONG(Stream->PositionRegister);
  LONGLONG Now = KeQueryPerformanceCounter(&Frequency).QuadPart;
  ULONGLONG Estimate = Clock->Bytes;
  if (Stream->State == KSSTATE_RUN)
    Estimate += BytesIn(Stream, (ULONGLONG)(Now - Clock->Counter), (ULONGLONG)Frequency.QuadPart);
  /* A device that is gone reads all ones. */
  if (Offset >= Stream->BufferBytes)
    return (ULONG)(Clock->Bytes % Stream->BufferBytes);
  ULONGLONG Bytes = Unwrap(Estimate, Offset, Stream->BufferBytes);
  if (Bytes > Clock->Bytes)
    Clock->Bytes = Bytes;
  Clock->Counter = Now;
  return Offset;
}

/* What the client may touch next: render, behind what the FIFO has taken; capture, before what has
 * not left it. */
static ULONG ClientOffset(const WRT_STREAM *Stream, ULONG Offset) {
  ULONG Bytes = (ULONG)Stream->BufferBytes;
  if (Stream->State != KSSTATE_RUN || Stream->BufferKind == WrtNoBuffer)
    return Offset;
  ULONG Held = Stream->FifoBytes % Bytes;
  if (!Stream->Capture)
    return (Offset + Held) % Bytes;
  return Stream->Clock.Bytes < Stream->FifoBytes ? 0 : (Offset + Bytes - Held) % Bytes;
}

NTSTATUS WrtGetPosition(WRT_STREAM *Stream, PKSAUDIO_POSITION Position) {
  KIRQL Irql;
  if (Position == NULL)
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  ULONG Offset = WrtObservePosition(Stream);
  Position->PlayOffset = Offset;
  Position->WriteOffset = ClientOffset(Stream, Offset);
  KeReleaseSpinLock(&Stream->Lock, Irql);
  return STATUS_SUCCESS;
}

NTSTATUS WrtGetPositionRegister(WRT_STREAM *Stream, KSRTAUDIO_HWREGISTER *Register) {
  ULONG Rate = Stream->Format.Stream.SampleRate;
  if (Register == NULL)
    return STATUS_INVALID_PARAMETER;
  if (Stream->PositionRegister == NULL)
    return STATUS_NOT_SUPPORTED;
  RtlZeroMemory(Register, sizeof *Register);
  Register->Register = Stream->PositionRegister;
  Register->Width = 32;
  /* It moves once a link frame, by all the frames that the link frame carries. */
  Register->Accuracy =
      (Rate + LINK_FRAMES_PER_SECOND - 1) / LINK_FRAMES_PER_SECOND * Stream->Format.FrameBytes;
  return STATUS_SUCCESS;
}

NTSTATUS WrtGetClockRegister(WRT_STREAM *Stream, KSRTAUDIO_HWREGISTER *Register) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  PULONG WallClock = NULL;
  if (Register == NULL)
    return STATUS_INVALID_PARAMETER;
  if (!Stream->Miniport->Removed)
    Bus->GetWallClockRegister(Bus->Context, &WallClock);
  if (WallClock == NULL)
    return STATUS_NOT_SUPPORTED;
  RtlZeroMemory(Register, sizeof *Register);
  Register->Register = WallClock;
  Register->Width = 32;
  Register->Numerator = BIT_CLOCK_HZ;
  Register->Denominator = 1;
  Register->Accuracy = 1;
  return STATUS_SUCCESS;
}

VOID WrtGetLatency(WRT_STREAM *Stream, KSRTAUDIO_HWLATENCY *Latency) {
  const WRT_MINIPORT *Miniport = Stream->Miniport;
  ULONGLONG Frames = Stream->Capture ? Miniport->InputDelay : Miniport->OutputDelay;
  if (Latency == NULL)
    return;
  Latency->FifoSize = Stream->FifoBytes;
  /* A sample travels in the link frame after the one it was taken in. */
  Latency->ChipsetDelay = UNITS_PER_SECOND / LINK_FRAMES_PER_SECOND;
  Latency->CodecDelay = (ULONG)(Frames * UNITS_PER_SECOND / Stream->Format.Stream.SampleRate);
}
