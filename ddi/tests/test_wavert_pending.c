/* SPDX-License-Identifier: Apache-2.0 */
/* A device below the function driver that answers the query for an interface later. */
#include "wavert_rig.h"

static struct {
  KTIMER timer;
  KDPC dpc;
  PIRP irp;
  PDEVICE_OBJECT device, lower;
  unsigned queries;
} late;

static VOID answer(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2) {
  (void)dpc, (void)context, (void)argument1, (void)argument2;
  late.irp->IoStatus.Status = STATUS_NO_SUCH_DEVICE;
  IoCompleteRequest(late.irp, IO_NO_INCREMENT);
}

static NTSTATUS take(PDEVICE_OBJECT device, PIRP irp) {
  LARGE_INTEGER millisecond = {.QuadPart = -10000};
  (void)device;
  assert_int_equal(irp->IoStatus.Status, STATUS_NOT_SUPPORTED);
  assert_int_equal(IoGetCurrentIrpStackLocation(irp)->MinorFunction, IRP_MN_QUERY_INTERFACE);
  late.queries++;
  late.irp = irp;
  IoMarkIrpPending(irp);
  KeSetTimer(&late.timer, millisecond, &late.dpc);
  return STATUS_PENDING;
}

static NTSTATUS add(PDRIVER_OBJECT driver_object, PDEVICE_OBJECT pdo) {
  NTSTATUS status =
      IoCreateDevice(driver_object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &late.device);
  late.lower = IoAttachDeviceToDeviceStack(late.device, pdo);
  late.device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
  return status;
}

static VOID unload(PDRIVER_OBJECT driver_object) { (void)driver_object; }

static NTSTATUS enter(PDRIVER_OBJECT driver_object, PUNICODE_STRING path) {
  (void)path;
  driver_object->MajorFunction[IRP_MJ_PNP] = take;
  driver_object->DriverExtension->AddDevice = add;
  driver_object->DriverUnload = unload;
  return STATUS_SUCCESS;
}

static void the_answer_is_waited_for(void **state) {
  (void)state;
  PDRIVER_OBJECT filter;
  KeInitializeTimer(&late.timer);
  KeInitializeDpc(&late.dpc, answer, NULL);
  assert_int_equal(nt_load_driver(enter, &filter), STATUS_SUCCESS);
  assert_int_equal(nt_add_device(filter, rig.pdo), STATUS_SUCCESS);
  uint64_t before = driver_now();
  assert_int_equal(driver.plugin->Miniport->Create(late.device, &rig.miniport),
                   STATUS_NO_SUCH_DEVICE);
  assert_null(rig.miniport);
  assert_int_equal(late.queries, 2); /* V3, V2 */
  assert_true(driver_now() - before >= 2 * 1200000);
  IoDetachDevice(late.lower);
  IoDeleteDevice(late.device);
  nt_unload_driver(filter);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_answer_is_waited_for, rig_start, rig_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
