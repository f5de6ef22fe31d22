/* SPDX-License-Identifier: Apache-2.0 */
/* Remove locks. */
#include "nt_internal.h"

VOID IoInitializeRemoveLock(PIO_REMOVE_LOCK Lock, ULONG AllocateTag, ULONG MaxLockedMinutes,
                            ULONG HighWatermark) {
  UNREFERENCED_PARAMETER(AllocateTag);
  UNREFERENCED_PARAMETER(MaxLockedMinutes);
  UNREFERENCED_PARAMETER(HighWatermark);
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoInitializeRemoveLock");
  Lock->Removed = FALSE;
  Lock->IoCount = 1;
  KeInitializeEvent(&Lock->RemoveEvent, SynchronizationEvent, FALSE);
}

NTSTATUS IoAcquireRemoveLock(PIO_REMOVE_LOCK RemoveLock, PVOID Tag) {
  UNREFERENCED_PARAMETER(Tag);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoAcquireRemoveLock");
  if (RemoveLock->Removed)
    return STATUS_DELETE_PENDING;
  RemoveLock->IoCount++;
  return STATUS_SUCCESS;
}

VOID IoReleaseRemoveLock(PIO_REMOVE_LOCK RemoveLock, PVOID Tag) {
  UNREFERENCED_PARAMETER(Tag);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoReleaseRemoveLock");
  if (RemoveLock->IoCount <= !RemoveLock->Removed) {
    nt_finding("REMOVE-LOCK", "a remove lock is released more often than acquired");
    return;
  }
  if (--RemoveLock->IoCount == 0)
    (void)KeSetEvent(&RemoveLock->RemoveEvent, IO_NO_INCREMENT, FALSE);
}

VOID IoReleaseRemoveLockAndWait(PIO_REMOVE_LOCK RemoveLock, PVOID Tag) {
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoReleaseRemoveLockAndWait");
  RemoveLock->Removed = TRUE;
  RemoveLock->IoCount--; /* the lock's own */
  IoReleaseRemoveLock(RemoveLock, Tag);
  if (RemoveLock->IoCount > 0)
    (void)KeWaitForSingleObject(&RemoveLock->RemoveEvent, Executive, KernelMode, FALSE, NULL);
}
