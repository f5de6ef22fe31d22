/* SPDX-License-Identifier: Apache-2.0 */
/* A pin: its stream, its states, and what closing it gives back. */
#include "port.h"

NTSTATUS PortCopyFormat(const KSDATAFORMAT *Format, PKSDATAFORMAT *Copy) {
  if (Format->FormatSize < sizeof *Format)
    return STATUS_INVALID_PARAMETER;
  *Copy = (PKSDATAFORMAT)ExAllocatePool2(POOL_FLAG_NON_PAGED, Format->FormatSize, PORT_TAG);
  if (*Copy == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  RtlCopyMemory(*Copy, Format, Format->FormatSize);
  return STATUS_SUCCESS;
}

/* NULL if the stream does not have the interface. */
static PVOID Query(PMINIPORTWAVERTSTREAM Stream, REFIID InterfaceId) {
  PVOID Interface = NULL;
  return NT_SUCCESS(Stream->lpVtbl->QueryInterface(Stream, InterfaceId, &Interface)) ? Interface
                                                                                     : NULL;
}

static VOID ReleaseStream(PORT_PIN *Pin) {
  if (Pin->Notification != NULL)
    (void)Pin->Notification->lpVtbl->Release(Pin->Notification);
  if (Pin->Input != NULL)
    (void)Pin->Input->lpVtbl->Release(Pin->Input);
  if (Pin->Output != NULL)
    (void)Pin->Output->lpVtbl->Release(Pin->Output);
  (void)Pin->Stream->lpVtbl->Release(Pin->Stream);
}

static NTSTATUS OpenStream(PORT_PIN *Pin, BOOLEAN Capture) {
  PMINIPORTWAVERT Miniport = Pin->Filter->Miniport;
  NTSTATUS Status = PortCreateStream(&Pin->PortStream);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Miniport->lpVtbl->NewStream(Miniport, &Pin->Stream, Pin->PortStream, Pin->PinId, Capture,
                                       Pin->Format);
  if (!NT_SUCCESS(Status)) {
    (void)Pin->PortStream->lpVtbl->Release(Pin->PortStream);
    return Status;
  }
  Pin->Notification =
      (PMINIPORTWAVERTSTREAMNOTIFICATION)Query(Pin->Stream, &IID_IMiniportWaveRTStreamNotification);
  Pin->Input = (PMINIPORTWAVERTINPUTSTREAM)Query(Pin->Stream, &IID_IMiniportWaveRTInputStream);
  Pin->Output = (PMINIPORTWAVERTOUTPUTSTREAM)Query(Pin->Stream, &IID_IMiniportWaveRTOutputStream);
  return STATUS_SUCCESS;
}

static NTSTATUS OpenPin(PORT_PIN *Pin, BOOLEAN Capture, const KSDATAFORMAT *DataFormat) {
  NTSTATUS Status = PortCopyFormat(DataFormat, &Pin->Format);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = OpenStream(Pin, Capture);
  if (!NT_SUCCESS(Status))
    ExFreePoolWithTag(Pin->Format, PORT_TAG);
  return Status;
}

NTSTATUS PortCreatePin(PVOID Filter, ULONG PinId, BOOLEAN Capture, PKSDATAFORMAT DataFormat,
                       PVOID *Pin) {
  PORT_FILTER *Owner = (PORT_FILTER *)Filter;
  if (Owner == NULL || DataFormat == NULL || Pin == NULL || PinId >= Owner->Description->PinCount)
    return STATUS_INVALID_PARAMETER;
  PORT_PIN *New = (PORT_PIN *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *New, PORT_TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Filter = Owner;
  New->PinId = PinId;
  InitializeListHead(&New->Events);
  NTSTATUS Status = OpenPin(New, Capture, DataFormat);
  if (!NT_SUCCESS(Status)) {
    ExFreePoolWithTag(New, PORT_TAG);
    return Status;
  }
  *Pin = New;
  return STATUS_SUCCESS;
}

NTSTATUS PortSetState(PORT_PIN *Pin, KSSTATE State) {
  while (Pin->State != State) {
    KSSTATE Next = (KSSTATE)(Pin->State < State ? Pin->State + 1 : Pin->State - 1);
    NTSTATUS Status = Pin->Stream->lpVtbl->SetState(Pin->Stream, Next);
    if (!NT_SUCCESS(Status))
      return Status;
    Pin->State = Next;
  }
  return STATUS_SUCCESS;
}

/* KS-CLS-001, KS-EVT-004: down to STOP, events, buffer; the stream last. */
VOID PortClosePin(PVOID Pin) {
  PORT_PIN *Old = (PORT_PIN *)Pin;
  /* A miniport that refuses a step down (RT-SST-003) is told the next one all the same. */
  for (; Old->State != KSSTATE_STOP; Old->State = (KSSTATE)(Old->State - 1))
    (void)Old->Stream->lpVtbl->SetState(Old->Stream, (KSSTATE)(Old->State - 1));
  PortForgetEvents(Old);
  PortFreeBuffer(Old);
  PortUnmapRegisters(Old);
  ReleaseStream(Old);
  (void)Old->PortStream->lpVtbl->Release(Old->PortStream);
  ExFreePoolWithTag(Old->Format, PORT_TAG);
  ExFreePoolWithTag(Old, PORT_TAG);
}
