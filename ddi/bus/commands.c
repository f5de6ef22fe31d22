/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The work on transfers: which command goes out next, whose response came in, what is overdue.
 *
 * A codec answers in the frame after the command. 48 frames leave room for commands to the other
 * codecs and for memory that is slow. Responses carry nothing that tells which command they answer:
 * a codec that has not answered by then owes a response, and is asked nothing until it came, late,
 * and was dropped, or until it is no longer to be expected. A codec that is mute altogether is not
 * waited for so long a second time.
 */
#include "bus.h"

#define UNITS_PER_SECOND 10000000 /* of 100 ns */

typedef struct _MOMENT {
  LONGLONG Counter, Frequency; /* of the performance counter */
} MOMENT;

static MOMENT Now(VOID) {
  LARGE_INTEGER Frequency;
  LONGLONG Counter = KeQueryPerformanceCounter(&Frequency).QuadPart;
  return (MOMENT){.Counter = Counter, .Frequency = Frequency.QuadPart};
}

static LONGLONG After(const MOMENT *Moment, LONGLONG Microseconds) {
  return Moment->Counter + Moment->Frequency * Microseconds / 1000000;
}

VOID BusInitializeCommands(BUS_ADAPTER *Adapter) {
  InitializeListHead(&Adapter->Commands.Ready);
  InitializeListHead(&Adapter->Commands.Completed);
  KeInitializeTimer(&Adapter->Commands.Timer);
}

static VOID SetFree(BUS_CODEC *Codec, BOOLEAN IsMute) {
  Codec->State = BusCodecFree;
  Codec->InRing = FALSE;
  Codec->IsMute = IsMute;
}

static BUS_TRANSFER *TakeFromCodec(BUS_CODEC *Codec, const MOMENT *Moment) {
  BUS_TRANSFER *Transfer = Codec->Transfer;
  Codec->Transfer = NULL;
  Codec->State = BusCodecOwing;
  Codec->Deadline = After(Moment, Codec->IsMute ? BUS_ANSWER_US : BUS_LATE_ANSWER_US);
  return Transfer;
}

/* DDI-TCV-011, DDI-TCV-012 */
static VOID GiveUp(BUS_ADAPTER *Adapter, BUS_CODEC *Codec, const MOMENT *Moment) {
  HDAUDIO_CODEC_RESPONSE Response = {.CompleteResponse = 0};
  Response.HasFifoOverrun = Codec->SawOverrun ? 1 : 0;
  Codec->InRing = FALSE;
  BusAdvanceTransfer(Adapter, TakeFromCodec(Codec, Moment), Response);
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
  Codec->InRing = TRUE;
  Codec->CorbIndex = BusWriteCorb(Adapter, Transfer->Elements[Transfer->Next].Output.Command);
}

static VOID ReleaseOwing(BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (Codec->State == BusCodecOwing && Moment->Counter >= Codec->Deadline)
      SetFree(Codec, TRUE);
  }
}

/* How many more commands the rings have room for. One entry of a ring stays empty, so that it is
 * never full (DDI-TCV-016). */
static ULONG RoomInRings(const BUS_ADAPTER *Adapter) {
  const BUS_RINGS *Rings = &Adapter->Commands.Rings;
  ULONG Room =
      (Rings->CorbEntries < Rings->RirbEntries ? Rings->CorbEntries : Rings->RirbEntries) - 1;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Adapter->Commands.Codecs[i].InRing)
      Room--;
  return Room;
}

static VOID SendReady(BUS_ADAPTER *Adapter) {
  PLIST_ENTRY Ready = &Adapter->Commands.Ready, Entry = Ready->Flink;
  MOMENT Moment = Now();
  ReleaseOwing(Adapter, &Moment);
  ULONG Room = RoomInRings(Adapter);
  while (Entry != Ready && Room != 0) {
    BUS_TRANSFER *Transfer = CONTAINING_RECORD(Entry, BUS_TRANSFER, ReadyLink);
    BUS_CODEC *Codec = CodecOf(Adapter, Transfer);
    Entry = Entry->Flink;
    if (Codec->State != BusCodecFree)
      continue;
    (void)RemoveEntryList(&Transfer->ReadyLink);
    Send(Adapter, Transfer, Codec, After(&Moment, BUS_ANSWER_US));
    Room--;
  }
}

/* ---- deadlines */

static BOOLEAN IsOverdue(const BUS_CODEC *Codec, const MOMENT *Moment) {
  return Codec->State == BusCodecBusy && Moment->Counter >= Codec->Deadline;
}

static BOOLEAN IsAnyOverdue(const BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (IsOverdue(&Adapter->Commands.Codecs[i], Moment))
      return TRUE;
  return FALSE;
}

/* A command that was not even fetched by its deadline tells of a ring that has stopped: after a bus
 * error, for example. Nothing behind it can be answered either. What is not sent owes nothing. */
static VOID GiveUpRing(BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  ULONG Unsent = 0;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (Codec->State != BusCodecBusy)
      continue;
    if (!BusCorbFetched(Adapter, Codec->CorbIndex))
      Unsent |= 1u << i;
    GiveUp(Adapter, Codec, Moment);
  }
  if (!BusRestartCorb(Adapter))
    return;
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Unsent & 1u << i)
      SetFree(&Adapter->Commands.Codecs[i], FALSE);
}

static VOID GiveUpOverdue(BUS_ADAPTER *Adapter, const MOMENT *Moment) {
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++) {
    BUS_CODEC *Codec = &Adapter->Commands.Codecs[i];
    if (!IsOverdue(Codec, Moment))
      continue;
    if (BusCorbFetched(Adapter, Codec->CorbIndex))
      GiveUp(Adapter, Codec, Moment);
    else
      GiveUpRing(Adapter, Moment);
  }
}

/* A codec that owes a response matters only while something waits to be sent. */
static BOOLEAN Counts(const BUS_ADAPTER *Adapter, const BUS_CODEC *Codec) {
  return Codec->State == BusCodecBusy ||
         (Codec->State == BusCodecOwing && !IsListEmpty(&Adapter->Commands.Ready));
}

static VOID SetTimer(BUS_ADAPTER *Adapter) {
  MOMENT Moment = Now();
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
  LONGLONG Left = First > Moment.Counter ? First - Moment.Counter : 0;
  Due.QuadPart = -(Left * UNITS_PER_SECOND / Moment.Frequency + 1);
  (void)KeSetTimer(&Adapter->Commands.Timer, Due, &Adapter->Dpc);
}

/* ---- responses */

/* One that nobody waits for is late, or was never asked for: dropped. */
static VOID Answer(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  BUS_CODEC *Codec = &Adapter->Commands.Codecs[Response.SDataIn];
  if (Codec->State == BusCodecFree)
    return;
  BUS_TRANSFER *Transfer = Codec->Transfer;
  Codec->Transfer = NULL;
  SetFree(Codec, FALSE);
  if (Transfer != NULL)
    BusAdvanceTransfer(Adapter, Transfer, Response);
}

static VOID AbandonAll(BUS_ADAPTER *Adapter) {
  BUS_COMMANDS *Commands = &Adapter->Commands;
  MOMENT Moment = Now();
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Commands->Codecs[i].State == BusCodecBusy)
      BusMakeReady(Adapter, TakeFromCodec(&Commands->Codecs[i], &Moment));
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
  MOMENT Moment = Now();
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
  MOMENT Moment = Now();
  for (ULONG i = 0; i < BUS_CODEC_ADDRESSES; i++)
    if (Adapter->Commands.Codecs[i].Transfer == Transfer) {
      (void)TakeFromCodec(&Adapter->Commands.Codecs[i], &Moment);
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
