/* SPDX-License-Identifier: Apache-2.0 */
/* One stream descriptor of the hardware. CTL is written by bytes, so that STS is not touched. */
#include "bus.h"

/* Hardware acknowledges within 40 us; ten times that, and then it is broken. */
#define POLL_US 2u
#define POLL_LIMIT 200u
/* Filling a FIFO waits for memory, which may be slow. */
#define READY_POLL_LIMIT 5000u

static ULONG At(const BUS_ENGINE *Engine, ULONG Register) {
  return HDA_SD(Engine->Index) + Register;
}

static BOOLEAN WaitForBits(BUS_ENGINE *Engine, ULONG Register, UCHAR Bits, UCHAR Wanted,
                           ULONG Limit) {
  for (ULONG Try = 0; Try < Limit; Try++) {
    if ((BusRead8(Engine->Adapter, At(Engine, Register)) & Bits) == Wanted)
      return TRUE;
    KeStallExecutionProcessor(POLL_US);
  }
  return FALSE;
}

static BOOLEAN WriteSrst(BUS_ENGINE *Engine, UCHAR Value) {
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDCTL0), Value);
  return WaitForBits(Engine, HDA_SDCTL0, HDA_SDCTL0_SRST, Value, POLL_LIMIT);
}

NTSTATUS BusStreamReset(BUS_ENGINE *Engine) {
  if (Engine->Adapter->Removed)
    return STATUS_SUCCESS;
  BusStreamClearRun(Engine);
  if (!BusStreamWaitStopped(Engine))
    return STATUS_DEVICE_NOT_READY;
  Engine->IsProgrammed = FALSE;
  if (WriteSrst(Engine, HDA_SDCTL0_SRST) && WriteSrst(Engine, 0))
    return STATUS_SUCCESS;
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDCTL0), 0);
  return STATUS_DEVICE_NOT_READY;
}

/* Lowest number that no other live buffer of the direction has; 0 if there is none. */
static UCHAR ChooseStreamId(BUS_ENGINE *Engine) {
  BUS_ADAPTER *Adapter = Engine->Adapter;
  ULONG Used = 0;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].Owner != NULL && Adapter->Engines[i].Capture == Engine->Capture)
      Used |= 1u << Adapter->Engines[i].StreamId;
  for (ULONG Id = 1; Id <= HDA_STREAM_ID_MAX; Id++)
    if (!(Used & 1u << Id))
      return (UCHAR)Id;
  return 0;
}

NTSTATUS BusStreamSetUp(BUS_ENGINE *Engine, const BUS_PROGRAM *Program) {
  if (Engine->StreamId == 0)
    Engine->StreamId = ChooseStreamId(Engine);
  if (Engine->StreamId == 0)
    return STATUS_INSUFFICIENT_RESOURCES;
  NTSTATUS Status = BusStreamReset(Engine);
  if (!NT_SUCCESS(Status)) {
    Engine->StreamId = 0;
    return Status;
  }
  Engine->Program = *Program;
  KeMemoryBarrier(); /* the list is in memory before hardware knows of it */
  BusStreamProgram(Engine);
  return STATUS_SUCCESS;
}

VOID BusStreamProgram(BUS_ENGINE *Engine) {
  BUS_ADAPTER *Adapter = Engine->Adapter;
  UCHAR Control = 0;
  /* The direction of a bidirectional descriptor changes what its other registers mean. */
  if (Engine->CanCapture && Engine->CanRender && !Engine->Capture)
    Control |= HDA_SDCTL2_DIR_OUT;
  if (Control != 0)
    BusWrite8(Adapter, At(Engine, HDA_SDCTL2), Control);
  if (Engine->Striped)
    Control |= HDA_SDCTL2_STRIPE_TWO;
  BusWrite8(Adapter, At(Engine, HDA_SDCTL2), (UCHAR)(Control | HDA_SDCTL2_STRM(Engine->StreamId)));
  BusWrite8(Adapter, At(Engine, HDA_SDSTS), HDA_SDSTS_W1C);
  BusWrite32(Adapter, At(Engine, HDA_SDCBL), Engine->Program.Bytes);
  BusWrite16(Adapter, At(Engine, HDA_SDLVI), (USHORT)(Engine->Program.DescriptorCount - 1));
  BusWrite16(Adapter, At(Engine, HDA_SDFMT), Engine->Format.Converter.ConverterFormat);
  BusWrite32(Adapter, At(Engine, HDA_SDBDPL), Engine->Program.List.LowPart);
  BusWrite32(Adapter, At(Engine, HDA_SDBDPU), (ULONG)Engine->Program.List.HighPart);
  Engine->IsProgrammed = TRUE;
}

ULONG BusStreamFifoBytes(BUS_ENGINE *Engine) {
  return BusRead16(Engine->Adapter, At(Engine, HDA_SDFIFOS)) + 1u;
}

VOID BusStreamRun(BUS_ENGINE *Engine) {
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDSTS), HDA_SDSTS_W1C);
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDCTL0),
            HDA_SDCTL0_RUN | HDA_SDCTL0_IOCE | HDA_SDCTL0_FEIE | HDA_SDCTL0_DEIE);
}

/* A render stream is ready once its FIFO holds enough, a capture stream once it runs. */
BOOLEAN BusStreamWaitReady(BUS_ENGINE *Engine) {
  if (Engine->Capture)
    return WaitForBits(Engine, HDA_SDCTL0, HDA_SDCTL0_RUN, HDA_SDCTL0_RUN, POLL_LIMIT);
  return WaitForBits(Engine, HDA_SDSTS, HDA_SDSTS_FIFORDY, HDA_SDSTS_FIFORDY, READY_POLL_LIMIT);
}

/* The interrupt enables stay: a completion until the very stop still counts. */
VOID BusStreamClearRun(BUS_ENGINE *Engine) {
  UCHAR Control = BusRead8(Engine->Adapter, At(Engine, HDA_SDCTL0));
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDCTL0),
            (UCHAR)(Control & ~(HDA_SDCTL0_RUN | HDA_SDCTL0_SRST)));
}

BOOLEAN BusStreamWaitStopped(BUS_ENGINE *Engine) {
  return WaitForBits(Engine, HDA_SDCTL0, HDA_SDCTL0_RUN, 0, POLL_LIMIT);
}

VOID BusStreamQuiet(BUS_ENGINE *Engine) {
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDCTL0), 0);
  BusWrite8(Engine->Adapter, At(Engine, HDA_SDSTS), HDA_SDSTS_W1C);
}

VOID BusStreamForget(BUS_ENGINE *Engine) {
  BUS_ADAPTER *Adapter = Engine->Adapter;
  if (Adapter->Removed)
    return;
  BusWrite8(Adapter, At(Engine, HDA_SDCTL0), 0);
  BusWrite8(Adapter, At(Engine, HDA_SDCTL2), 0);
  BusWrite32(Adapter, At(Engine, HDA_SDBDPL), 0);
  BusWrite32(Adapter, At(Engine, HDA_SDBDPU), 0);
}
