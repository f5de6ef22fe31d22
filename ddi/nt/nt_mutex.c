/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes, fast mutexes and semaphores. */
#include "nt_internal.h"

/* A mutex that stays held for 2 s is held for ever. */
#define LOST_100NS (-20000000)

VOID ExInitializeFastMutex(PFAST_MUTEX FastMutex) {
  RtlZeroMemory(FastMutex, sizeof *FastMutex);
  FastMutex->Count = 1;
  KeInitializeEvent(&FastMutex->Event, SynchronizationEvent, FALSE);
}

BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex) {
  (void)nt_require_irql_at_most(APC_LEVEL, "ExTryToAcquireFastMutex");
  if (FastMutex->Count != 1)
    return FALSE;
  FastMutex->Count = 0;
  FastMutex->Owner = KeGetCurrentThread();
  FastMutex->OldIrql = nt.irql;
  if (nt.irql < APC_LEVEL)
    nt.irql = APC_LEVEL;
  return TRUE;
}

static bool is_free(void *arg) { return ((const FAST_MUTEX *)arg)->Count == 1; }

VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex) {
  if (ExTryToAcquireFastMutex(FastMutex))
    return;
  if (FastMutex->Count == 0 && FastMutex->Owner != KeGetCurrentThread()) {
    FastMutex->Contention++;
    nt_block(nt_tick_of_due_time(LOST_100NS), is_free, FastMutex, false);
    if (ExTryToAcquireFastMutex(FastMutex))
      return;
  }
  nt_finding("MUTEX-DEADLOCK", "ExAcquireFastMutex on a mutex already held or not initialised");
}

VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex) {
  if (FastMutex->Count != 0 || FastMutex->Owner != KeGetCurrentThread()) {
    nt_finding("MUTEX-NOT-HELD", "ExReleaseFastMutex on a mutex that is not held");
    return;
  }
  (void)nt_require_irql_at_most(APC_LEVEL, "ExReleaseFastMutex");
  FastMutex->Count = 1;
  FastMutex->Owner = NULL;
  if (nt.irql <= APC_LEVEL)
    KeLowerIrql((KIRQL)FastMutex->OldIrql);
}

static bool usable(const DISPATCHER_HEADER *header, enum nt_object_type type, const char *service) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  if (!nt_memory_is_good(header, "OBJECT", service))
    return false;
  if (header->Type == type && nt_object_is_sound(header))
    return true;
  nt_finding("OBJECT-UNINITIALISED", "%s on an object that was not initialised for it", service);
  return false;
}

VOID KeInitializeMutex(PRKMUTEX Mutex, ULONG Level) {
  UNREFERENCED_PARAMETER(Level);
  nt_object_initialise(&Mutex->Header, NT_MUTANT, 1);
}

LONG KeReadStateMutex(PRKMUTEX Mutex) {
  return usable(&Mutex->Header, NT_MUTANT, "KeReadStateMutex") ? Mutex->Header.SignalState : 0;
}

LONG KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN Wait) {
  UNREFERENCED_PARAMETER(Wait);
  if (!usable(&Mutex->Header, NT_MUTANT, "KeReleaseMutex"))
    return 0;
  LONG previous = Mutex->Header.SignalState;
  if (Mutex->OwnerThread != KeGetCurrentThread()) {
    nt_finding("MUTEX-NOT-HELD", "KeReleaseMutex in a thread that does not hold the mutex");
    return previous;
  }
  if (++Mutex->Header.SignalState == 1) {
    Mutex->OwnerThread = NULL;
    nt_signal();
  }
  return previous;
}

VOID KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit) {
  nt_object_initialise(&Semaphore->Header, NT_SEMAPHORE, Count);
  Semaphore->Limit = Limit;
}

LONG KeReadStateSemaphore(PRKSEMAPHORE Semaphore) {
  return usable(&Semaphore->Header, NT_SEMAPHORE, "KeReadStateSemaphore")
             ? Semaphore->Header.SignalState
             : 0;
}

LONG KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment, LONG Adjustment,
                        BOOLEAN Wait) {
  UNREFERENCED_PARAMETER(Increment);
  UNREFERENCED_PARAMETER(Wait);
  if (!usable(&Semaphore->Header, NT_SEMAPHORE, "KeReleaseSemaphore"))
    return 0;
  LONG previous = Semaphore->Header.SignalState;
  if (Adjustment <= 0 || Adjustment > Semaphore->Limit - previous) {
    nt_finding("SEMAPHORE-LIMIT", "KeReleaseSemaphore by %d: count %d, limit %d", Adjustment,
               previous, Semaphore->Limit);
    return previous;
  }
  Semaphore->Header.SignalState += Adjustment;
  nt_signal();
  return previous;
}
