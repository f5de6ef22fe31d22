/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The work on transfers: which command goes out next, whose response came in, what is overdue.
 *
 * A codec answers in the frame after the command. 48 frames leave room for commands to the other
 * codecs and for memory that is slow. A codec that has not answered by then is asked nothing for
 * the same time again, unless its late response comes first: that one is dropped, and is not taken
 * for the answer to the next command.
 */
#include "bus.h"

#define DEADLINES_PER_SECOND 1000 /* 1 ms, 48 frames */
#define UNITS_PER_SECOND 10000000 /* of 100 ns */

static LONGLONG Now(LONGLONG *Deadline) {
  LARGE_INTEGER Frequency;
  LONGLONG Counter = KeQueryPerformanceCounter(&Frequency).QuadPart;
  *Deadline = Counter + Frequency.QuadPart / DEADLINES_PER_SECOND;
  return Counter;
}

VOID BusInitializeCommands(BUS_ADAPTER *Adapter) {
  InitializeListHead(&Adapter->Commands.Ready);
  InitializeListHead(&Adapter->Commands.Completed);
  KeInitializeTimer(&Adapter->Commands.Timer);
}

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

static VOID MakeReady(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer) {
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
    MakeReady(Adapter, CONTAINING_RECORD(Queue->Flink, BUS_TRANSFER, Link));
}

/* The element has its response; the next one may go, or the transfer is done. */
static VOID Advance(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer, HDAUDIO_CODEC_RESPONSE Response) {
  Transfer->Elements[Transfer->Next++].Input = Response;
  if (Transfer->Next < Transfer->Count)
    MakeReady(Adapter, Transfer);
  else
    Complete(Adapter, Transfer);
}

static VOID MarkUnanswered(BUS_TRANSFER *Transfer, NTSTATUS Status) {
  for (; Transfer->Next < Transfer->Count; Transfer->Next++)
    Transfer->Elements[Transfer->Next].Input.CompleteResponse = 0;
  Transfer->Status = Status;
}

/* Ends a transfer that is in no list but its queue. */
static VOID CutShort(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer, NTSTATUS Status) {
  MarkUnanswered(Transfer, Status);
  Complete(Adapter, Transfer);
}

static VOID SetFree(BUS_ADAPTER *Adapter, BUS_CODEC *Codec) {
  Codec->State = BusCodecFree;
  Adapter->Commands.Outstanding--;
}

static BUS_TRANSFER *TakeFromCodec(BUS_CODEC *Codec) {
  BUS_TRANSFER *Transfer = Codec->Transfer;
  Codec->Transfer = NULL;
  Codec->State = BusCodecOwing;
  return Transfer;
}

/* DDI-TCV-011, DDI-TCV-012 */
static VOID GiveUp(BUS_ADAPTER *Adapter, BUS_CODEC *Codec, LONGLONG OwingUntil) {
  HDAUDIO_CODEC_RESPONSE Response = {.CompleteResponse = 0};
  Response.HasFifoOverrun = Codec->SawOverrun ? 1 : 0;
  Codec->Deadline = OwingUntil;
  Advance(Adapter, TakeFromCodec(Codec), Response);
}

/* ---- sending */

static BUS_CODEC *CodecOf(BUS_ADAPTER *Adapter, const BUS_TRANSFER *Transfer) {
  const HDAUDIO_CODEC_TRANSFER *Element = &Transfer->Elements[Transfer->Next];
  return &Adapter->Commands.Codecs[Element->Output.Verb8.CodecAddress];
}

static VOID Send(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer, BUS_CODEC *Codec,
                 LONGLONG Deadline) {
  Codec->State = BusCodecBusy;
  Codec->Transfer = Transfer;
  Codec->Deadline = Deadline;
  Codec->SawOverrun = FALSE;
  Adapter->Commands.Outstanding++;
  Codec->CorbIndex = BusWriteCorb(Adapter, Transfer->Elements[Transfer->Next].Output.Command);
}

static VOID ReleaseOwing(BUS_ADAPTER *Adapter, LONGLONG Counter) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (Codec->State == BusCodecOwing && Counter >= Codec->Deadline)
      SetFree(Adapter, Codec);
  }
}

/* One entry of a ring stays empty, so that it is never full (DDI-TCV-016). */
static VOID SendReady(BUS_ADAPTER *Adapter) {
  BUS_COMMANDS *Commands = &Adapter->Commands;
  const BUS_RINGS *Rings = &Commands->Rings;
  ULONG Smaller = Rings->CorbEntries < Rings->RirbEntries ? Rings->CorbEntries : Rings->RirbEntries;
  LONGLONG Deadline;
  ReleaseOwing(Adapter, Now(&Deadline));
  PLIST_ENTRY Entry = Commands->Ready.Flink;
  while (Entry != &Commands->Ready && Commands->Outstanding < Smaller - 1) {
    BUS_TRANSFER *Transfer = CONTAINING_RECORD(Entry, BUS_TRANSFER, ReadyLink);
    BUS_CODEC *Codec = CodecOf(Adapter, Transfer);
    Entry = Entry->Flink;
    if (Codec->State != BusCodecFree)
      continue;
    (void)RemoveEntryList(&Transfer->ReadyLink);
    Send(Adapter, Transfer, Codec, Deadline);
  }
}

/* ---- deadlines */

static VOID GiveUpAll(BUS_ADAPTER *Adapter, LONGLONG OwingUntil) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Adapter->Commands.Codecs[i].State == BusCodecBusy)
      GiveUp(Adapter, &Adapter->Commands.Codecs[i], OwingUntil);
}

/* A command that was not even fetched by its deadline tells of a ring that has stopped: after a bus
 * error, for example. Nothing behind it can be answered either. */
static VOID GiveUpOverdue(BUS_ADAPTER *Adapter) {
  LONGLONG OwingUntil, Counter = Now(&OwingUntil);
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (Codec->State != BusCodecBusy || Counter < Codec->Deadline)
      continue;
    if (BusCorbFetched(Adapter, Codec->CorbIndex)) {
      GiveUp(Adapter, Codec, OwingUntil);
    } else {
      GiveUpAll(Adapter, OwingUntil);
      BusRestartCorb(Adapter);
    }
  }
}

/* A codec that owes a response matters only while something waits to be sent. */
static BOOLEAN Counts(const BUS_ADAPTER *Adapter, const BUS_CODEC *Codec) {
  return Codec->State == BusCodecBusy ||
         (Codec->State == BusCodecOwing && !IsListEmpty(&Adapter->Commands.Ready));
}

static BOOLEAN IsOverdue(const BUS_ADAPTER *Adapter) {
  LONGLONG Unused, Counter = Now(&Unused);
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    const BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (Codec->State == BusCodecBusy && Counter >= Codec->Deadline)
      return TRUE;
  }
  return FALSE;
}

static VOID SetTimer(BUS_ADAPTER *Adapter) {
  LARGE_INTEGER Frequency, Due;
  LONGLONG Counter = KeQueryPerformanceCounter(&Frequency).QuadPart, First = INT64_MAX;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Counts(Adapter, &Adapter->Commands.Codecs[i]) &&
        Adapter->Commands.Codecs[i].Deadline < First)
      First = Adapter->Commands.Codecs[i].Deadline;
  if (First == INT64_MAX) {
    (void)KeCancelTimer(&Adapter->Commands.Timer);
    return;
  }
  Due.QuadPart =
      First > Counter ? -((First - Counter) * UNITS_PER_SECOND / Frequency.QuadPart + 1) : -1;
  (void)KeSetTimer(&Adapter->Commands.Timer, Due, &Adapter->Dpc);
}

/* ---- responses */

/* One that nobody waits for is late, or was never asked for: dropped. */
static VOID Answer(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  BUS_CODEC *Codec = &Adapter->Commands.Codecs[Response.SDataIn];
  if (Codec->State == BusCodecFree)
    return;
  BUS_TRANSFER *Transfer = TakeFromCodec(Codec);
  SetFree(Adapter, Codec);
  if (Transfer != NULL)
    Advance(Adapter, Transfer, Response);
}

static VOID AbandonAll(BUS_ADAPTER *Adapter) {
  BUS_COMMANDS *Commands = &Adapter->Commands;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Commands->Codecs[i].State == BusCodecBusy)
      MakeReady(Adapter, TakeFromCodec(&Commands->Codecs[i]));
  while (!IsListEmpty(&Commands->Ready))
    CutShort(Adapter, CONTAINING_RECORD(RemoveHeadList(&Commands->Ready), BUS_TRANSFER, ReadyLink),
             STATUS_NO_SUCH_DEVICE);
}

static VOID DrainRirb(BUS_ADAPTER *Adapter) {
  HDAUDIO_CODEC_RESPONSE Response;
  BUS_RIRB_RESULT Result;
  while ((Result = BusReadRirb(Adapter, &Response)) == BusRirbTaken)
    if (Response.IsUnsolicitedResponse)
      BusDeliverUnsolicited(Adapter, Response);
    else
      Answer(Adapter, Response);
  if (Result == BusRirbGone)
    AbandonAll(Adapter);
}

static BOOLEAN TakePending(BUS_ADAPTER *Adapter) {
  BUS_COMMANDS *Commands = &Adapter->Commands;
  KIRQL Irql = BusLockInterrupt(Adapter);
  BOOLEAN Response = Commands->ResponsePending, Overrun = Commands->OverrunPending;
  Commands->ResponsePending = FALSE;
  Commands->OverrunPending = FALSE;
  BusUnlockInterrupt(Adapter, Irql);
  for (ULONG i = 0; Overrun && i < BUS_CODEC_ADDRESSES; i++)
    Commands->Codecs[i].SawOverrun = TRUE;
  return Response;
}

/* ---- callbacks */

/* Adapter lock held at DISPATCH_LEVEL, given up for each callback: it may call any routine that is
 * allowed at that level. DDI-TCV-018: one call, with the last element. */
static VOID CallBack(BUS_ADAPTER *Adapter) {
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

/* ---- from outside */

NTSTATUS BusSubmitTransfer(BUS_ADAPTER *Adapter, PLIST_ENTRY Queue, BUS_TRANSFER *Transfer) {
  KIRQL Irql;
  NTSTATUS Status = STATUS_SUCCESS;
  KeAcquireSpinLock(&Adapter->Lock, &Irql);
  if (BusControllerGone(Adapter)) {
    Status = STATUS_NO_SUCH_DEVICE;
    MarkUnanswered(Transfer, Status);
    (void)KeSetEvent(&Transfer->Done, IO_NO_INCREMENT, FALSE);
  } else {
    Transfer->Queue = Queue;
    InsertTailList(Queue, &Transfer->Link);
    if (Queue->Flink == &Transfer->Link)
      MakeReady(Adapter, Transfer);
    SendReady(Adapter);
    SetTimer(Adapter);
  }
  KeReleaseSpinLock(&Adapter->Lock, Irql);
  return Status;
}

/* The timer makes every wait end. One that lasts longer means that DPCs come late: then they are
 * waited for. */
NTSTATUS BusAwaitTransfer(BUS_TRANSFER *Transfer) {
  LARGE_INTEGER Interval = {.QuadPart = -2 * UNITS_PER_SECOND / DEADLINES_PER_SECOND};
  while (KeWaitForSingleObject(&Transfer->Done, Executive, KernelMode, FALSE, &Interval) ==
         STATUS_TIMEOUT)
    KeFlushQueuedDpcs();
  return Transfer->Status;
}

VOID BusServeCommands(BUS_ADAPTER *Adapter) {
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  /* A response whose interrupt was lost is found before its command is given up. */
  if (TakePending(Adapter) || IsOverdue(Adapter))
    DrainRirb(Adapter);
  GiveUpOverdue(Adapter);
  SendReady(Adapter);
  SetTimer(Adapter);
  CallBack(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
}

/* Takes the transfer out of Ready or off the codec that works on it. */
static VOID Detach(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Adapter->Commands.Codecs[i].Transfer == Transfer) {
      (void)TakeFromCodec(&Adapter->Commands.Codecs[i]);
      return;
    }
  (void)RemoveEntryList(&Transfer->ReadyLink);
}

VOID BusCancelQueue(BUS_ADAPTER *Adapter, PLIST_ENTRY Queue) {
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  while (!IsListEmpty(Queue)) {
    BUS_TRANSFER *Transfer = CONTAINING_RECORD(Queue->Flink, BUS_TRANSFER, Link);
    Detach(Adapter, Transfer);
    CutShort(Adapter, Transfer, STATUS_CANCELLED);
  }
  SetTimer(Adapter);
  CallBack(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
}

VOID BusAbandonCommands(BUS_ADAPTER *Adapter) {
  KIRQL Irql = BusHoldDeliveries(Adapter);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  AbandonAll(Adapter);
  SetTimer(Adapter);
  CallBack(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
  BusResumeDeliveries(Adapter, Irql);
}
