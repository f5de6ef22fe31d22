/* SPDX-License-Identifier: Apache-2.0 */
/* KS states on the states of the engine: STOP is Reset, ACQUIRE and PAUSE are Stop, RUN is Run. */
#include "wavert.h"

static NTSTATUS SetEngine(WRT_STREAM *Stream, HDAUDIO_STREAM_STATE State) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  if (Stream->EngineState == State)
    return STATUS_SUCCESS;
  NTSTATUS Status = Bus->SetDmaEngineState(Bus->Context, State, 1, &Stream->Engine);
  if (NT_SUCCESS(Status))
    Stream->EngineState = State;
  return Status;
}

VOID WrtResetEngine(WRT_STREAM *Stream) {
  /* From Run the way leads through Stop (RT-FBN-003). */
  if (Stream->EngineState == RunState)
    (void)SetEngine(Stream, StopState);
  if (Stream->EngineState == StopState)
    (void)SetEngine(Stream, ResetState);
}

/* What went by while the stream stood still did not move it. */
static VOID StartClock(WRT_STREAM *Stream) {
  KIRQL Irql;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  Stream->Clock.Counter = KeQueryPerformanceCounter(NULL).QuadPart;
  if (!Stream->Started)
    Stream->LastBoundary = Stream->Clock.Counter;
  KeReleaseSpinLock(&Stream->Lock, Irql);
}

static VOID EnterState(WRT_STREAM *Stream, KSSTATE State) {
  KIRQL Irql;
  KeAcquireSpinLock(&Stream->Lock, &Irql);
  (void)WrtObservePosition(Stream);
  Stream->State = State;
  if (State == KSSTATE_RUN)
    Stream->Started = TRUE;
  if (State == KSSTATE_STOP)
    WrtResetPackets(Stream);
  KeReleaseSpinLock(&Stream->Lock, Irql);
}

/* From Reset the way leads through Stop (RT-SST-004). */
static NTSTATUS Prepare(WRT_STREAM *Stream) {
  NTSTATUS Status = SetEngine(Stream, StopState);
  if (NT_SUCCESS(Status))
    Status = WrtProgramConverters(Stream, Stream->StreamId);
  Stream->IsPrepared = NT_SUCCESS(Status);
  return Status;
}

static NTSTATUS Start(WRT_STREAM *Stream) {
  /* A buffer that was had in PAUSE came with an engine in Reset. */
  NTSTATUS Status = Stream->IsPrepared ? STATUS_SUCCESS : Prepare(Stream);
  if (!NT_SUCCESS(Status))
    return Status;
  StartClock(Stream);
  return SetEngine(Stream, RunState);
}

/* One step up. On failure the stream is where it was. */
static NTSTATUS StepUp(WRT_STREAM *Stream, KSSTATE State) {
  NTSTATUS Status = STATUS_SUCCESS;
  if (Stream->Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  if (Stream->BufferKind == WrtNoBuffer) {
    /* ACQUIRE leaves the engine alone until there is a buffer: one can then still be had. */
    if (State != KSSTATE_ACQUIRE)
      return STATUS_INVALID_DEVICE_REQUEST;
  } else if (State == KSSTATE_RUN) {
    Status = Start(Stream);
  } else {
    Status = State == KSSTATE_PAUSE ? Prepare(Stream) : SetEngine(Stream, StopState);
  }
  if (NT_SUCCESS(Status))
    EnterState(Stream, State);
  return Status;
}

/* One step down succeeds whatever became of the device (RT-SST-003). */
static VOID StepDown(WRT_STREAM *Stream, KSSTATE State) {
  /* An engine whose buffer was freed is in Reset already. */
  if (State == KSSTATE_PAUSE && Stream->EngineState == RunState)
    (void)SetEngine(Stream, PauseState);
  if (State == KSSTATE_STOP) {
    WrtSilenceConverters(Stream);
    WrtResetEngine(Stream);
  }
  EnterState(Stream, State);
}

NTSTATUS WrtSetState(WRT_STREAM *Stream, KSSTATE State) {
  if (State < KSSTATE_STOP || State > KSSTATE_RUN)
    return STATUS_INVALID_PARAMETER;
  if (State == Stream->State + 1)
    return StepUp(Stream, State);
  if (State > Stream->State)
    return STATUS_INVALID_DEVICE_REQUEST;
  while (Stream->State > State)
    StepDown(Stream, (KSSTATE)(Stream->State - 1));
  return STATUS_SUCCESS;
}
