/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing the controller up and down: mapping, reset handshake, capabilities, interrupt. */
#include "bus.h"

#define POLL_US 10u
#define POLL_LIMIT 1000u /* 10 ms: link reset takes about 100 us each way */
#define RESET_HOLD_US 100u
/* Codecs ask for an address within 25 frames of the end of link reset (521 us) and have it three
 * frames later; only then do they answer commands and send samples. */
#define CODEC_START_US 1000u

static BOOLEAN WaitForCrst(BUS_ADAPTER *Adapter, ULONG Wanted) {
  for (ULONG Try = 0; Try < POLL_LIMIT; Try++) {
    if ((BusRead32(Adapter, HDA_GCTL) & HDA_GCTL_CRST) == Wanted)
      return TRUE;
    KeStallExecutionProcessor(POLL_US);
  }
  return FALSE;
}

static BOOLEAN SetCrst(BUS_ADAPTER *Adapter, ULONG Wanted) {
  ULONG Gctl = BusRead32(Adapter, HDA_GCTL) & ~HDA_GCTL_CRST;
  BusWrite32(Adapter, HDA_GCTL, Gctl | Wanted);
  return WaitForCrst(Adapter, Wanted);
}

/* A controller that firmware left running is stopped before it is reset. Codecs are to announce
 * themselves anew; the register keeps its bits over the reset. */
static VOID StopWhatWasLeftRunning(BUS_ADAPTER *Adapter) {
  if (!(BusRead32(Adapter, HDA_GCTL) & HDA_GCTL_CRST))
    return;
  USHORT Gcap = BusRead16(Adapter, HDA_GCAP);
  ULONG Count = HDA_GCAP_ISS(Gcap) + HDA_GCAP_OSS(Gcap) + HDA_GCAP_BSS(Gcap);
  BusWrite32(Adapter, HDA_INTCTL, 0);
  BusStopRings(Adapter);
  for (ULONG i = 0; i < Count && i < HDA_STREAMS_MAX; i++) {
    BUS_ENGINE Engine = {.Adapter = Adapter, .Index = i};
    BusStreamClearRun(&Engine);
    (void)BusStreamWaitStopped(&Engine);
  }
  BusWrite16(Adapter, HDA_STATESTS, HDA_STATESTS_SDIWAKE);
}

static NTSTATUS ResetController(BUS_ADAPTER *Adapter) {
  StopWhatWasLeftRunning(Adapter);
  if (!SetCrst(Adapter, 0))
    return STATUS_DEVICE_NOT_READY;
  KeStallExecutionProcessor(RESET_HOLD_US);
  if (!SetCrst(Adapter, HDA_GCTL_CRST))
    return STATUS_DEVICE_NOT_READY;
  KeStallExecutionProcessor(CODEC_START_US);
  return STATUS_SUCCESS;
}

/* WAKEEN has a writable bit for each SDI line; nothing else tells their number. */
static ULONG CountSdiLines(BUS_ADAPTER *Adapter) {
  ULONG Lines = 0;
  USHORT Before = BusRead16(Adapter, HDA_WAKEEN);
  BusWrite16(Adapter, HDA_WAKEEN, 0x7FFF);
  USHORT Mask = BusRead16(Adapter, HDA_WAKEEN);
  BusWrite16(Adapter, HDA_WAKEEN, Before);
  for (ULONG Bit = 0; Bit < HDA_SDI_LINES_MAX; Bit++)
    Lines += ((ULONG)Mask >> Bit) & 1u;
  return Lines != 0 ? Lines : HDA_SDI_LINES_MAX;
}

static ULONG StreamLimitBits(USHORT Words, ULONG LineBits) {
  return Words != 0 ? Words * 16u : LineBits;
}

static NTSTATUS ReadCapabilities(BUS_ADAPTER *Adapter) {
  USHORT Gcap = BusRead16(Adapter, HDA_GCAP);
  ULONG Inputs = HDA_GCAP_ISS(Gcap), Outputs = HDA_GCAP_OSS(Gcap);
  Adapter->EngineCount = Inputs + Outputs + HDA_GCAP_BSS(Gcap);
  if (Adapter->EngineCount == 0 || Adapter->EngineCount > HDA_STREAMS_MAX) {
    Adapter->EngineCount = 0;
    return STATUS_DEVICE_CONFIGURATION_ERROR;
  }
  Adapter->HighestDmaAddress.QuadPart = (Gcap & HDA_GCAP_64OK) ? INT64_MAX : (LONGLONG)UINT32_MAX;
  Adapter->DeviceVersion = (USHORT)(BusRead8(Adapter, HDA_VMAJ) << 8 | BusRead8(Adapter, HDA_VMIN));
  Adapter->CodecMask = BusRead16(Adapter, HDA_STATESTS) & HDA_STATESTS_SDIWAKE;
  BusWrite16(Adapter, HDA_STATESTS, Adapter->CodecMask);
  Adapter->SdoLines = 1u << HDA_GCAP_NSDO(Gcap);
  Adapter->SdiLines = CountSdiLines(Adapter);
  Adapter->OutputLineBits = BusRead16(Adapter, HDA_OUTPAY) * 16u;
  Adapter->InputLineBits = BusRead16(Adapter, HDA_INPAY) * 16u;
  Adapter->OutputStreamBits =
      StreamLimitBits(BusRead16(Adapter, HDA_OUTSTRMPAY), Adapter->OutputLineBits);
  Adapter->InputStreamBits =
      StreamLimitBits(BusRead16(Adapter, HDA_INSTRMPAY), Adapter->InputLineBits);
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    Engine->Adapter = Adapter;
    Engine->Index = i;
    Engine->CanCapture = i < Inputs || i >= Inputs + Outputs;
    Engine->CanRender = i >= Inputs;
    Engine->FifoBytes = BusStreamFifoBytes(Engine);
    InitializeListHead(&Engine->Registrations);
  }
  return STATUS_SUCCESS;
}

/* Descriptor lists are had at start, so that allocating a buffer needs the pages of the buffer. */
static NTSTATUS AllocateDescriptorLists(BUS_ADAPTER *Adapter) {
  PHYSICAL_ADDRESS Zero = {.QuadPart = 0};
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    Engine->Bdl = (PHDAUDIO_BUFFER_DESCRIPTOR)MmAllocateContiguousMemorySpecifyCache(
        PAGE_SIZE, Zero, Adapter->HighestDmaAddress, Zero, MmNonCached);
    if (Engine->Bdl == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Engine->BdlAddress = MmGetPhysicalAddress(Engine->Bdl);
  }
  return STATUS_SUCCESS;
}

NTSTATUS BusStartController(BUS_ADAPTER *Adapter) {
  const HDA_DDI_DEVICE *Device = &Adapter->Device;
  Adapter->Bar = (PUCHAR)MmMapIoSpace(Device->BarPhysicalAddress, Device->BarLength, MmNonCached);
  if (Adapter->Bar == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  NTSTATUS Status = ResetController(Adapter);
  if (NT_SUCCESS(Status))
    Status = ReadCapabilities(Adapter);
  if (NT_SUCCESS(Status))
    Status = AllocateDescriptorLists(Adapter);
  if (NT_SUCCESS(Status))
    Status = BusStartRings(Adapter);
  if (NT_SUCCESS(Status))
    Status = IoConnectInterrupt(&Adapter->Interrupt, BusInterruptService, Adapter, NULL,
                                Device->InterruptVector, Device->InterruptIrql,
                                Device->InterruptIrql, LevelSensitive, TRUE, 1, FALSE);
  if (!NT_SUCCESS(Status))
    return Status;
  BusWrite32(Adapter, HDA_INTCTL, HDA_INTCTL_GIE | HDA_INTCTL_CIE);
  BusWrite32(Adapter, HDA_GCTL, HDA_GCTL_CRST | HDA_GCTL_UNSOL); /* DDI-REC-008 */
  return BusEnumerateCodecs(Adapter);
}

/* Completions that were recorded are still delivered. */
static VOID DisconnectInterrupt(BUS_ADAPTER *Adapter) {
  if (Adapter->Interrupt == NULL)
    return;
  (void)KeCancelTimer(&Adapter->Commands.Timer);
  KeFlushQueuedDpcs(); /* the DPC needs the interrupt object */
  IoDisconnectInterrupt(Adapter->Interrupt);
  Adapter->Interrupt = NULL;
}

VOID BusLoseController(BUS_ADAPTER *Adapter) {
  KIRQL Irql, Dirql;
  KeAcquireSpinLock(&Adapter->Lock, &Irql);
  Dirql = BusLockInterrupt(Adapter);
  Adapter->Removed = TRUE;
  BusUnlockInterrupt(Adapter, Dirql);
  KeReleaseSpinLock(&Adapter->Lock, Irql);
  DisconnectInterrupt(Adapter);
  BusAbandonCommands(Adapter);
}

VOID BusStopController(BUS_ADAPTER *Adapter) {
  BOOLEAN IsThere = Adapter->Bar != NULL && !Adapter->Removed;
  if (IsThere)
    BusWrite32(Adapter, HDA_INTCTL, 0);
  DisconnectInterrupt(Adapter);
  if (IsThere) {
    BusStopRings(Adapter);
    BusWrite16(Adapter, HDA_STATESTS, HDA_STATESTS_SDIWAKE);
    (void)SetCrst(Adapter, 0);
  }
  if (Adapter->Bar != NULL)
    MmUnmapIoSpace(Adapter->Bar, Adapter->Device.BarLength);
  BusFreeRings(Adapter);
  BusForgetCodecs(Adapter);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].Bdl != NULL)
      MmFreeContiguousMemorySpecifyCache(Adapter->Engines[i].Bdl, PAGE_SIZE, MmNonCached);
}
