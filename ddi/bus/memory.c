/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of buffers. It is had and freed at PASSIVE_LEVEL without a lock. */
#include "bus.h"

/* What fresh contiguous memory holds: whoever counts on zeroes is seen (DDI-ACB-005). */
#define FRESH_BYTE 0xCD

static const PHYSICAL_ADDRESS Zero;

static BUS_BUFFER *CreateBuffer(BUS_BUFFER_KIND Kind, ULONG Bytes) {
  BUS_BUFFER *Buffer = (BUS_BUFFER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Buffer, BUS_TAG);
  if (Buffer != NULL) {
    Buffer->Kind = Kind;
    Buffer->Bytes = Bytes;
  }
  return Buffer;
}

/* All the pages or none (DDI-ADBN-025). New pages are zero: silence. */
BUS_BUFFER *BusCreateMdlBuffer(const BUS_ADAPTER *Adapter, BUS_BUFFER_KIND Kind, ULONG Bytes) {
  BUS_BUFFER *Buffer = CreateBuffer(Kind, Bytes);
  if (Buffer == NULL)
    return NULL;
  Buffer->Mdl = MmAllocatePagesForMdlEx(Zero, Adapter->HighestDmaAddress, Zero, Bytes,
                                        MmWriteCombined, MM_ALLOCATE_FULLY_REQUIRED);
  if (Buffer->Mdl != NULL)
    return Buffer;
  BusDestroyBuffer(Buffer);
  return NULL;
}

static PVOID AllocateContiguous(const BUS_ADAPTER *Adapter, ULONG Bytes,
                                MEMORY_CACHING_TYPE CacheType) {
  PVOID Memory = MmAllocateContiguousMemorySpecifyCache(Bytes, Zero, Adapter->HighestDmaAddress,
                                                        Zero, CacheType);
  if (Memory != NULL)
    RtlFillMemory(Memory, Bytes, FRESH_BYTE);
  return Memory;
}

BUS_BUFFER *BusCreateContiguousBuffer(const BUS_ADAPTER *Adapter, ULONG Bytes) {
  BUS_BUFFER *Buffer = CreateBuffer(BusContiguousBuffer, Bytes);
  if (Buffer == NULL)
    return NULL;
  Buffer->Data = AllocateContiguous(Adapter, Bytes, MmWriteCombined); /* DDI-ACB-006 */
  Buffer->Bdl = (PHDAUDIO_BUFFER_DESCRIPTOR)AllocateContiguous(Adapter, PAGE_SIZE, MmNonCached);
  if (Buffer->Data != NULL && Buffer->Bdl != NULL)
    return Buffer;
  BusDestroyBuffer(Buffer);
  return NULL;
}

VOID BusDestroyBuffer(BUS_BUFFER *Buffer) {
  if (Buffer->Mdl != NULL) {
    MmFreePagesFromMdl(Buffer->Mdl);
    IoFreeMdl(Buffer->Mdl);
  }
  if (Buffer->Data != NULL)
    MmFreeContiguousMemorySpecifyCache(Buffer->Data, Buffer->Bytes, MmWriteCombined);
  if (Buffer->Bdl != NULL)
    MmFreeContiguousMemorySpecifyCache(Buffer->Bdl, PAGE_SIZE, MmNonCached);
  ExFreePoolWithTag(Buffer, BUS_TAG);
}

VOID BusFreeOrphans(BUS_ADAPTER *Adapter) {
  KIRQL Irql;
  for (;;) {
    KeAcquireSpinLock(&Adapter->Lock, &Irql);
    PLIST_ENTRY Entry = IsListEmpty(&Adapter->Orphans) ? NULL : RemoveHeadList(&Adapter->Orphans);
    KeReleaseSpinLock(&Adapter->Lock, Irql);
    if (Entry == NULL)
      return;
    BusDestroyBuffer(CONTAINING_RECORD(Entry, BUS_BUFFER, Link));
  }
}
