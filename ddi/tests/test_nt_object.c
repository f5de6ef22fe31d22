/* SPDX-License-Identifier: Apache-2.0 */
/* Objects, their references and handles. */
#include "kernel.h"

static void a_device_lives_while_it_is_referenced(void **state) {
  (void)state;
  PDEVICE_OBJECT device = nt_create_device();
  assert_int_equal(nt_object_references(device), 0);
  assert_int_equal(ObReferenceObject(device), 2);
  assert_int_equal(ObReferenceObject(device), 3);
  assert_int_equal(nt_object_references(device), 2);
  nt_delete_device(device);
  assert_int_equal(ObDereferenceObject(device), 1);
  assert_int_equal(nt_object_references(device), 1);
  assert_int_equal(ObDereferenceObject(device), 0);
  assert_int_equal(nt_object_references(device), -1);
  assert_no_finding();
}

static void wrong_references_are_found(void **state) {
  (void)state;
  PDEVICE_OBJECT device = nt_create_pdo(NULL, NULL);
  assert_int_equal(ObDereferenceObject(device), 1);
  assert_finding("OBJECT-DEREFERENCE");
  nt_delete_device(device);
  assert_int_equal(ObReferenceObject(device), 0);
  assert_finding("OBJECT-UNKNOWN");
  assert_int_equal(ObDereferenceObject(&state), 0);
  assert_finding("OBJECT-UNKNOWN");
  KIRQL old = KfRaiseIrql(8);
  device = nt_create_device();
  (void)ObReferenceObject(device);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

static void a_handle_gives_its_event(void **state) {
  (void)state;
  HANDLE handle = nt_create_user_event(SynchronizationEvent, true);
  PVOID object = NULL;
  OBJECT_HANDLE_INFORMATION information;
  assert_int_equal(ObReferenceObjectByHandle(handle, EVENT_MODIFY_STATE, *ExEventObjectType,
                                             UserMode, &object, &information),
                   STATUS_SUCCESS);
  assert_ptr_equal(object, nt_user_event(handle));
  assert_int_equal(information.GrantedAccess, EVENT_MODIFY_STATE);
  assert_int_equal(KeReadStateEvent((PKEVENT)object), 1);
  assert_int_equal(nt_object_references(object), 1);
  assert_true(nt_close_handle(handle));
  assert_false(nt_close_handle(handle));
  assert_null(nt_user_event(handle));
  (void)KeSetEvent((PKEVENT)object, EVENT_INCREMENT, FALSE); /* still referenced */
  assert_no_finding();
  assert_int_equal(ObDereferenceObject(object), 0);
  assert_int_equal(nt_object_references(object), -1);
}

static void wrong_handles_are_refused(void **state) {
  (void)state;
  PVOID object = &object;
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  assert_int_equal(ObReferenceObjectByHandle((HANDLE)0x1234, EVENT_MODIFY_STATE, NULL, KernelMode,
                                             &object, NULL),
                   STATUS_INVALID_HANDLE);
  assert_null(object);
  assert_int_equal(
      ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, UserMode, &object, NULL),
      STATUS_OBJECT_TYPE_MISMATCH);
  assert_int_equal(ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode, &object, NULL),
                   STATUS_SUCCESS);
  assert_int_equal(ObReferenceObjectByPointer(object, 0, *ExEventObjectType, KernelMode),
                   STATUS_SUCCESS);
  assert_int_equal(ObReferenceObjectByPointer(object, 0, *PsThreadType, KernelMode),
                   STATUS_OBJECT_TYPE_MISMATCH);
  assert_int_equal(ObReferenceObjectByPointer(&object, 0, NULL, KernelMode),
                   STATUS_OBJECT_TYPE_MISMATCH);
  assert_finding("OBJECT-UNKNOWN");
  assert_int_equal(ObReferenceObjectByPointer(object, 0, NULL, KernelMode), STATUS_SUCCESS);
  (void)ObDereferenceObject(object);
  assert_int_equal(nt_object_references(object), 2);
  assert_int_equal(ZwClose(handle), STATUS_SUCCESS);
  assert_no_finding();
  assert_int_equal(ZwClose(handle), STATUS_INVALID_HANDLE);
  assert_finding("HANDLE-UNKNOWN");
}

static void thousands_of_events_come_and_go(void **state) {
  (void)state;
  for (int i = 0; i < 10000; i++) {
    HANDLE handle = nt_create_user_event(NotificationEvent, false);
    assert_true(nt_close_handle(handle));
  }
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, kernel_start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_device_lives_while_it_is_referenced),
      TEST(wrong_references_are_found),
      TEST(a_handle_gives_its_event),
      TEST(wrong_handles_are_refused),
      TEST(thousands_of_events_come_and_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
