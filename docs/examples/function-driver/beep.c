/* SPDX-License-Identifier: Apache-2.0 */
/* Plays a square wave. A thread fills the half of the buffer that has just been played. */
#include "function_driver.h"

#define TAG 0x70656542u /* "Beep" */
#define FRAME_BYTES 4u
#define HALF_FRAMES 480u /* 10 ms */
#define PERIOD_FRAMES 48u
#define LOUD 8000

struct _BEEP {
  HDAUDIO_BUS_INTERFACE_V2 Bus;
  HANDLE Engine;
  PMDL Mdl;
  SIZE_T Bytes;
  UCHAR StreamId;
  SHORT *Samples;
  KEVENT Half;
  PVOID Thread;
  LONG Stopping;
  ULONG Halves;
};

static VOID FillHalf(PBEEP Beep, ULONG Number) {
  SHORT *Sample = Beep->Samples + Number % 2 * HALF_FRAMES * 2;
  for (ULONG Frame = 0; Frame < HALF_FRAMES; Frame++, Sample += 2)
    Sample[0] = Sample[1] = Frame % PERIOD_FRAMES < PERIOD_FRAMES / 2 ? LOUD : -LOUD;
}

/* The first completion ends half 0, so that half is filled while half 1 plays. */
static VOID Run(PVOID Context) {
  PBEEP Beep = (PBEEP)Context;
  for (;;) {
    (void)KeWaitForSingleObject(&Beep->Half, Executive, KernelMode, FALSE, NULL);
    if (Beep->Stopping)
      break;
    FillHalf(Beep, Beep->Halves++);
  }
  (void)PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS StartThread(PBEEP Beep) {
  HANDLE Handle;
  NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Run, Beep);
  if (!NT_SUCCESS(Status))
    return Status;
  Status =
      ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, NULL, KernelMode, &Beep->Thread, NULL);
  (void)ZwClose(Handle);
  return Status;
}

static NTSTATUS SetState(PBEEP Beep, HDAUDIO_STREAM_STATE State) {
  return Beep->Bus.SetDmaEngineState(Beep->Bus.Context, State, 1, &Beep->Engine);
}

static NTSTATUS TakeBuffer(PBEEP Beep) {
  SIZE_T Offset;
  ULONG FifoSize;
  NTSTATUS Status = Beep->Bus.AllocateDmaBufferWithNotification(
      Beep->Bus.Context, Beep->Engine, 2, 2 * HALF_FRAMES * FRAME_BYTES, &Beep->Mdl, &Beep->Bytes,
      &Offset, &Beep->StreamId, &FifoSize);
  if (!NT_SUCCESS(Status))
    return Status;
  Beep->Samples = (SHORT *)MmMapLockedPagesSpecifyCache(Beep->Mdl, KernelMode, MmWriteCombined,
                                                        NULL, FALSE, NormalPagePriority);
  if (Beep->Samples == NULL || Beep->Bytes != 2 * HALF_FRAMES * FRAME_BYTES)
    return STATUS_INSUFFICIENT_RESOURCES;
  FillHalf(Beep, 0);
  FillHalf(Beep, 1);
  return STATUS_SUCCESS;
}

static NTSTATUS Prepare(PBEEP Beep, PDEVICE_OBJECT Pdo) {
  HDAUDIO_STREAM_FORMAT Format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT Converter;
  UCHAR CodecAddress, Node;
  NTSTATUS Status = QueryBusInterface(Pdo, &GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof Beep->Bus,
                                      (PINTERFACE)(PVOID)&Beep->Bus);
  if (!NT_SUCCESS(Status))
    return Status;
  const HDAUDIO_BUS_INTERFACE *Bus = (const HDAUDIO_BUS_INTERFACE *)(PVOID)&Beep->Bus;
  if (!FindConverter(Bus, FALSE, &CodecAddress, &Node))
    return STATUS_NOT_FOUND;
  Status = Bus->AllocateRenderDmaEngine(Bus->Context, &Format, FALSE, &Beep->Engine, &Converter);
  if (NT_SUCCESS(Status))
    Status = TakeBuffer(Beep);
  if (NT_SUCCESS(Status))
    Status = ProgramConverter(Bus, FALSE, CodecAddress, Node, Beep->StreamId, Converter);
  if (NT_SUCCESS(Status))
    Status = Beep->Bus.RegisterNotificationEvent(Bus->Context, Beep->Engine, &Beep->Half);
  if (NT_SUCCESS(Status))
    Status = StartThread(Beep);
  if (NT_SUCCESS(Status))
    Status = SetState(Beep, StopState);
  return NT_SUCCESS(Status) ? SetState(Beep, RunState) : Status;
}

NTSTATUS BeepStart(PDEVICE_OBJECT Pdo, PBEEP *Beep) {
  PBEEP New = (PBEEP)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(BEEP), TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&New->Half, SynchronizationEvent, FALSE);
  NTSTATUS Status = Prepare(New, Pdo);
  if (NT_SUCCESS(Status))
    *Beep = New;
  else
    (void)BeepStop(New);
  return Status;
}

UCHAR BeepStreamId(const BEEP *Beep) { return Beep->StreamId; }

ULONG BeepStop(PBEEP Beep) {
  PVOID Context = Beep->Bus.Context;
  ULONG Halves = Beep->Halves;
  if (Beep->Thread != NULL) {
    (void)InterlockedExchange(&Beep->Stopping, TRUE);
    (void)KeSetEvent(&Beep->Half, IO_NO_INCREMENT, FALSE);
    (void)KeWaitForSingleObject(Beep->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Beep->Thread);
  }
  if (Beep->Mdl != NULL) {
    (void)SetState(Beep, StopState);
    (void)SetState(Beep, ResetState);
    (void)Beep->Bus.UnregisterNotificationEvent(Context, Beep->Engine, &Beep->Half);
    if (Beep->Samples != NULL)
      MmUnmapLockedPages(Beep->Samples, Beep->Mdl);
    (void)Beep->Bus.FreeDmaBufferWithNotification(Context, Beep->Engine, Beep->Mdl, Beep->Bytes);
  }
  if (Beep->Engine != NULL)
    (void)Beep->Bus.FreeDmaEngine(Context, Beep->Engine);
  if (Beep->Bus.InterfaceDereference != NULL)
    Beep->Bus.InterfaceDereference(Context);
  ExFreePoolWithTag(Beep, TAG);
  return Halves;
}
