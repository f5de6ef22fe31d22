/* SPDX-License-Identifier: Apache-2.0 */
/* Start of the device: reset, capabilities, what may be missing, and what firmware left behind. */
#include "driver.h"

static struct fake_config config;

/* The library is there and the device is not started. */
static int start(void **state) {
  (void)driver_start(state);
  driver_remove();
  config = fake_default_config();
  return 0;
}

/* Starts on other hardware. */
static NTSTATUS start_on(const struct fake_config *wanted) {
  nt_stop();
  fake_destroy(driver.sim);
  driver.sim = fake_create(wanted);
  nt_start(driver.sim);
  watch_records();
  return driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo);
}

static void check_refused(const HDA_DDI_DEVICE *device, NTSTATUS expected) {
  PVOID fdo = NULL;
  assert_int_equal(driver.plugin->Bus->StartDevice(device, &fdo), expected);
  assert_null(fdo);
  assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
}

static NTSTATUS query(void) {
  return driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof driver.bus, 0x0100, &driver.bus);
}

static void the_controller_is_reset_for_100_us(void **state) {
  (void)state;
  assert_int_equal(start_on(&config), STATUS_SUCCESS);
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes);
  uint64_t low = 0, high = 0;
  for (size_t i = 0; i < count; i++) {
    if (writes[i].offset != 8)
      continue;
    if (!(writes[i].value & 1))
      low = writes[i].tick;
    else if (high == 0)
      high = writes[i].tick;
  }
  assert_true(low != 0 && high - low >= 100 * 1200);
  assert_int_equal(fake_peek(driver.sim, 0x20, 4), 0xC0000000);
}

/* The codecs that announced themselves are noted and the register is free for others. */
static void announcements_of_codecs_are_taken(void **state) {
  (void)state;
  HDAUDIO_DEVICE_INFORMATION information = {.Size = sizeof information};
  assert_int_equal(start_on(&config), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, 0x0E, 2), 0);
  assert_int_equal(query(), STATUS_SUCCESS);
  assert_int_equal(driver.bus.GetDeviceInformation(driver.bus.Context, &information),
                   STATUS_SUCCESS);
  assert_int_equal(information.CodecsDetected, 4);
}

static void a_reset_that_is_not_acknowledged_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults stuck = {.crst_stuck = true}, none = {0};
  fake_set_faults(driver.sim, &stuck);
  check_refused(nt_device(), STATUS_DEVICE_NOT_READY); /* stays in reset */
  fake_set_faults(driver.sim, &none);
  assert_int_equal(hda_sim_write32(driver.sim, 8, 1), HDA_SIM_OK);
  fake_set_faults(driver.sim, &stuck);
  check_refused(nt_device(), STATUS_DEVICE_NOT_READY); /* does not enter it */
  fake_set_faults(driver.sim, &none);
  assert_no_finding();
}

static void missing_memory_leaves_nothing(void **state) {
  (void)state;
  size_t budget = 0, failing = 1;
  /* One page more each time until it is enough: 8 lists and the rings. */
  for (nt_set_page_budget(0); budget < 100; nt_set_page_budget(++budget)) {
    NTSTATUS status = driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo);
    if (NT_SUCCESS(status))
      break;
    assert_int_equal(status, STATUS_INSUFFICIENT_RESOURCES);
    assert_null(driver.fdo);
    assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  }
  assert_int_equal(budget, 9);
  nt_set_page_budget(NT_UNLIMITED);
  driver_remove();
  for (nt_fail_pool_allocation(1); failing < 100; nt_fail_pool_allocation(++failing)) {
    NTSTATUS status = driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo);
    if (NT_SUCCESS(status))
      break;
    assert_int_equal(status, STATUS_INSUFFICIENT_RESOURCES);
    assert_null(driver.fdo);
    assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  }
  assert_in_range(failing, 2, 99);
  nt_fail_pool_allocation(0);
  driver_remove();
  nt_fail_mapping(1);
  check_refused(nt_device(), STATUS_INSUFFICIENT_RESOURCES);
  assert_no_finding();
}

static void an_interrupt_that_cannot_be_connected_is_reported(void **state) {
  (void)state;
  HDA_DDI_DEVICE device = *nt_device();
  device.InterruptVector++;
  check_refused(&device, STATUS_INVALID_PARAMETER);
  assert_no_finding();
}

/* Firmware left the link up, streams running and interrupts on. */
static void what_firmware_left_running_is_stopped_first(void **state) {
  (void)state;
  assert_int_equal(hda_sim_write32(driver.sim, 8, 1), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(driver.sim, sd_offset(2), 2), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(driver.sim, sd_offset(7), 2), HDA_SIM_OK);
  assert_int_equal(hda_sim_write32(driver.sim, 0x20, 0xC0000084), HDA_SIM_OK);
  fake_forget_writes(driver.sim);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo), STATUS_SUCCESS);
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes), reset = 0;
  while (reset < count && writes[reset].offset != 8)
    reset++;
  unsigned stopped = 0;
  bool quiet = false;
  for (size_t i = 0; i < reset; i++) {
    stopped |= writes[i].offset == sd_offset(2) && !(writes[i].value & 2) ? 1u : 0u;
    stopped |= writes[i].offset == sd_offset(7) && !(writes[i].value & 2) ? 2u : 0u;
    quiet |= writes[i].offset == 0x20 && writes[i].value == 0;
  }
  assert_int_equal(stopped, 3);
  assert_true(quiet);
  assert_int_equal(writes[reset].value & 1, 0);
}

static void impossible_numbers_of_streams_are_refused(void **state) {
  (void)state;
  config.iss = config.oss = 0;
  assert_int_equal(start_on(&config), STATUS_DEVICE_CONFIGURATION_ERROR);
  assert_null(driver.fdo);
  config.iss = config.oss = 15;
  config.bss = 1;
  assert_int_equal(start_on(&config), STATUS_DEVICE_CONFIGURATION_ERROR);
  assert_null(driver.fdo);
  config.bss = 0;
  assert_int_equal(start_on(&config), STATUS_SUCCESS);
}

/* WAKEEN tells the number of lines; hardware that cannot wake has it read 0. */
static void lines_that_cannot_be_counted_are_fifteen(void **state) {
  (void)state;
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine;
  config.sdi_lines = 0;
  config.codecs = 0x4001;
  assert_int_equal(start_on(&config), STATUS_SUCCESS);
  assert_int_equal(query(), STATUS_SUCCESS);
  assert_int_equal(
      driver.bus.AllocateCaptureDmaEngine(driver.bus.Context, 14, &format, &engine, &converter),
      STATUS_SUCCESS);
  assert_int_equal(
      driver.bus.AllocateCaptureDmaEngine(driver.bus.Context, 15, &format, &engine, &converter),
      STATUS_INVALID_PARAMETER);
}

/* OUTSTRMPAY 0: a stream may have all that the line has. Otherwise its own limit holds. */
static void a_stream_may_be_limited_below_the_line(void **state) {
  (void)state;
  HDAUDIO_STREAM_FORMAT full = {48000, 20, 32, 16}; /* 320 bits */
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine;
  for (unsigned limited = 0; limited <= 1; limited++) {
    config.out_stream_words = limited ? 16 : 0;
    config.nsdo_code = 1;
    assert_int_equal(start_on(&config), STATUS_SUCCESS);
    assert_int_equal(query(), STATUS_SUCCESS);
    assert_int_equal(
        driver.bus.AllocateRenderDmaEngine(driver.bus.Context, &full, FALSE, &engine, &converter),
        limited ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS);
    /* spread over two lines it has half of it on each */
    assert_int_equal(
        driver.bus.AllocateRenderDmaEngine(driver.bus.Context, &full, TRUE, &engine, &converter),
        STATUS_SUCCESS);
    driver_remove();
  }
  /* A limit above the line does not stretch the line: 1024 bits in 960. */
  HDAUDIO_STREAM_FORMAT over = {192000, 32, 32, 8};
  config.out_stream_words = 80;
  assert_int_equal(start_on(&config), STATUS_SUCCESS);
  assert_int_equal(query(), STATUS_SUCCESS);
  assert_int_equal(
      driver.bus.AllocateRenderDmaEngine(driver.bus.Context, &over, FALSE, &engine, &converter),
      STATUS_INSUFFICIENT_RESOURCES);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(the_controller_is_reset_for_100_us),
      TEST(announcements_of_codecs_are_taken),
      TEST(a_reset_that_is_not_acknowledged_is_not_ready),
      TEST(missing_memory_leaves_nothing),
      TEST(an_interrupt_that_cannot_be_connected_is_reported),
      TEST(what_firmware_left_running_is_stopped_first),
      TEST(impossible_numbers_of_streams_are_refused),
      TEST(lines_that_cannot_be_counted_are_fifteen),
      TEST(a_stream_may_be_limited_below_the_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
