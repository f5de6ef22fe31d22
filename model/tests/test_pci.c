/* SPDX-License-Identifier: Apache-2.0 */
/* The PCI function with the real controller: configuration space, messages, D3hot, resets. Values
 * are those of the register tables of the function, as the ICH6 had them. */
#include "hda_regs.h"
#include "rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum {
  COMMAND = 0x04,
  STATUS = 0x06,
  BAR0 = 0x10,
  BAR0_UPPER = 0x14,
  SUBSYSTEM = 0x2C,
  TCSEL = 0x44,
  PMCS = 0x54,
  MSI_CONTROL = 0x62,
  MSI_ADDRESS = 0x64,
  MSI_UPPER = 0x68,
  MSI_DATA = 0x6C,
  RENDER = 4,
};

static struct {
  unsigned messages, rises, falls;
  uint64_t address;
  uint32_t data;
} seen;

static void see(void *user, const struct hda_sim_event *event) {
  (void)user;
  if (event->kind == HDA_SIM_EV_IRQ) {
    ++*(event->level ? &seen.rises : &seen.falls);
  } else {
    ++seen.messages;
    seen.address = event->msi.address;
    seen.data = event->msi.data;
  }
}

static int setup(void **state) {
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  hda_sim_config_default(&config);
  const int error = hda_sim_create(&config, &sim);
  memset(&seen, 0, sizeof seen);
  *state = sim;
  return error != 0 ? error
                    : hda_sim_observe(sim, 1U << HDA_SIM_EV_IRQ | 1U << HDA_SIM_EV_MSI, see, NULL);
}

static int teardown(void **state) {
  hda_sim_destroy(*state);
  return 0;
}

static uint32_t get(struct hda_sim *sim, uint32_t offset, unsigned bytes) {
  uint32_t value = 0;
  assert_int_equal(hda_sim_config_read(sim, offset, bytes, &value), HDA_SIM_OK);
  return value;
}

static void put(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t value) {
  assert_int_equal(hda_sim_config_write(sim, offset, bytes, value), HDA_SIM_OK);
}

static uint32_t reg(struct hda_sim *sim, uint32_t offset) {
  uint32_t value = 0;
  assert_int_equal(hda_sim_read32(sim, offset, &value), HDA_SIM_OK);
  return value;
}

static void header_is_that_of_the_class(void **state) {
  struct hda_sim *sim = *state;
  uint32_t value = 0;
  assert_int_equal(get(sim, 0x00, 4), 0x26688086);
  assert_int_equal(get(sim, COMMAND, 2), 0x0006);
  assert_int_equal(get(sim, STATUS, 2), 0x0010);
  assert_int_equal(get(sim, 0x08, 4), 0x04030000);
  assert_int_equal(get(sim, 0x0E, 1), 0);
  assert_int_equal(get(sim, BAR0, 4), 0x4);
  assert_int_equal(get(sim, 0x34, 1), 0x50);
  assert_int_equal(get(sim, 0x3C, 2), 0x0100);
  assert_int_equal(get(sim, 0x50, 4), 0xC8426001);
  assert_int_equal(get(sim, 0x60, 4), 0x00800005);
  assert_int_equal(hda_sim_config_read(sim, 0x100, 4, &value), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_config_read(sim, 0x02, 4, &value), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_config_read(sim, 0x00, 3, &value), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_config_write(sim, 0x100, 4, 0), HDA_SIM_ERANGE);
  /* Only what is writable takes a write. */
  for (uint32_t offset = 0; offset < 0x100; offset += 4) {
    put(sim, offset, 4, 0xFFFFFFFF);
  }
  assert_int_equal(get(sim, 0x00, 4), 0x26688086);
  assert_int_equal(get(sim, 0x08, 4), 0x04030000);
  assert_int_equal(get(sim, BAR0, 4), 0xFFFFC004);
  assert_int_equal(get(sim, BAR0_UPPER, 4), 0xFFFFFFFF);
  assert_int_equal(get(sim, 0x18, 4), 0);
  assert_int_equal(get(sim, 0x3C, 2), 0x01FF);
  assert_int_equal(get(sim, TCSEL, 1), 0x07);
  assert_int_equal(get(sim, 0x50, 4), 0xC8426001);
  assert_int_equal(get(sim, 0x60, 4), 0x00810005);
}

static void subsystem_is_written_once(void **state) {
  struct hda_sim *sim = *state;
  put(sim, SUBSYSTEM, 2, 0x1234);
  put(sim, SUBSYSTEM, 4, 0x5678FFFF);
  assert_int_equal(get(sim, SUBSYSTEM, 4), 0x56781234);
  put(sim, SUBSYSTEM, 4, 0);
  put(sim, PMCS, 2, 3);
  put(sim, PMCS, 2, 0);
  assert_int_equal(get(sim, SUBSYSTEM, 4), 0x56781234);
  assert_int_equal(hda_sim_reset(sim, HDA_SIM_RESET_FUNCTION), HDA_SIM_OK);
  assert_int_equal(get(sim, SUBSYSTEM, 4), 0);
}

static void memory_space_can_be_off(void **state) {
  struct hda_sim *sim = *state;
  put(sim, COMMAND, 2, 0x0004);
  assert_int_equal(reg(sim, HDA_GCAP), 0xFFFFFFFF);
  assert_int_equal(hda_sim_write32(sim, HDA_GCTL, 1), HDA_SIM_OK);
  put(sim, COMMAND, 2, 0x0006);
  assert_int_equal(rig_frames(sim, 20), HDA_SIM_OK);
  assert_int_equal(reg(sim, HDA_GCTL), 0);
}

static void start_render(struct hda_sim *sim) {
  const struct rig_stream stream = {.index = RENDER,
                                    .tag = 1,
                                    .fmt = 0x0011,
                                    .bdl = 0x200000,
                                    .buffer = 0x201000,
                                    .bytes = 1920,
                                    .entries = 2};
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, RENDER, true), HDA_SIM_OK);
  assert_int_equal(hda_sim_write32(sim, HDA_INTCTL, 1U << 31 | 1U << RENDER), HDA_SIM_OK);
}

static void clear_bcis(struct hda_sim *sim) {
  assert_int_equal(hda_sim_write8(sim, rig_sd(RENDER, RIG_SD_STS), RIG_STS_BCIS), HDA_SIM_OK);
}

static void pin_can_be_disabled(void **state) {
  struct hda_sim *sim = *state;
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  start_render(sim);
  assert_int_equal(rig_frames(sim, 300), HDA_SIM_OK);
  assert_true(hda_sim_irq(sim));
  assert_int_equal(get(sim, STATUS, 2), 0x0018);
  put(sim, COMMAND, 2, 0x0406);
  assert_false(hda_sim_irq(sim));
  assert_int_equal(seen.falls, 1);
  assert_int_equal(get(sim, STATUS, 2), 0x0018);
  put(sim, COMMAND, 2, 0x0006);
  assert_true(hda_sim_irq(sim));
  assert_int_equal(seen.rises, 2);
  clear_bcis(sim);
  assert_int_equal(get(sim, STATUS, 1), 0x10);
}

/* HDA-INT-004: one message for each rise of the request, none while it stays. */
static void messages_replace_the_pin(void **state) {
  struct hda_sim *sim = *state;
  struct hda_sim_time now;
  unsigned woke = 0;
  uint32_t word = 0;
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  put(sim, MSI_ADDRESS, 4, 0xFEE01000);
  put(sim, MSI_DATA, 2, 0x4041);
  put(sim, MSI_CONTROL, 2, 1);
  start_render(sim);
  hda_sim_now(sim, &now);
  const uint64_t far = now.ticks + hda_sim_ticks_per_second(sim) / 10;
  assert_int_equal(hda_sim_run_until(sim, far, HDA_SIM_WAKE_MSI | HDA_SIM_WAKE_IRQ, &woke),
                   HDA_SIM_OK);
  assert_int_equal(woke, HDA_SIM_WAKE_MSI);
  assert_int_equal(seen.messages, 1);
  assert_true(seen.address == 0xFEE01000);
  assert_int_equal(seen.data, 0x4041);
  assert_false(hda_sim_irq(sim));
  assert_int_equal(rig_frames(sim, 1000), HDA_SIM_OK);
  assert_int_equal(seen.messages, 1);
  put(sim, MSI_ADDRESS, 4, 0x00300000);
  put(sim, MSI_UPPER, 4, 0x1);
  clear_bcis(sim);
  assert_int_equal(rig_frames(sim, 300), HDA_SIM_OK);
  assert_int_equal(seen.messages, 2);
  assert_true(seen.address == 0x100300000);
  assert_int_equal(hda_sim_mem_read(sim, 0x100300000, &word, sizeof word), HDA_SIM_OK);
  assert_int_equal(word, 0x4041);
  put(sim, MSI_CONTROL, 2, 0);
  assert_true(hda_sim_irq(sim));
  put(sim, MSI_CONTROL, 2, 1); /* DD-29 */
  assert_int_equal(seen.messages, 3);
  assert_false(hda_sim_irq(sim));
  assert_int_equal(seen.rises, 1);
  clear_bcis(sim);
  put(sim, COMMAND, 2, 0x0002); /* a message is a bus master write */
  assert_int_equal(rig_frames(sim, 300), HDA_SIM_OK);
  assert_int_equal(seen.messages, 3);
}

static void d3hot_closes_the_function(void **state) {
  struct hda_sim *sim = *state;
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, HDA_WAKEEN, 0x5), HDA_SIM_OK);
  start_render(sim);
  assert_int_equal(rig_frames(sim, 300), HDA_SIM_OK);
  assert_true(hda_sim_irq(sim));
  put(sim, BAR0, 4, 0xD0000000);
  put(sim, PMCS, 2, 1);
  assert_int_equal(get(sim, PMCS, 2) & 3, 0);
  put(sim, PMCS, 2, 3);
  assert_false(hda_sim_irq(sim));
  assert_int_equal(reg(sim, HDA_GCAP), 0xFFFFFFFF);
  assert_int_equal(hda_sim_write8(sim, HDA_GCTL, 0), HDA_SIM_OK);
  put(sim, PMCS, 2, 2);
  assert_int_equal(get(sim, PMCS, 2) & 3, 3);
  struct hda_sim_time before, after;
  hda_sim_now(sim, &before);
  put(sim, PMCS, 2, 0);
  hda_sim_now(sim, &after);
  assert_true(after.ticks > before.ticks);
  assert_false(after.link);
  assert_int_equal(get(sim, BAR0, 4), 0x4);
  assert_int_equal(get(sim, COMMAND, 2), 0);
  assert_int_equal(reg(sim, HDA_GCAP), 0xFFFFFFFF);
  put(sim, COMMAND, 2, 0x0006);
  assert_int_equal(reg(sim, HDA_GCTL), 0);
  assert_int_equal(reg(sim, HDA_INTCTL), 0);
  assert_int_equal(reg(sim, rig_sd(RENDER, RIG_SD_CBL)), 0);
  assert_int_equal(reg(sim, HDA_WAKEEN) & 0xFFFF, 0x5); /* HDA-RST-003 */
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  start_render(sim);
  assert_int_equal(rig_frames(sim, 300), HDA_SIM_OK);
  assert_true(hda_sim_irq(sim));
}

/* With bursts under way, a reset leaves nothing behind (HDA-RST-001, HDA-RST-003). */
static void resets_come_at_any_time(void **state) {
  struct hda_sim *sim = *state;
  const uint64_t latency[] = {20000, 3};
  const uint64_t per_us = hda_sim_ticks_per_second(sim) / 1000000;
  assert_int_equal(hda_sim_fault_set(sim, "dma_random_latency_ns", latency, 2), HDA_SIM_OK);
  for (unsigned round = 0; round < 40; ++round) {
    const bool power = round % 4 == 0;
    struct hda_sim_time now;
    assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
    assert_int_equal(hda_sim_write16(sim, HDA_WAKEEN, 0x3), HDA_SIM_OK);
    start_render(sim);
    hda_sim_now(sim, &now);
    assert_int_equal(hda_sim_run_until(sim, now.ticks + (100 + 7 * round) * per_us, 0, NULL),
                     HDA_SIM_OK);
    assert_int_equal(hda_sim_reset(sim, power ? HDA_SIM_RESET_POWER_ON : HDA_SIM_RESET_FUNCTION),
                     HDA_SIM_OK);
    assert_false(hda_sim_irq(sim));
    assert_int_equal(reg(sim, HDA_GCTL), 0);
    assert_int_equal(reg(sim, HDA_WAKEEN), power ? 0 : 0x000F0003);
    assert_int_equal(reg(sim, rig_sd(RENDER, RIG_SD_CBL)), 0);
    hda_sim_now(sim, &now);
    assert_false(now.link);
  }
}

#define WITH_SIM(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH_SIM(header_is_that_of_the_class), WITH_SIM(subsystem_is_written_once),
      WITH_SIM(memory_space_can_be_off),     WITH_SIM(pin_can_be_disabled),
      WITH_SIM(messages_replace_the_pin),    WITH_SIM(d3hot_closes_the_function),
      WITH_SIM(resets_come_at_any_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
