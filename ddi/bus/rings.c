/* SPDX-License-Identifier: Apache-2.0 */
/* The command output ring and the response input ring: one page, and the registers of both. */
#include "bus.h"

#define POLL_US 2u
#define POLL_LIMIT 200u
#define POINTER_GONE 0xFFFFu
#define RIRB_OFFSET (PAGE_SIZE / 2) /* of the page; 256 commands need less than that */

static BOOLEAN WaitFor8(BUS_ADAPTER *Adapter, ULONG Register, UCHAR Bit, UCHAR Wanted) {
  for (ULONG Try = 0; Try < POLL_LIMIT; Try++) {
    if ((BusRead8(Adapter, Register) & Bit) == Wanted)
      return TRUE;
    KeStallExecutionProcessor(POLL_US);
  }
  return FALSE;
}

static BOOLEAN WaitForPointerReset(BUS_ADAPTER *Adapter, USHORT Wanted) {
  BusWrite16(Adapter, HDA_CORBRP, Wanted);
  for (ULONG Try = 0; Try < POLL_LIMIT; Try++) {
    if ((BusRead16(Adapter, HDA_CORBRP) & HDA_CORBRP_RST) == Wanted)
      return TRUE;
    KeStallExecutionProcessor(POLL_US);
  }
  return FALSE;
}

/* The largest size on offer (DDI-TCV-019); 0 if there is none. */
static ULONG ChooseEntries(BUS_ADAPTER *Adapter, ULONG SizeRegister) {
  ULONG Size = BusRead8(Adapter, SizeRegister), Code = HDA_RING_CODE_MAX;
  while (!HDA_RING_OFFERS(Size, Code))
    if (Code-- == 0)
      return 0;
  BusWrite8(Adapter, SizeRegister, (UCHAR)Code);
  return HDA_RING_ENTRIES(Code);
}

static VOID WriteBase(BUS_ADAPTER *Adapter, ULONG Register, PVOID Ring) {
  PHYSICAL_ADDRESS Address = MmGetPhysicalAddress(Ring);
  BusWrite32(Adapter, Register, Address.LowPart);
  BusWrite32(Adapter, Register + 4, (ULONG)Address.HighPart);
}

static NTSTATUS StartCorb(BUS_ADAPTER *Adapter) {
  BUS_RINGS *Rings = &Adapter->Commands.Rings;
  Rings->CorbWrite = 0;
  BusWrite16(Adapter, HDA_CORBWP, 0);
  if (!WaitForPointerReset(Adapter, HDA_CORBRP_RST) || !WaitForPointerReset(Adapter, 0))
    return STATUS_DEVICE_NOT_READY;
  BusWrite8(Adapter, HDA_CORBSTS, HDA_CORBSTS_CMEI);
  BusWrite8(Adapter, HDA_CORBCTL, HDA_CORBCTL_RUN);
  return WaitFor8(Adapter, HDA_CORBCTL, HDA_CORBCTL_RUN, HDA_CORBCTL_RUN) ? STATUS_SUCCESS
                                                                          : STATUS_DEVICE_NOT_READY;
}

/* An interrupt for every response: commands wait for each other. */
static NTSTATUS StartRirb(BUS_ADAPTER *Adapter) {
  Adapter->Commands.Rings.RirbRead = 0;
  BusWrite16(Adapter, HDA_RIRBWP, HDA_RIRBWP_RST);
  BusWrite16(Adapter, HDA_RINTCNT, 1);
  BusWrite8(Adapter, HDA_RIRBSTS, HDA_RIRBSTS_RINTFL | HDA_RIRBSTS_OIS);
  BusWrite8(Adapter, HDA_RIRBCTL, HDA_RIRBCTL_RINTCTL | HDA_RIRBCTL_DMAEN | HDA_RIRBCTL_OIC);
  return WaitFor8(Adapter, HDA_RIRBCTL, HDA_RIRBCTL_DMAEN, HDA_RIRBCTL_DMAEN)
             ? STATUS_SUCCESS
             : STATUS_DEVICE_NOT_READY;
}

NTSTATUS BusStartRings(BUS_ADAPTER *Adapter) {
  BUS_RINGS *Rings = &Adapter->Commands.Rings;
  PHYSICAL_ADDRESS Zero = {.QuadPart = 0};
  Rings->Page = (PUCHAR)MmAllocateContiguousMemorySpecifyCache(
      PAGE_SIZE, Zero, Adapter->HighestDmaAddress, Zero, MmNonCached);
  if (Rings->Page == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Rings->Corb = (volatile ULONG *)(PVOID)Rings->Page;
  Rings->Rirb = (volatile BUS_RIRB_ENTRY *)(PVOID)(Rings->Page + RIRB_OFFSET);
  Rings->CorbEntries = ChooseEntries(Adapter, HDA_CORBSIZE);
  Rings->RirbEntries = ChooseEntries(Adapter, HDA_RIRBSIZE);
  if (Rings->CorbEntries == 0 || Rings->RirbEntries == 0)
    return STATUS_DEVICE_NOT_READY;
  WriteBase(Adapter, HDA_CORBBASE, Rings->Page);
  WriteBase(Adapter, HDA_RIRBBASE, Rings->Page + RIRB_OFFSET);
  NTSTATUS Status = StartRirb(Adapter);
  return NT_SUCCESS(Status) ? StartCorb(Adapter) : Status;
}

VOID BusStopRings(BUS_ADAPTER *Adapter) {
  BusWrite8(Adapter, HDA_CORBCTL, 0);
  BusWrite8(Adapter, HDA_RIRBCTL, 0);
  (void)WaitFor8(Adapter, HDA_CORBCTL, HDA_CORBCTL_RUN, 0);
  (void)WaitFor8(Adapter, HDA_RIRBCTL, HDA_RIRBCTL_DMAEN, 0);
}

VOID BusFreeRings(BUS_ADAPTER *Adapter) {
  if (Adapter->Commands.Rings.Page != NULL)
    MmFreeContiguousMemorySpecifyCache(Adapter->Commands.Rings.Page, PAGE_SIZE, MmNonCached);
  Adapter->Commands.Rings.Page = NULL;
}

/* If the ring does not come back, later commands run into their deadlines as this one did. */
BOOLEAN BusRestartCorb(BUS_ADAPTER *Adapter) {
  BusWrite8(Adapter, HDA_CORBCTL, 0);
  return WaitFor8(Adapter, HDA_CORBCTL, HDA_CORBCTL_RUN, 0) && NT_SUCCESS(StartCorb(Adapter));
}

ULONG BusWriteCorb(BUS_ADAPTER *Adapter, ULONG Command) {
  BUS_RINGS *Rings = &Adapter->Commands.Rings;
  Rings->CorbWrite = (Rings->CorbWrite + 1) % Rings->CorbEntries;
  Rings->Corb[Rings->CorbWrite] = Command;
  KeMemoryBarrier();
  BusWrite16(Adapter, HDA_CORBWP, (USHORT)Rings->CorbWrite);
  return Rings->CorbWrite;
}

/* Counted backwards from the last command written. */
BOOLEAN BusCorbFetched(BUS_ADAPTER *Adapter, ULONG Index) {
  const BUS_RINGS *Rings = &Adapter->Commands.Rings;
  ULONG Read = BusRead16(Adapter, HDA_CORBRP);
  ULONG Left = (Rings->CorbWrite - Read) % Rings->CorbEntries;
  return (Rings->CorbWrite - Index) % Rings->CorbEntries >= Left;
}

static USHORT ReadRirbPointer(BUS_ADAPTER *Adapter) {
  return Adapter->Removed ? POINTER_GONE : BusRead16(Adapter, HDA_RIRBWP);
}

BOOLEAN BusControllerGone(BUS_ADAPTER *Adapter) { return ReadRirbPointer(Adapter) == POINTER_GONE; }

BUS_RIRB_RESULT BusReadRirb(BUS_ADAPTER *Adapter, PHDAUDIO_CODEC_RESPONSE Response) {
  BUS_RINGS *Rings = &Adapter->Commands.Rings;
  USHORT Write = ReadRirbPointer(Adapter);
  if (Write == POINTER_GONE)
    return BusRirbGone;
  if (Rings->RirbRead == Write % Rings->RirbEntries)
    return BusRirbEmpty;
  Rings->RirbRead = (Rings->RirbRead + 1) % Rings->RirbEntries;
  Response->CompleteResponse = 0;
  Response->Response = Rings->Rirb[Rings->RirbRead].Response;
  ULONG Source = Rings->Rirb[Rings->RirbRead].Source;
  Response->SDataIn = Source & 0xFu;
  Response->IsUnsolicitedResponse = (Source >> 4) & 1u;
  Response->IsValid = 1;
  return BusRirbTaken;
}

/* Acknowledged before the DPC reads the write pointer: a response that comes in between raises the
 * flag again. */
VOID BusAcknowledgeRings(BUS_ADAPTER *Adapter) {
  UCHAR Status = BusRead8(Adapter, HDA_RIRBSTS) & (HDA_RIRBSTS_RINTFL | HDA_RIRBSTS_OIS);
  BusWrite8(Adapter, HDA_RIRBSTS, Status);
  Adapter->Commands.ResponsePending = TRUE;
  if (Status & HDA_RIRBSTS_OIS)
    Adapter->Commands.OverrunPending = TRUE;
}
