/* SPDX-License-Identifier: Apache-2.0 */
/* DMA engines: handles, choice, allocation and release. */
#include "bus.h"

/* A handle is generation and index + 1, so that it is never NULL and a stale one is recognised. */
#define HANDLE_INDEX_BITS 8u
#define HANDLE_INDEX_MASK ((1u << HANDLE_INDEX_BITS) - 1)

HANDLE BusHandleOf(const BUS_ENGINE *Engine) {
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): a handle is a number */
  return (HANDLE)((ULONG_PTR)Engine->Generation << HANDLE_INDEX_BITS | (Engine->Index + 1));
}

BUS_ENGINE *BusFindEngine(BUS_CLIENT *Client, HANDLE Handle) {
  ULONG_PTR Number = (ULONG_PTR)Handle & HANDLE_INDEX_MASK;
  if (Number == 0 || Number > Client->Adapter->EngineCount)
    return NULL;
  BUS_ENGINE *Engine = &Client->Adapter->Engines[Number - 1];
  return Engine->Owner == Client && BusHandleOf(Engine) == Handle ? Engine : NULL;
}

typedef struct _ENGINE_REQUEST {
  BOOLEAN Capture;
  BOOLEAN Striped;
  UCHAR CodecAddress;
} ENGINE_REQUEST;

/* The first free engine of the direction: dedicated ones come before bidirectional ones. One whose
 * FIFO holds the format is preferred over the others. */
static BUS_ENGINE *ChooseEngine(BUS_ADAPTER *Adapter, BOOLEAN Capture, const BUS_FORMAT *Format) {
  BUS_ENGINE *TooSmall = NULL;
  for (int Bidirectional = 0; Bidirectional <= 1; Bidirectional++)
    for (ULONG i = 0; i < Adapter->EngineCount; i++) {
      BUS_ENGINE *Engine = &Adapter->Engines[i];
      if (Engine->Owner != NULL || !(Capture ? Engine->CanCapture : Engine->CanRender) ||
          (Engine->CanCapture && Engine->CanRender) != Bidirectional)
        continue;
      if (BusFifoHolds(Engine, Format))
        return Engine;
      if (TooSmall == NULL)
        TooSmall = Engine;
    }
  return TooSmall;
}

/* Adapter lock held. */
static NTSTATUS ReserveEngine(BUS_CLIENT *Client, const ENGINE_REQUEST *Request,
                              const BUS_FORMAT *Format, BUS_ENGINE **Reserved) {
  BUS_ENGINE *Engine = ChooseEngine(Client->Adapter, Request->Capture, Format);
  if (Engine == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Engine->Capture = Request->Capture;
  Engine->Striped = Request->Striped;
  Engine->CodecAddress = Request->CodecAddress;
  NTSTATUS Status = BusReserveBandwidth(Engine, Format);
  if (!NT_SUCCESS(Status))
    return Status;
  if (!BusFifoHolds(Engine, Format)) {
    BusReleaseBandwidth(Engine);
    return STATUS_BUFFER_TOO_SMALL;
  }
  Engine->Owner = Client;
  Engine->Format = *Format;
  Engine->State = ResetState;
  *Reserved = Engine;
  return STATUS_SUCCESS;
}

static NTSTATUS AllocateEngine(BUS_CLIENT *Client, const ENGINE_REQUEST *Request,
                               PHDAUDIO_STREAM_FORMAT StreamFormat, PHANDLE Handle,
                               PHDAUDIO_CONVERTER_FORMAT ConverterFormat) {
  BUS_FORMAT Format;
  BUS_ENGINE *Engine;
  KIRQL Irql;
  if (StreamFormat == NULL || Handle == NULL || ConverterFormat == NULL ||
      !BusParseFormat(StreamFormat, &Format))
    return STATUS_INVALID_PARAMETER;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  NTSTATUS Status = ReserveEngine(Client, Request, &Format, &Engine);
  if (NT_SUCCESS(Status)) {
    *Handle = BusHandleOf(Engine);
    *ConverterFormat = Format.Converter;
  }
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

NTSTATUS BusAllocateCaptureDmaEngine(PVOID _context, UCHAR CodecAddress,
                                     PHDAUDIO_STREAM_FORMAT StreamFormat, PHANDLE Handle,
                                     PHDAUDIO_CONVERTER_FORMAT ConverterFormat) {
  BUS_CLIENT *Client;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (CodecAddress >= Client->Adapter->SdiLines || !BusCodecDetected(Client->Adapter, CodecAddress))
    return STATUS_INVALID_PARAMETER; /* */
  ENGINE_REQUEST Request = {.Capture = TRUE, .CodecAddress = CodecAddress};
  return AllocateEngine(Client, &Request, StreamFormat, Handle, ConverterFormat);
}

/* On a controller with one output line striping means nothing: the flag is ignored. */
NTSTATUS BusAllocateRenderDmaEngine(PVOID _context, PHDAUDIO_STREAM_FORMAT StreamFormat,
                                    BOOLEAN Stripe, PHANDLE Handle,
                                    PHDAUDIO_CONVERTER_FORMAT ConverterFormat) {
  BUS_CLIENT *Client;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  ENGINE_REQUEST Request = {.Striped = Stripe && Client->Adapter->SdoLines > 1};
  return AllocateEngine(Client, &Request, StreamFormat, Handle, ConverterFormat);
}

/* Adapter lock held. */
static NTSTATUS ChangeFormat(BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  if (Engine->State != ResetState || Engine->Buffer != NULL || Engine->IsAllocating)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (!BusFifoHolds(Engine, Format))
    return STATUS_BUFFER_TOO_SMALL;
  NTSTATUS Status = BusReserveBandwidth(Engine, Format);
  if (NT_SUCCESS(Status))
    Engine->Format = *Format;
  return Status;
}

NTSTATUS BusChangeBandwidthAllocation(PVOID _context, HANDLE Handle,
                                      PHDAUDIO_STREAM_FORMAT StreamFormat,
                                      PHDAUDIO_CONVERTER_FORMAT ConverterFormat) {
  BUS_CLIENT *Client;
  BUS_FORMAT Format;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (StreamFormat == NULL || ConverterFormat == NULL ||
           !BusParseFormat(StreamFormat, &Format))
    Status = STATUS_INVALID_PARAMETER;
  else
    Status = ChangeFormat(Engine, &Format);
  if (NT_SUCCESS(Status))
    *ConverterFormat = Format.Converter;
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

/* With the controller the reason is gone why an engine could not be freed before its buffer: the
 * buffer waits for its owner under the old handle. Adapter lock held. */
static VOID KeepBufferFor(BUS_CLIENT *Client, BUS_ENGINE *Engine) {
  BUS_BUFFER *Buffer = BusDetachBuffer(Engine);
  Buffer->Handle = BusHandleOf(Engine);
  InsertTailList(&Client->Detached, &Buffer->Link);
}

/* Deliveries and adapter lock held. */
static VOID ReleaseEngine(BUS_ENGINE *Engine, PLIST_ENTRY Taken) {
  BusTakeRegistrations(Engine, Taken);
  BusForgetCompletions(Engine);
  BusReleaseBandwidth(Engine);
  Engine->Owner = NULL;
  Engine->Generation++;
}

NTSTATUS BusFreeDmaEngine(PVOID _context, HANDLE Handle) {
  BUS_CLIENT *Client;
  LIST_ENTRY Taken;
  NTSTATUS Status = BusEnter(_context, DISPATCH_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  InitializeListHead(&Taken);
  KIRQL Irql = BusHoldDeliveries(Client->Adapter);
  KeAcquireSpinLockAtDpcLevel(&Client->Adapter->Lock);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (Engine->State != ResetState || Engine->IsAllocating ||
           (Engine->Buffer != NULL && !Client->Adapter->Removed))
    Status = STATUS_INVALID_DEVICE_REQUEST;
  if (NT_SUCCESS(Status)) {
    if (Engine->Buffer != NULL)
      KeepBufferFor(Client, Engine);
    ReleaseEngine(Engine, &Taken);
  }
  KeReleaseSpinLockFromDpcLevel(&Client->Adapter->Lock);
  BusResumeDeliveries(Client->Adapter, Irql);
  BusFreeRegistrations(&Taken);
  return Status;
}

VOID BusReleaseEnginesOf(BUS_CLIENT *Client, PLIST_ENTRY Taken) {
  BUS_ADAPTER *Adapter = Client->Adapter;
  ULONG Running = 0;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].Owner == Client && Adapter->Engines[i].State == RunState)
      Running |= 1u << i;
  if (!Adapter->Removed)
    (void)BusStopEngines(Adapter, Running);
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    if (Engine->Owner != Client)
      continue;
    if (Engine->Buffer != NULL) {
      (void)BusStreamReset(Engine);
      InsertTailList(&Adapter->Orphans, &BusDetachBuffer(Engine)->Link);
    }
    Engine->State = ResetState;
    ReleaseEngine(Engine, Taken);
  }
  while (!IsListEmpty(&Client->Detached))
    InsertTailList(&Adapter->Orphans, RemoveHeadList(&Client->Detached));
}
