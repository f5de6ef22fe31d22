/* SPDX-License-Identifier: Apache-2.0 */
/* A filter: the port object that the miniport's Init gets, and the pins. */
#include "plugin_tables.h"
#include "port.h"

static PORT_FILTER *Of(IPortWaveRT *This) {
  return CONTAINING_RECORD(This, PORT_FILTER, Interface);
}

static ULONG AddRef(IPortWaveRT *This) {
  return (ULONG)InterlockedIncrement(&Of(This)->References);
}

static ULONG Release(IPortWaveRT *This) {
  LONG Left = InterlockedDecrement(&Of(This)->References);
  if (Left == 0)
    ExFreePoolWithTag(Of(This), PORT_TAG);
  return (ULONG)Left;
}

static NTSTATUS QueryInterface(IPortWaveRT *This, REFIID InterfaceId, PVOID *Interface) {
  if (Interface == NULL)
    return STATUS_INVALID_PARAMETER;
  *Interface = NULL;
  if (!IsEqualGUID(InterfaceId, &IID_IUnknown) && !IsEqualGUID(InterfaceId, &IID_IPort) &&
      !IsEqualGUID(InterfaceId, &IID_IPortWaveRT))
    return STATUS_INVALID_PARAMETER;
  (void)AddRef(This);
  *Interface = This;
  return STATUS_SUCCESS;
}

/* The filter is made with its miniport, once. */
static NTSTATUS Init(IPortWaveRT *This, PDEVICE_OBJECT DeviceObject, struct _IRP *Irp,
                     PUNKNOWN UnknownMiniport, PUNKNOWN UnknownAdapter,
                     PRESOURCELIST ResourceList) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(DeviceObject);
  UNREFERENCED_PARAMETER(Irp);
  UNREFERENCED_PARAMETER(UnknownMiniport);
  UNREFERENCED_PARAMETER(UnknownAdapter);
  UNREFERENCED_PARAMETER(ResourceList);
  return STATUS_INVALID_DEVICE_REQUEST;
}

/* There is neither a Plug and Play data base nor a registry to ask. */
static NTSTATUS GetDeviceProperty(IPortWaveRT *This, DEVICE_REGISTRY_PROPERTY DeviceProperty,
                                  ULONG BufferLength, PVOID PropertyBuffer, PULONG ResultLength) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(DeviceProperty);
  UNREFERENCED_PARAMETER(BufferLength);
  UNREFERENCED_PARAMETER(PropertyBuffer);
  UNREFERENCED_PARAMETER(ResultLength);
  return STATUS_NOT_SUPPORTED;
}

static NTSTATUS NewRegistryKey(IPortWaveRT *This, struct IRegistryKey **OutRegistryKey,
                               PUNKNOWN OuterUnknown, ULONG RegistryKeyType,
                               ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
                               ULONG CreateOptions, PULONG Disposition) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(OutRegistryKey);
  UNREFERENCED_PARAMETER(OuterUnknown);
  UNREFERENCED_PARAMETER(RegistryKeyType);
  UNREFERENCED_PARAMETER(DesiredAccess);
  UNREFERENCED_PARAMETER(ObjectAttributes);
  UNREFERENCED_PARAMETER(CreateOptions);
  UNREFERENCED_PARAMETER(Disposition);
  return STATUS_NOT_SUPPORTED;
}

static const IPortWaveRTVtbl PortVtbl = {
    .QueryInterface = QueryInterface,
    .AddRef = AddRef,
    .Release = Release,
    .Init = Init,
    .GetDeviceProperty = GetDeviceProperty,
    .NewRegistryKey = NewRegistryKey,
};

static VOID DestroyFilter(PVOID Filter) {
  PORT_FILTER *Old = (PORT_FILTER *)Filter;
  (void)Old->Miniport->lpVtbl->Release(Old->Miniport);
  (void)Release(&Old->Interface);
}

static NTSTATUS CreateFilter(PMINIPORTWAVERT Miniport, PVOID *Filter) {
  if (Miniport == NULL || Filter == NULL)
    return STATUS_INVALID_PARAMETER;
  PORT_FILTER *New = (PORT_FILTER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *New, PORT_TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Interface.lpVtbl = &PortVtbl;
  New->References = 1;
  New->Miniport = Miniport;
  (void)Miniport->lpVtbl->AddRef(Miniport);
  NTSTATUS Status = Miniport->lpVtbl->Init(Miniport, NULL, NULL, &New->Interface);
  if (NT_SUCCESS(Status))
    Status = Miniport->lpVtbl->GetDescription(Miniport, &New->Description);
  if (!NT_SUCCESS(Status)) {
    DestroyFilter(New);
    return Status;
  }
  *Filter = New;
  return STATUS_SUCCESS;
}

const HDA_DDI_PORT WrtPortTable = {
    .CreateFilter = CreateFilter,
    .DestroyFilter = DestroyFilter,
    .CreatePin = PortCreatePin,
    .ClosePin = PortClosePin,
    .PinProperty = PortPinProperty,
    .CreatePortStream = PortCreateStream,
};
