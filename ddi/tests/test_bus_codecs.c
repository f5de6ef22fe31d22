/* SPDX-License-Identifier: Apache-2.0 */
/* Function groups as children, and what the bus tells about itself. */
#include "driver.h"

#include <string.h>

static void restart(void) {
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo), STATUS_SUCCESS);
}

static NTSTATUS query(ULONG child, HDAUDIO_BUS_INTERFACE_V2 *bus) {
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information = 77;
  driver.plugin->Bus->QueryInterface(driver.fdo, child, &GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof *bus,
                                     0x0100, (PINTERFACE)(PVOID)bus, NULL, &status, &information);
  return status;
}

static void assert_child(ULONG child, UCHAR codec, UCHAR node) {
  HDAUDIO_BUS_INTERFACE_V2 bus;
  UCHAR seen_codec = 99, seen_node = 99;
  assert_int_equal(query(child, &bus), STATUS_SUCCESS);
  bus.GetResourceInformation(bus.Context, &seen_codec, &seen_node);
  assert_int_equal(seen_codec, codec);
  assert_int_equal(seen_node, node);
  bus.InterfaceDereference(bus.Context);
}

static void assert_no_child(ULONG child) {
  HDAUDIO_BUS_INTERFACE_V2 bus;
  size_t blocks = nt_pool_blocks_in_use();
  memset(&bus, 0xEE, sizeof bus);
  assert_int_equal(query(child, &bus), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.Size, 0xEEEE);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
}

static void every_function_group_is_a_child(void **state) {
  (void)state;
  struct fake_codec *codecs = fake_rings_of(driver.sim)->codecs;
  codecs[1] =
      (struct fake_codec){.group_count = 4, .first_node = 0x10, .group_type = {2, 0x80, 1, 0}};
  codecs[2].group_count = 0;
  codecs[3].first_node = 0x7F;
  restart();
  assert_child(0, 0, 1);
  assert_child(1, 1, 0x10);
  assert_child(2, 1, 0x12);
  assert_child(3, 3, 0x7F);
  assert_no_child(4);
  assert_no_child(~0u);
}

static void a_codec_that_talks_nonsense_has_no_child(void **state) {
  (void)state;
  struct fake_codec *codecs = fake_rings_of(driver.sim)->codecs;
  codecs[0].first_node = 0;
  codecs[1].first_node = 0x80;
  codecs[2] = (struct fake_codec){.group_count = 255, .first_node = 2, .group_type = {1}};
  restart();
  assert_child(0, 3, 1);
  assert_no_child(1);
}

static void a_silent_codec_has_no_child_but_is_there(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE_V2 bus;
  HDAUDIO_DEVICE_INFORMATION_V2 information;
  fake_rings_of(driver.sim)->codecs[0].mute = true;
  restart();
  assert_child(0, 1, 1);
  assert_no_child(3);
  assert_int_equal(query(0, &bus), STATUS_SUCCESS);
  HDAUDIO_DEVICE_INFORMATION_INIT(&information);
  assert_int_equal(
      bus.GetDeviceInformation(bus.Context, (PHDAUDIO_DEVICE_INFORMATION)(PVOID)&information),
      STATUS_SUCCESS);
  assert_int_equal(information.CodecsDetected, 4);
}

/* */
static void the_codecs_may_be_told_as_a_mask(void **state) {
  (void)state;
  HDAUDIO_DEVICE_INFORMATION information = {.Size = sizeof information};
  driver_unload();
  struct fake_config config = fake_default_config();
  config.codecs = 0xD;
  driver_power_on(&config);
  driver_load(OTHER_CHOICES);
  assert_int_equal(driver.bus.GetDeviceInformation(driver.bus.Context, &information),
                   STATUS_SUCCESS);
  assert_int_equal(information.CodecsDetected, 0xD);
}

static VOID ignore(HDAUDIO_CODEC_RESPONSE response, PVOID context) {
  (void)response;
  (void)context;
}

static void a_machine_without_codecs_has_a_client_all_the_same(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  driver_unload();
  config.codecs = 0;
  driver_power_on(&config);
  driver_load(REFERENCE_DRIVER);
  assert_child(0, 0, 0);
  assert_no_child(1);
  UCHAR tag;
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine;
  PVOID context = driver.bus.Context;
  assert_int_equal(driver.bus.AllocateCaptureDmaEngine(context, 0, &format, &engine, &converter),
                   STATUS_INVALID_PARAMETER); /* */
  assert_non_null(render(48000, 16, 16, 2));
  assert_int_equal(driver.bus.RegisterEventCallback(context, ignore, NULL, &tag), STATUS_SUCCESS);
}

static void capture_needs_a_codec_on_the_line(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine = NULL;
  driver_unload();
  config.codecs = 0x5;
  driver_power_on(&config);
  driver_load(REFERENCE_DRIVER);
  for (UCHAR line = 0; line < 16; line++)
    assert_int_equal(
        driver.bus.AllocateCaptureDmaEngine(driver.bus.Context, line, &format, &engine, &converter),
        line == 0 || line == 2 ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER);
}

/* Commands to different codecs overlap: four codecs take little longer than one. */
static void enumeration_takes_few_frames(void **state) {
  (void)state;
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->command_count = 0;
  restart();
  assert_int_equal(rings->command_count, 8);
  uint64_t ticks = rings->commands[7].tick - rings->commands[0].tick;
  assert_true(ticks <= 10 * FAKE_FRAME_TICKS);
}

static void a_start_without_pool_memory_leaves_nothing(void **state) {
  (void)state;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  for (size_t n = 1; n <= 4; n++) { /* adapter, probes, elements, children */
    nt_fail_pool_allocation(n);
    assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo),
                     STATUS_INSUFFICIENT_RESOURCES);
    assert_null(driver.fdo);
    assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  }
  nt_fail_pool_allocation(0);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo), STATUS_SUCCESS);
}

/* ---- information */

static NTSTATUS information(USHORT size, void *into) {
  memcpy(into, &size, sizeof size);
  return driver.bus.GetDeviceInformation(driver.bus.Context, (PHDAUDIO_DEVICE_INFORMATION)into);
}

static void device_information_fits_its_size(void **state) {
  (void)state;
  _Alignas(8) uint8_t memory[32], before[32];
  memset(before, 0xEE, sizeof before);
  for (USHORT size = 0; size < 10; size++) {
    memcpy(memory, before, sizeof memory);
    assert_int_equal(information(size, memory), STATUS_BUFFER_TOO_SMALL);
    assert_memory_equal(memory + 2, before, 30);
    assert_memory_equal(memory, &size, 2);
  }
  for (USHORT size = 10; size < 20; size++) {
    HDAUDIO_DEVICE_INFORMATION_V2 value;
    memcpy(memory, before, sizeof memory);
    assert_int_equal(information(size, memory), STATUS_SUCCESS);
    memcpy(&value, memory, sizeof value);
    assert_int_equal(value.Size, size < 14 ? 10 : 14);
    assert_int_equal(value.DeviceVersion, 0x0100);
    assert_int_equal(value.DriverVersion, 0x0100);
    assert_int_equal(value.CodecsDetected, 4);
    assert_int_equal(value.IsStripingSupported, FALSE);
    if (size < 14) {
      assert_memory_equal(memory + 10, before, 22);
    } else {
      assert_int_equal(value.CtrlRevision, 3);
      assert_int_equal(value.CtrlVendorId, 0x8086);
      assert_int_equal(value.CtrlDeviceId, 0x2668);
      assert_memory_equal(memory + 14, before, 18);
    }
  }
}

static void striping_needs_two_lines(void **state) {
  (void)state;
  for (unsigned code = 1; code < 3; code++) {
    struct fake_config config = fake_default_config();
    HDAUDIO_DEVICE_INFORMATION value;
    driver_unload();
    config.nsdo_code = code;
    driver_power_on(&config);
    driver_load(REFERENCE_DRIVER);
    assert_int_equal(information(sizeof value, &value), STATUS_SUCCESS);
    assert_int_equal(value.IsStripingSupported, TRUE);
  }
}

static void information_needs_a_context_and_the_right_level(void **state) {
  (void)state;
  HDAUDIO_DEVICE_INFORMATION value = {.Size = sizeof value};
  UCHAR codec = 99, node = 99;
  KIRQL old;
  const HDAUDIO_BUS_INTERFACE_V2 *bus = &driver.bus;
  assert_int_equal(bus->GetDeviceInformation(bus->Context, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(bus->GetDeviceInformation(NULL, &value), STATUS_NO_SUCH_DEVICE);
  bus->GetResourceInformation(NULL, &codec, &node);
  bus->GetResourceInformation(bus->Context, &codec, NULL);
  bus->GetResourceInformation(bus->Context, NULL, &node);
  KeRaiseIrql(APC_LEVEL, &old);
  assert_int_equal(bus->GetDeviceInformation(bus->Context, &value), STATUS_UNSUCCESSFUL);
  bus->GetResourceInformation(bus->Context, &codec, &node);
  KeLowerIrql(old);
  assert_int_equal(codec + node, 198);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(every_function_group_is_a_child),
      TEST(a_codec_that_talks_nonsense_has_no_child),
      TEST(a_silent_codec_has_no_child_but_is_there),
      TEST(the_codecs_may_be_told_as_a_mask),
      TEST(a_machine_without_codecs_has_a_client_all_the_same),
      TEST(capture_needs_a_codec_on_the_line),
      TEST(enumeration_takes_few_frames),
      TEST(a_start_without_pool_memory_leaves_nothing),
      TEST(device_information_fits_its_size),
      TEST(striping_needs_two_lines),
      TEST(information_needs_a_context_and_the_right_level),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
