/* SPDX-License-Identifier: Apache-2.0 */
/* nt/removelock.h: counts who uses a device, so that its removal can wait for them. */
#ifndef DDI_NT_REMOVELOCK_H
#define DDI_NT_REMOVELOCK_H

#include <nt/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _IO_REMOVE_LOCK {
  BOOLEAN Removed;
  LONG IoCount; /* 1 for the lock itself */
  KEVENT RemoveEvent;
} IO_REMOVE_LOCK, *PIO_REMOVE_LOCK;

VOID IoInitializeRemoveLock(PIO_REMOVE_LOCK Lock, ULONG AllocateTag, ULONG MaxLockedMinutes,
                            ULONG HighWatermark);
/* STATUS_DELETE_PENDING once removal has begun. */
NTSTATUS IoAcquireRemoveLock(PIO_REMOVE_LOCK RemoveLock, PVOID Tag);
VOID IoReleaseRemoveLock(PIO_REMOVE_LOCK RemoveLock, PVOID Tag);
/* Releases, begins the removal and waits for all others. */
VOID IoReleaseRemoveLockAndWait(PIO_REMOVE_LOCK RemoveLock, PVOID Tag);

#ifdef __cplusplus
}
#endif
#endif
