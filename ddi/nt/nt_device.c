/* SPDX-License-Identifier: Apache-2.0 */
/* Device objects: stacks of them, and the ones that exist outside the driver under test. */
#include "nt_internal.h"

#define IO_TYPE_DEVICE 3

struct pdo { /* what nt_create_pdo makes */
  DEVICE_OBJECT device;
  nt_query_fn query;
  void *user;
};

static DEVICE_OBJECT *create(size_t bytes) {
  DEVICE_OBJECT *device = (DEVICE_OBJECT *)nt_object_create(NT_OBJECT_DEVICE, bytes);
  if (device == NULL)
    return NULL;
  device->Type = IO_TYPE_DEVICE;
  device->Size = (USHORT)bytes;
  device->StackSize = 1;
  device->DeviceType = FILE_DEVICE_UNKNOWN;
  return device;
}

PDEVICE_OBJECT nt_create_device(void) { return create(sizeof(DEVICE_OBJECT)); }

PDEVICE_OBJECT nt_create_pdo(nt_query_fn query, void *user) {
  struct pdo *pdo = (struct pdo *)(void *)create(sizeof *pdo);
  if (pdo == NULL)
    return NULL;
  pdo->device.Flags = DO_BUS_ENUMERATED_DEVICE;
  pdo->query = query;
  pdo->user = user;
  return &pdo->device;
}

void nt_delete_device(PDEVICE_OBJECT device) { nt_object_disown(device); }

HANDLE nt_create_user_event(EVENT_TYPE type, bool state) {
  KEVENT *event = (KEVENT *)nt_object_create(NT_OBJECT_EVENT, sizeof *event);
  if (event == NULL)
    return NULL;
  KeInitializeEvent(event, type, state);
  return nt_object_open(event);
}

static void answer_query(const struct pdo *pdo, IRP *irp, const IO_STACK_LOCATION *stack) {
  NTSTATUS status = irp->IoStatus.Status;
  if (pdo->query != NULL)
    pdo->query(pdo->user, stack->Parameters.QueryInterface.InterfaceType,
               stack->Parameters.QueryInterface.Size, stack->Parameters.QueryInterface.Version,
               stack->Parameters.QueryInterface.Interface,
               stack->Parameters.QueryInterface.InterfaceSpecificData, &status,
               &irp->IoStatus.Information);
  irp->IoStatus.Status = status;
}

/* What the bus driver below says to the requests of a function driver's life. */
static bool is_of_life(const IO_STACK_LOCATION *stack) {
  return stack->MinorFunction <= IRP_MN_CANCEL_STOP_DEVICE ||
         stack->MinorFunction == IRP_MN_SURPRISE_REMOVAL;
}

static NTSTATUS dispatch_outside(PDEVICE_OBJECT device, PIRP irp) {
  const IO_STACK_LOCATION *stack = IoGetCurrentIrpStackLocation(irp);
  bool pnp = stack->MajorFunction == IRP_MJ_PNP && (device->Flags & DO_BUS_ENUMERATED_DEVICE);
  if (pnp && stack->MinorFunction == IRP_MN_QUERY_INTERFACE)
    answer_query((const struct pdo *)(void *)device, irp, stack);
  else if (pnp && is_of_life(stack))
    irp->IoStatus.Status = STATUS_SUCCESS;
  else if (!pnp && stack->MajorFunction != IRP_MJ_PNP)
    irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS status = irp->IoStatus.Status;
  IoCompleteRequest(irp, IO_NO_INCREMENT);
  return status;
}

NTSTATUS nt_dispatch(PDEVICE_OBJECT device, PIRP irp, UCHAR major) {
  if (device->DriverObject == NULL)
    return dispatch_outside(device, irp);
  return device->DriverObject->MajorFunction[major](device, irp);
}

NTSTATUS IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                        PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                        ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                        PDEVICE_OBJECT *DeviceObject) {
  UNREFERENCED_PARAMETER(DeviceName);
  (void)nt_require_irql_at_most(APC_LEVEL, "IoCreateDevice");
  *DeviceObject = NULL;
  DEVICE_OBJECT *device = create(sizeof(DEVICE_OBJECT) + DeviceExtensionSize);
  if (device == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  device->DeviceExtension = DeviceExtensionSize != 0 ? device + 1 : NULL;
  device->DeviceType = DeviceType;
  device->Characteristics = DeviceCharacteristics;
  device->Flags = DO_DEVICE_INITIALIZING | (Exclusive ? DO_EXCLUSIVE : 0);
  device->DriverObject = DriverObject;
  device->NextDevice = DriverObject->DeviceObject;
  DriverObject->DeviceObject = device;
  *DeviceObject = device;
  return STATUS_SUCCESS;
}

static bool is_device(PDEVICE_OBJECT device, const char *service) {
  if (nt_object_is(device, NT_OBJECT_DEVICE))
    return true;
  nt_finding("OBJECT-UNKNOWN", "%s of %p, which is no device", service, (void *)device);
  return false;
}

VOID IoDeleteDevice(PDEVICE_OBJECT DeviceObject) {
  (void)nt_require_irql_at_most(APC_LEVEL, "IoDeleteDevice");
  if (!is_device(DeviceObject, "IoDeleteDevice"))
    return;
  if (DeviceObject->DriverObject == NULL) {
    nt_finding("DEVICE-FOREIGN", "IoDeleteDevice of a device of another driver");
    return;
  }
  if (DeviceObject->AttachedDevice != NULL)
    nt_finding("DEVICE-ATTACHED", "IoDeleteDevice of a device below another");
  PDEVICE_OBJECT *link = &DeviceObject->DriverObject->DeviceObject;
  while (*link != NULL && *link != DeviceObject)
    link = &(*link)->NextDevice;
  if (*link == NULL) {
    nt_finding("DEVICE-DELETED", "IoDeleteDevice of a device that is deleted and still referenced");
    return;
  }
  *link = DeviceObject->NextDevice;
  nt_object_disown(DeviceObject);
}

PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
                                           PDEVICE_OBJECT TargetDevice) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoAttachDeviceToDeviceStack");
  if (!is_device(TargetDevice, "IoAttachDeviceToDeviceStack"))
    return NULL;
  while (TargetDevice->AttachedDevice != NULL)
    TargetDevice = TargetDevice->AttachedDevice;
  TargetDevice->AttachedDevice = SourceDevice;
  SourceDevice->StackSize = (CCHAR)(TargetDevice->StackSize + 1);
  return TargetDevice;
}

VOID IoDetachDevice(PDEVICE_OBJECT TargetDevice) {
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoDetachDevice");
  if (is_device(TargetDevice, "IoDetachDevice"))
    TargetDevice->AttachedDevice = NULL;
}

PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject) {
  while (DeviceObject->AttachedDevice != NULL)
    DeviceObject = DeviceObject->AttachedDevice;
  (void)ObReferenceObject(DeviceObject);
  return DeviceObject;
}
