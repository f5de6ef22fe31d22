/* SPDX-License-Identifier: Apache-2.0 */
/* The command rings: size, handshakes, interrupt, and their end. */
#include "driver.h"

#include <string.h>

static NTSTATUS start_again(void) {
  if (driver.fdo != NULL)
    driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  return driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo);
}

static struct fake_ring_faults *faults(void) { return &fake_rings_of(driver.sim)->faults; }

static ULONG verb(ULONG command) {
  HDAUDIO_BUS_INTERFACE_V2 bus;
  HDAUDIO_CODEC_TRANSFER transfer = {.Output = {.Command = command}};
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  assert_int_equal(bus.TransferCodecVerbs(bus.Context, 1, &transfer, NULL, NULL), STATUS_SUCCESS);
  assert_true(transfer.Input.IsValid);
  return transfer.Input.Response;
}

static void rings_of_256_run_after_start(void **state) {
  (void)state;
  assert_int_equal(fake_peek(driver.sim, 0x4E, 1) & 3, 2);
  assert_int_equal(fake_peek(driver.sim, 0x5E, 1) & 3, 2);
  assert_int_equal(fake_peek(driver.sim, 0x4C, 1), 2);
  assert_int_equal(fake_peek(driver.sim, 0x5C, 1), 7);
  assert_int_equal(fake_peek(driver.sim, 0x5A, 2), 1);
  assert_int_equal(fake_peek(driver.sim, 0x08, 4), 0x101);
  assert_int_equal(fake_peek(driver.sim, 0x40, 1) & 0x7F, 0);
  assert_int_equal(fake_peek(driver.sim, 0x50, 1) & 0x7F, 0);
}

static void the_pointers_are_reset_by_their_handshake(void **state) {
  (void)state;
  const struct fake_write *writes;
  size_t count = fake_writes(driver.sim, &writes), found = 0;
  static const uint32_t expected[][2] = {{0x58, 0x8000}, {0x4A, 0x8000}, {0x4A, 0}, {0x4C, 2}};
  for (size_t i = 0; i < count && found < 4; i++)
    if (writes[i].offset == expected[found][0] && writes[i].value == expected[found][1])
      found++;
  assert_int_equal(found, 4);
}

/* At every moment of the start the controller may vanish. */
static void a_controller_that_vanishes_during_the_start_is_survived(void **state) {
  (void)state;
  for (unsigned us = 20; us < 1600; us += 13) {
    driver.plugin->Bus->RemoveDevice(driver.fdo);
    driver.fdo = NULL;
    struct fake_faults faults = {.gone_from = driver_now() + us * 1200u};
    fake_set_faults(driver.sim, &faults);
    NTSTATUS status = driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo);
    assert_true(driver_now() < faults.gone_from + 50000 * 1200u);
    assert_int_equal(driver.fdo != NULL, NT_SUCCESS(status));
    faults.gone_from = 0;
    fake_set_faults(driver.sim, &faults);
    if (driver.fdo == NULL) {
      assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
      assert_int_equal(driver.plugin->Bus->StartDevice(nt_device(), &driver.fdo), STATUS_SUCCESS);
    }
  }
}

static void an_interrupt_of_a_controller_that_is_gone_is_not_claimed(void **state) {
  (void)state;
  const struct fake_faults gone = {.gone = true}, none = {0};
  watch_records();
  fake_set_faults(driver.sim, &gone);
  fake_force_line(driver.sim, true);
  KeStallExecutionProcessor(1);
  fake_force_line(driver.sim, false);
  fake_set_faults(driver.sim, &none);
  assert_int_equal(seen.claimed, 0);
  assert_finding("INTERRUPT-UNCLAIMED");
}

static void the_rings_stop_at_removal(void **state) {
  (void)state;
  const struct fake_write *writes;
  fake_forget_writes(driver.sim);
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  size_t count = fake_writes(driver.sim, &writes), corb = 0, rirb = 0, reset = 0;
  for (size_t i = 0; i < count; i++) {
    if (writes[i].offset == 0x4C && writes[i].value == 0)
      corb = i;
    if (writes[i].offset == 0x5C && writes[i].value == 0)
      rirb = i;
    if (writes[i].offset == 0x08)
      reset = i;
  }
  assert_true(corb != 0 && rirb != 0 && reset > corb && reset > rirb);
  assert_int_equal(fake_peek(driver.sim, 0x0E, 2), 0);
}

static void smaller_rings_are_used_if_there_is_nothing_else(void **state) {
  (void)state;
  static const struct {
    uint8_t corb, rirb;
    unsigned codes[2];
  } table[] = {{3, 3, {1, 1}}, {1, 1, {0, 0}}, {2, 4, {1, 2}}, {7, 1, {2, 0}}};
  struct fake_rings *rings = fake_rings_of(driver.sim);
  for (size_t i = 0; i < ARRAYSIZE(table); i++) {
    rings->size_offers[0] = table[i].corb;
    rings->size_offers[1] = table[i].rirb;
    rings->command_count = 0;
    assert_int_equal(start_again(), STATUS_SUCCESS);
    assert_int_equal(fake_peek(driver.sim, 0x4E, 1) & 3, table[i].codes[0]);
    assert_int_equal(fake_peek(driver.sim, 0x5E, 1) & 3, table[i].codes[1]);
    assert_int_equal(rings->command_count, 8); /* none was lost */
    for (ULONG n = 0; n < 40; n++)
      assert_int_equal(verb(0x10270500 + n), ~(0x10270500 + n));
  }
}

static void a_mute_codec_does_not_fill_a_small_ring(void **state) {
  (void)state;
  struct fake_rings *rings = fake_rings_of(driver.sim);
  rings->size_offers[0] = 1;
  assert_int_equal(start_again(), STATUS_SUCCESS);
  HDAUDIO_BUS_INTERFACE_V2 bus;
  HDAUDIO_CODEC_TRANSFER transfer = {.Output = {.Command = 0x00F00000}};
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  rings->codecs[0].mute = true;
  assert_int_equal(bus.TransferCodecVerbs(bus.Context, 1, &transfer, NULL, NULL), STATUS_SUCCESS);
  assert_int_equal(transfer.Input.CompleteResponse, 0);
  uint64_t before = driver_now();
  assert_int_equal(verb(0x10270500), ~0x10270500u);
  assert_true(driver_now() - before < 10 * FAKE_FRAME_TICKS);
}

static void rings_that_do_not_start_are_not_ready(void **state) {
  (void)state;
  static const struct fake_ring_faults table[] = {{.pointer_never_sets = true},
                                                  {.pointer_never_clears = true},
                                                  {.corb_never_runs = true},
                                                  {.rirb_never_runs = true}};
  struct fake_rings *rings = fake_rings_of(driver.sim);
  for (size_t i = 0; i < ARRAYSIZE(table); i++) {
    *faults() = table[i];
    assert_int_equal(start_again(), STATUS_DEVICE_NOT_READY);
    assert_null(driver.fdo);
    assert_int_equal(nt_pages_in_use() + nt_pool_blocks_in_use(), 0);
  }
  *faults() = (struct fake_ring_faults){0};
  for (size_t i = 0; i < 2; i++) {
    rings->size_offers[0] = i == 0 ? 0 : 7;
    rings->size_offers[1] = i == 0 ? 7 : 0;
    assert_int_equal(start_again(), STATUS_DEVICE_NOT_READY);
  }
  rings->size_offers[1] = 7;
  assert_int_equal(start_again(), STATUS_SUCCESS);
  assert_no_finding();
}

static void a_start_without_a_page_for_the_rings_fails(void **state) {
  (void)state;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  nt_set_page_budget(8); /* one for each engine */
  assert_int_equal(start_again(), STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(9);
  assert_int_equal(start_again(), STATUS_SUCCESS);
  nt_set_page_budget(NT_UNLIMITED);
}

/* What firmware left: a link that is up, rings that run, old announcements of codecs. */
static void rings_left_running_are_stopped_before_the_reset(void **state) {
  (void)state;
  const struct fake_write *writes;
  driver.plugin->Bus->RemoveDevice(driver.fdo);
  driver.fdo = NULL;
  (void)hda_sim_write32(driver.sim, 0x08, 1);
  (void)hda_sim_write8(driver.sim, 0x4C, 2);
  (void)hda_sim_write8(driver.sim, 0x5C, 2);
  fake_forget_writes(driver.sim);
  assert_int_equal(start_again(), STATUS_SUCCESS);
  size_t count = fake_writes(driver.sim, &writes);
  unsigned stopped = 0;
  for (size_t i = 0; i < count && writes[i].offset != 0x08; i++)
    stopped |= (writes[i].offset == 0x4C && writes[i].value == 0 ? 1u : 0) |
               (writes[i].offset == 0x5C && writes[i].value == 0 ? 2u : 0) |
               (writes[i].offset == 0x0E && writes[i].value == 0x7FFF ? 4u : 0);
  assert_int_equal(stopped, 7);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(rings_of_256_run_after_start),
      TEST(the_pointers_are_reset_by_their_handshake),
      TEST(a_controller_that_vanishes_during_the_start_is_survived),
      TEST(an_interrupt_of_a_controller_that_is_gone_is_not_claimed),
      TEST(the_rings_stop_at_removal),
      TEST(smaller_rings_are_used_if_there_is_nothing_else),
      TEST(a_mute_codec_does_not_fill_a_small_ring),
      TEST(rings_that_do_not_start_are_not_ready),
      TEST(a_start_without_a_page_for_the_rings_fails),
      TEST(rings_left_running_are_stopped_before_the_reset),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
