/* SPDX-License-Identifier: Apache-2.0 */
/* routines.h: the functions of the reference bus driver, by file; those of commands.h are not
 * repeated. The part of bus.h that has no objects. */
#ifndef BUS_ROUTINES_H
#define BUS_ROUTINES_H

#include "bus.h"

/* ---- controller.c */
NTSTATUS BusStartController(BUS_ADAPTER *Adapter);
VOID BusStopController(BUS_ADAPTER *Adapter);
/* The controller is gone: from now on no register is touched, and no interrupt comes. */
VOID BusLoseController(BUS_ADAPTER *Adapter);

/* ---- registers.c: typed access relative to the BAR */
UCHAR BusRead8(BUS_ADAPTER *Adapter, ULONG Offset);
USHORT BusRead16(BUS_ADAPTER *Adapter, ULONG Offset);
ULONG BusRead32(BUS_ADAPTER *Adapter, ULONG Offset);
VOID BusWrite8(BUS_ADAPTER *Adapter, ULONG Offset, UCHAR Value);
VOID BusWrite16(BUS_ADAPTER *Adapter, ULONG Offset, USHORT Value);
VOID BusWrite32(BUS_ADAPTER *Adapter, ULONG Offset, ULONG Value);

/* ---- interfaces.c */
typedef struct _BUS_INTERFACE {
  const GUID *InterfaceType;
  const VOID *Slots; /* header and routines; Size and Context are still to be filled */
  USHORT Size;
} BUS_INTERFACE;
/* NULL for a type that is not offered. */
const BUS_INTERFACE *BusFindInterface(const GUID *InterfaceType);
VOID BusFillInterface(const BUS_INTERFACE *Offered, BUS_CLIENT *Client, PINTERFACE Interface);

/* ---- client.c */
VOID BusQueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                       USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                       NTSTATUS *Status, ULONG_PTR *Information);
/* IRQL and context, in this order, as every routine begins. */
NTSTATUS BusEnter(PVOID Context, KIRQL HighestIrql, BUS_CLIENT **Client);
/* The same for routines that mean nothing once the controller is gone. */
NTSTATUS BusEnterPresent(PVOID Context, KIRQL HighestIrql, BUS_CLIENT **Client);
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
/* Deliveries and adapter lock held. Stops the client's engines whatever their state and frees
 * them. Their registrations go to `Taken`. */
VOID BusReleaseEnginesOf(BUS_CLIENT *Client, PLIST_ENTRY Taken);
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

/* ---- memory.c: PASSIVE_LEVEL, no lock held */
/* NULL if there is not enough memory. */
BUS_BUFFER *BusCreateMdlBuffer(const BUS_ADAPTER *Adapter, BUS_BUFFER_KIND Kind, ULONG Bytes);
BUS_BUFFER *BusCreateContiguousBuffer(const BUS_ADAPTER *Adapter, ULONG Bytes);
VOID BusDestroyBuffer(BUS_BUFFER *Buffer);
VOID BusFreeOrphans(BUS_ADAPTER *Adapter);

/* ---- buffer.c */
/* The checks every allocation begins with. On success others are kept away from the engine until
 * the caller clears IsAllocating: memory is had at PASSIVE_LEVEL, without the lock. */
NTSTATUS BusBeginAllocation(PVOID Context, HANDLE Handle, BOOLEAN IsRequestValid,
                            BUS_ENGINE **Engine);
/* Adapter lock held. The engine has a buffer; it is then the caller's. */
BUS_BUFFER *BusDetachBuffer(BUS_ENGINE *Engine);
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
NTSTATUS BusFreeContiguousDmaBuffer(PVOID _context, HANDLE Handle);

/* ---- contiguous.c */
NTSTATUS BusAllocateContiguousDmaBuffer(PVOID _context, HANDLE Handle, ULONG RequestedBufferSize,
                                        PVOID *DataBuffer, PHDAUDIO_BUFFER_DESCRIPTOR *BdlBuffer);
NTSTATUS BusSetupDmaEngineWithBdl(PVOID _context, HANDLE Handle, ULONG BufferLength, ULONG Lvi,
                                  PHDAUDIO_BDL_ISR Isr, PVOID Context, PUCHAR StreamId,
                                  PULONG FifoSize);

/* ---- stream.c: one stream descriptor; adapter lock held */
/* Reset handshake. STATUS_DEVICE_NOT_READY if a step is not acknowledged in bounded time. */
NTSTATUS BusStreamReset(BUS_ENGINE *Engine);
/* Gives the engine a stream number if it has none, resets and programs it. On failure it has no
 * stream number. */
NTSTATUS BusStreamSetUp(BUS_ENGINE *Engine, const BUS_PROGRAM *Program);
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
NTSTATUS BusRegisterNotificationCallback(PVOID _context, HANDLE Handle, PDEVICE_OBJECT Fdo,
                                         PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,
                                         PVOID CallbackContext);
NTSTATUS BusUnregisterNotificationCallback(PVOID _context, HANDLE Handle,
                                           PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,
                                           PVOID CallbackContext);
/* In a delivery, adapter lock held; it is released around each callback. Calls every callback once
 * a completion, then sets every event. */
VOID BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
/* Deliveries and adapter lock held. Moves the engine's list to `Taken`. */
VOID BusTakeRegistrations(BUS_ENGINE *Engine, PLIST_ENTRY Taken);
/* No lock held. */
VOID BusFreeRegistrations(PLIST_ENTRY Taken);

/* ---- delivery.c */
/* Interrupt lock held. */
VOID BusRecordCompletion(BUS_ENGINE *Engine, LARGE_INTEGER Now);
/* Number of completions that were recorded since the last call; `Times` has BUS_COMPLETIONS_MAX
 * elements. */
ULONG BusTakeCompletions(BUS_ENGINE *Engine, LARGE_INTEGER *Times);
VOID BusForgetCompletions(BUS_ENGINE *Engine);
/* Around calls of clients' routines, and around the removal of what is called so: a removal waits
 * for the calls under way, unless it is made by one of them. DISPATCH_LEVEL or below, no lock held;
 * returns the IRQL to give back. */
KIRQL BusHoldDeliveries(BUS_ADAPTER *Adapter);
VOID BusResumeDeliveries(BUS_ADAPTER *Adapter, KIRQL Irql);
/* In a delivery, no lock held. */
VOID BusDeliverCompletions(BUS_ADAPTER *Adapter);

/* ---- interrupt.c */
/* `Isr` NULL: none. */
VOID BusSetIsr(BUS_ENGINE *Engine, PHDAUDIO_BDL_ISR Isr, PVOID Context);
BOOLEAN BusInterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext);
VOID BusDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2);
/* Keeps the interrupt routine out. Nothing to do while it is not connected. */
KIRQL BusLockInterrupt(BUS_ADAPTER *Adapter);
VOID BusUnlockInterrupt(BUS_ADAPTER *Adapter, KIRQL Irql);

/* ---- position.c */
VOID BusGetWallClockRegister(PVOID _context, PULONG *Wallclock);
NTSTATUS BusGetLinkPositionRegister(PVOID _context, HANDLE Handle, PULONG *Position);

#endif
