/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contiguous buffers, whose descriptor list the client writes itself.
 *
 * Hardware reads the very page the client got. The list is checked when the engine is set up with
 * it: what the client writes later is the client's risk.
 */
#include "bus.h"

NTSTATUS BusAllocateContiguousDmaBuffer(PVOID _context, HANDLE Handle, ULONG RequestedBufferSize,
                                        PVOID *DataBuffer, PHDAUDIO_BUFFER_DESCRIPTOR *BdlBuffer) {
  BUS_ENGINE *Engine;
  KIRQL Irql;
  NTSTATUS Status = BusBeginAllocation(
      _context, Handle, DataBuffer != NULL && BdlBuffer != NULL && RequestedBufferSize != 0,
      &Engine);
  if (!NT_SUCCESS(Status))
    return Status;
  BUS_BUFFER *Buffer = BusCreateContiguousBuffer(Engine->Adapter, RequestedBufferSize);
  KeAcquireSpinLock(&Engine->Adapter->Lock, &Irql);
  Engine->IsAllocating = FALSE;
  Engine->Buffer = Buffer;
  KeReleaseSpinLock(&Engine->Adapter->Lock, Irql);
  if (Buffer == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  /* NOLINTBEGIN(clang-analyzer-core.NullDereference): a NULL pointer was refused above */
  *DataBuffer = Buffer->Data;
  *BdlBuffer = Buffer->Bdl;
  /* NOLINTEND(clang-analyzer-core.NullDereference) */
  return STATUS_SUCCESS;
}

/* Every fragment lies in the data block on a 128-byte boundary, and together they are what the
 * caller says (DDI-SBDL-003). Gaps, repetitions and any order are allowed. */
static BOOLEAN IsListUsable(const BUS_BUFFER *Buffer, ULONG BufferLength, ULONG Lvi) {
  ULONGLONG Base = (ULONGLONG)MmGetPhysicalAddress(Buffer->Data).QuadPart, Sum = 0;
  for (ULONG i = 0; i <= Lvi; i++) {
    ULONGLONG Start = (ULONGLONG)Buffer->Bdl[i].Address.QuadPart - Base;
    ULONG Length = Buffer->Bdl[i].Length;
    if (Start % HDA_DMA_ALIGNMENT != 0 || Start >= Buffer->Bytes || Length == 0 ||
        Length > Buffer->Bytes - Start)
      return FALSE;
    Sum += Length;
  }
  return Sum == BufferLength && BufferLength <= Buffer->Bytes;
}

/* Adapter lock held. What was set up before is gone on failure of the hardware only. */
static NTSTATUS SetUp(BUS_ENGINE *Engine, ULONG BufferLength, ULONG Lvi) {
  const BUS_BUFFER *Buffer = Engine->Buffer;
  if (Engine->State != ResetState || Buffer == NULL || Buffer->Kind != BusContiguousBuffer)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (!IsListUsable(Buffer, BufferLength, Lvi))
    return STATUS_INVALID_PARAMETER;
  BUS_PROGRAM Program = {
      .List = MmGetPhysicalAddress(Buffer->Bdl), .Bytes = BufferLength, .DescriptorCount = Lvi + 1};
  return BusStreamSetUp(Engine, &Program);
}

NTSTATUS BusSetupDmaEngineWithBdl(PVOID _context, HANDLE Handle, ULONG BufferLength, ULONG Lvi,
                                  PHDAUDIO_BDL_ISR Isr, PVOID Context, PUCHAR StreamId,
                                  PULONG FifoSize) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (StreamId == NULL || FifoSize == NULL || Lvi < 1 || Lvi >= HDA_DESCRIPTORS_MAX)
    Status = STATUS_INVALID_PARAMETER;
  else
    Status = SetUp(Engine, BufferLength, Lvi);
  if (NT_SUCCESS(Status)) {
    BusSetIsr(Engine, Isr, Context);
    *StreamId = Engine->StreamId;
    *FifoSize = BusStreamFifoBytes(Engine);
  }
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}
