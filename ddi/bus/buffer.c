/* SPDX-License-Identifier: Apache-2.0 */
/* Cyclic buffers: pages, descriptor list, stream number, programming; and the way back. */
#include "bus.h"

static VOID FreeMdlAndPages(PMDL Mdl) {
  MmFreePagesFromMdl(Mdl);
  IoFreeMdl(Mdl);
}

VOID BusFreeOrphans(BUS_ADAPTER *Adapter) {
  KIRQL Irql;
  KeAcquireSpinLock(&Adapter->Lock, &Irql);
  PMDL Mdl = Adapter->OrphanMdls;
  Adapter->OrphanMdls = NULL;
  KeReleaseSpinLock(&Adapter->Lock, Irql);
  while (Mdl != NULL) {
    PMDL Next = Mdl->Next;
    FreeMdlAndPages(Mdl);
    Mdl = Next;
  }
}

/* All the pages or none (DDI-ADBN-025). New pages are zero: silence. */
static PMDL AllocatePages(BUS_ADAPTER *Adapter, ULONG Bytes) {
  PHYSICAL_ADDRESS Zero = {.QuadPart = 0};
  PMDL Mdl = MmAllocatePagesForMdlEx(Zero, Adapter->HighestDmaAddress, Zero, Bytes, MmWriteCombined,
                                     MM_ALLOCATE_FULLY_REQUIRED);
  if (Mdl != NULL && MmGetMdlByteCount(Mdl) < Bytes) {
    FreeMdlAndPages(Mdl);
    return NULL;
  }
  return Mdl;
}

/* Lowest number that no other live buffer of the direction has; 0 if there is none. */
static UCHAR ChooseStreamId(BUS_ENGINE *Engine) {
  BUS_ADAPTER *Adapter = Engine->Adapter;
  ULONG Used = 0;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].Owner != NULL && Adapter->Engines[i].Capture == Engine->Capture)
      Used |= 1u << Adapter->Engines[i].StreamId;
  for (UCHAR Id = 1; Id <= HDA_STREAM_ID_MAX; Id++)
    if (!(Used & 1u << Id))
      return Id;
  return 0;
}

/* Adapter lock held. Leaves the engine without a stream number on failure. */
static NTSTATUS ProgramBuffer(BUS_ENGINE *Engine, PMDL Mdl, ULONG Bytes, ULONG Completions) {
  Engine->StreamId = ChooseStreamId(Engine);
  if (Engine->StreamId == 0)
    return STATUS_INSUFFICIENT_RESOURCES;
  NTSTATUS Status = BusStreamReset(Engine);
  if (!NT_SUCCESS(Status)) {
    Engine->StreamId = 0;
    return Status;
  }
  Engine->BufferBytes = Bytes;
  Engine->DescriptorCount =
      BusFillDescriptors(Engine->Bdl, MmGetMdlPfnArray(Mdl), Bytes, Completions);
  KeMemoryBarrier();
  BusStreamProgram(Engine);
  return STATUS_SUCCESS;
}

/* Adapter lock held. */
static VOID Deliver(BUS_ENGINE *Engine, const BUS_BUFFER_RESULT *Result) {
  *Result->BufferMdl = Engine->BufferMdl;
  *Result->AllocatedBufferSize = Engine->BufferBytes;
  if (Result->OffsetFromFirstPage != NULL)
    *Result->OffsetFromFirstPage = 0;
  *Result->StreamId = Engine->StreamId;
  *Result->FifoSize = BusStreamFifoBytes(Engine);
}

/* The part that needs PASSIVE_LEVEL runs without the lock; the pending mark keeps others away. */
static NTSTATUS AttachBuffer(BUS_ENGINE *Engine, BUS_BUFFER_KIND Kind, ULONG Completions,
                             ULONG Bytes, const BUS_BUFFER_RESULT *Result) {
  KIRQL Irql;
  NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
  PMDL Mdl = AllocatePages(Engine->Adapter, Bytes);
  KeAcquireSpinLock(&Engine->Adapter->Lock, &Irql);
  if (Mdl != NULL)
    Status = ProgramBuffer(Engine, Mdl, Bytes, Completions);
  if (NT_SUCCESS(Status)) {
    Engine->BufferMdl = Mdl;
    Engine->BufferKind = Kind;
    Deliver(Engine, Result);
  } else {
    Engine->BufferKind = BusNoBuffer;
  }
  KeReleaseSpinLock(&Engine->Adapter->Lock, Irql);
  if (!NT_SUCCESS(Status) && Mdl != NULL)
    FreeMdlAndPages(Mdl);
  return Status;
}

static NTSTATUS AllocateBuffer(PVOID Context, HANDLE Handle, BUS_BUFFER_KIND Kind, ULONG Count,
                               SIZE_T Requested, const BUS_BUFFER_RESULT *Result) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  BOOLEAN Notify = Kind == BusNotificationBuffer;
  NTSTATUS Status = BusEnter(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (Result->BufferMdl == NULL || Result->AllocatedBufferSize == NULL ||
           Result->StreamId == NULL || Result->FifoSize == NULL ||
           (Notify && Result->OffsetFromFirstPage == NULL) || Count < 1 || Count > 2 ||
           Requested == 0)
    Status = STATUS_INVALID_PARAMETER;
  else if (Engine->State != ResetState || Engine->BufferKind != BusNoBuffer)
    Status = STATUS_INVALID_DEVICE_REQUEST;
  else
    Engine->BufferKind = BusPendingBuffer;
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  if (!NT_SUCCESS(Status))
    return Status;
  ULONG Bytes = BusBufferBytes(Engine->Format.FrameBytes, Count, Requested);
  return AttachBuffer(Engine, Kind, Notify ? Count : 0, Bytes, Result);
}

NTSTATUS BusAllocateDmaBuffer(PVOID _context, HANDLE Handle, SIZE_T RequestedBufferSize,
                              PMDL *BufferMdl, PSIZE_T AllocatedBufferSize, PUCHAR StreamId,
                              PULONG FifoSize) {
  BUS_BUFFER_RESULT Result = {BufferMdl, AllocatedBufferSize, NULL, StreamId, FifoSize};
  return AllocateBuffer(_context, Handle, BusPlainBuffer, 1, RequestedBufferSize, &Result);
}

NTSTATUS BusAllocateDmaBufferWithNotification(PVOID _context, HANDLE Handle,
                                              ULONG NotificationCount, SIZE_T RequestedBufferSize,
                                              PMDL *BufferMdl, PSIZE_T AllocatedBufferSize,
                                              PSIZE_T OffsetFromFirstPage, PUCHAR StreamId,
                                              PULONG FifoSize) {
  BUS_BUFFER_RESULT Result = {BufferMdl, AllocatedBufferSize, OffsetFromFirstPage, StreamId,
                              FifoSize};
  return AllocateBuffer(_context, Handle, BusNotificationBuffer, NotificationCount,
                        RequestedBufferSize, &Result);
}

/* Takes the buffer off the engine; its MDL is then the caller's to free. Lock held. */
static NTSTATUS DetachBuffer(BUS_CLIENT *Client, HANDLE Handle, BUS_BUFFER_KIND Kind,
                             const MDL *ExpectedMdl, SIZE_T ExpectedBytes, PMDL *Mdl) {
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    return STATUS_INVALID_HANDLE;
  if (Engine->State != ResetState || Engine->BufferKind != Kind)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Kind == BusNotificationBuffer &&
      (ExpectedMdl != Engine->BufferMdl || ExpectedBytes != Engine->BufferBytes))
    return STATUS_INVALID_PARAMETER;
  BusStreamForget(Engine);
  *Mdl = Engine->BufferMdl;
  Engine->BufferMdl = NULL;
  Engine->BufferKind = BusNoBuffer;
  Engine->StreamId = 0;
  return STATUS_SUCCESS;
}

static NTSTATUS FreeBuffer(PVOID Context, HANDLE Handle, BUS_BUFFER_KIND Kind,
                           const MDL *ExpectedMdl, SIZE_T ExpectedBytes) {
  BUS_CLIENT *Client;
  PMDL Mdl;
  KIRQL Irql;
  NTSTATUS Status = BusEnter(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  Status = DetachBuffer(Client, Handle, Kind, ExpectedMdl, ExpectedBytes, &Mdl);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  if (NT_SUCCESS(Status))
    FreeMdlAndPages(Mdl);
  return Status;
}

NTSTATUS BusFreeDmaBuffer(PVOID _context, HANDLE Handle) {
  return FreeBuffer(_context, Handle, BusPlainBuffer, NULL, 0);
}

NTSTATUS BusFreeDmaBufferWithNotification(PVOID _context, HANDLE Handle, PMDL BufferMdl,
                                          SIZE_T BufferSize) {
  return FreeBuffer(_context, Handle, BusNotificationBuffer, BufferMdl, BufferSize);
}
