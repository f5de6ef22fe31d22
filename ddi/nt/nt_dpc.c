/* SPDX-License-Identifier: Apache-2.0 */
/* Deferred procedure calls: queued at any IRQL, run at DISPATCH_LEVEL once the IRQL is lower. */
#include "nt_internal.h"

#define DPC_TYPE 0x13
/* A routine that queues itself for ever would never let time move again. */
#define MAX_DPCS_IN_A_ROW 10000u

static void run_one(void) {
  KDPC *dpc = CONTAINING_RECORD(RemoveHeadList(&nt.dpcs), KDPC, DpcListEntry);
  dpc->DpcData = NULL;
  PKDEFERRED_ROUTINE routine = dpc->DeferredRoutine;
  PVOID context = dpc->DeferredContext, a = dpc->SystemArgument1, b = dpc->SystemArgument2;
  KIRQL old = nt.irql;
  nt.irql = DISPATCH_LEVEL;
  nt_record(NT_RECORD_DPC, dpc, 0);
  unsigned locks = nt.locks_held;
  routine(dpc, context, a, b); /* the KDPC may be gone afterwards */
  if (nt.locks_held != locks)
    nt_finding("DPC-LOCK-LEAK", "a DPC routine returned with another number of spin locks held");
  if (nt.irql != DISPATCH_LEVEL)
    nt_finding("DPC-IRQL-LEAK", "a DPC routine returned at IRQL %u", nt.irql);
  nt.irql = old;
}

static void drain(void) {
  unsigned count = 0;
  nt.draining = true;
  while (!IsListEmpty(&nt.dpcs) && count++ < MAX_DPCS_IN_A_ROW) {
    run_one();
    nt_serve_interrupts();
  }
  nt.draining = false;
  if (count > MAX_DPCS_IN_A_ROW)
    nt_finding("DPC-STORM", "%u DPCs ran without an end", MAX_DPCS_IN_A_ROW);
}

void nt_serve_dpcs(void) {
  if (nt.irql < DISPATCH_LEVEL && !nt.dpcs_held && !nt.draining)
    drain();
}

void nt_hold_dpcs(bool hold) {
  nt.dpcs_held = hold;
  nt_serve_dpcs();
}

void nt_dpcs_memory_goes(const void *memory, size_t bytes) {
  PLIST_ENTRY entry = nt.dpcs.Flink;
  while (entry != &nt.dpcs) {
    KDPC *dpc = CONTAINING_RECORD(entry, KDPC, DpcListEntry);
    entry = entry->Flink;
    if (!nt_lies_in(dpc, memory, bytes))
      continue;
    nt_finding("DPC-FREED", "memory is freed with a queued DPC in it");
    (void)RemoveEntryList(&dpc->DpcListEntry);
  }
}

void nt_dpcs_check_leaks(void) {
  size_t count = 0;
  for (PLIST_ENTRY entry = nt.dpcs.Flink; entry != &nt.dpcs; entry = entry->Flink)
    count++;
  if (count != 0)
    nt_finding("DPC-LEAK", "%zu DPCs are queued", count);
}

/* Dpc may be memory that was never initialised: nothing in it is believed. */
static void take_out_if_queued(KDPC *dpc, const char *service) {
  PLIST_ENTRY entry = nt.dpcs.Flink;
  while (entry != &nt.dpcs && CONTAINING_RECORD(entry, KDPC, DpcListEntry) != dpc)
    entry = entry->Flink;
  if (entry == &nt.dpcs)
    return;
  nt_finding("DPC-QUEUED", "%s of a DPC that is queued", service);
  (void)RemoveEntryList(entry);
}

VOID KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext) {
  take_out_if_queued(Dpc, "KeInitializeDpc");
  RtlZeroMemory(Dpc, sizeof *Dpc);
  Dpc->Type = DPC_TYPE;
  Dpc->Importance = MediumImportance;
  Dpc->DeferredRoutine = DeferredRoutine;
  Dpc->DeferredContext = DeferredContext;
}

VOID KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance) {
  Dpc->Importance = (UCHAR)Importance;
}

static bool usable(const KDPC *dpc, const char *service) {
  if (!nt_memory_is_good(dpc, "DPC", service))
    return false;
  if (dpc->Type == DPC_TYPE && dpc->DeferredRoutine != NULL)
    return true;
  nt_finding("DPC-UNINITIALISED", "%s on an object that KeInitializeDpc did not make", service);
  return false;
}

BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2) {
  if (!usable(Dpc, "KeInsertQueueDpc") || Dpc->DpcData != NULL)
    return FALSE;
  Dpc->DpcData = &nt.dpcs;
  Dpc->SystemArgument1 = SystemArgument1;
  Dpc->SystemArgument2 = SystemArgument2;
  if (Dpc->Importance == HighImportance)
    InsertHeadList(&nt.dpcs, &Dpc->DpcListEntry);
  else
    InsertTailList(&nt.dpcs, &Dpc->DpcListEntry);
  nt_serve_dpcs();
  return TRUE;
}

BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc) {
  if (!usable(Dpc, "KeRemoveQueueDpc") || Dpc->DpcData == NULL)
    return FALSE;
  (void)RemoveEntryList(&Dpc->DpcListEntry);
  Dpc->DpcData = NULL;
  return TRUE;
}

/* Waits for the queue to empty, so held DPCs run too: a late DPC still runs before the flush ends.
 */
VOID KeFlushQueuedDpcs(VOID) {
  if (nt_require_irql_at_most(PASSIVE_LEVEL, "KeFlushQueuedDpcs") && !nt.draining)
    drain();
}
