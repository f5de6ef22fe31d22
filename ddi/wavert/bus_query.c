/* SPDX-License-Identifier: Apache-2.0 */
/* The bus driver's interface, asked for by IRP_MN_QUERY_INTERFACE. */
#include <initguid.h>

#include "wavert.h"

static NTSTATUS Send(PDEVICE_OBJECT Pdo, const GUID *InterfaceType, USHORT Size,
                     PINTERFACE Interface) {
  KEVENT Done;
  IO_STATUS_BLOCK IoStatus;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  PIRP Irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, Pdo, NULL, 0, NULL, &Done, &IoStatus);
  if (Irp == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  /* Nobody below touches it who does not know the interface. */
  Irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
  PIO_STACK_LOCATION Next = IoGetNextIrpStackLocation(Irp);
  Next->MajorFunction = IRP_MJ_PNP;
  Next->MinorFunction = IRP_MN_QUERY_INTERFACE;
  Next->Parameters.QueryInterface.InterfaceType = InterfaceType;
  Next->Parameters.QueryInterface.Size = Size;
  Next->Parameters.QueryInterface.Version = HDAUDIO_INTERFACE_VERSION;
  Next->Parameters.QueryInterface.Interface = Interface;
  Next->Parameters.QueryInterface.InterfaceSpecificData = NULL;
  NTSTATUS Status = IoCallDriver(Pdo, Irp);
  if (Status == STATUS_PENDING) {
    (void)KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = IoStatus.Status;
  }
  return Status;
}

NTSTATUS WrtQueryBus(WRT_MINIPORT *Miniport) {
  PINTERFACE Interface = (PINTERFACE)(PVOID)&Miniport->Bus;
  NTSTATUS Status = Send(Miniport->Pdo, &GUID_HDAUDIO_BUS_INTERFACE_V3,
                         sizeof(HDAUDIO_BUS_INTERFACE_V3), Interface);
  Miniport->HasNotificationCallbacks = NT_SUCCESS(Status);
  if (!NT_SUCCESS(Status))
    Status = Send(Miniport->Pdo, &GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof(HDAUDIO_BUS_INTERFACE_V2),
                  Interface);
  return Status;
}
