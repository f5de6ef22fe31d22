/* SPDX-License-Identifier: Apache-2.0 */
/* Notification callbacks: calls, times, references, removal, and calls back into the driver. */
#include "driver.h"

#define BCIS 0x04u
#define MOST_CALLS 200u
#define MOST_PENDING 64u /* completions that wait for a late DPC */

struct client {
  unsigned calls;
  KIRQL irql;
  LONGLONG times[MOST_CALLS];
  void (*reaction)(void); /* what the callback does besides */
};

static HDAUDIO_BUS_INTERFACE_V3 bus;
static PDEVICE_OBJECT fdo;
static struct client clients[3];
static HANDLE engines[2]; /* render, streams 4 and 5, running */
static struct buffer buffers[2];
static KEVENT event;

static void notified(PVOID context, LARGE_INTEGER time) {
  struct client *client = (struct client *)context;
  client->irql = KeGetCurrentIrql();
  if (client->calls < MOST_CALLS)
    client->times[client->calls] = time.QuadPart;
  client->calls++;
  if (client->reaction != NULL)
    client->reaction();
}

static void notified_otherwise(PVOID context, LARGE_INTEGER time) { notified(context, time); }

static void run(unsigned i) {
  engines[i] = render(48000, 16, 16, 2);
  assert_int_equal(allocate(engines[i], 2, 8192, &buffers[i]), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[i], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[i], RunState), STATUS_SUCCESS);
}

static int start(void **state) {
  (void)driver_start(state);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V3, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  memcpy(&driver.bus, &bus, sizeof driver.bus);
  fdo = nt_create_device();
  memset(clients, 0, sizeof clients);
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  run(0);
  run(1);
  watch_records();
  return 0;
}

static int stop(void **state) {
  driver_remove();
  assert_int_equal(nt_object_references(fdo), 0);
  nt_delete_device(fdo);
  return driver_stop(state);
}

static NTSTATUS add(unsigned engine, struct client *client) {
  return bus.RegisterNotificationCallback(bus.Context, engines[engine], fdo, notified, client);
}

static NTSTATUS take_away(unsigned engine, struct client *client) {
  return bus.UnregisterNotificationCallback(bus.Context, engines[engine], notified, client);
}

/* The stream completes a buffer, and 1 ms passes. */
static void complete(unsigned stream) {
  fake_schedule(driver.sim, driver_now() + 1200, stream, BCIS);
  KeStallExecutionProcessor(1000);
}

static void to_reset(unsigned i) {
  assert_int_equal(set_state(engines[i], StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[i], ResetState), STATUS_SUCCESS);
  assert_int_equal(release(engines[i], &buffers[i]), STATUS_SUCCESS);
}

static void each_callback_is_called_once_a_completion(void **state) {
  (void)state;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[1]), STATUS_SUCCESS);
  assert_int_equal(add(1, &clients[2]), STATUS_SUCCESS);
  assert_int_equal(bus.RegisterNotificationEvent(bus.Context, engines[0], &event), STATUS_SUCCESS);
  for (unsigned i = 1; i <= 5; i++) {
    complete(4);
    assert_int_equal(clients[0].calls, i);
    assert_int_equal(clients[1].calls, i);
    assert_int_equal(seen.signals, i); /* DDI-RNC-005 */
  }
  assert_int_equal(clients[2].calls, 0);
  assert_int_equal(clients[0].irql, DISPATCH_LEVEL);
  complete(5);
  assert_int_equal(clients[2].calls, 1);
  assert_int_equal(clients[0].calls, 5);
}

/* DDI-RNC-002, DDI-RNC-003: the time is that of the interrupt, not of the late DPC. */
static void times_are_those_of_the_interrupts(void **state) {
  (void)state;
  LONGLONG before[5];
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  for (unsigned i = 0; i < 5; i++) {
    before[i] = KeQueryPerformanceCounter(NULL).QuadPart;
    complete(4);
  }
  KeStallExecutionProcessor(50000);
  assert_int_equal(clients[0].calls, 0);
  nt_hold_dpcs(false);
  assert_int_equal(clients[0].calls, 5);
  for (unsigned i = 0; i < 5; i++) /* the completion comes 1 us later, service within 10 us */
    assert_in_range(clients[0].times[i] - before[i], 10, 100);
}

static void a_dpc_that_is_late_beyond_measure_loses_the_oldest(void **state) {
  (void)state;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  LONGLONG first = 0;
  for (unsigned i = 0; i < MOST_PENDING + 10; i++) {
    if (i == 10)
      first = KeQueryPerformanceCounter(NULL).QuadPart;
    complete(4);
  }
  nt_hold_dpcs(false);
  assert_int_equal(clients[0].calls, MOST_PENDING);
  assert_in_range(clients[0].times[0] - first, 10, 100);
  for (unsigned i = 1; i < MOST_PENDING; i++)
    assert_true(clients[0].times[i] > clients[0].times[i - 1]);
  complete(4);
  assert_int_equal(clients[0].calls, MOST_PENDING + 1);
}

static void removal_needs_callback_and_context(void **state) {
  (void)state;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(fdo), 1);
  assert_int_equal(take_away(0, &clients[1]), STATUS_INVALID_PARAMETER);
  assert_int_equal(take_away(1, &clients[0]), STATUS_INVALID_PARAMETER);
  assert_int_equal(
      bus.UnregisterNotificationCallback(bus.Context, engines[0], notified_otherwise, &clients[0]),
      STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.UnregisterNotificationCallback(bus.Context, engines[0], NULL, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.UnregisterNotificationCallback(bus.Context, NULL, notified, &clients[0]),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(nt_object_references(fdo), 1);
  complete(4);
  assert_int_equal(clients[0].calls, 1);
  assert_int_equal(take_away(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(fdo), 0);
  assert_int_equal(take_away(0, &clients[0]), STATUS_INVALID_PARAMETER);
  assert_int_equal(nt_object_references(fdo), 0);
  complete(4);
  assert_int_equal(clients[0].calls, 1);
}

static void a_pair_registered_twice_is_called_once_and_removed_twice(void **state) {
  (void)state;
  PDEVICE_OBJECT other = nt_create_device();
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(fdo), 2);
  complete(4);
  assert_int_equal(clients[0].calls, 1);
  assert_int_equal(take_away(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(fdo), 1);
  complete(4);
  assert_int_equal(clients[0].calls, 2);
  /* the same pair for another device object is another registration */
  assert_int_equal(
      bus.RegisterNotificationCallback(bus.Context, engines[0], other, notified, &clients[0]),
      STATUS_SUCCESS);
  assert_int_equal(nt_object_references(other), 1);
  assert_int_equal(take_away(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(take_away(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(nt_object_references(fdo) + nt_object_references(other), 0);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  nt_delete_device(other);
}

static void wrong_arguments_are_refused(void **state) {
  (void)state;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(bus.RegisterNotificationCallback(bus.Context, NULL, fdo, notified, &clients[0]),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(
      bus.RegisterNotificationCallback(bus.Context, engines[0], NULL, notified, &clients[0]),
      STATUS_INVALID_PARAMETER);
  assert_int_equal(
      bus.RegisterNotificationCallback(bus.Context, engines[0], fdo, NULL, &clients[0]),
      STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.RegisterNotificationCallback(NULL, engines[0], fdo, notified, &clients[0]),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.UnregisterNotificationCallback(NULL, engines[0], notified, &clients[0]),
                   STATUS_NO_SUCH_DEVICE);
  nt_fail_pool_allocation(1);
  assert_int_equal(add(0, &clients[0]), STATUS_INSUFFICIENT_RESOURCES);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(add(0, &clients[0]), STATUS_UNSUCCESSFUL);
  assert_int_equal(take_away(0, &clients[0]), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_int_equal(nt_object_references(fdo), 0); /* DDI-RNC-006 */
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  complete(4);
  assert_int_equal(clients[0].calls, 0);
}

static void a_removed_callback_is_not_called_by_a_late_dpc(void **state) {
  (void)state;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[1]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  complete(4);
  assert_int_equal(take_away(0, &clients[0]), STATUS_SUCCESS);
  nt_hold_dpcs(false);
  assert_int_equal(clients[0].calls, 0);
  assert_int_equal(clients[1].calls, 1);
}

static PULONG position;

static void stop_the_engine(void) {
  assert_int_equal(bus.GetLinkPositionRegister(bus.Context, engines[0], &position), STATUS_SUCCESS);
  assert_int_equal(set_state(engines[0], StopState), STATUS_SUCCESS);
  assert_int_equal(take_away(0, &clients[0]), STATUS_UNSUCCESSFUL);
}

static void a_callback_may_call_the_driver(void **state) {
  (void)state;
  clients[0].reaction = stop_the_engine;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[1]), STATUS_SUCCESS);
  complete(4);
  assert_int_equal(clients[0].calls, 1);
  assert_int_equal(clients[1].calls, 1);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4), 1) & 2, 0);
  complete(4);
  assert_int_equal(clients[0].calls, 1);
  assert_no_finding();
}

static void free_the_other_engine(void) {
  assert_int_equal(bus.FreeDmaEngine(bus.Context, engines[1]), STATUS_SUCCESS);
}

/* DDI-FDE-007: what waits for the DPC is forgotten too. */
static void a_callback_may_free_an_engine(void **state) {
  (void)state;
  clients[0].reaction = free_the_other_engine;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(1, &clients[1]), STATUS_SUCCESS);
  assert_int_equal(add(1, &clients[1]), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  complete(4);
  to_reset(1);
  nt_hold_dpcs(false);
  assert_int_equal(clients[0].calls, 1);
  assert_int_equal(clients[1].calls, 0);
  assert_int_equal(nt_object_references(fdo), 1);
}

static void drop_the_client(void) { bus.InterfaceDereference(bus.Context); }

/* The engine that is being delivered goes, with a second completion, other callbacks and events. */
static void a_callback_may_drop_the_last_reference(void **state) {
  (void)state;
  size_t blocks = nt_pool_blocks_in_use();
  clients[1].reaction = drop_the_client;
  assert_int_equal(add(0, &clients[0]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[1]), STATUS_SUCCESS);
  assert_int_equal(add(0, &clients[2]), STATUS_SUCCESS);
  assert_int_equal(add(1, &clients[2]), STATUS_SUCCESS);
  assert_int_equal(bus.RegisterNotificationEvent(bus.Context, engines[0], &event), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  complete(4);
  complete(4);
  complete(5);
  nt_hold_dpcs(false);
  assert_int_equal(clients[0].calls, 2);
  assert_int_equal(clients[1].calls, 1);
  assert_int_equal(clients[2].calls, 0);
  assert_int_equal(seen.signals, 0);
  assert_int_equal(nt_object_references(fdo), 0);
  assert_true(nt_pool_blocks_in_use() < blocks);
  assert_no_finding();
}

static void many_registrations_are_quick_and_leave_nothing(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  static char contexts[COUNT], strangers[COUNT];
  size_t blocks = nt_pool_blocks_in_use();
  for (unsigned pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < COUNT; i++)
      assert_int_equal(add(i % 2, (struct client *)(void *)&contexts[i]), STATUS_SUCCESS);
    assert_int_equal(nt_object_references(fdo), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
      assert_int_equal(take_away((i + 1) % 2, (struct client *)(void *)&contexts[i]),
                       STATUS_INVALID_PARAMETER);
      assert_int_equal(take_away(i % 2, (struct client *)(void *)&strangers[i]),
                       STATUS_INVALID_PARAMETER);
      assert_int_equal(bus.UnregisterNotificationCallback(bus.Context, engines[i % 2],
                                                          notified_otherwise, &contexts[i]),
                       STATUS_INVALID_PARAMETER);
    }
    for (size_t i = 0; i < COUNT; i++) { /* in another order: 7919 has no factor in common */
      size_t at = i * 7919 % COUNT;
      assert_int_equal(take_away(at % 2, (struct client *)(void *)&contexts[at]), STATUS_SUCCESS);
    }
    assert_int_equal(nt_pool_blocks_in_use(), blocks);
    assert_int_equal(nt_object_references(fdo), 0);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(each_callback_is_called_once_a_completion),
      TEST(times_are_those_of_the_interrupts),
      TEST(a_dpc_that_is_late_beyond_measure_loses_the_oldest),
      TEST(removal_needs_callback_and_context),
      TEST(a_pair_registered_twice_is_called_once_and_removed_twice),
      TEST(wrong_arguments_are_refused),
      TEST(a_removed_callback_is_not_called_by_a_late_dpc),
      TEST(a_callback_may_call_the_driver),
      TEST(a_callback_may_free_an_engine),
      TEST(a_callback_may_drop_the_last_reference),
      TEST(many_registrations_are_quick_and_leave_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
