/* SPDX-License-Identifier: Apache-2.0 */
/* Lists that are safe at any IRQL, and lookaside lists. */
#include "nt_internal.h"

/* Interrupts are kept away, as Windows does. */
static KIRQL enter(PKSPIN_LOCK lock, const char *service) {
  KIRQL old = nt.irql;
  nt.irql = HIGH_LEVEL;
  nt_lock(lock, service);
  return old;
}

static void leave(PKSPIN_LOCK lock, KIRQL old, const char *service) {
  nt_unlock(lock, service);
  nt.irql = old;
}

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock) {
  KIRQL old = enter(Lock, "ExInterlockedInsertHeadList");
  PLIST_ENTRY first = IsListEmpty(ListHead) ? NULL : ListHead->Flink;
  InsertHeadList(ListHead, ListEntry);
  leave(Lock, old, "ExInterlockedInsertHeadList");
  return first;
}

PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock) {
  KIRQL old = enter(Lock, "ExInterlockedInsertTailList");
  PLIST_ENTRY last = IsListEmpty(ListHead) ? NULL : ListHead->Blink;
  InsertTailList(ListHead, ListEntry);
  leave(Lock, old, "ExInterlockedInsertTailList");
  return last;
}

PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock) {
  KIRQL old = enter(Lock, "ExInterlockedRemoveHeadList");
  PLIST_ENTRY first = IsListEmpty(ListHead) ? NULL : RemoveHeadList(ListHead);
  leave(Lock, old, "ExInterlockedRemoveHeadList");
  return first;
}

VOID ExInitializeSListHead(PSLIST_HEADER SListHead) { RtlZeroMemory(SListHead, sizeof *SListHead); }

USHORT ExQueryDepthSList(PSLIST_HEADER SListHead) { return SListHead->Depth; }

PSLIST_ENTRY InterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry) {
  PSLIST_ENTRY former = ListHead->First;
  ListEntry->Next = former;
  ListHead->First = ListEntry;
  ListHead->Depth++;
  return former;
}

PSLIST_ENTRY InterlockedPopEntrySList(PSLIST_HEADER ListHead) {
  PSLIST_ENTRY first = ListHead->First;
  if (first == NULL)
    return NULL;
  ListHead->First = first->Next;
  ListHead->Depth--;
  return first;
}

PSLIST_ENTRY InterlockedFlushSList(PSLIST_HEADER ListHead) {
  PSLIST_ENTRY first = ListHead->First;
  ListHead->First = NULL;
  ListHead->Depth = 0;
  return first;
}

VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate,
                                     PFREE_FUNCTION Free, ULONG Flags, SIZE_T Size, ULONG Tag,
                                     USHORT Depth) {
  UNREFERENCED_PARAMETER(Flags);
  UNREFERENCED_PARAMETER(Depth);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "ExInitializeNPagedLookasideList");
  *Lookaside =
      (NPAGED_LOOKASIDE_LIST){.Allocate = Allocate != NULL ? Allocate : ExAllocatePoolWithTag,
                              .Free = Free != NULL ? Free : ExFreePool,
                              .Size = Size,
                              .Tag = Tag,
                              .Type = NonPagedPoolNx};
}

VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "ExDeleteNPagedLookasideList");
  if (Lookaside->Outstanding != 0)
    nt_finding("LOOKASIDE-IN-USE", "a lookaside list is deleted with %d blocks in use",
               Lookaside->Outstanding);
  RtlZeroMemory(Lookaside, sizeof *Lookaside);
}

PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside) {
  PVOID block = Lookaside->Allocate(Lookaside->Type, Lookaside->Size, Lookaside->Tag);
  Lookaside->Outstanding += block != NULL;
  return block;
}

VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry) {
  Lookaside->Outstanding--;
  Lookaside->Free(Entry);
}
