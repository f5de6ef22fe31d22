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

#define UNITS_PER_SECOND 10000000 /* of 100 ns */

typedef struct _MOMENT {
  LONGLONG Now, Deadline; /* performance counter: this moment, and that of what begins now */
  LONGLONG Frequency;
} MOMENT;

static MOMENT ThisMoment(VOID) {
  LARGE_INTEGER Frequency;
  LONGLONG Counter = KeQueryPerformanceCounter(&Frequency).QuadPart;
  return (MOMENT){.Now = Counter,
                  .Deadline = Counter + Frequency.QuadPart * BUS_ANSWER_US / 1000000,
                  .Frequency = Frequency.QuadPart};
}

VOID BusInitializeCommands(BUS_ADAPTER *Adapter) {
  InitializeListHead(&Adapter->Commands.Ready);
  InitializeListHead(&Adapter->Commands.Completed);
  KeInitializeTimer(&Adapter->Commands.Timer);
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
static VOID GiveUp(BUS_ADAPTER *Adapter, BUS_CODEC *Codec, const MOMENT *Moment) {
  HDAUDIO_CODEC_RESPONSE Response = {.CompleteResponse = 0};
  Response.HasFifoOverrun = Codec->SawOverrun ? 1 : 0;
  Codec->Deadline = Moment->Deadline;
  BusAdvanceTransfer(Adapter, TakeFromCodec(Codec), Response);
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
  MOMENT Moment = ThisMoment();
  ReleaseOwing(Adapter, Moment.Now);
  PLIST_ENTRY Entry = Commands->Ready.Flink;
  while (Entry != &Commands->Ready && Commands->Outstanding < Smaller - 1) {
    BUS_TRANSFER *Transfer = CONTAINING_RECORD(Entry, BUS_TRANSFER, ReadyLink);
    BUS_CODEC *Codec = CodecOf(Adapter, Transfer);
    Entry = Entry->Flink;
    if (Codec->State != BusCodecFree)
      continue;
    (void)RemoveEntryList(&Transfer->ReadyLink);
    Send(Adapter, Transfer, Codec, Moment.Deadline);
  }
}

/* ---- deadlines */

static BOOLEAN IsOverdue(const BUS_CODEC *Codec, const MOMENT *Moment) {
  return Codec->State == BusCodecBusy && Moment->Now >= Codec->Deadline;
}

static BOOLEAN IsAnyOverdue(const BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (IsOverdue(&Adapter->Commands.Codecs[i], Moment))
      return TRUE;
  return FALSE;
}

static VOID GiveUpAll(BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Adapter->Commands.Codecs[i].State == BusCodecBusy)
      GiveUp(Adapter, &Adapter->Commands.Codecs[i], Moment);
}

/* A command that was not even fetched by its deadline tells of a ring that has stopped: after a bus
 * error, for example. Nothing behind it can be answered either. */
static VOID GiveUpOverdue(BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (!IsOverdue(Codec, Moment))
      continue;
    if (BusCorbFetched(Adapter, Codec->CorbIndex)) {
      GiveUp(Adapter, Codec, Moment);
    } else {
      GiveUpAll(Adapter, Moment);
      BusRestartCorb(Adapter);
    }
  }
}

/* A codec that owes a response matters only while something waits to be sent. */
static BOOLEAN Counts(const BUS_ADAPTER *Adapter, const BUS_CODEC *Codec) {
  return Codec->State == BusCodecBusy ||
         (Codec->State == BusCodecOwing && !IsListEmpty(&Adapter->Commands.Ready));
}

static VOID SetTimer(BUS_ADAPTER *Adapter) {
  MOMENT Moment = ThisMoment();
  LARGE_INTEGER Due;
  LONGLONG First = INT64_MAX;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Counts(Adapter, &Adapter->Commands.Codecs[i]) &&
        Adapter->Commands.Codecs[i].Deadline < First)
      First = Adapter->Commands.Codecs[i].Deadline;
  if (First == INT64_MAX) {
    (void)KeCancelTimer(&Adapter->Commands.Timer);
    return;
  }
  LONGLONG Left = First > Moment.Now ? First - Moment.Now : 0;
  Due.QuadPart = -(Left * UNITS_PER_SECOND / Moment.Frequency + 1);
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
    BusAdvanceTransfer(Adapter, Transfer, Response);
}

static VOID AbandonAll(BUS_ADAPTER *Adapter) {
  BUS_COMMANDS *Commands = &Adapter->Commands;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Commands->Codecs[i].State == BusCodecBusy)
      BusMakeReady(Adapter, TakeFromCodec(&Commands->Codecs[i]));
  while (!IsListEmpty(&Commands->Ready))
    BusCutTransferShort(
        Adapter, CONTAINING_RECORD(RemoveHeadList(&Commands->Ready), BUS_TRANSFER, ReadyLink),
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

/* ---- from outside */

NTSTATUS BusSubmitTransfer(BUS_ADAPTER *Adapter, PLIST_ENTRY Queue, BUS_TRANSFER *Transfer) {
  KIRQL Irql;
  NTSTATUS Status = STATUS_SUCCESS;
  KeAcquireSpinLock(&Adapter->Lock, &Irql);
  if (BusControllerGone(Adapter)) {
    Status = STATUS_NO_SUCH_DEVICE;
    BusMarkUnanswered(Transfer, Status);
    (void)KeSetEvent(&Transfer->Done, IO_NO_INCREMENT, FALSE);
  } else {
    Transfer->Queue = Queue;
    InsertTailList(Queue, &Transfer->Link);
    if (Queue->Flink == &Transfer->Link)
      BusMakeReady(Adapter, Transfer);
    SendReady(Adapter);
    SetTimer(Adapter);
  }
  KeReleaseSpinLock(&Adapter->Lock, Irql);
  return Status;
}

VOID BusServeCommands(BUS_ADAPTER *Adapter) {
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  MOMENT Moment = ThisMoment();
  /* A response whose interrupt was lost is found before its command is given up. */
  if (TakePending(Adapter) || IsAnyOverdue(Adapter, &Moment))
    DrainRirb(Adapter);
  GiveUpOverdue(Adapter, &Moment);
  SendReady(Adapter);
  SetTimer(Adapter);
  BusCallBack(Adapter);
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
    BusCutTransferShort(Adapter, Transfer, STATUS_CANCELLED);
  }
  SetTimer(Adapter);
  BusCallBack(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
}

VOID BusAbandonCommands(BUS_ADAPTER *Adapter) {
  KIRQL Irql = BusHoldDeliveries(Adapter);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  AbandonAll(Adapter);
  SetTimer(Adapter);
  BusCallBack(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
  BusResumeDeliveries(Adapter, Irql);
}
