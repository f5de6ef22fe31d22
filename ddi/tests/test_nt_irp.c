/* SPDX-License-Identifier: Apache-2.0 */
/* I/O request packets, devices and drivers of the kernel. */
#include "kernel.h"

static const GUID some_type = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};

static struct {
  PDRIVER_OBJECT object;
  PDEVICE_OBJECT fdo, lower;
  unsigned completions, pnp_requests, unloads;
  NTSTATUS completion_status, entry_status;
  bool pends, forwards, keeps_device;
  PIRP pending;
} driver;

static PDEVICE_OBJECT pdo;
static USHORT queried_size;

static void answer(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
                   PVOID specific_data, NTSTATUS *status, ULONG_PTR *information) {
  assert_ptr_equal(user, &driver);
  assert_int_equal(*status, STATUS_NOT_SUPPORTED);
  if (memcmp(type, &some_type, sizeof *type) != 0)
    return;
  queried_size = size;
  interface->Version = version;
  interface->Context = specific_data;
  *status = STATUS_SUCCESS;
  *information = 5;
}

static int start(void **state) {
  (void)kernel_start(state);
  memset(&driver, 0, sizeof driver);
  pdo = nt_create_pdo(answer, &driver);
  return 0;
}

static PIRP build_query(PDEVICE_OBJECT device, const GUID *type, PINTERFACE interface,
                        PKEVENT event, PIO_STATUS_BLOCK block) {
  PIRP irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, device, NULL, 0, NULL, event, block);
  assert_non_null(irp);
  irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
  PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
  next->MinorFunction = IRP_MN_QUERY_INTERFACE;
  next->Parameters.QueryInterface.InterfaceType = type;
  next->Parameters.QueryInterface.Size = sizeof *interface;
  next->Parameters.QueryInterface.Version = 0x0100;
  next->Parameters.QueryInterface.Interface = interface;
  return irp;
}

static void a_pdo_answers_the_query(void **state) {
  (void)state;
  INTERFACE interface = {.Size = 0};
  KEVENT event;
  IO_STATUS_BLOCK block = {.Information = 0};
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  PIRP irp = build_query(pdo, &some_type, &interface, &event, &block);
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_SUCCESS);
  assert_int_equal(block.Status, STATUS_SUCCESS);
  assert_int_equal(block.Information, 5);
  assert_int_equal(queried_size, sizeof interface);
  assert_int_equal(interface.Version, 0x0100);
  assert_int_equal(KeReadStateEvent(&event), 1);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  GUID other = some_type;
  other.Data1 = 99;
  irp = build_query(pdo, &other, &interface, NULL, NULL);
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_NOT_SUPPORTED);
  assert_no_finding();
}

static void wrong_requests_are_found(void **state) {
  (void)state;
  INTERFACE interface = {.Size = 0};
  IO_STATUS_BLOCK block;
  PIRP irp = build_query(pdo, &some_type, &interface, NULL, &block);
  irp->IoStatus.Status = STATUS_PENDING;
  IoGetNextIrpStackLocation(irp)->MinorFunction = IRP_MN_START_DEVICE;
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_SUCCESS);
  assert_finding("IRP-PNP-STATUS");
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_INVALID_PARAMETER);
  assert_finding("IRP-UNKNOWN");
  IoFreeIrp(irp);
  assert_finding("IRP-UNKNOWN");
  IoCompleteRequest(irp, IO_NO_INCREMENT);
  assert_finding("IRP-UNKNOWN");
  irp = IoAllocateIrp(0, FALSE);
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_INVALID_PARAMETER);
  assert_finding("IRP-NO-STACK");
  assert_false(IoForwardIrpSynchronously(pdo, irp));
  IoCompleteRequest(irp, IO_NO_INCREMENT);
  assert_finding("IRP-COMPLETED-TWICE");
  assert_int_equal(IoCallDriver((PDEVICE_OBJECT)(void *)&block, irp), STATUS_NO_SUCH_DEVICE);
  assert_finding("OBJECT-UNKNOWN");
  IoFreeIrp(irp);
  KIRQL old = KeRaiseIrqlToDpcLevel();
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_STOP_DEVICE), STATUS_SUCCESS);
  assert_int_equal(seen.findings, 2); /* building and sending */
  KeLowerIrql(old);
  seen.findings = 0;
  nt_fail_pool_allocation(1);
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_STOP_DEVICE), STATUS_INSUFFICIENT_RESOURCES);
}

static NTSTATUS completed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  (void)Device;
  driver.completions++;
  driver.completion_status = Irp->IoStatus.Status;
  return Context != NULL ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_SUCCESS;
}

static void an_own_irp_is_taken_back(void **state) {
  (void)state;
  PIRP irp = IoAllocateIrp(pdo->StackSize, FALSE);
  IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_DEVICE_CONTROL;
  IoSetCompletionRoutine(irp, completed, irp, TRUE, TRUE, TRUE);
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(driver.completions, 1);
  assert_int_equal(driver.completion_status, STATUS_INVALID_DEVICE_REQUEST);
  IoFreeIrp(irp);
  assert_no_finding();
  irp = IoAllocateIrp(pdo->StackSize, FALSE);
  IoGetNextIrpStackLocation(irp)->MajorFunction = 0x7F;
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_INVALID_DEVICE_REQUEST);
  assert_finding("IRP-MAJOR-FUNCTION");
  IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_PNP;
  IoGetNextIrpStackLocation(irp)->MinorFunction = IRP_MN_QUERY_ID;
  irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
  irp->Cancel = TRUE;
  IoSetCompletionRoutine(irp, completed, NULL, FALSE, FALSE, TRUE);
  assert_int_equal(IoCallDriver(pdo, irp), STATUS_NOT_SUPPORTED);
  assert_int_equal(driver.completions, 2);
  assert_finding("IRP-NOT-TAKEN-BACK");
  IoFreeIrp(irp);
}

/* ---- a driver with a DriverEntry ---- */

static NTSTATUS dispatch_pnp(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_OBJECT lower = *(PDEVICE_OBJECT *)Device->DeviceExtension;
  UCHAR minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
  driver.pnp_requests++;
  if (driver.pends) {
    IoMarkIrpPending(Irp);
    driver.pending = Irp;
    return STATUS_PENDING;
  }
  if (driver.forwards) {
    (void)IoForwardIrpSynchronously(lower, Irp);
    Irp->IoStatus.Status = STATUS_DEVICE_NOT_READY;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_DEVICE_NOT_READY;
  }
  IoSkipCurrentIrpStackLocation(Irp);
  NTSTATUS status = IoCallDriver(lower, Irp);
  if (minor == IRP_MN_REMOVE_DEVICE && !driver.keeps_device) {
    IoDetachDevice(lower);
    IoDeleteDevice(Device);
  }
  return status;
}

static NTSTATUS add_device(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Pdo) {
  NTSTATUS status = IoCreateDevice(Driver, sizeof(PDEVICE_OBJECT), NULL, FILE_DEVICE_SOUND,
                                   FILE_DEVICE_SECURE_OPEN, TRUE, &driver.fdo);
  if (!NT_SUCCESS(status))
    return status;
  driver.lower = IoAttachDeviceToDeviceStack(driver.fdo, Pdo);
  *(PDEVICE_OBJECT *)driver.fdo->DeviceExtension = driver.lower;
  driver.fdo->Flags &= ~DO_DEVICE_INITIALIZING;
  return STATUS_SUCCESS;
}

static VOID unload(PDRIVER_OBJECT Driver) {
  (void)Driver;
  driver.unloads++;
}

static NTSTATUS entry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath) {
  assert_int_equal(RegistryPath->Length, 0);
  Driver->DriverExtension->AddDevice = add_device;
  Driver->DriverUnload = unload;
  Driver->MajorFunction[IRP_MJ_PNP] = dispatch_pnp;
  return driver.entry_status;
}

static void load(void) {
  assert_int_equal(nt_load_driver(entry, &driver.object), STATUS_SUCCESS);
  assert_int_equal(nt_add_device(driver.object, pdo), STATUS_SUCCESS);
}

static void a_driver_is_loaded_started_and_removed(void **state) {
  (void)state;
  load();
  assert_ptr_equal(driver.lower, pdo);
  assert_int_equal(driver.fdo->StackSize, 2);
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_START_DEVICE), STATUS_SUCCESS);
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_QUERY_ID), STATUS_NOT_SUPPORTED);
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_SURPRISE_REMOVAL), STATUS_SUCCESS);
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_REMOVE_DEVICE), STATUS_SUCCESS);
  assert_int_equal(driver.pnp_requests, 4);
  nt_unload_driver(driver.object);
  assert_int_equal(driver.unloads, 1);
  assert_int_equal(nt_object_references(pdo), 0);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
  driver.entry_status = STATUS_NO_MEMORY;
  assert_int_equal(nt_load_driver(entry, &driver.object), STATUS_NO_MEMORY);
  assert_null(driver.object);
}

static void a_request_is_forwarded_and_waited_for(void **state) {
  (void)state;
  load();
  driver.forwards = true;
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_START_DEVICE), STATUS_DEVICE_NOT_READY);
  driver.forwards = false;
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_REMOVE_DEVICE), STATUS_SUCCESS);
  nt_unload_driver(driver.object);
  assert_no_finding();
}

static VOID complete_later(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  (void)Dpc;
  (void)Context;
  (void)A;
  (void)B;
  driver.pending->IoStatus.Status = STATUS_PENDING;
  IoCompleteRequest(driver.pending, IO_NO_INCREMENT);
}

static void a_pending_request_is_waited_for(void **state) {
  (void)state;
  load();
  KTIMER timer;
  KDPC dpc;
  KeInitializeTimer(&timer);
  KeInitializeDpc(&dpc, complete_later, NULL);
  LARGE_INTEGER due = {.QuadPart = -10000};
  (void)KeSetTimer(&timer, due, &dpc);
  driver.pends = true;
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_START_DEVICE), STATUS_PENDING);
  assert_finding("IRP-PENDING-STATUS");
  assert_int_equal(kernel_now_us(), 1000);
  driver.pends = false;
  (void)KeSetTimer(&timer, due, &dpc); /* a request that a lower driver keeps for a while */
  PDEVICE_OBJECT filter = NULL;
  assert_int_equal(IoCreateDevice(driver.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &filter),
                   STATUS_SUCCESS);
  assert_ptr_equal(IoAttachDeviceToDeviceStack(filter, pdo), driver.fdo);
  driver.pends = true;
  PIRP irp = IoAllocateIrp(filter->StackSize, FALSE);
  irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
  IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_PNP;
  IoSetNextIrpStackLocation(irp);
  assert_true(IoForwardIrpSynchronously(driver.fdo, irp));
  assert_true(irp->PendingReturned);
  assert_finding("IRP-PENDING-STATUS");
  IoFreeIrp(irp);
  IoDetachDevice(driver.fdo);
  IoDeleteDevice(filter);
  driver.pends = false;
  assert_int_equal(nt_send_pnp(pdo, IRP_MN_REMOVE_DEVICE), STATUS_SUCCESS);
  nt_unload_driver(driver.object);
  assert_no_finding();
}

static void wrong_use_of_devices_is_found(void **state) {
  (void)state;
  load();
  IoDeleteDevice(pdo);
  assert_finding("DEVICE-FOREIGN");
  assert_int_equal(nt_send_pnp(nt_create_device(), IRP_MN_START_DEVICE), STATUS_NOT_SUPPORTED);
  PDEVICE_OBJECT silent = nt_create_pdo(NULL, NULL);
  assert_int_equal(nt_send_pnp(silent, IRP_MN_QUERY_INTERFACE), STATUS_NOT_SUPPORTED);
  assert_null(IoAttachDeviceToDeviceStack(driver.fdo, (PDEVICE_OBJECT)(void *)&driver));
  assert_finding("OBJECT-UNKNOWN");
  PDEVICE_OBJECT other = NULL;
  (void)IoCreateDevice(driver.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &other);
  assert_ptr_equal(IoAttachDeviceToDeviceStack(other, driver.fdo), driver.fdo);
  PIRP irp = IoAllocateIrp(other->StackSize, FALSE);
  IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_READ;
  IoSetCompletionRoutine(irp, completed, irp, TRUE, TRUE, TRUE);
  assert_int_equal(IoCallDriver(other, irp), STATUS_INVALID_DEVICE_REQUEST);
  IoFreeIrp(irp);
  IoDeleteDevice(driver.fdo);
  assert_finding("DEVICE-ATTACHED");
  IoDetachDevice(driver.fdo);
  assert_finding("OBJECT-UNKNOWN");
  IoDetachDevice(pdo);
  PDEVICE_OBJECT first = NULL;
  (void)IoCreateDevice(driver.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &first);
  (void)IoCreateDevice(driver.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &other);
  IoDeleteDevice(first); /* not the one created last */
  assert_no_finding();
  driver.keeps_device = true;
  nt_unload_driver(driver.object);
  assert_int_equal(seen.findings, 2);
  seen.findings = 1;
  assert_finding("DEVICE-LEAK");
  IoDeleteDevice((PDEVICE_OBJECT)(void *)&driver);
  assert_finding("OBJECT-UNKNOWN");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_pdo_answers_the_query),
      TEST(wrong_requests_are_found),
      TEST(an_own_irp_is_taken_back),
      TEST(a_driver_is_loaded_started_and_removed),
      TEST(a_request_is_forwarded_and_waited_for),
      TEST(a_pending_request_is_waited_for),
      TEST(wrong_use_of_devices_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
