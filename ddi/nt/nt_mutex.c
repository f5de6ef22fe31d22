/* SPDX-License-Identifier: Apache-2.0 */
/* Fast mutexes. There is one thread, so a mutex that is taken twice is a deadlock: a finding. */
#include "nt_internal.h"

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
  FastMutex->OldIrql = nt.irql;
  if (nt.irql < APC_LEVEL)
    nt.irql = APC_LEVEL;
  return TRUE;
}

VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex) {
  if (!ExTryToAcquireFastMutex(FastMutex))
    nt_finding("MUTEX-DEADLOCK", "ExAcquireFastMutex on a mutex already held or not initialised");
}

VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex) {
  if (FastMutex->Count != 0) {
    nt_finding("MUTEX-NOT-HELD", "ExReleaseFastMutex on a mutex that is not held");
    return;
  }
  (void)nt_require_irql_at_most(APC_LEVEL, "ExReleaseFastMutex");
  FastMutex->Count = 1;
  if (nt.irql <= APC_LEVEL)
    KeLowerIrql((KIRQL)FastMutex->OldIrql);
}
