/* SPDX-License-Identifier: Apache-2.0 */
/* AllocateDmaBufferWithNotification never returns, and simulated time stands still. */
#include "deviant.h"

static volatile BOOLEAN Waiting = TRUE;

static NTSTATUS Hang(PVOID _context, HANDLE Handle, ULONG NotificationCount,
                     SIZE_T RequestedBufferSize, PMDL *BufferMdl, PSIZE_T AllocatedBufferSize,
                     PSIZE_T OffsetFromFirstPage, PUCHAR StreamId, PULONG FifoSize) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(Handle);
  UNREFERENCED_PARAMETER(NotificationCount);
  UNREFERENCED_PARAMETER(RequestedBufferSize);
  UNREFERENCED_PARAMETER(BufferMdl);
  UNREFERENCED_PARAMETER(AllocatedBufferSize);
  UNREFERENCED_PARAMETER(OffsetFromFirstPage);
  UNREFERENCED_PARAMETER(StreamId);
  UNREFERENCED_PARAMETER(FifoSize);
  while (Waiting) {
  }
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Hang}};
