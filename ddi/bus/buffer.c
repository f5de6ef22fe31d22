/* SPDX-License-Identifier: Apache-2.0 */
/* Cyclic buffers of scattered pages; what every kind of buffer has in common on its way to an
 * engine and back. */
#include "bus.h"

NTSTATUS BusBeginAllocation(PVOID Context, HANDLE Handle, BOOLEAN IsRequestValid,
                            BUS_ENGINE **Engine) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  *Engine = BusFindEngine(Client, Handle);
  if (*Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (!IsRequestValid)
    Status = STATUS_INVALID_PARAMETER;
  else if ((*Engine)->State != ResetState || (*Engine)->Buffer != NULL || (*Engine)->IsAllocating)
    Status = STATUS_INVALID_DEVICE_REQUEST;
  else
    (*Engine)->IsAllocating = TRUE;
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

/* Adapter lock held. */
static NTSTATUS ProgramPages(BUS_ENGINE *Engine, const BUS_BUFFER *Buffer, ULONG Completions) {
  BUS_PROGRAM Program = {.List = Engine->BdlAddress, .Bytes = Buffer->Bytes};
  Program.DescriptorCount =
      BusFillDescriptors(Engine->Bdl, MmGetMdlPfnArray(Buffer->Mdl), Buffer->Bytes, Completions);
  return BusStreamSetUp(Engine, &Program);
}

/* Adapter lock held. */
static VOID Deliver(BUS_ENGINE *Engine, const BUS_BUFFER_RESULT *Result) {
  *Result->BufferMdl = Engine->Buffer->Mdl;
  *Result->AllocatedBufferSize = Engine->Buffer->Bytes;
  if (Result->OffsetFromFirstPage != NULL)
    *Result->OffsetFromFirstPage = 0;
  *Result->StreamId = Engine->StreamId;
  *Result->FifoSize = BusStreamFifoBytes(Engine);
}

static NTSTATUS AllocateBuffer(PVOID Context, HANDLE Handle, BUS_BUFFER_KIND Kind, ULONG Count,
                               SIZE_T Requested, const BUS_BUFFER_RESULT *Result) {
  BUS_ENGINE *Engine;
  KIRQL Irql;
  BOOLEAN Notify = Kind == BusNotificationBuffer;
  BOOLEAN IsRequestValid = Result->BufferMdl != NULL && Result->AllocatedBufferSize != NULL &&
                           Result->StreamId != NULL && Result->FifoSize != NULL &&
                           (!Notify || Result->OffsetFromFirstPage != NULL) && Count >= 1 &&
                           Count <= 2 && Requested != 0;
  NTSTATUS Status = BusBeginAllocation(Context, Handle, IsRequestValid, &Engine);
  if (!NT_SUCCESS(Status))
    return Status;
  ULONG Bytes = BusBufferBytes(Engine->Format.FrameBytes, Count, Requested);
  BUS_BUFFER *Buffer = BusCreateMdlBuffer(Engine->Adapter, Kind, Bytes);
  Status = STATUS_INSUFFICIENT_RESOURCES;
  KeAcquireSpinLock(&Engine->Adapter->Lock, &Irql);
  Engine->IsAllocating = FALSE;
  if (Buffer != NULL)
    Status = ProgramPages(Engine, Buffer, Notify ? Count : 0);
  if (NT_SUCCESS(Status)) {
    Engine->Buffer = Buffer;
    Deliver(Engine, Result);
  }
  KeReleaseSpinLock(&Engine->Adapter->Lock, Irql);
  if (!NT_SUCCESS(Status) && Buffer != NULL)
    BusDestroyBuffer(Buffer);
  return Status;
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

BUS_BUFFER *BusDetachBuffer(BUS_ENGINE *Engine) {
  BUS_BUFFER *Buffer = Engine->Buffer;
  BusStreamForget(Engine);
  BusSetIsr(Engine, NULL, NULL);
  Engine->Buffer = NULL;
  Engine->StreamId = 0;
  return Buffer;
}

/* A buffer that outlived its engine. Adapter lock held. */
static BUS_BUFFER *FindDetached(BUS_CLIENT *Client, HANDLE Handle) {
  for (PLIST_ENTRY Entry = Client->Detached.Flink; Entry != &Client->Detached;
       Entry = Entry->Flink) {
    BUS_BUFFER *Buffer = CONTAINING_RECORD(Entry, BUS_BUFFER, Link);
    if (Buffer->Handle == Handle)
      return Buffer;
  }
  return NULL;
}

/* Takes the buffer off the engine, or off the list of those that have none any more; it is then the
 * caller's to free. Adapter lock held. */
static NTSTATUS TakeBuffer(BUS_CLIENT *Client, HANDLE Handle, BUS_BUFFER_KIND Kind,
                           const MDL *ExpectedMdl, SIZE_T ExpectedBytes, BUS_BUFFER **Taken) {
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  BUS_BUFFER *Buffer = Engine != NULL ? Engine->Buffer : FindDetached(Client, Handle);
  if (Engine == NULL && Buffer == NULL)
    return STATUS_INVALID_HANDLE;
  if (Buffer == NULL || Buffer->Kind != Kind || (Engine != NULL && Engine->State != ResetState))
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Kind == BusNotificationBuffer &&
      (ExpectedMdl != Buffer->Mdl || ExpectedBytes != Buffer->Bytes))
    return STATUS_INVALID_PARAMETER;
  if (Engine != NULL)
    (void)BusDetachBuffer(Engine);
  else
    (void)RemoveEntryList(&Buffer->Link);
  *Taken = Buffer;
  return STATUS_SUCCESS;
}

static NTSTATUS FreeBuffer(PVOID Context, HANDLE Handle, BUS_BUFFER_KIND Kind,
                           const MDL *ExpectedMdl, SIZE_T ExpectedBytes) {
  BUS_CLIENT *Client;
  BUS_BUFFER *Buffer;
  KIRQL Irql;
  NTSTATUS Status = BusEnter(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  Status = TakeBuffer(Client, Handle, Kind, ExpectedMdl, ExpectedBytes, &Buffer);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  if (NT_SUCCESS(Status))
    BusDestroyBuffer(Buffer);
  return Status;
}

NTSTATUS BusFreeDmaBuffer(PVOID _context, HANDLE Handle) {
  return FreeBuffer(_context, Handle, BusPlainBuffer, NULL, 0);
}

NTSTATUS BusFreeDmaBufferWithNotification(PVOID _context, HANDLE Handle, PMDL BufferMdl,
                                          SIZE_T BufferSize) {
  return FreeBuffer(_context, Handle, BusNotificationBuffer, BufferMdl, BufferSize);
}

NTSTATUS BusFreeContiguousDmaBuffer(PVOID _context, HANDLE Handle) {
  return FreeBuffer(_context, Handle, BusContiguousBuffer, NULL, 0);
}
