/* SPDX-License-Identifier: Apache-2.0 */
/* The cyclic buffer of a pin, and the client's view of it. */
#include "port.h"

static NTSTATUS AllocateAtStream(PORT_PIN *Pin, ULONG Count, ULONG RequestedBytes,
                                 PORT_BUFFER *Buffer, ULONG *Offset,
                                 MEMORY_CACHING_TYPE *CacheType) {
  PMINIPORTWAVERTSTREAM Plain = Pin->Stream;
  PMINIPORTWAVERTSTREAMNOTIFICATION Notification = Pin->Notification;
  Buffer->WithNotification = Count != 0;
  return Count == 0 ? Plain->lpVtbl->AllocateAudioBuffer(Plain, RequestedBytes, &Buffer->Mdl,
                                                         &Buffer->Bytes, Offset, CacheType)
                    : Notification->lpVtbl->AllocateBufferWithNotification(
                          Notification, Count, RequestedBytes, &Buffer->Mdl, &Buffer->Bytes, Offset,
                          CacheType);
}

static VOID FreeAtStream(PORT_PIN *Pin, const PORT_BUFFER *Buffer) {
  if (Buffer->WithNotification)
    Pin->Notification->lpVtbl->FreeBufferWithNotification(Pin->Notification, Buffer->Mdl,
                                                          Buffer->Bytes);
  else
    Pin->Stream->lpVtbl->FreeAudioBuffer(Pin->Stream, Buffer->Mdl, Buffer->Bytes);
}

NTSTATUS PortAllocateBuffer(PORT_PIN *Pin, ULONG Count, ULONG RequestedBytes, PVOID BaseAddress,
                            KSRTAUDIO_BUFFER *Result) {
  PORT_BUFFER Buffer = {.Mdl = NULL};
  ULONG Offset = 0;
  MEMORY_CACHING_TYPE CacheType = MmNotMapped;
  if (Pin->Buffer.Mdl != NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS Status = AllocateAtStream(Pin, Count, RequestedBytes, &Buffer, &Offset, &CacheType);
  if (!NT_SUCCESS(Status))
    return Status;
  Buffer.BaseAddress = MmMapLockedPagesSpecifyCache(Buffer.Mdl, UserMode, CacheType, BaseAddress,
                                                    FALSE, NormalPagePriority);
  if (Buffer.BaseAddress == NULL) {
    FreeAtStream(Pin, &Buffer);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Pin->Buffer = Buffer;
  Result->BufferAddress = (PUCHAR)Buffer.BaseAddress + Offset; /* KS-BUF-001 */
  Result->ActualBufferSize = Buffer.Bytes;
  Result->CallMemoryBarrier = CacheType == MmWriteCombined;
  return STATUS_SUCCESS;
}

VOID PortFreeBuffer(PORT_PIN *Pin) {
  if (Pin->Buffer.Mdl == NULL)
    return;
  MmUnmapLockedPages(Pin->Buffer.BaseAddress, Pin->Buffer.Mdl);
  FreeAtStream(Pin, &Pin->Buffer);
  Pin->Buffer.Mdl = NULL;
}
