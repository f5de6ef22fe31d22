/* SPDX-License-Identifier: Apache-2.0 */
/* The port driver over a miniport that does as it is told: pins, buffers, events, registers. */
#include "fake_miniport.h"
#include "wavert_client.h"

static struct fake_miniport *script;

static int start(void **state) {
  (void)driver_start(state);
  client_start(fake_miniport(&script));
  return 0;
}

static int stop(void **state) {
  client_stop();
  assert_int_equal(script->references, 1);
  return driver_stop(state);
}

static void check_trace(const char *expected, int line) {
  _assert_string_equal(script->trace, expected, __FILE__, line);
  script->trace[0] = 0;
}
#define assert_asked(expected) check_trace(expected, __LINE__)

/* ---- filters and pins ------------------------------------------------------------------------ */

static void a_filter_needs_a_miniport_that_works(void **state) {
  (void)state;
  const HDA_DDI_PORT *port = driver.plugin->Port;
  PMINIPORTWAVERT miniport = fake_miniport(&script);
  PVOID filter = NULL;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(port->CreateFilter(NULL, &filter), STATUS_INVALID_PARAMETER);
  assert_int_equal(port->CreateFilter(miniport, NULL), STATUS_INVALID_PARAMETER);
  nt_fail_pool_allocation(1);
  assert_int_equal(port->CreateFilter(miniport, &filter), STATUS_INSUFFICIENT_RESOURCES);
  script->init = STATUS_DEVICE_NOT_READY;
  assert_int_equal(port->CreateFilter(miniport, &filter), STATUS_DEVICE_NOT_READY);
  script->init = STATUS_SUCCESS;
  script->describe = STATUS_NOT_SUPPORTED;
  assert_int_equal(port->CreateFilter(miniport, &filter), STATUS_NOT_SUPPORTED);
  assert_null(filter);
  assert_int_equal(script->references, 1);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  script->references = 2; /* of the filter made in the set-up */
}

static void a_pin_that_cannot_be_leaves_nothing(void **state) {
  (void)state;
  const HDA_DDI_PORT *port = driver.plugin->Port;
  struct wave format = rig_wave(48000, 16, 16, 2), bad = format;
  PKSDATAFORMAT data = &format.data.DataFormat;
  PVOID pin = NULL;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(port->CreatePin(NULL, 0, FALSE, data, &pin), STATUS_INVALID_PARAMETER);
  assert_int_equal(port->CreatePin(client.filter, 1, FALSE, data, &pin), STATUS_INVALID_PARAMETER);
  assert_int_equal(port->CreatePin(client.filter, 0, FALSE, NULL, &pin), STATUS_INVALID_PARAMETER);
  assert_int_equal(port->CreatePin(client.filter, 0, FALSE, data, NULL), STATUS_INVALID_PARAMETER);
  bad.data.DataFormat.FormatSize = sizeof(KSDATAFORMAT) - 1;
  assert_int_equal(port->CreatePin(client.filter, 0, FALSE, &bad.data.DataFormat, &pin),
                   STATUS_INVALID_PARAMETER);
  for (size_t n = 1; n <= 3; n++) { /* pin, format, port stream */
    nt_fail_pool_allocation(n);
    assert_int_equal(port->CreatePin(client.filter, 0, FALSE, data, &pin),
                     STATUS_INSUFFICIENT_RESOURCES);
  }
  script->new_stream = STATUS_BUFFER_TOO_SMALL;
  assert_int_equal(port->CreatePin(client.filter, 0, FALSE, data, &pin), STATUS_BUFFER_TOO_SMALL);
  assert_null(pin);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
}

static void the_pin_steps_through_the_states(void **state) {
  (void)state;
  client_open(0, FALSE);
  assert_int_equal(client_get_state(), KSSTATE_STOP);
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_SUCCESS);
  assert_asked("acquire pause run ");
  assert_int_equal(client_get_state(), KSSTATE_RUN);
  assert_int_equal(client_set_state(KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_asked("pause acquire ");
  assert_int_equal(client_set_state(KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_int_equal(client_set_state((KSSTATE)4), STATUS_INVALID_PARAMETER);
  assert_asked("");
  script->set_state = STATUS_DEVICE_NOT_READY;
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_DEVICE_NOT_READY);
  assert_asked("pause ");
  assert_int_equal(client_get_state(), KSSTATE_ACQUIRE);
}

static void closing_gives_everything_back_in_order(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  client_open(0, FALSE);
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_SUCCESS);
  HANDLE handle = nt_create_user_event(SynchronizationEvent, false);
  PKEVENT event = nt_user_event(handle);
  assert_int_equal(client_event(true, handle), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(event), 1);
  assert_true(nt_close_handle(handle)); /* the port holds it all the same */
  assert_int_equal(client_set_state(KSSTATE_RUN), STATUS_SUCCESS);
  script->trace[0] = 0;
  script->set_state = STATUS_DEVICE_NOT_READY; /* RT-SST-003 broken: closing goes on */
  script->unregister_event = STATUS_INVALID_PARAMETER;
  client_close();
  assert_asked("pause acquire stop unregister free-notified gone ");
  assert_int_equal(nt_object_references(event), -1);
  assert_false(nt_is_mapped(buffer.BufferAddress));
}

/* ---- buffers --------------------------------------------------------------------------------- */

static void the_address_lies_where_the_buffer_begins(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER first, second;
  client_open(0, FALSE);
  assert_int_equal(client_allocate(0, 1000, &first), STATUS_SUCCESS);
  assert_asked("allocate ");
  assert_true(nt_is_mapped(first.BufferAddress));
  assert_int_equal((ULONG_PTR)first.BufferAddress % PAGE_SIZE, 0);
  assert_int_equal(first.ActualBufferSize, PAGE_SIZE);
  assert_int_equal(first.CallMemoryBarrier, FALSE);
  assert_int_equal(client_allocate(0, 1000, &second), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(client_allocate(2, 1000, &second), STATUS_INVALID_DEVICE_REQUEST);
  client_close();
  assert_asked("free gone ");
  assert_false(nt_is_mapped(first.BufferAddress));
  client_open(0, FALSE);
  script->offset = 1920;
  script->cache = MmWriteCombined;
  assert_int_equal(client_allocate(1, 1000, &first), STATUS_SUCCESS);
  assert_asked("allocate-1 ");
  assert_int_equal((ULONG_PTR)first.BufferAddress % PAGE_SIZE, 1920);
  assert_int_equal(first.CallMemoryBarrier, TRUE);
  client_close();
  assert_asked("free-notified gone ");
}

static void a_buffer_that_cannot_be_leaves_nothing(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer = {.ActualBufferSize = 77};
  client_open(0, FALSE);
  size_t pages = nt_pages_in_use();
  assert_int_equal(client_allocate(3, 1000, &buffer), STATUS_UNSUCCESSFUL);
  assert_asked("");
  script->allocate = STATUS_DEVICE_NOT_READY;
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_DEVICE_NOT_READY);
  script->allocate = STATUS_SUCCESS;
  script->trace[0] = 0;
  nt_fail_mapping(1);
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  assert_asked("allocate-2 free-notified ");
  nt_fail_mapping(1);
  assert_int_equal(client_allocate(0, 1000, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  assert_asked("allocate free ");
  assert_int_equal(buffer.ActualBufferSize, 77);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_SUCCESS);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void an_event_keeps_its_reference_while_registered(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  HANDLE other = nt_create_user_event(NotificationEvent, false);
  PKEVENT event = nt_user_event(handle);
  client_open(0, FALSE);
  assert_int_equal(client_event(true, handle), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_SUCCESS);
  assert_asked("allocate-2 ");
  assert_int_equal(client_event(true, NULL), STATUS_INVALID_HANDLE);
  assert_int_equal(client_event(false, NULL), STATUS_INVALID_HANDLE);
  nt_fail_pool_allocation(1);
  assert_int_equal(client_event(true, handle), STATUS_INSUFFICIENT_RESOURCES);
  assert_asked("");
  script->register_event = STATUS_INSUFFICIENT_RESOURCES;
  assert_int_equal(client_event(true, handle), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_object_references(event), 0);
  script->register_event = STATUS_SUCCESS;
  assert_int_equal(client_event(true, handle), STATUS_SUCCESS);
  assert_int_equal(client_event(true, other), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(event), 1);
  script->unregister_event = STATUS_DEVICE_NOT_READY;
  assert_int_equal(client_event(false, handle), STATUS_DEVICE_NOT_READY);
  assert_int_equal(nt_object_references(event), 1);
  script->unregister_event = STATUS_SUCCESS;
  assert_int_equal(client_event(false, other), STATUS_SUCCESS);
  assert_int_equal(client_event(false, other), STATUS_INVALID_PARAMETER);
  assert_int_equal(client_event(false, handle), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(event), 0);
  assert_int_equal(client_event(false, handle), STATUS_INVALID_PARAMETER);
  assert_true(nt_close_handle(handle) && nt_close_handle(other));
}

static void a_plain_buffer_takes_no_event(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  client_open(0, FALSE);
  assert_int_equal(client_allocate(0, 1000, &buffer), STATUS_SUCCESS);
  assert_int_equal(client_event(true, handle), STATUS_INVALID_DEVICE_REQUEST);
  assert_asked("allocate ");
  assert_true(nt_close_handle(handle));
}

static void a_stream_without_notification_says_so(void **state) {
  (void)state;
  KSRTAUDIO_BUFFER buffer;
  BOOL support = 77;
  ULONG length;
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  script->no_notification = true;
  client_open(0, FALSE);
  assert_int_equal(client_get(8, sizeof(KSPROPERTY), &support, sizeof support, &length),
                   STATUS_SUCCESS);
  assert_int_equal(support, FALSE);
  assert_int_equal(client_allocate(2, 1000, &buffer), STATUS_NOT_SUPPORTED);
  assert_int_equal(client_event(true, handle), STATUS_NOT_SUPPORTED);
  assert_int_equal(client_event(false, handle), STATUS_NOT_SUPPORTED);
  assert_int_equal(client_allocate(0, 1000, &buffer), STATUS_SUCCESS);
  client_close();
  assert_asked("allocate free gone ");
  script->no_notification = false;
  client_open(0, FALSE);
  assert_int_equal(client_get(8, sizeof(KSPROPERTY), &support, sizeof support, &length),
                   STATUS_SUCCESS);
  assert_int_equal(support, TRUE);
  assert_true(nt_close_handle(handle));
}

/* ---- registers ------------------------------------------------------------------------------- */

static NTSTATUS get_register(ULONG id, KSRTAUDIO_HWREGISTER *hw) {
  ULONG length;
  return client_get(id, sizeof(KSRTAUDIO_HWREGISTER_PROPERTY), hw, sizeof *hw, &length);
}

static void a_register_that_is_not_there_fails(void **state) {
  (void)state;
  KSRTAUDIO_HWREGISTER hw = {.Accuracy = 77};
  client_open(0, FALSE);
  script->position_register = STATUS_NOT_SUPPORTED;
  assert_int_equal(get_register(KSPROPERTY_RTAUDIO_POSITIONREGISTER, &hw), STATUS_NOT_SUPPORTED);
  assert_int_equal(get_register(KSPROPERTY_RTAUDIO_CLOCKREGISTER, &hw), STATUS_NOT_SUPPORTED);
  assert_int_equal(hw.Accuracy, 77);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(a_filter_needs_a_miniport_that_works),
      TEST(a_pin_that_cannot_be_leaves_nothing),
      TEST(the_pin_steps_through_the_states),
      TEST(closing_gives_everything_back_in_order),
      TEST(the_address_lies_where_the_buffer_begins),
      TEST(a_buffer_that_cannot_be_leaves_nothing),
      TEST(an_event_keeps_its_reference_while_registered),
      TEST(a_plain_buffer_takes_no_event),
      TEST(a_stream_without_notification_says_so),
      TEST(a_register_that_is_not_there_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
