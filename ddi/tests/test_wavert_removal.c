/* SPDX-License-Identifier: Apache-2.0 */
/* The device goes away under the miniport's streams. */
#include "wavert_rig.h"

static struct rig_buffer buffer;
static KEVENT event;

static int start(void **state) {
  (void)rig_start(state);
  rig_create();
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  return 0;
}

static stream_ptr open_with_buffer(ULONG pin) {
  stream_ptr stream = rig_open(pin);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  return stream;
}

static void remove_surprisingly(void) {
  struct fake_faults gone = {.gone = true};
  fake_set_faults(driver.sim, &gone);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  rig_forget_trace();
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
}

static void removal_takes_the_engine_and_leaves_the_buffer(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  struct wave two = rig_wave(48000, 16, 16, 2);
  stream_ptr other;
  KSAUDIO_POSITION position;
  KSRTAUDIO_HWREGISTER hw;
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &event), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_RUN);
  remove_surprisingly();
  assert_trace("Stop Reset FreeDmaEngine ");
  assert_int_equal(nt_object_references(rig.pdo), 0);
  assert_true(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, GetPositionRegister, &hw), STATUS_NOT_SUPPORTED);
  assert_int_equal(CALL(stream, GetClockRegister, &hw), STATUS_NOT_SUPPORTED);
  for (KSSTATE down = KSSTATE_PAUSE;; down--) {
    assert_int_equal(CALL(stream, SetState, down), STATUS_SUCCESS);
    if (down == KSSTATE_STOP)
      break;
  }
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &event), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &event), STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetFormat, &two.data.DataFormat), STATUS_DEVICE_NOT_READY);
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_DEVICE_NOT_READY);
  assert_trace("");
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("FreeDmaBufferWithNotification ");
  assert_false(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_DEVICE_NOT_READY);
  RELEASE(stream);
  assert_trace("");
}

static void removal_of_a_plain_stream(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 0, 3840, &buffer), STATUS_SUCCESS);
  remove_surprisingly();
  assert_trace("FreeDmaEngine ");
  RELEASE(stream);
  assert_trace("FreeDmaBuffer ");
  assert_false(nt_mdl_is_live(buffer.mdl));
}

/* A bus driver that was not told keeps an engine with a buffer. */
static void an_engine_that_is_not_taken_goes_with_its_stream(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
  assert_trace("Stop Reset FreeDmaEngine ");
  RELEASE(stream);
  assert_trace("UnregisterNotificationCallback FreeDmaBufferWithNotification FreeDmaEngine ");
}

static void a_removed_miniport_is_not_initialised(void **state) {
  (void)state;
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  assert_int_equal(rig_make(), STATUS_SUCCESS);
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
  assert_int_equal(rig_init(), STATUS_DEVICE_NOT_READY);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(removal_takes_the_engine_and_leaves_the_buffer),
      TEST(removal_of_a_plain_stream),
      TEST(an_engine_that_is_not_taken_goes_with_its_stream),
      TEST(a_removed_miniport_is_not_initialised),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
