/* SPDX-License-Identifier: Apache-2.0 */
/*
 * commands.h: codec commands, unsolicited responses and function groups.
 *
 * A call of TransferCodecVerbs is a transfer. A client's transfers stand in a queue and are worked
 * on one after the other, a transfer's commands likewise (DDI-TCV-006, DDI-TCV-007). At most one
 * command is outstanding at a codec, so that a response always belongs to the one that waits for it
 * (DDI-TCV-009), and commands to different codecs overlap. Everything here is guarded by the
 * adapter's lock unless it says otherwise.
 */
#ifndef BUS_COMMANDS_H
#define BUS_COMMANDS_H

#include <hdaudio.h>

#define BUS_CODEC_ADDRESSES 16u   /* that a command can name */
#define BUS_ANSWER_US 1000        /* a codec that is silent for so long gives no answer */
#define BUS_LATE_ANSWER_US 100000 /* nor a late one after that */
#define BUS_CODEC_TAGS 64u        /* of unsolicited responses */

typedef struct _BUS_ADAPTER BUS_ADAPTER;
typedef struct _BUS_CLIENT BUS_CLIENT;

/* ---- rings */

typedef struct _BUS_RIRB_ENTRY {
  ULONG Response;
  ULONG Source; /* 3:0 codec address, 4 unsolicited */
} BUS_RIRB_ENTRY;

typedef struct _BUS_RINGS {
  PUCHAR Page; /* both rings; NULL = none */
  volatile ULONG *Corb;
  volatile BUS_RIRB_ENTRY *Rirb;
  ULONG CorbEntries, RirbEntries;
  ULONG CorbWrite; /* index of the last command written */
  ULONG RirbRead;  /* index of the last response taken */
} BUS_RINGS;

/* ---- transfers */

typedef struct _BUS_TRANSFER {
  LIST_ENTRY Link;      /* in its queue, until it is completed */
  PLIST_ENTRY Queue;    /* one at a time from here */
  LIST_ENTRY ReadyLink; /* in Ready while its next command is to be sent, in Completed at the end */
  PHDAUDIO_CODEC_TRANSFER Elements;
  ULONG Count, Next; /* elements, and how many of them are done */
  NTSTATUS Status;
  PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback; /* NULL: whoever submitted it waits for Done */
  PVOID Context;
  KEVENT Done;
} BUS_TRANSFER;

typedef enum _BUS_CODEC_STATE {
  BusCodecFree,
  BusCodecBusy, /* Transfer waits for its response until Deadline */
  BusCodecOwing /* a command was given up; its response may still come until Deadline */
} BUS_CODEC_STATE;

typedef struct _BUS_CODEC {
  BUS_CODEC_STATE State;
  BUS_TRANSFER *Transfer;
  LONGLONG Deadline;  /* performance counter */
  ULONG CorbIndex;    /* where the command stands */
  BOOLEAN InRing;     /* the entry may still be unfetched */
  BOOLEAN IsMute;     /* not even a late response came to the last command given up */
  BOOLEAN SawOverrun; /* responses were lost while the command was outstanding */
} BUS_CODEC;

typedef struct _BUS_COMMANDS {
  BUS_RINGS Rings;
  LIST_ENTRY Ready;     /* transfers in the order in which they may send */
  LIST_ENTRY Completed; /* transfers whose callback has not been called yet */
  BUS_CODEC Codecs[BUS_CODEC_ADDRESSES];
  KTIMER Timer;                            /* for the next deadline; its DPC is the adapter's */
  BOOLEAN ResponsePending, OverrunPending; /* interrupt lock */
} BUS_COMMANDS;

/* ---- unsolicited responses and function groups */

typedef struct _BUS_EVENT_CALLBACK {
  BUS_CLIENT *Client; /* NULL = free */
  PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine;
  PVOID Context;
} BUS_EVENT_CALLBACK;

typedef struct _BUS_FUNCTION_GROUP {
  UCHAR CodecAddress;
  UCHAR Node;
} BUS_FUNCTION_GROUP;

/* ---- rings.c */
/* STATUS_DEVICE_NOT_READY if the hardware offers no size or does not acknowledge. */
NTSTATUS BusStartRings(BUS_ADAPTER *Adapter);
/* Stops both DMA engines, whoever started them. */
VOID BusStopRings(BUS_ADAPTER *Adapter);
VOID BusFreeRings(BUS_ADAPTER *Adapter);
/* Forgets the commands that have not been fetched. FALSE: the engine does not obey. */
BOOLEAN BusRestartCorb(BUS_ADAPTER *Adapter);
/* Returns the index of the entry. The ring must have room. */
ULONG BusWriteCorb(BUS_ADAPTER *Adapter, ULONG Command);
BOOLEAN BusCorbFetched(BUS_ADAPTER *Adapter, ULONG Index);
typedef enum _BUS_RIRB_RESULT { BusRirbEmpty, BusRirbTaken, BusRirbGone } BUS_RIRB_RESULT;
/* Gone: the register reads all ones. */
BUS_RIRB_RESULT BusReadRirb(BUS_ADAPTER *Adapter, PHDAUDIO_CODEC_RESPONSE Response);
BOOLEAN BusControllerGone(BUS_ADAPTER *Adapter);
/* Interrupt lock held: reads and acknowledges what the rings report. */
VOID BusAcknowledgeRings(BUS_ADAPTER *Adapter);

/* ---- commands.c; no lock held */
VOID BusInitializeCommands(BUS_ADAPTER *Adapter);
/* STATUS_NO_SUCH_DEVICE if the controller does not answer any more: then the transfer is over, and
 * its callback is not called. */
NTSTATUS BusSubmitTransfer(BUS_ADAPTER *Adapter, PLIST_ENTRY Queue, BUS_TRANSFER *Transfer);
/* In the DPC, in a delivery: responses, deadlines, callbacks. */
VOID BusServeCommands(BUS_ADAPTER *Adapter);
/* In a delivery. Ends all that the queue holds, with no response; the callbacks have returned
 * afterwards. */
VOID BusCancelQueue(BUS_ADAPTER *Adapter, PLIST_ENTRY Queue);
/* The same for every queue, without touching the hardware. */
VOID BusAbandonCommands(BUS_ADAPTER *Adapter);

/* ---- transfer.c */
VOID BusInitializeTransfer(BUS_TRANSFER *Transfer, PHDAUDIO_CODEC_TRANSFER Elements, ULONG Count,
                           PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context);
/* PASSIVE_LEVEL, no lock held. The transfer was submitted and has no callback. */
NTSTATUS BusAwaitTransfer(BUS_TRANSFER *Transfer);
/* The others: adapter lock held. The transfer is first in its queue and in no other list. */
VOID BusMakeReady(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer);
/* The next element has its response: the one behind it may go, or the transfer is done. */
VOID BusAdvanceTransfer(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer,
                        HDAUDIO_CODEC_RESPONSE Response);
/* What is still unanswered is marked so, and the transfer is done. */
VOID BusCutTransferShort(BUS_ADAPTER *Adapter, BUS_TRANSFER *Transfer, NTSTATUS Status);
VOID BusMarkUnanswered(BUS_TRANSFER *Transfer, NTSTATUS Status);
/* In a delivery. The lock is given up for each callback: it may call any routine that is allowed at
 * DISPATCH_LEVEL. */
VOID BusCallBack(BUS_ADAPTER *Adapter);
NTSTATUS BusTransferCodecVerbs(PVOID _context, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                               PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context);

/* ---- unsolicited.c */
NTSTATUS BusRegisterEventCallback(PVOID _context, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine,
                                  PVOID Context, PUCHAR Tag);
NTSTATUS BusUnregisterEventCallback(PVOID _context, UCHAR Tag);
/* Adapter lock held at DISPATCH_LEVEL; given up while the routine runs. */
VOID BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response);
VOID BusDropEventCallbacks(BUS_CLIENT *Client);

/* ---- codecs.c */
/* PASSIVE_LEVEL, interrupts on. Asks every codec for its function groups. Silent codecs have none.
 */
NTSTATUS BusEnumerateCodecs(BUS_ADAPTER *Adapter);
VOID BusForgetCodecs(BUS_ADAPTER *Adapter);
BOOLEAN BusCodecDetected(const BUS_ADAPTER *Adapter, UCHAR CodecAddress);
/* Ties a new client to function group `Child`. STATUS_NO_SUCH_DEVICE if there is none. */
NTSTATUS BusBindClient(BUS_CLIENT *Client, ULONG Child);
/* In a delivery: what the client has of codecs is taken back. */
VOID BusReleaseCodecOf(BUS_CLIENT *Client);

/* ---- information.c */
NTSTATUS BusGetDeviceInformation(PVOID _context, PHDAUDIO_DEVICE_INFORMATION DeviceInformation);
VOID BusGetResourceInformation(PVOID _context, PUCHAR CodecAddress, PUCHAR FunctionGroupStartNode);

#endif
