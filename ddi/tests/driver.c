/* SPDX-License-Identifier: Apache-2.0 */
#include <initguid.h>

#include "driver.h"

#include <dlfcn.h>

struct driver driver;

void driver_power_on(const struct fake_config *config) {
  driver = (struct driver){.sim = fake_create(config)};
  nt_start(driver.sim);
  watch_records();
}

NTSTATUS driver_query(const GUID *type, USHORT size, USHORT version, void *interface) {
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information = 77;
  driver.plugin->Bus->QueryInterface(driver.fdo, 0, type, size, version, (PINTERFACE)interface,
                                     NULL, &status, &information);
  assert_int_equal(information, NT_SUCCESS(status) ? 0 : 77);
  return status;
}

void driver_load(const char *library) {
  driver.library = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (driver.library == NULL)
    fail_msg("%s", dlerror());
  const HDA_DDI_PLUGIN *(*entry)(ULONG) = NULL;
  *(void **)&entry = dlsym(driver.library, "HdaDdiPluginEntry");
  assert_non_null(entry);
  assert_null(entry(HDA_DDI_PLUGIN_ABI + 1));
  driver.plugin = entry(HDA_DDI_PLUGIN_ABI);
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo), STATUS_SUCCESS);
  assert_int_equal(
      driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof driver.bus, 0x0100, &driver.bus),
      STATUS_SUCCESS);
}

void driver_remove(void) {
  if (driver.fdo == NULL)
    return;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  assert_int_equal(nt_pages_in_use(), 0);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
  assert_no_finding();
}

void driver_unload(void) {
  driver_remove();
  if (driver.library != NULL)
    (void)dlclose(driver.library);
  nt_stop();
  fake_destroy(driver.sim);
}

int driver_start(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  driver_power_on(&config);
  driver_load(REFERENCE_DRIVER);
  return 0;
}

int driver_stop(void **state) {
  (void)state;
  driver_unload();
  return 0;
}

uint64_t driver_now(void) {
  struct hda_sim_time now;
  hda_sim_now(driver.sim, &now);
  return now.ticks;
}

uint32_t sd_offset(unsigned stream) { return 0x80 + 0x20 * stream; }

HANDLE render(ULONG rate, USHORT valid, USHORT container, USHORT channels) {
  HDAUDIO_STREAM_FORMAT format = {rate, valid, container, channels};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine = NULL;
  assert_int_equal(
      driver.bus.AllocateRenderDmaEngine(driver.bus.Context, &format, FALSE, &engine, &converter),
      STATUS_SUCCESS);
  return engine;
}

HANDLE capture(UCHAR codec, ULONG rate, USHORT valid, USHORT container, USHORT channels) {
  HDAUDIO_STREAM_FORMAT format = {rate, valid, container, channels};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine = NULL;
  assert_int_equal(
      driver.bus.AllocateCaptureDmaEngine(driver.bus.Context, codec, &format, &engine, &converter),
      STATUS_SUCCESS);
  return engine;
}

NTSTATUS allocate(HANDLE engine, ULONG count, SIZE_T bytes, struct buffer *buffer) {
  return driver.bus.AllocateDmaBufferWithNotification(driver.bus.Context, engine, count, bytes,
                                                      &buffer->mdl, &buffer->bytes, &buffer->offset,
                                                      &buffer->stream_id, &buffer->fifo);
}

NTSTATUS release(HANDLE engine, const struct buffer *buffer) {
  return driver.bus.FreeDmaBufferWithNotification(driver.bus.Context, engine, buffer->mdl,
                                                  buffer->bytes);
}

NTSTATUS set_state(HANDLE engine, HDAUDIO_STREAM_STATE state) {
  return driver.bus.SetDmaEngineState(driver.bus.Context, state, 1, &engine);
}
