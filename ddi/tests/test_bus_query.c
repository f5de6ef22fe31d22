/* SPDX-License-Identifier: Apache-2.0 */
/* Start, interface query, contexts, references. */
#include "driver.h"

static const struct {
  const GUID *type;
  USHORT size;
  unsigned slots;
} offered[] = {
    {&GUID_HDAUDIO_BUS_INTERFACE, sizeof(HDAUDIO_BUS_INTERFACE), 14},
    {&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof(HDAUDIO_BUS_INTERFACE_V2), 18},
    {&GUID_HDAUDIO_BUS_INTERFACE_V3, sizeof(HDAUDIO_BUS_INTERFACE_V3), 20},
    {&GUID_HDAUDIO_BUS_INTERFACE_BDL, sizeof(HDAUDIO_BUS_INTERFACE_BDL), 15},
};
#define MOST_SLOTS 20

static void every_interface_is_complete(void **state) {
  (void)state;
  for (size_t i = 0; i < ARRAYSIZE(offered); i++) {
    struct {
      INTERFACE header;
      void *slots[MOST_SLOTS + 1];
    } got;
    memset(&got, 0xEE, sizeof got);
    void *beyond = got.slots[MOST_SLOTS];
    assert_int_equal(driver_query(offered[i].type, sizeof got, 0x0100, &got), STATUS_SUCCESS);
    assert_int_equal(got.header.Size, offered[i].size);
    assert_int_equal(offered[i].size, sizeof got.header + offered[i].slots * sizeof(void *));
    assert_int_equal(got.header.Version, 0x0100);
    assert_non_null(got.header.Context);
    assert_non_null(got.header.InterfaceReference);
    assert_non_null(got.header.InterfaceDereference);
    for (size_t a = 0; a < offered[i].slots; a++) {
      assert_non_null(got.slots[a]);
      for (size_t b = 0; b < a; b++)
        assert_ptr_not_equal(got.slots[a], got.slots[b]);
    }
    for (size_t a = offered[i].slots; a <= MOST_SLOTS; a++)
      assert_ptr_equal(got.slots[a], beyond); /* DDI-QI-012 */
    got.header.InterfaceDereference(got.header.Context);
  }
}

static void wrong_sizes_and_versions_are_refused(void **state) {
  (void)state;
  uint8_t memory[256], untouched[sizeof memory];
  size_t blocks = nt_pool_blocks_in_use();
  memset(memory, 0xEE, sizeof memory);
  memcpy(untouched, memory, sizeof memory);
  for (size_t i = 0; i < ARRAYSIZE(offered); i++) {
    const GUID *type = offered[i].type;
    USHORT size = offered[i].size;
    assert_int_equal(driver_query(type, (USHORT)(size - 1), 0x0100, memory),
                     STATUS_INVALID_BUFFER_SIZE);
    assert_int_equal(driver_query(type, 0, 0x0100, memory), STATUS_INVALID_BUFFER_SIZE);
    assert_int_equal(driver_query(type, size, 0x0101, memory), STATUS_INVALID_BUFFER_SIZE);
    assert_int_equal(driver_query(type, size, 0x00FF, memory), STATUS_INVALID_BUFFER_SIZE);
    assert_int_equal(driver_query(type, size, 0x0100, NULL), STATUS_INVALID_PARAMETER);
  }
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_CLASS, 1000, 0x0100, memory),
                   STATUS_NOT_SUPPORTED);
  assert_int_equal(driver_query(NULL, 1000, 0x0100, memory), STATUS_NOT_SUPPORTED);
  assert_memory_equal(memory, untouched, sizeof memory);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
}

/* DDI-QI-015, DDI-ENG-010 */
static void all_interfaces_share_the_engines(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE v1;
  HDAUDIO_BUS_INTERFACE_V3 v3;
  HDAUDIO_BUS_INTERFACE_BDL bdl;
  assert_int_equal(driver_query(offered[0].type, sizeof v1, 0x0100, &v1), STATUS_SUCCESS);
  assert_int_equal(driver_query(offered[2].type, sizeof v3, 0x0100, &v3), STATUS_SUCCESS);
  assert_int_equal(driver_query(offered[3].type, sizeof bdl, 0x0100, &bdl), STATUS_SUCCESS);
  PVOID contexts[] = {v1.Context, driver.bus.Context, v3.Context, bdl.Context};
  PALLOCATE_RENDER_DMA_ENGINE routines[] = {
      v1.AllocateRenderDmaEngine, driver.bus.AllocateRenderDmaEngine, v3.AllocateRenderDmaEngine,
      bdl.AllocateRenderDmaEngine};
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engines[4];
  for (size_t i = 0; i < 4; i++) {
    for (size_t j = 0; j < i; j++)
      assert_ptr_not_equal(contexts[i], contexts[j]);
    assert_int_equal(routines[i](contexts[i], &format, FALSE, &engines[i], &converter),
                     STATUS_SUCCESS);
  }
  for (size_t i = 0; i < 4; i++) {
    HANDLE engine;
    assert_int_equal(routines[i](contexts[i], &format, FALSE, &engine, &converter),
                     STATUS_INSUFFICIENT_RESOURCES);
  }
  assert_int_equal(bdl.FreeDmaEngine(bdl.Context, engines[0]), STATUS_INVALID_HANDLE);
  assert_int_equal(bdl.FreeDmaEngine(bdl.Context, engines[3]), STATUS_SUCCESS);
  assert_int_equal(v1.AllocateRenderDmaEngine(v1.Context, &format, FALSE, &engines[3], &converter),
                   STATUS_SUCCESS);
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

static void a_query_without_memory_is_refused(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE_V2 other;
  nt_fail_pool_allocation(1);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof other, 0x0100, &other),
                   STATUS_INSUFFICIENT_RESOURCES);
}

static void removal_takes_the_clients_of_its_device_only(void **state) {
  (void)state;
  PVOID first = driver.fdo, second = NULL;
  HDAUDIO_BUS_INTERFACE_V2 other;
  PULONG clock = NULL;
  assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &second), STATUS_SUCCESS);
  driver.fdo = second;
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof other, 0x0100, &other),
                   STATUS_SUCCESS);
  driver.plugin->Bus->RemoveDevice(first);
  driver.bus.GetWallClockRegister(driver.bus.Context, &clock);
  assert_null(clock);
  other.GetWallClockRegister(other.Context, &clock);
  assert_non_null(clock);
}

static HDAUDIO_BUS_INTERFACE_V2 victim;

static void drop_the_victim(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  (void)transfer;
  (void)context;
  victim.InterfaceDereference(victim.Context);
}

static void a_client_may_end_another_during_removal(void **state) {
  (void)state;
  HDAUDIO_CODEC_TRANSFER transfer = {.Output = {.Command = 0x000F0000}};
  HDAUDIO_BUS_INTERFACE_V2 last;
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof victim, 0x0100, &victim),
                   STATUS_SUCCESS);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof last, 0x0100, &last),
                   STATUS_SUCCESS);
  assert_int_equal(
      driver.bus.TransferCodecVerbs(driver.bus.Context, 1, &transfer, drop_the_victim, NULL),
      STATUS_SUCCESS);
  driver_remove();
}

/* */
static void the_bdl_interface_may_be_left_out(void **state) {
  (void)state;
  uint8_t memory[256];
  driver_unload();
  struct fake_config config = fake_default_config();
  driver_power_on(&config);
  driver_load(OTHER_CHOICES);
  for (size_t i = 0; i < ARRAYSIZE(offered); i++)
    assert_int_equal(driver_query(offered[i].type, sizeof memory, 0x0100, memory),
                     offered[i].type == &GUID_HDAUDIO_BUS_INTERFACE_BDL ? STATUS_NOT_SUPPORTED
                                                                        : STATUS_SUCCESS);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(every_interface_is_complete),
      TEST(wrong_sizes_and_versions_are_refused),
      TEST(all_interfaces_share_the_engines),
      TEST(clients_are_separate),
      TEST(the_last_dereference_takes_everything),
      TEST(buffers_of_a_client_lost_at_dispatch_level_are_freed_later),
      TEST(a_query_without_memory_is_refused),
      TEST(a_client_may_end_another_during_removal),
      TEST(the_bdl_interface_may_be_left_out),
      TEST(removal_takes_the_clients_of_its_device_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
