/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bus.h: the objects of the reference bus driver.
 *
 * One adapter per controller, one client per successful interface query, one engine per stream
 * descriptor. The adapter's spin lock guards everything but what the interrupt routine writes or
 * reads: that is guarded by the interrupt lock. What is called outside is described in delivery.c.
 */
#ifndef BUS_H
#define BUS_H

#include <hda_ddi_plugin.h>

#include "commands.h"
#include "hda_registers.h"

#define BUS_TAG 0x42616448u /* "HdaB" */

struct _BUS_CLIENT {
  LIST_ENTRY Link;
  BUS_ADAPTER *Adapter;
  LONG References;
  BUS_FUNCTION_GROUP FunctionGroup;
  LIST_ENTRY Transfers; /* calls of TransferCodecVerbs under way */
  LIST_ENTRY Detached;  /* buffers whose engine was freed after the controller had gone */
};

/* What follows from a stream format. */
typedef struct _BUS_FORMAT {
  HDAUDIO_CONVERTER_FORMAT Converter;
  ULONG FrameBytes;     /* one sample of every channel, in memory */
  ULONG LinkFrameBytes; /* memory bytes that one link frame may need */
  ULONG LinkFrameBits;  /* sample bits that one link frame may carry */
} BUS_FORMAT;

typedef enum _BUS_BUFFER_KIND {
  BusPlainBuffer,
  BusNotificationBuffer,
  BusContiguousBuffer
} BUS_BUFFER_KIND;

typedef struct _BUS_BUFFER {
  LIST_ENTRY Link; /* while no engine has it */
  BUS_BUFFER_KIND Kind;
  HANDLE Handle; /* of the engine it was detached from */
  ULONG Bytes;
  PMDL Mdl;   /* scattered pages */
  PVOID Data; /* contiguous: the block, and the page of its list */
  PHDAUDIO_BUFFER_DESCRIPTOR Bdl;
} BUS_BUFFER;

/* What a stream descriptor is told of a buffer. */
typedef struct _BUS_PROGRAM {
  PHYSICAL_ADDRESS List; /* of descriptors */
  ULONG DescriptorCount;
  ULONG Bytes; /* sum of the descriptors */
} BUS_PROGRAM;

/* An event, or a callback with its context and the device object referenced for it. */
typedef struct _BUS_NOTIFICATION {
  PKEVENT Event;
  PHDAUDIO_DMA_NOTIFICATION_CALLBACK Callback;
  PVOID Context;
  PDEVICE_OBJECT Fdo;
} BUS_NOTIFICATION;

typedef struct _BUS_ENGINE BUS_ENGINE;
typedef struct _BUS_REGISTRATION {
  LIST_ENTRY Link;
  struct _BUS_REGISTRATION *NextInBucket;
  BUS_ENGINE *Engine;
  BUS_NOTIFICATION Notification;
  ULONG Count; /* how often it was registered */
} BUS_REGISTRATION;

#define BUS_BUCKET_BITS 10u

/* Performance counter values of the completions that the DPC has not seen, oldest first. */
#define BUS_COMPLETIONS_MAX 64u
typedef struct _BUS_COMPLETIONS {
  ULONG First, Count;
  LARGE_INTEGER Times[BUS_COMPLETIONS_MAX];
} BUS_COMPLETIONS;

struct _BUS_ENGINE {
  BUS_ADAPTER *Adapter;
  ULONG Index; /* of the stream descriptor */
  BOOLEAN CanRender, CanCapture;
  ULONG FifoBytes;
  PHDAUDIO_BUFFER_DESCRIPTOR Bdl; /* one page, for scattered buffers */
  PHYSICAL_ADDRESS BdlAddress;

  BUS_CLIENT *Owner; /* NULL = free */
  ULONG Generation;  /* counts releases; part of the handle */
  BOOLEAN Capture;
  BOOLEAN Striped;
  UCHAR CodecAddress;
  BUS_FORMAT Format;
  ULONG LineBits; /* reserved on each line in use, bits a link frame */
  HDAUDIO_STREAM_STATE State;

  BUS_BUFFER *Buffer;   /* NULL = none */
  BOOLEAN IsAllocating; /* another call is about to bring a buffer */
  BUS_PROGRAM Program;
  UCHAR StreamId;       /* 0 = the descriptor is not set up */
  BOOLEAN IsProgrammed; /* FALSE also after a reset that hardware did not end */

  LIST_ENTRY Registrations;

  /* interrupt lock */
  BUS_COMPLETIONS Completions;
  PHDAUDIO_BDL_ISR Isr; /* NULL = none */
  PVOID IsrContext;
};

struct _BUS_ADAPTER {
  HDA_DDI_DEVICE Device;
  PUCHAR Bar;
  PKINTERRUPT Interrupt;
  KDPC Dpc;
  KSPIN_LOCK Lock;
  KSPIN_LOCK DeliveryLock;
  PKTHREAD DeliveringThread; /* who holds it; NULL = nobody */
  ULONG DeliveryDepth;
  BOOLEAN Removed; /* the controller is gone; adapter and interrupt lock */

  ULONG EngineCount;
  BUS_ENGINE Engines[HDA_STREAMS_MAX];
  PHYSICAL_ADDRESS HighestDmaAddress;
  ULONG SdiLines;
  ULONG SdoLines;
  ULONG OutputLineBits, InputLineBits;     /* capacity of a line, bits a link frame */
  ULONG OutputStreamBits, InputStreamBits; /* most that one stream may use */
  ULONG OutputBitsInUse;
  ULONG InputBitsInUse[HDA_SDI_LINES_MAX];

  BUS_REGISTRATION *Registrations[1u << BUS_BUCKET_BITS]; /* of all engines */
  LIST_ENTRY Orphans; /* buffers of dead clients, to be freed at PASSIVE_LEVEL */

  USHORT DeviceVersion; /* VMAJ, VMIN */
  USHORT CodecMask;     /* lines with a codec */
  ULONG ChildCount;
  BUS_FUNCTION_GROUP *Children;
  BUS_COMMANDS Commands;
  BUS_EVENT_CALLBACK EventCallbacks[BUS_CODEC_ADDRESSES][BUS_CODEC_TAGS];
};

/* Where an allocation puts its results; all or none are written. */
typedef struct _BUS_BUFFER_RESULT {
  PMDL *BufferMdl;
  PSIZE_T AllocatedBufferSize;
  PSIZE_T OffsetFromFirstPage; /* NULL for a plain buffer */
  PUCHAR StreamId;
  PULONG FifoSize;
} BUS_BUFFER_RESULT;

#include "routines.h"

#endif
