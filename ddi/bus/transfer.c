/* SPDX-License-Identifier: Apache-2.0 */
/* Transfers: their steps, their end, and TransferCodecVerbs, which makes them. */
#include "bus.h"

VOID BusInitializeTransfer(BUS_TRANSFER *Transfer, PHDAUDIO_CODEC_TRANSFER Elements, ULONG Count,
                           PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context) {
  RtlZeroMemory(Transfer, sizeof *Transfer);
  Transfer->Elements = Elements;
  Transfer->Count = Count;
  Transfer->Callback = Callback;
  Transfer->Context = Context;
  KeInitializeEvent(&Transfer->Done, NotificationEvent, FALSE);
}

/* ---- steps of a transfer; adapter lock held */

VOID BusMakeReady(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer) {
  InsertTailList(&Adapter->Commands.Ready, &Transfer->ReadyLink);
}

/* Whoever waits for a transfer owns it again as soon as the event is set. */
static VOID Complete(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer) {
  PLIST_ENTRY Queue = Transfer->Queue;
  (void)RemoveEntryList(&Transfer->Link);
  if (Transfer->Callback != NULL)
    InsertTailList(&Adapter->Commands.Completed, &Transfer->ReadyLink);
  else
    (void)KeSetEvent(&Transfer->Done, IO_NO_INCREMENT, FALSE);
  if (!IsListEmpty(Queue))
    BusMakeReady(Adapter, CONTAINING_RECORD(Queue->Flink, BUS_TRANSFER, Link));
}

VOID BusAdvanceTransfer(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer,
                        HDAUDIO_CODEC_RESPONSE Response) {
  Transfer->Elements[Transfer->Next++].Input = Response;
  if (Transfer->Next < Transfer->Count)
    BusMakeReady(Adapter, Transfer);
  else
    Complete(Adapter, Transfer);
}

VOID BusMarkUnanswered(BUS_TRANSFER *Transfer, NTSTATUS Status) {
  for (; Transfer->Next < Transfer->Count; Transfer->Next++)
    Transfer->Elements[Transfer->Next].Input.CompleteResponse = 0;
  Transfer->Status = Status;
}

VOID BusCutTransferShort(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer, NTSTATUS Status) {
  BusMarkUnanswered(Transfer, Status);
  Complete(Adapter, Transfer);
}

/* DDI-TCV-018: one call, with the last element. */
VOID BusCallBack(BUS_ADAPTER *Adapter) {
  PLIST_ENTRY Completed = &Adapter->Commands.Completed;
  while (!IsListEmpty(Completed)) {
    BUS_TRANSFER *Transfer = CONTAINING_RECORD(RemoveHeadList(Completed), BUS_TRANSFER, ReadyLink);
    BUS_TRANSFER Copy = *Transfer;
    KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
    ExFreePoolWithTag(Transfer, BUS_TAG);
    Copy.Callback(&Copy.Elements[Copy.Count - 1], Copy.Context);
    KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  }
}

/* ---- the routine */

/* The timer makes every wait end. One that lasts longer means that DPCs come late: then they are
 * waited for. */
NTSTATUS BusAwaitTransfer(BUS_TRANSFER *Transfer) {
  LARGE_INTEGER Interval = {.QuadPart = -2 * 10 * BUS_ANSWER_US};
  while (KeWaitForSingleObject(&Transfer->Done, Executive, KernelMode, FALSE, &Interval) ==
         STATUS_TIMEOUT)
    KeFlushQueuedDpcs();
  return Transfer->Status;
}

/* DDI-TCV-014: a call that waits is one for PASSIVE_LEVEL. Both kinds take pool memory, because a
 * transfer may outlive the call and a waiting thread's stack may be paged out. */
NTSTATUS BusTransferCodecVerbs(PVOID _context, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                               PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context) {
  BUS_CLIENT *Client;
  NTSTATUS Status = BusEnter(_context, Callback != NULL ? DISPATCH_LEVEL : PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Count == 0 || CodecTransfer == NULL)
    return STATUS_INVALID_PARAMETER;
  BUS_TRANSFER *Transfer =
      (BUS_TRANSFER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Transfer, BUS_TAG);
  if (Transfer == NULL)
    return STATUS_NO_MEMORY; /* DDI-TCV-013 */
  BusInitializeTransfer(Transfer, CodecTransfer, Count, Callback, Context);
  Status = BusSubmitTransfer(Client->Adapter, &Client->Transfers, Transfer);
  if (NT_SUCCESS(Status) && Callback != NULL)
    return Status;
  if (NT_SUCCESS(Status))
    Status = BusAwaitTransfer(Transfer);
  ExFreePoolWithTag(Transfer, BUS_TAG);
  return Status;
}
