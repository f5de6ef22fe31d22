/* SPDX-License-Identifier: Apache-2.0 */
/* Start, interface query, contexts, references. */
#include "driver.h"

static void the_interface_is_complete(void **state) {
  (void)state;
  assert_int_equal(driver.bus.Size, sizeof(HDAUDIO_BUS_INTERFACE_V2));
  assert_int_equal(driver.bus.Version, 0x0100);
  assert_non_null(driver.bus.Context);
  void *pointers[20];
  memcpy(pointers, &driver.bus.InterfaceReference, sizeof pointers);
  for (size_t i = 0; i < 20; i++)
    assert_non_null(pointers[i]);
}

static void wrong_sizes_and_versions_are_refused(void **state) {
  (void)state;
  uint8_t memory[sizeof(HDAUDIO_BUS_INTERFACE_V2) + 8];
  memset(memory, 0xEE, sizeof memory);
  uint8_t untouched[sizeof memory];
  memcpy(untouched, memory, sizeof memory);
  USHORT size = sizeof(HDAUDIO_BUS_INTERFACE_V2);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, (USHORT)(size - 1), 0x0100, memory),
                   STATUS_INVALID_BUFFER_SIZE);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, size, 0x0101, memory),
                   STATUS_INVALID_BUFFER_SIZE);
  const GUID *others[] = {&GUID_HDAUDIO_BUS_INTERFACE, &GUID_HDAUDIO_BUS_INTERFACE_V3,
                          &GUID_HDAUDIO_BUS_INTERFACE_BDL, &GUID_HDAUDIO_BUS_CLASS};
  for (size_t i = 0; i < ARRAYSIZE(others); i++)
    assert_int_equal(driver_query(others[i], 1000, 0x0100, memory), STATUS_NOT_SUPPORTED);
  assert_memory_equal(memory, untouched, sizeof memory);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, (USHORT)(size + 8), 0x0100, memory),
                   STATUS_SUCCESS);
  assert_memory_equal(memory + size, untouched + size, 8);
}

static void clients_are_separate(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE_V2 other;
  PULONG position;
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof other, 0x0100, &other),
                   STATUS_SUCCESS);
  assert_ptr_not_equal(other.Context, driver.bus.Context);
  HANDLE engine = render(48000, 16, 16, 2);
  assert_int_equal(other.GetLinkPositionRegister(other.Context, engine, &position),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(other.FreeDmaEngine(other.Context, engine), STATUS_INVALID_HANDLE);
}

static void the_last_dereference_takes_everything(void **state) {
  (void)state;
  struct buffer buffer;
  PULONG position;
  size_t pages = nt_pages_in_use();
  HANDLE engine = render(48000, 16, 16, 2);
  assert_int_equal(allocate(engine, 2, 20000, &buffer), STATUS_SUCCESS);
  assert_int_equal(set_state(engine, StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engine, RunState), STATUS_SUCCESS);
  driver.bus.InterfaceReference(driver.bus.Context);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_int_equal(driver.bus.GetLinkPositionRegister(driver.bus.Context, engine, &position),
                   STATUS_SUCCESS);
  driver.bus.InterfaceDereference(driver.bus.Context);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4), 1) & 2, 0);
  assert_int_equal(driver.bus.GetLinkPositionRegister(driver.bus.Context, engine, &position),
                   STATUS_NO_SUCH_DEVICE);
  PULONG clock = (PULONG)&position;
  driver.bus.GetWallClockRegister(driver.bus.Context, &clock);
  assert_null(clock);
  driver.bus.InterfaceDereference(driver.bus.Context);
  driver.bus.InterfaceReference(NULL);
}

static void buffers_of_a_client_lost_at_dispatch_level_are_freed_later(void **state) {
  (void)state;
  struct buffer buffer;
  HDAUDIO_BUS_INTERFACE_V2 other;
  KIRQL old;
  size_t pages = nt_pages_in_use();
  assert_int_equal(allocate(render(48000, 16, 16, 2), 2, 20000, &buffer), STATUS_SUCCESS);
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  driver.bus.InterfaceDereference(driver.bus.Context);
  KeLowerIrql(old);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof other, 0x0100, &other),
                   STATUS_SUCCESS);
  assert_int_equal(nt_pages_in_use(), pages);
}

static void a_controller_that_does_not_leave_reset_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults stuck = {.crst_stuck = true};
  PVOID fdo = NULL;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  fake_set_faults(driver.sim, &stuck);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &fdo), STATUS_DEVICE_NOT_READY);
  assert_null(fdo);
  assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void a_start_without_memory_leaves_nothing(void **state) {
  (void)state;
  PVOID fdo = NULL;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  nt_set_page_budget(3);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &fdo),
                   STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(NT_UNLIMITED);
  nt_fail_pool_allocation(1);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &fdo),
                   STATUS_INSUFFICIENT_RESOURCES);
  assert_null(fdo);
  assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void a_query_without_memory_is_refused(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE_V2 other;
  nt_fail_pool_allocation(1);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof other, 0x0100, &other),
                   STATUS_INSUFFICIENT_RESOURCES);
}

static void the_controller_is_reset_for_100_us_at_start(void **state) {
  (void)state;
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes);
  uint64_t low = 0, high = 0;
  for (size_t i = 0; i < count; i++) {
    if (writes[i].offset != 8)
      continue;
    if (writes[i].value & 1)
      high = writes[i].tick;
    else
      low = writes[i].tick;
  }
  assert_true(low != 0 && high - low >= 100 * 1200);
  assert_int_equal(fake_peek(driver.sim, 0x20, 4), 0xC0000000);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(the_interface_is_complete),
      TEST(wrong_sizes_and_versions_are_refused),
      TEST(clients_are_separate),
      TEST(the_last_dereference_takes_everything),
      TEST(buffers_of_a_client_lost_at_dispatch_level_are_freed_later),
      TEST(a_controller_that_does_not_leave_reset_is_not_ready),
      TEST(a_start_without_memory_leaves_nothing),
      TEST(a_query_without_memory_is_refused),
      TEST(the_controller_is_reset_for_100_us_at_start),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
