/* SPDX-License-Identifier: Apache-2.0 */
/* Spin locks. With one processor a lock that is taken twice would spin for ever: a finding. */
#include "nt_internal.h"

void nt_lock(KSPIN_LOCK *lock, const char *service) {
  if (!nt_memory_is_good(lock, "SPINLOCK", service))
    return;
  if (*lock != 0) {
    nt_finding("SPINLOCK-DEADLOCK", "%s on a spin lock already held", service);
    return;
  }
  *lock = 1;
  if (nt.locks_held < NT_MAX_LOCKS)
    nt.locks[nt.locks_held] = lock;
  nt.locks_held++;
}

static void strike_out(const KSPIN_LOCK *lock) {
  unsigned at = 0;
  while (at < NT_MAX_LOCKS && nt.locks[at] != lock)
    at++;
  for (; at + 1 < NT_MAX_LOCKS; at++)
    nt.locks[at] = nt.locks[at + 1];
  nt.locks_held--;
}

void nt_locks_memory_goes(const void *memory, size_t bytes) {
  for (unsigned i = 0; i < nt.locks_held && i < NT_MAX_LOCKS; i++)
    if (nt_lies_in(nt.locks[i], memory, bytes))
      nt_finding("SPINLOCK-FREED", "memory is freed with a spin lock in it that is held");
}

void nt_unlock(KSPIN_LOCK *lock, const char *service) {
  if (!nt_memory_is_good(lock, "SPINLOCK", service))
    return;
  if (*lock == 0) {
    nt_finding("SPINLOCK-NOT-HELD", "%s on a spin lock that is not held", service);
    return;
  }
  *lock = 0;
  strike_out(lock);
}

VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock) { *SpinLock = 0; }

KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock) {
  KIRQL old = nt.irql;
  if (nt_require_irql_at_most(DISPATCH_LEVEL, "KeAcquireSpinLock"))
    nt.irql = DISPATCH_LEVEL;
  nt_lock(SpinLock, "KeAcquireSpinLock");
  return old;
}

VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql) {
  nt_unlock(SpinLock, "KeReleaseSpinLock");
  if (nt.irql != DISPATCH_LEVEL)
    nt_finding("SPINLOCK-IRQL", "KeReleaseSpinLock at IRQL %u instead of %u", nt.irql,
               DISPATCH_LEVEL);
  KeLowerIrql(NewIrql);
}

VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock) {
  if (nt.irql < DISPATCH_LEVEL)
    nt_finding("SPINLOCK-IRQL", "KeAcquireSpinLockAtDpcLevel at IRQL %u", nt.irql);
  nt_lock(SpinLock, "KeAcquireSpinLockAtDpcLevel");
}

VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock) {
  if (nt.irql < DISPATCH_LEVEL)
    nt_finding("SPINLOCK-IRQL", "KeReleaseSpinLockFromDpcLevel at IRQL %u", nt.irql);
  nt_unlock(SpinLock, "KeReleaseSpinLockFromDpcLevel");
}

BOOLEAN KeTestSpinLock(PKSPIN_LOCK SpinLock) { return *SpinLock == 0; }

BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock) {
  if (*SpinLock != 0)
    return FALSE;
  KeAcquireSpinLockAtDpcLevel(SpinLock);
  return TRUE;
}

VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle) {
  LockHandle->LockQueue.Lock = SpinLock;
  LockHandle->OldIrql = KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle) {
  KeReleaseSpinLock(LockHandle->LockQueue.Lock, LockHandle->OldIrql);
}

VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
                                              PKLOCK_QUEUE_HANDLE LockHandle) {
  LockHandle->LockQueue.Lock = SpinLock;
  KeAcquireSpinLockAtDpcLevel(SpinLock);
}

VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle) {
  KeReleaseSpinLockFromDpcLevel(LockHandle->LockQueue.Lock);
}

unsigned nt_spin_locks_held(void) { return nt.locks_held; }
