/* SPDX-License-Identifier: Apache-2.0 */
/* Drivers that come as source with a DriverEntry, and the requests the PnP manager sends them. */
#include "nt_internal.h"

#include <stdlib.h>

#define IO_TYPE_DRIVER 4

struct nt_driver {
  DRIVER_OBJECT object;
  DRIVER_EXTENSION extension;
};

/* What a driver that does not know a request does with it. */
static NTSTATUS refuse(PDEVICE_OBJECT device, PIRP irp) {
  UNREFERENCED_PARAMETER(device);
  if (IoGetCurrentIrpStackLocation(irp)->MajorFunction != IRP_MJ_PNP)
    irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS status = irp->IoStatus.Status;
  IoCompleteRequest(irp, IO_NO_INCREMENT);
  return status;
}

NTSTATUS nt_load_driver(PDRIVER_INITIALIZE entry, PDRIVER_OBJECT *driver) {
  struct nt_driver *loaded = (struct nt_driver *)calloc(1, sizeof *loaded);
  *driver = NULL;
  if (loaded == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  loaded->object.Type = IO_TYPE_DRIVER;
  loaded->object.Size = sizeof(DRIVER_OBJECT);
  loaded->object.DriverInit = entry;
  loaded->object.DriverExtension = &loaded->extension;
  loaded->extension.DriverObject = &loaded->object;
  for (unsigned i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
    loaded->object.MajorFunction[i] = refuse;
  UNICODE_STRING no_path = {0, 0, NULL};
  NTSTATUS status = entry(&loaded->object, &no_path);
  if (NT_SUCCESS(status))
    *driver = &loaded->object;
  else
    free(loaded);
  return status;
}

NTSTATUS nt_add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo) {
  return driver->DriverExtension->AddDevice(driver, pdo);
}

NTSTATUS nt_send_pnp(PDEVICE_OBJECT pdo, UCHAR minor) {
  KEVENT event;
  IO_STATUS_BLOCK block = {.Information = 0};
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  PDEVICE_OBJECT top = IoGetAttachedDeviceReference(pdo);
  PIRP irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, top, NULL, 0, NULL, &event, &block);
  NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
  if (irp != NULL) {
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    IoGetNextIrpStackLocation(irp)->MinorFunction = minor;
    status = IoCallDriver(top, irp);
    if (status == STATUS_PENDING) {
      (void)KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
      status = block.Status;
    }
  }
  (void)ObDereferenceObject(top);
  return status;
}

void nt_unload_driver(PDRIVER_OBJECT driver) {
  if (driver->DriverUnload != NULL)
    driver->DriverUnload(driver);
  for (PDEVICE_OBJECT device = driver->DeviceObject; device != NULL; device = device->NextDevice)
    nt_finding("DEVICE-LEAK", "a driver is unloaded and a device of its own is left");
  free(driver);
}
