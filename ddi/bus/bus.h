/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bus.h: the objects of the reference bus driver.
 *
 * One adapter per controller, one client per successful interface query, one engine per stream
 * descriptor. The adapter's spin lock guards everything but the completion counts, which the
 * interrupt routine writes and the interrupt lock guards.
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
};

/* What follows from a stream format. */
typedef struct _BUS_FORMAT {
  HDAUDIO_CONVERTER_FORMAT Converter;
  ULONG FrameBytes;     /* one sample of every channel, in memory */
  ULONG LinkFrameBytes; /* memory bytes that one link frame may need */
  ULONG LinkFrameBits;  /* sample bits that one link frame may carry */
} BUS_FORMAT;

typedef enum _BUS_BUFFER_KIND {
  BusNoBuffer,
  BusPendingBuffer, /* an allocation is under way */
  BusPlainBuffer,
  BusNotificationBuffer
} BUS_BUFFER_KIND;

typedef struct _BUS_REGISTRATION {
  LIST_ENTRY Link;
  PKEVENT Event;
  ULONG Count; /* how often it was registered */
} BUS_REGISTRATION;

typedef struct _BUS_ENGINE {
  BUS_ADAPTER *Adapter;
  ULONG Index; /* of the stream descriptor */
  BOOLEAN CanRender, CanCapture;
  ULONG FifoBytes;
  PHDAUDIO_BUFFER_DESCRIPTOR Bdl; /* one page */
  PHYSICAL_ADDRESS BdlAddress;

  BUS_CLIENT *Owner; /* NULL = free */
  ULONG Generation;  /* counts allocations; part of the handle */
  BOOLEAN Capture;
  BOOLEAN Striped;
  UCHAR CodecAddress;
  BUS_FORMAT Format;
  ULONG LineBits; /* reserved on each line in use, bits a link frame */
  HDAUDIO_STREAM_STATE State;

  BUS_BUFFER_KIND BufferKind;
  PMDL BufferMdl;
  ULONG BufferBytes;
  ULONG DescriptorCount;
  UCHAR StreamId; /* 0 = none */

  LIST_ENTRY Registrations;
  ULONG PendingCompletions; /* interrupt lock */
  LARGE_INTEGER LastCompletion;
} BUS_ENGINE;

struct _BUS_ADAPTER {
  HDA_DDI_DEVICE Device;
  PUCHAR Bar;
  PKINTERRUPT Interrupt;
  KDPC Dpc;
  KSPIN_LOCK Lock;

  ULONG EngineCount;
  BUS_ENGINE Engines[HDA_STREAMS_MAX];
  PHYSICAL_ADDRESS HighestDmaAddress;
  ULONG SdiLines;
  ULONG SdoLines;
  ULONG OutputLineBits, InputLineBits;     /* capacity of a line, bits a link frame */
  ULONG OutputStreamBits, InputStreamBits; /* most that one stream may use */
  ULONG OutputBitsInUse;
  ULONG InputBitsInUse[HDA_SDI_LINES_MAX];

  USHORT DeviceVersion; /* VMAJ, VMIN */
  USHORT CodecMask;     /* lines with a codec */
  ULONG ChildCount;
  BUS_FUNCTION_GROUP *Children;
  BUS_COMMANDS Commands;
  BUS_EVENT_CALLBACK EventCallbacks[BUS_CODEC_ADDRESSES][BUS_CODEC_TAGS];

  PMDL OrphanMdls; /* buffers of dead clients, to be freed at PASSIVE_LEVEL */
};

/* Where an allocation puts its results; all or none are written. */
typedef struct _BUS_BUFFER_RESULT {
  PMDL *BufferMdl;
  PSIZE_T AllocatedBufferSize;
  PSIZE_T OffsetFromFirstPage; /* NULL for a plain buffer */
  PUCHAR StreamId;
  PULONG FifoSize;
} BUS_BUFFER_RESULT;

/* ---- controller.c */
NTSTATUS BusStartController(BUS_ADAPTER *Adapter);
VOID BusStopController(BUS_ADAPTER *Adapter);

/* ---- registers.c: typed access relative to the BAR */
UCHAR BusRead8(BUS_ADAPTER *Adapter, ULONG Offset);
USHORT BusRead16(BUS_ADAPTER *Adapter, ULONG Offset);
ULONG BusRead32(BUS_ADAPTER *Adapter, ULONG Offset);
VOID BusWrite8(BUS_ADAPTER *Adapter, ULONG Offset, UCHAR Value);
VOID BusWrite16(BUS_ADAPTER *Adapter, ULONG Offset, USHORT Value);
VOID BusWrite32(BUS_ADAPTER *Adapter, ULONG Offset, ULONG Value);

/* ---- client.c */
VOID BusQueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                       USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                       NTSTATUS *Status, ULONG_PTR *Information);
/* IRQL and context, in this order, as every routine begins. */
NTSTATUS BusEnter(PVOID Context, KIRQL HighestIrql, BUS_CLIENT **Client);
VOID BusDropAllClients(BUS_ADAPTER *Adapter);
VOID BusInterfaceReference(PVOID Context);
VOID BusInterfaceDereference(PVOID Context);

/* ---- format.c */
BOOLEAN BusParseFormat(const HDAUDIO_STREAM_FORMAT *StreamFormat, BUS_FORMAT *Format);

/* ---- bandwidth.c */
/* Reserves for `Format`, in place of what the engine has. Nothing changes on failure. */
NTSTATUS BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);
VOID BusReleaseBandwidth(BUS_ENGINE *Engine);
BOOLEAN BusFifoHolds(const BUS_ENGINE *Engine, const BUS_FORMAT *Format);

/* ---- engine.c */
HANDLE BusHandleOf(const BUS_ENGINE *Engine);
/* Adapter lock held. NULL for a handle that is stale, foreign or was never issued. */
BUS_ENGINE *BusFindEngine(BUS_CLIENT *Client, HANDLE Handle);
/* Adapter lock held. Stops the client's engines whatever their state and frees them. */
VOID BusReleaseEnginesOf(BUS_CLIENT *Client);
NTSTATUS BusAllocateCaptureDmaEngine(PVOID _context, UCHAR CodecAddress,
                                     PHDAUDIO_STREAM_FORMAT StreamFormat, PHANDLE Handle,
                                     PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
NTSTATUS BusAllocateRenderDmaEngine(PVOID _context, PHDAUDIO_STREAM_FORMAT StreamFormat,
                                    BOOLEAN Stripe, PHANDLE Handle,
                                    PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
NTSTATUS BusChangeBandwidthAllocation(PVOID _context, HANDLE Handle,
                                      PHDAUDIO_STREAM_FORMAT StreamFormat,
                                      PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
NTSTATUS BusFreeDmaEngine(PVOID _context, HANDLE Handle);

/* ---- buffer_layout.c */
/* Bytes of the buffer that stands for a request. Count: 1 or 2 segments of equal length. */
ULONG BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);
/* Fills the list; Completions of 0, 1 or 2 descriptors interrupt. Returns their number. */
ULONG BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages, ULONG Bytes,
                         ULONG Completions);

/* ---- buffer.c */
VOID BusFreeOrphans(BUS_ADAPTER *Adapter);
NTSTATUS BusAllocateDmaBuffer(PVOID _context, HANDLE Handle, SIZE_T RequestedBufferSize,
                              PMDL *BufferMdl, PSIZE_T AllocatedBufferSize, PUCHAR StreamId,
                              PULONG FifoSize);
NTSTATUS BusFreeDmaBuffer(PVOID _context, HANDLE Handle);
NTSTATUS BusAllocateDmaBufferWithNotification(PVOID _context, HANDLE Handle,
                                              ULONG NotificationCount, SIZE_T RequestedBufferSize,
                                              PMDL *BufferMdl, PSIZE_T AllocatedBufferSize,
                                              PSIZE_T OffsetFromFirstPage, PUCHAR StreamId,
                                              PULONG FifoSize);
NTSTATUS BusFreeDmaBufferWithNotification(PVOID _context, HANDLE Handle, PMDL BufferMdl,
                                          SIZE_T BufferSize);

/* ---- stream.c: one stream descriptor; adapter lock held */
/* Reset handshake. STATUS_DEVICE_NOT_READY if a step is not acknowledged in bounded time. */
NTSTATUS BusStreamReset(BUS_ENGINE *Engine);
/* Writes format, buffer and stream number after a reset. */
VOID BusStreamProgram(BUS_ENGINE *Engine);
ULONG BusStreamFifoBytes(BUS_ENGINE *Engine);
VOID BusStreamRun(BUS_ENGINE *Engine);
BOOLEAN BusStreamWaitReady(BUS_ENGINE *Engine);
VOID BusStreamClearRun(BUS_ENGINE *Engine);
BOOLEAN BusStreamWaitStopped(BUS_ENGINE *Engine);
/* Interrupt enables off and status acknowledged, once the stream has stopped. */
VOID BusStreamQuiet(BUS_ENGINE *Engine);
/* Takes the buffer away from the descriptor. */
VOID BusStreamForget(BUS_ENGINE *Engine);

/* ---- state.c */
NTSTATUS BusSetDmaEngineState(PVOID _context, HDAUDIO_STREAM_STATE StreamState,
                              ULONG NumberOfHandles, PHANDLE Handles);
/* Adapter lock held. Stops the engines whose bit is set; bits of those that did stop. */
ULONG BusStopEngines(BUS_ADAPTER *Adapter, ULONG Mask);

/* ---- notification.c */
NTSTATUS BusRegisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent);
NTSTATUS BusUnregisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent);
VOID BusSignalRegistrations(BUS_ENGINE *Engine);
VOID BusDropRegistrations(BUS_ENGINE *Engine);

/* ---- interrupt.c */
BOOLEAN BusInterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext);
VOID BusDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2);
/* Forgets completions that the DPC has not signalled yet; returns how many there were. */
ULONG BusTakeCompletions(BUS_ENGINE *Engine);

/* ---- position.c */
VOID BusGetWallClockRegister(PVOID _context, PULONG *Wallclock);
NTSTATUS BusGetLinkPositionRegister(PVOID _context, HANDLE Handle, PULONG *Position);

#endif
