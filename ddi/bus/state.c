/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Engine states. A list of engines is checked as a whole before the first of them changes, and
 * several engines start and stop in the same link frame: SSYNC holds them while their RUN bits are
 * written one after the other.
 */
#include "bus.h"

/* ---- hardware, adapter lock held */

static VOID SetInterruptEnables(BUS_ADAPTER *Adapter, ULONG Mask, BOOLEAN Enable) {
  ULONG Intctl = BusRead32(Adapter, HDA_INTCTL);
  BusWrite32(Adapter, HDA_INTCTL, Enable ? Intctl | Mask : Intctl & ~Mask);
}

/* One engine needs no company to wait for. */
static VOID HoldTogether(BUS_ADAPTER *Adapter, ULONG Mask, BOOLEAN Hold) {
  if ((Mask & (Mask - 1)) == 0)
    return;
  ULONG Ssync = BusRead32(Adapter, HDA_SSYNC);
  BusWrite32(Adapter, HDA_SSYNC, Hold ? Ssync | Mask : Ssync & ~Mask);
}

ULONG BusStopEngines(BUS_ADAPTER *Adapter, ULONG Mask) {
  ULONG Stopped = 0;
  HoldTogether(Adapter, Mask, TRUE);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i)
      BusStreamClearRun(&Adapter->Engines[i]);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i && BusStreamWaitStopped(&Adapter->Engines[i]))
      Stopped |= 1u << i;
  SetInterruptEnables(Adapter, Stopped, FALSE);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Stopped & 1u << i) {
      BusStreamQuiet(&Adapter->Engines[i]);
      Adapter->Engines[i].State = StopState;
    }
  HoldTogether(Adapter, Mask, FALSE);
  return Stopped;
}

static NTSTATUS StopAll(BUS_ADAPTER *Adapter, ULONG Mask) {
  ULONG Running = 0;
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    if (!(Mask & 1u << i))
      continue;
    if (Adapter->Engines[i].State == RunState)
      Running |= 1u << i;
  }
  if (Running != 0 && BusStopEngines(Adapter, Running) != Running)
    return STATUS_DEVICE_NOT_READY;
  /* From Reset the descriptor is programmed already: nothing to write. */
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i)
      Adapter->Engines[i].State = StopState;
  return STATUS_SUCCESS;
}

static BOOLEAN AreProgrammed(const BUS_ADAPTER *Adapter, ULONG Mask) {
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i && !Adapter->Engines[i].IsProgrammed)
      return FALSE;
  return TRUE;
}

static NTSTATUS RunAll(BUS_ADAPTER *Adapter, ULONG Mask) {
  BOOLEAN Together = (Mask & (Mask - 1)) != 0, Ready = TRUE;
  if (!AreProgrammed(Adapter, Mask))
    return STATUS_DEVICE_NOT_READY;
  HoldTogether(Adapter, Mask, TRUE);
  SetInterruptEnables(Adapter, Mask, TRUE);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i) {
      BusStreamRun(&Adapter->Engines[i]);
      Adapter->Engines[i].State = RunState;
    }
  for (ULONG i = 0; Together && i < Adapter->EngineCount; i++)
    if (Mask & 1u << i && !BusStreamWaitReady(&Adapter->Engines[i]))
      Ready = FALSE;
  if (!Ready) {
    (void)BusStopEngines(Adapter, Mask);
    return STATUS_DEVICE_NOT_READY;
  }
  HoldTogether(Adapter, Mask, FALSE);
  return STATUS_SUCCESS;
}

/* Reset clears the descriptor, so an attached buffer is programmed again for the next start. */
static NTSTATUS ResetAll(BUS_ADAPTER *Adapter, ULONG Mask) {
  NTSTATUS Result = STATUS_SUCCESS;
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    if (!(Mask & 1u << i))
      continue;
    NTSTATUS Status = BusStreamReset(Engine);
    if (!NT_SUCCESS(Status)) {
      Result = Status;
      continue;
    }
    BusStreamProgram(Engine);
    BusForgetCompletions(Engine);
    Engine->State = ResetState;
  }
  return Result;
}

/* ---- rules */

static BOOLEAN IsLegal(const BUS_ENGINE *Engine, HDAUDIO_STREAM_STATE Target) {
  if (Target != ResetState && Engine->StreamId == 0) /* DDI-SDES-003, DDI-SBDL-010 */
    return FALSE;
  return !(Engine->State == ResetState && Target == RunState) &&
         !(Engine->State == RunState && Target == ResetState);
}

/* The engines that have to change; one listed twice counts once, one already there not at all. */
static NTSTATUS CheckAll(BUS_CLIENT *Client, HDAUDIO_STREAM_STATE Target, ULONG Count,
                         const HANDLE *Handles, ULONG *Mask) {
  BUS_ADAPTER *Adapter = Client->Adapter;
  ULONG Listed = 0;
  for (ULONG i = 0; i < Count; i++) {
    const BUS_ENGINE *Engine = BusFindEngine(Client, Handles[i]);
    if (Engine == NULL)
      return STATUS_INVALID_HANDLE;
    Listed |= 1u << Engine->Index;
  }
  if (Target != ResetState && Target != StopState && Target != RunState)
    return STATUS_INVALID_PARAMETER;
  *Mask = 0;
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    if (!(Listed & 1u << i))
      continue;
    if (!IsLegal(&Adapter->Engines[i], Target))
      return STATUS_INVALID_DEVICE_REQUEST;
    if (Adapter->Engines[i].State != Target)
      *Mask |= 1u << i;
  }
  return STATUS_SUCCESS;
}

/* Without hardware every engine has stopped; its owner may still take it down step by step.
 */
static NTSTATUS LowerAll(BUS_ADAPTER *Adapter, HDAUDIO_STREAM_STATE Target, ULONG Mask) {
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i && Adapter->Engines[i].State < Target)
      return STATUS_NO_SUCH_DEVICE;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Mask & 1u << i)
      Adapter->Engines[i].State = Target;
  return STATUS_SUCCESS;
}

static NTSTATUS ChangeAll(BUS_ADAPTER *Adapter, HDAUDIO_STREAM_STATE Target, ULONG Mask) {
  if (Mask == 0)
    return STATUS_SUCCESS;
  if (Adapter->Removed)
    return LowerAll(Adapter, Target, Mask);
  if (Target == RunState)
    return RunAll(Adapter, Mask);
  return Target == StopState ? StopAll(Adapter, Mask) : ResetAll(Adapter, Mask);
}

NTSTATUS BusSetDmaEngineState(PVOID _context, HDAUDIO_STREAM_STATE StreamState,
                              ULONG NumberOfHandles, PHANDLE Handles) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  ULONG Mask;
  NTSTATUS Status = BusEnter(_context, DISPATCH_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (NumberOfHandles == 0 || Handles == NULL)
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  Status = CheckAll(Client, StreamState, NumberOfHandles, Handles, &Mask);
  if (NT_SUCCESS(Status))
    Status = ChangeAll(Client->Adapter, StreamState, Mask);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}
