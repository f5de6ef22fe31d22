/* SPDX-License-Identifier: Apache-2.0 */
/* nt/irql.h: interrupt request levels and spin locks. */
#ifndef DDI_NT_IRQL_H
#define DDI_NT_IRQL_H

#include <ntdef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef UCHAR KIRQL, *PKIRQL;
typedef CHAR KPROCESSOR_MODE;
enum { KernelMode = 0, UserMode = 1 };

#define PASSIVE_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
#define HIGH_LEVEL 15

KIRQL KeGetCurrentIrql(VOID);
KIRQL KfRaiseIrql(KIRQL NewIrql);
VOID KeLowerIrql(KIRQL NewIrql);
#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))
KIRQL KeRaiseIrqlToDpcLevel(VOID);
/* Driver-Verifier check behind PAGED_CODE: a finding at DISPATCH_LEVEL and above. */
VOID NtVerifyPagedCode(const char *Function);
#define PAGED_CODE() NtVerifyPagedCode(__func__)

typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;
VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock);
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);
/* FALSE if it is held. */
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
BOOLEAN KeTestSpinLock(PKSPIN_LOCK SpinLock);
typedef struct _KSPIN_LOCK_QUEUE {
  struct _KSPIN_LOCK_QUEUE *Next;
  PKSPIN_LOCK Lock;
} KSPIN_LOCK_QUEUE, *PKSPIN_LOCK_QUEUE;
typedef struct _KLOCK_QUEUE_HANDLE {
  KSPIN_LOCK_QUEUE LockQueue;
  KIRQL OldIrql;
} KLOCK_QUEUE_HANDLE, *PKLOCK_QUEUE_HANDLE;
VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle);

/* There are no asynchronous procedure calls to keep out. */
#define KeEnterCriticalRegion() ((void)0)
#define KeLeaveCriticalRegion() ((void)0)
#define KeEnterGuardedRegion() ((void)0)
#define KeLeaveGuardedRegion() ((void)0)

/* There is one processor. */
#define KeGetCurrentProcessorNumber() 0u
#define KeQueryActiveProcessorCount(ActiveProcessors) 1u
#define KeQueryActiveProcessors() ((KAFFINITY)1)
/* The previous mode is that of a driver's own thread. */
#define ExGetPreviousMode() ((KPROCESSOR_MODE)KernelMode)

#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))

#ifdef __cplusplus
}
#endif
#endif
