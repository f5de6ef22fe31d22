/* SPDX-License-Identifier: Apache-2.0 */
/* The controller goes away under its clients: told by SurpriseRemoval, or not. */
#include "driver.h"

#define BCIS 0x04u

static HDAUDIO_BUS_INTERFACE_V3 bus;
static HDAUDIO_BUS_INTERFACE_BDL bdl_bus;
static HANDLE engines[3]; /* streams 4 to 6: with notification, plain, contiguous; all running */
static struct buffer buffers[2];
static PVOID data;
static PHDAUDIO_BUFFER_DESCRIPTOR bdl;
static KEVENT event;
static PDEVICE_OBJECT fdo;
static unsigned calls;

static VOID hear(VOID *context, ULONG bits) {
  (void)context;
  (void)bits;
  calls++;
}

static VOID (*reaction)(void); /* what the notification callback does besides */

static VOID notified(PVOID context, LARGE_INTEGER time) {
  (void)context;
  (void)time;
  calls++;
  if (reaction != NULL)
    reaction();
}

static void allocate_plain(void) {
  assert_int_equal(bus.AllocateDmaBuffer(bus.Context, engines[1], 8192, &buffers[1].mdl,
                                         &buffers[1].bytes, &buffers[1].stream_id,
                                         &buffers[1].fifo),
                   STATUS_SUCCESS);
}

static void allocate_contiguous(void) {
  UCHAR stream_id;
  ULONG fifo;
  assert_int_equal(bdl_bus.AllocateContiguousDmaBuffer(bus.Context, engines[2], 8192, &data, &bdl),
                   STATUS_SUCCESS);
  for (unsigned i = 0; i < 2; i++) {
    bdl[i].Address.QuadPart = MmGetPhysicalAddress(data).QuadPart + 4096 * i;
    bdl[i].Length = 4096;
    bdl[i].InterruptOnCompletion = 1;
  }
  assert_int_equal(bdl_bus.SetupDmaEngineWithBdl(bus.Context, engines[2], 8192, 1, hear, NULL,
                                                 &stream_id, &fifo),
                   STATUS_SUCCESS);
}

static NTSTATUS set_all(HDAUDIO_STREAM_STATE state) {
  return bus.SetDmaEngineState(bus.Context, state, 3, engines);
}

static int start(void **state) {
  (void)driver_start(state);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V3, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_BDL, sizeof bdl_bus, 0x0100, &bdl_bus),
                   STATUS_SUCCESS);
  memcpy(&driver.bus, &bus, sizeof driver.bus);
  for (unsigned i = 0; i < 3; i++)
    engines[i] = render(48000, 16, 16, 2);
  assert_int_equal(allocate(engines[0], 2, 8192, &buffers[0]), STATUS_SUCCESS);
  allocate_plain();
  allocate_contiguous();
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState), STATUS_SUCCESS);
  fdo = nt_create_device();
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  assert_int_equal(bus.RegisterNotificationEvent(bus.Context, engines[0], &event), STATUS_SUCCESS);
  assert_int_equal(bus.RegisterNotificationCallback(bus.Context, engines[0], fdo, notified, NULL),
                   STATUS_SUCCESS);
  calls = 0;
  reaction = NULL;
  watch_records();
  return 0;
}

static int stop(void **state) {
  driver_remove();
  assert_int_equal(nt_object_references(fdo), 0);
  return driver_stop(state);
}

static void go(bool told) {
  const struct fake_faults gone = {.gone = true};
  fake_set_faults(driver.sim, &gone);
  if (told)
    driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  fake_forget_writes(driver.sim);
}

static NTSTATUS free_plain(void) { return bus.FreeDmaBuffer(bus.Context, engines[1]); }
static NTSTATUS free_contiguous(void) {
  return bdl_bus.FreeContiguousDmaBuffer(bus.Context, engines[2]);
}
static NTSTATUS free_engine(unsigned i) { return bus.FreeDmaEngine(bus.Context, engines[i]); }

/* */
static void engines_may_go_before_their_buffers(void **state) {
  (void)state;
  size_t pages = nt_pages_in_use();
  KIRQL old;
  go(true);
  uint64_t before = driver_now();
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(free_engine(i), STATUS_INVALID_DEVICE_REQUEST); /* not in Reset */
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(free_engine(i), STATUS_SUCCESS);
  assert_int_equal(free_engine(0), STATUS_INVALID_HANDLE);
  KeLowerIrql(old);
  assert_int_equal(nt_object_references(fdo), 0);
  assert_true(driver_now() == before); /* hardware was not asked */
  const struct fake_write *writes;
  assert_int_equal(fake_writes(driver.sim, &writes), 0);

  assert_int_equal(nt_pages_in_use(), pages);
  assert_true(nt_mdl_is_live(buffers[0].mdl) && nt_mdl_is_live(buffers[1].mdl));
  struct buffer wrong = buffers[0];
  wrong.mdl = buffers[1].mdl;
  assert_int_equal(release(engines[0], &wrong), STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.FreeDmaBuffer(bus.Context, engines[0]), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_SUCCESS);
  assert_int_equal(free_contiguous(), STATUS_SUCCESS);
  assert_int_equal(free_plain(), STATUS_SUCCESS);
  assert_int_equal(nt_pages_in_use(), pages - 2 - 2 - 3);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_INVALID_HANDLE);
  assert_int_equal(free_contiguous(), STATUS_INVALID_HANDLE);
  assert_int_equal(free_plain(), STATUS_INVALID_HANDLE);
}

static void buffers_may_go_first_as_ever(void **state) {
  (void)state;
  go(true);
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(free_plain(), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  assert_int_equal(free_plain(), STATUS_SUCCESS);
  assert_int_equal(free_plain(), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_SUCCESS);
  assert_int_equal(free_contiguous(), STATUS_SUCCESS);
  assert_int_equal(bus.UnregisterNotificationEvent(bus.Context, engines[0], &event),
                   STATUS_SUCCESS);
  assert_int_equal(bus.UnregisterNotificationCallback(bus.Context, engines[0], notified, NULL),
                   STATUS_SUCCESS);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(free_engine(i), STATUS_SUCCESS);
}

static void what_needs_hardware_says_that_it_is_gone(void **state) {
  (void)state;
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE handle;
  struct buffer buffer;
  PULONG position;
  UCHAR id;
  ULONG fifo;
  void *context = bus.Context;
  go(true);
  assert_int_equal(set_all(RunState), STATUS_SUCCESS); /* they count as running still */
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(RunState), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  assert_int_equal(set_all(StopState), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(set_all(RunState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.AllocateRenderDmaEngine(context, &format, FALSE, &handle, &converter),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.AllocateCaptureDmaEngine(context, 0, &format, &handle, &converter),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(release(engines[0], &buffers[0]), STATUS_SUCCESS);
  assert_int_equal(bus.ChangeBandwidthAllocation(context, engines[0], &format, &converter),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(allocate(engines[0], 2, 8192, &buffer), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bdl_bus.AllocateContiguousDmaBuffer(context, engines[0], 8192, &data, &bdl),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(
      bdl_bus.SetupDmaEngineWithBdl(context, engines[2], 8192, 1, hear, NULL, &id, &fifo),
      STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.RegisterNotificationEvent(context, engines[0], &event),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.RegisterNotificationCallback(context, engines[0], fdo, notified, NULL),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.GetLinkPositionRegister(context, engines[0], &position),
                   STATUS_NO_SUCH_DEVICE);
  position = &fifo;
  bus.GetWallClockRegister(context, &position);
  assert_null(position);
  HDAUDIO_BUS_INTERFACE_V2 another;
  memset(&another, 0, sizeof another);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof another, 0x0100, &another),
                   STATUS_NO_SUCH_DEVICE);
  assert_null(another.Context);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_CLASS, 1000, 0x0100, &another),
                   STATUS_NOT_SUPPORTED);
}

static void what_is_not_given_back_goes_with_the_device(void **state) {
  (void)state;
  go(true);
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  assert_int_equal(free_engine(0), STATUS_SUCCESS); /* its buffer is left */
  uint64_t before = driver_now();
  driver_remove();
  assert_true(driver_now() == before);
}

static void a_dead_client_takes_its_detached_buffers_along(void **state) {
  (void)state;
  size_t pages = nt_pages_in_use();
  go(true);
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  assert_int_equal(free_engine(0), STATUS_SUCCESS);
  bus.InterfaceDereference(bus.Context);
  assert_int_equal(nt_pages_in_use(), pages - 2 - 2 - 3);
}

/* What waited for the DPC is delivered; after that there is silence. */
static void no_interrupt_comes_after_removal(void **state) {
  (void)state;
  nt_hold_dpcs(true);
  fake_schedule(driver.sim, driver_now() + 1200, 4, BCIS);
  KeStallExecutionProcessor(1000);
  KIRQL old;
  KeRaiseIrql(8, &old); /* the next one is still pending when the removal begins */
  fake_schedule(driver.sim, driver_now() + 1200, 6, BCIS);
  KeStallExecutionProcessor(10);
  nt_hold_dpcs(false);
  KeLowerIrql(old);
  assert_int_equal(calls, 2);
  assert_int_equal(seen.signals, 1);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo); /* of hardware that goes on */
  fake_schedule(driver.sim, driver_now() + 1200, 4, BCIS);
  KeStallExecutionProcessor(1000);
  assert_int_equal(calls, 2);
  assert_int_equal(seen.signals, 1);
}

static void complete_another(void) {
  fake_schedule(driver.sim, driver_now() + 1200, 4, BCIS);
  KeStallExecutionProcessor(10);
}

/* The removal waits for the DPC; an interrupt that comes meanwhile is not the driver's any more. */
static void an_interrupt_during_the_removal_is_not_claimed(void **state) {
  (void)state;
  nt_hold_dpcs(true);
  fake_schedule(driver.sim, driver_now() + 1200, 4, BCIS);
  KeStallExecutionProcessor(1000);
  unsigned isrs = seen.isrs, claimed = seen.claimed;
  reaction = complete_another;
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  assert_true(seen.isrs > isrs);
  assert_int_equal(seen.claimed, claimed);
  assert_int_equal(calls, 1);
  assert_finding("INTERRUPT-UNCLAIMED");
  nt_hold_dpcs(false);
}

static void done(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  *(HDAUDIO_CODEC_TRANSFER **)context = transfer;
}

static void commands_under_way_end_without_response(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfers[2], *last = NULL;
  memset(transfers, 0xEE, sizeof transfers);
  transfers[0].Output.Command = transfers[1].Output.Command = 0x000F0000;
  assert_int_equal(bus.TransferCodecVerbs(bus.Context, 2, transfers, done, &last), STATUS_SUCCESS);
  assert_null(last);
  go(true);
  assert_ptr_equal(last, &transfers[1]);
  assert_int_equal(transfers[0].Input.IsValid | transfers[1].Input.IsValid, 0);
  assert_int_equal(bus.TransferCodecVerbs(bus.Context, 2, transfers, done, &last),
                   STATUS_NO_SUCH_DEVICE);
  UCHAR tag;
  HDAUDIO_DEVICE_INFORMATION information = {.Size = sizeof information};
  assert_int_equal(bus.RegisterEventCallback(bus.Context, NULL, NULL, &tag), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.GetDeviceInformation(bus.Context, &information), STATUS_NO_SUCH_DEVICE);
}

/* Nobody has told the driver: every wait is bounded, all ones are no interrupt of its own. */
static void silent_hardware_is_not_waited_for(void **state) {
  (void)state;
  const struct fake_faults none = {0};
  go(false);
  fake_force_line(driver.sim, true);
  KeStallExecutionProcessor(1);
  fake_force_line(driver.sim, false);
  assert_int_equal(seen.claimed, 0);
  assert_finding("INTERRUPT-UNCLAIMED");
  uint64_t before = driver_now();
  assert_int_equal(set_all(StopState), STATUS_DEVICE_NOT_READY);
  assert_true(driver_now() - before < 10 * 1200000); /* under 10 ms */
  before = driver_now();
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  assert_int_equal(set_all(StopState), STATUS_SUCCESS);
  assert_int_equal(set_all(ResetState), STATUS_SUCCESS);
  assert_true(driver_now() == before);
  fake_set_faults(driver.sim, &none);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(engines_may_go_before_their_buffers),
      TEST(buffers_may_go_first_as_ever),
      TEST(what_needs_hardware_says_that_it_is_gone),
      TEST(what_is_not_given_back_goes_with_the_device),
      TEST(a_dead_client_takes_its_detached_buffers_along),
      TEST(no_interrupt_comes_after_removal),
      TEST(an_interrupt_during_the_removal_is_not_claimed),
      TEST(commands_under_way_end_without_response),
      TEST(silent_hardware_is_not_waited_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
