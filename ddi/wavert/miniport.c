/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport: its life, and the table of its methods. */
#include "plugin_tables.h"
#include "wavert.h"

static WRT_MINIPORT *Of(IMiniportWaveRT *This) {
  return CONTAINING_RECORD(This, WRT_MINIPORT, Interface);
}

/* ---- IUnknown ------------------------------------------------------------------------------ */

static ULONG AddRef(IMiniportWaveRT *This) {
  return (ULONG)InterlockedIncrement(&Of(This)->References);
}

static ULONG Release(IMiniportWaveRT *This) {
  WRT_MINIPORT *Miniport = Of(This);
  LONG Left = InterlockedDecrement(&Miniport->References);
  if (Left == 0) {
    Miniport->Bus.InterfaceDereference(Miniport->Bus.Context);
    ExFreePoolWithTag(Miniport, WRT_TAG);
  }
  return (ULONG)Left;
}

static NTSTATUS QueryInterface(IMiniportWaveRT *This, REFIID InterfaceId, PVOID *Interface) {
  if (Interface == NULL)
    return STATUS_INVALID_PARAMETER;
  *Interface = NULL;
  if (!IsEqualGUID(InterfaceId, &IID_IUnknown) && !IsEqualGUID(InterfaceId, &IID_IMiniport) &&
      !IsEqualGUID(InterfaceId, &IID_IMiniportWaveRT))
    return STATUS_INVALID_PARAMETER;
  (void)AddRef(This);
  *Interface = This;
  return STATUS_SUCCESS;
}

/* ---- IMiniport ----------------------------------------------------------------------------- */

static NTSTATUS GetDescription(IMiniportWaveRT *This, PPCFILTER_DESCRIPTOR *Description) {
  WRT_MINIPORT *Miniport = Of(This);
  if (Description == NULL)
    return STATUS_INVALID_PARAMETER;
  if (!Miniport->Initialised)
    return STATUS_DEVICE_NOT_READY;
  *Description = &Miniport->Description.Filter;
  return STATUS_SUCCESS;
}

static NTSTATUS DataRangeIntersection(IMiniportWaveRT *This, ULONG PinId, PKSDATARANGE DataRange,
                                      PKSDATARANGE MatchingDataRange, ULONG OutputBufferLength,
                                      PVOID ResultantFormat, PULONG ResultantFormatLength) {
  WRT_MINIPORT *Miniport = Of(This);
  UNREFERENCED_PARAMETER(MatchingDataRange); /* a pin has one */
  if (DataRange == NULL || ResultantFormatLength == NULL || PinId >= Miniport->ConverterCount)
    return STATUS_INVALID_PARAMETER;
  return WrtIntersect(Miniport, PinId, DataRange, OutputBufferLength, ResultantFormat,
                      ResultantFormatLength);
}

/* ---- IMiniportWaveRT ----------------------------------------------------------------------- */

static NTSTATUS Init(IMiniportWaveRT *This, PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList,
                     PPORTWAVERT Port) {
  WRT_MINIPORT *Miniport = Of(This);
  UNREFERENCED_PARAMETER(UnknownAdapter);
  UNREFERENCED_PARAMETER(ResourceList); /* the registers are the bus driver's */
  if (Port == NULL)
    return STATUS_INVALID_PARAMETER;
  if (Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  if (Miniport->Initialised)
    return STATUS_SUCCESS;
  NTSTATUS Status = WrtDiscover(Miniport);
  if (NT_SUCCESS(Status)) {
    WrtDescribe(Miniport);
    Miniport->Initialised = TRUE;
  }
  return Status;
}

static NTSTATUS NewStream(IMiniportWaveRT *This, PMINIPORTWAVERTSTREAM *Stream,
                          PPORTWAVERTSTREAM PortStream, ULONG Pin, BOOLEAN Capture,
                          PKSDATAFORMAT DataFormat) {
  WRT_MINIPORT *Miniport = Of(This);
  WRT_FORMAT Format;
  if (Stream == NULL || PortStream == NULL || DataFormat == NULL)
    return STATUS_INVALID_PARAMETER;
  if (!Miniport->Initialised || Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  if (Pin >= Miniport->ConverterCount || Miniport->Converters[Pin].Capture != (Capture != FALSE))
    return STATUS_INVALID_PARAMETER;
  NTSTATUS Status = WrtParseFormat(DataFormat, &Format);
  return NT_SUCCESS(Status) ? WrtNewStream(Miniport, Stream, PortStream, Pin, &Format) : Status;
}

static NTSTATUS GetDeviceDescription(IMiniportWaveRT *This, PDEVICE_DESCRIPTION DeviceDescription) {
  UNREFERENCED_PARAMETER(This);
  if (DeviceDescription == NULL)
    return STATUS_INVALID_PARAMETER;
  *DeviceDescription = (DEVICE_DESCRIPTION){.Version = DEVICE_DESCRIPTION_VERSION,
                                            .Master = TRUE,
                                            .ScatterGather = TRUE,
                                            .Dma32BitAddresses = TRUE,
                                            .InterfaceType = PCIBus,
                                            .MaximumLength = 0xFFFFFFFF};
  return STATUS_SUCCESS;
}

static const IMiniportWaveRTVtbl MiniportVtbl = {
    .QueryInterface = QueryInterface,
    .AddRef = AddRef,
    .Release = Release,
    .GetDescription = GetDescription,
    .DataRangeIntersection = DataRangeIntersection,
    .Init = Init,
    .NewStream = NewStream,
    .GetDeviceDescription = GetDeviceDescription,
};

/* ---- life ---------------------------------------------------------------------------------- */

static NTSTATUS Create(PDEVICE_OBJECT Pdo, PMINIPORTWAVERT *Miniport) {
  if (Pdo == NULL || Miniport == NULL)
    return STATUS_INVALID_PARAMETER;
  WRT_MINIPORT *New = (WRT_MINIPORT *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *New, WRT_TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Interface.lpVtbl = &MiniportVtbl;
  New->References = 1;
  New->Pdo = Pdo;
  InitializeListHead(&New->Streams);
  NTSTATUS Status = WrtQueryBus(New);
  if (!NT_SUCCESS(Status)) {
    ExFreePoolWithTag(New, WRT_TAG);
    return Status;
  }
  *Miniport = &New->Interface;
  return STATUS_SUCCESS;
}

static VOID SurpriseRemoval(PMINIPORTWAVERT Miniport) {
  WRT_MINIPORT *Gone = Of(Miniport);
  Gone->Removed = TRUE;
  for (PLIST_ENTRY Link = Gone->Streams.Flink; Link != &Gone->Streams; Link = Link->Flink)
    WrtStreamRemove(CONTAINING_RECORD(Link, WRT_STREAM, Link));
}

const HDA_DDI_MINIPORT WrtMiniportTable = {
    .Create = Create,
    .SurpriseRemoval = SurpriseRemoval,
};
