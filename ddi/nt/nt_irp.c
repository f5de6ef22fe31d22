/* SPDX-License-Identifier: Apache-2.0 */
/* I/O request packets: made, sent down a stack of devices, completed back up. */
#include "nt_internal.h"

#define IO_TYPE_IRP 6
#define IRP_TAG 0x20707249u /* "Irp " */
/* AllocationFlags: completion ends the IRP and frees it (IoBuildSynchronousFsdRequest). */
#define IRP_IS_SYNCHRONOUS 0x01

static bool is_live(const IRP *irp, const char *service) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  if (nt_pool_is_live(irp) && irp->Type == IO_TYPE_IRP)
    return true;
  nt_finding("IRP-UNKNOWN", "%s of %p, which is no IRP (any more)", service, (const void *)irp);
  return false;
}

PIRP IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota) {
  UNREFERENCED_PARAMETER(ChargeQuota);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoAllocateIrp");
  size_t stack = StackSize > 0 ? (size_t)StackSize : 0;
  size_t bytes = sizeof(IRP) + stack * sizeof(IO_STACK_LOCATION);
  IRP *irp = (IRP *)nt_pool_allocate(bytes, IRP_TAG, true);
  if (irp == NULL)
    return NULL;
  irp->Type = IO_TYPE_IRP;
  irp->Size = (USHORT)bytes;
  irp->StackCount = StackSize;
  irp->CurrentLocation = (CHAR)(StackSize + 1);
  irp->Tail.Overlay.CurrentStackLocation = (PIO_STACK_LOCATION)(void *)(irp + 1) + stack;
  InitializeListHead(&irp->ThreadListEntry);
  return irp;
}

VOID IoFreeIrp(PIRP Irp) {
  if (is_live(Irp, "IoFreeIrp"))
    ExFreePoolWithTag(Irp, IRP_TAG);
}

PIRP IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject, PVOID Buffer,
                                  ULONG Length, PLARGE_INTEGER StartingOffset, PKEVENT Event,
                                  PIO_STATUS_BLOCK IoStatusBlock) {
  UNREFERENCED_PARAMETER(Buffer);
  UNREFERENCED_PARAMETER(Length);
  UNREFERENCED_PARAMETER(StartingOffset);
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoBuildSynchronousFsdRequest");
  IRP *irp = IoAllocateIrp(DeviceObject->StackSize, FALSE);
  if (irp == NULL)
    return NULL;
  irp->AllocationFlags = IRP_IS_SYNCHRONOUS;
  irp->UserEvent = Event;
  irp->UserIosb = IoStatusBlock;
  irp->Tail.Overlay.Thread = KeGetCurrentThread();
  IoGetNextIrpStackLocation(irp)->MajorFunction = (UCHAR)MajorFunction;
  return irp;
}

/* The sender of a PnP request says STATUS_NOT_SUPPORTED, for drivers to leave. */
static void check_request(const IRP *irp, const IO_STACK_LOCATION *stack) {
  if (stack->MajorFunction != IRP_MJ_PNP)
    return;
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoCallDriver with IRP_MJ_PNP");
  if (irp->CurrentLocation == irp->StackCount && irp->IoStatus.Status != STATUS_NOT_SUPPORTED)
    nt_finding("IRP-PNP-STATUS", "a PnP request starts with status %08X",
               (unsigned)irp->IoStatus.Status);
}

NTSTATUS IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp) {
  if (!is_live(Irp, "IoCallDriver"))
    return STATUS_INVALID_PARAMETER;
  if (!nt_object_is(DeviceObject, NT_OBJECT_DEVICE)) {
    nt_finding("OBJECT-UNKNOWN", "IoCallDriver of %p, which is no device", (void *)DeviceObject);
    return STATUS_NO_SUCH_DEVICE;
  }
  if (Irp->CurrentLocation <= 1) {
    nt_finding("IRP-NO-STACK", "IoCallDriver with no stack location left");
    return STATUS_INVALID_PARAMETER;
  }
  if (IoGetNextIrpStackLocation(Irp)->MajorFunction > IRP_MJ_MAXIMUM_FUNCTION) {
    nt_finding("IRP-MAJOR-FUNCTION", "IoCallDriver with an unknown major function");
    return STATUS_INVALID_DEVICE_REQUEST;
  }
  IoSetNextIrpStackLocation(Irp);
  PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
  stack->DeviceObject = DeviceObject;
  check_request(Irp, stack);
  return nt_dispatch(DeviceObject, Irp, stack->MajorFunction);
}

static bool wants_call(const IRP *irp, const IO_STACK_LOCATION *stack) {
  if (irp->Cancel && (stack->Control & SL_INVOKE_ON_CANCEL))
    return true;
  return (stack->Control &
          (NT_SUCCESS(irp->IoStatus.Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR)) != 0;
}

/* Gives the IRP back to the driver above. False if that takes it over. */
static bool complete_one(IRP *irp, PIO_STACK_LOCATION stack) {
  bool top = irp->CurrentLocation > irp->StackCount;
  irp->PendingReturned = (stack->Control & SL_PENDING_RETURNED) != 0;
  if (wants_call(irp, stack))
    return stack->CompletionRoutine(top ? NULL : IoGetCurrentIrpStackLocation(irp)->DeviceObject,
                                    irp, stack->Context) != STATUS_MORE_PROCESSING_REQUIRED;
  if (irp->PendingReturned && !top)
    IoMarkIrpPending(irp);
  return true;
}

static void end_synchronous(IRP *irp) {
  if (irp->UserIosb != NULL)
    *irp->UserIosb = irp->IoStatus;
  if (irp->UserEvent != NULL)
    (void)KeSetEvent(irp->UserEvent, IO_NO_INCREMENT, FALSE);
  IoFreeIrp(irp);
}

VOID IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost) {
  UNREFERENCED_PARAMETER(PriorityBoost);
  if (!is_live(Irp, "IoCompleteRequest"))
    return;
  if (Irp->CurrentLocation > Irp->StackCount) {
    nt_finding("IRP-COMPLETED-TWICE", "IoCompleteRequest of an IRP that no driver has");
    return;
  }
  if (Irp->IoStatus.Status == STATUS_PENDING)
    nt_finding("IRP-PENDING-STATUS", "IoCompleteRequest with STATUS_PENDING");
  while (Irp->CurrentLocation <= Irp->StackCount) {
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    if (!complete_one(Irp, stack))
      return;
  }
  if (Irp->AllocationFlags & IRP_IS_SYNCHRONOUS)
    end_synchronous(Irp);
  else
    nt_finding("IRP-NOT-TAKEN-BACK", "no completion routine keeps an IRP of IoAllocateIrp");
}

static NTSTATUS set_event(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context) {
  UNREFERENCED_PARAMETER(DeviceObject);
  UNREFERENCED_PARAMETER(Irp);
  (void)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

BOOLEAN IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp) {
  if (Irp->CurrentLocation <= 1)
    return FALSE;
  KEVENT event;
  KeInitializeEvent(&event, SynchronizationEvent, FALSE);
  IoCopyCurrentIrpStackLocationToNext(Irp);
  IoSetCompletionRoutine(Irp, set_event, &event, TRUE, TRUE, TRUE);
  if (IofCallDriver(DeviceObject, Irp) == STATUS_PENDING)
    (void)KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
  return TRUE;
}
