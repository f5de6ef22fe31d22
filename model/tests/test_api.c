/* SPDX-License-Identifier: Apache-2.0 */
/* hda_sim.h over the fake RTL: life, time, memory, faults, observers, codec. */
#include "fake_rtl.h"
#include "hda_sim.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MIB = 1 << 20 };

static struct hda_sim_config fake_config(void) {
  struct hda_sim_config config;
  hda_sim_config_default(&config);
  config.rtl_library = FAKE_RTL;
  return config;
}

static int setup(void **state) {
  const struct hda_sim_config config = fake_config();
  struct hda_sim *sim = NULL;
  const int error = hda_sim_create(&config, &sim);
  *state = sim;
  return error;
}

static int teardown(void **state) {
  hda_sim_destroy(*state);
  return 0;
}

static void ok(int error) { assert_string_equal(hda_sim_strerror(error), hda_sim_strerror(0)); }

static uint64_t ticks(struct hda_sim *sim) {
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  return now.ticks;
}

static void bad_configs_are_refused(void **state) {
  (void)state;
  struct hda_sim *sim = NULL;
  struct hda_sim_config config = fake_config();
  config.size = 8;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_EINVAL);
  static const uint64_t clocks[] = {0, 19999999, 400000001};
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; ++i) {
    config = fake_config();
    config.bus_hz = clocks[i];
    assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_EINVAL);
  }
  config = fake_config();
  config.low_mem_bytes = (uint64_t)1 << 32;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_EINVAL);
  config = fake_config();
  config.rtl_library = "/nowhere/rtl.so";
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_ERTL);
  assert_null(sim);
  config = fake_config();
  ok(hda_sim_create(&config, &sim));
  struct hda_sim *second = NULL;
  assert_int_equal(hda_sim_create(&config, &second), HDA_SIM_EEXIST);
  hda_sim_destroy(sim);
}

static void build_is_told(void **state) {
  struct hda_sim_build build;
  hda_sim_get_build(*state, &build);
  assert_string_equal(build.name, "fake");
  assert_int_equal(build.iss, 2);
  assert_int_equal(build.oss, 1);
  assert_int_equal(build.sdi, 3);
  assert_false(build.trace);
  assert_int_equal(hda_sim_trace_open(*state, "/tmp/never.fst"), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_coverage_write(*state, "/tmp/never.dat"), HDA_SIM_EINVAL);
}

static void ticks_divide_both_clocks(void **state) {
  (void)state;
  static const uint64_t clocks[] = {20000000, 100000000, 133333333, 400000000};
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; ++i) {
    struct hda_sim_config config = fake_config();
    struct hda_sim *sim = NULL;
    config.bus_hz = clocks[i];
    ok(hda_sim_create(&config, &sim));
    assert_true(hda_sim_ticks_per_bclk(sim) * 24000000 == hda_sim_ticks_per_second(sim));
    assert_true(hda_sim_ticks_per_bus_cycle(sim) * clocks[i] == hda_sim_ticks_per_second(sim));
    assert_int_equal(hda_sim_ticks_per_bclk(sim) % 2, 0);
    assert_int_equal(hda_sim_ticks_per_bus_cycle(sim) % 2, 0);
    hda_sim_destroy(sim);
  }
}

static void link_time_counts_from_frame_0(void **state) {
  struct hda_sim *sim = *state;
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  assert_false(now.link);
  ok(hda_sim_write32(sim, FAKE_GCTL, 1));
  const uint64_t start = hda_sim_frame_tick(sim, 0);
  ok(hda_sim_run_until(sim, start + (3 * 500 + 17) * hda_sim_ticks_per_bclk(sim), 0, NULL));
  hda_sim_now(sim, &now);
  assert_true(now.link);
  assert_int_equal(now.bclk, 1517);
  assert_int_equal(now.frame, 3);
  assert_int_equal(now.cell, 17);
  assert_int_equal(now.bus_cycles, now.ticks / hda_sim_ticks_per_bus_cycle(sim));
  assert_int_equal(hda_sim_run_until(sim, now.ticks - 1, 0, NULL), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_run_until(sim, now.ticks, 1U << 9, NULL), HDA_SIM_EINVAL);
}

static void waits_end_at_their_event(void **state) {
  struct hda_sim *sim = *state;
  unsigned woke = 99;
  ok(hda_sim_write32(sim, FAKE_GCTL, 1));
  const uint64_t far = ticks(sim) + hda_sim_ticks_per_second(sim);
  ok(hda_sim_run_until(sim, far, HDA_SIM_WAKE_FRAME, &woke));
  assert_int_equal(woke, HDA_SIM_WAKE_FRAME);
  assert_true(ticks(sim) == hda_sim_frame_tick(sim, 1));
  ok(hda_sim_write32(sim, FAKE_IRQ_AFTER, 300));
  const uint64_t due = ticks(sim) + 300 * hda_sim_ticks_per_bclk(sim);
  ok(hda_sim_run_until(sim, far, HDA_SIM_WAKE_IRQ, &woke));
  assert_int_equal(woke, HDA_SIM_WAKE_IRQ);
  assert_true(ticks(sim) == due);
  ok(hda_sim_run_until(sim, far, HDA_SIM_WAKE_IRQ, &woke));
  assert_int_equal(woke, HDA_SIM_WAKE_IRQ);
  assert_true(ticks(sim) == due);
  ok(hda_sim_write32(sim, FAKE_IRQ_AFTER, 0));
  assert_false(hda_sim_irq(sim));
  const uint64_t soon = ticks(sim) + 5;
  ok(hda_sim_run_until(sim, soon, HDA_SIM_WAKE_IRQ, &woke));
  assert_int_equal(woke, HDA_SIM_WAKE_DEADLINE);
  assert_true(ticks(sim) == soon);
}

static void lost_interrupt_wakes_nobody(void **state) {
  struct hda_sim *sim = *state;
  unsigned woke = 99;
  ok(hda_sim_fault_set(sim, "irq_lost", NULL, 0));
  ok(hda_sim_write32(sim, FAKE_IRQ_AFTER, 10));
  const uint64_t end = ticks(sim) + 100 * hda_sim_ticks_per_bclk(sim);
  ok(hda_sim_run_until(sim, end, HDA_SIM_WAKE_IRQ, &woke));
  assert_int_equal(woke, 0);
  assert_false(hda_sim_irq(sim));
  ok(hda_sim_fault_clear(sim, "irq_lost"));
  assert_true(hda_sim_irq(sim));
}

static void accesses_are_checked(void **state) {
  struct hda_sim *sim = *state;
  uint16_t half = 0;
  uint32_t value = 0;
  assert_int_equal(hda_sim_read16(sim, 1, &half), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_read32(sim, HDA_SIM_BAR_BYTES, &value), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_write32(sim, 0xFFFFFFFC, 0), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_write_strobe(sim, 0x200, 0, 0x10), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_read32(sim, FAKE_HANG, &value), HDA_SIM_EHANG);
  ok(hda_sim_write32(sim, 0x200, 0x44332211));
  ok(hda_sim_write8(sim, 0x203, 0x99));
  ok(hda_sim_write_strobe(sim, 0x200, 0xAABBCCDD, 0x2));
  ok(hda_sim_read16(sim, 0x202, &half));
  assert_int_equal(half, 0x9933);
  ok(hda_sim_read32(sim, 0x200, &value));
  assert_int_equal(value, 0x9933CC11);
}

static void memory_has_edges(void **state) {
  struct hda_sim *sim = *state;
  struct hda_sim_region low, high, none;
  ok(hda_sim_mem_region(sim, 0, &low));
  ok(hda_sim_mem_region(sim, 1, &high));
  assert_int_equal(hda_sim_mem_region(sim, 2, &none), HDA_SIM_ERANGE);
  assert_true(low.base == MIB && low.bytes == 64 * MIB);
  assert_true(high.base == (uint64_t)1 << 32 && high.bytes == 64 * MIB);
  assert_non_null(hda_sim_mem(sim, low.base + low.bytes - 4, 4));
  assert_null(hda_sim_mem(sim, low.base + low.bytes - 3, 4));
  assert_null(hda_sim_mem(sim, low.base - 1, 1));
  assert_null(hda_sim_mem(sim, high.base, UINT64_MAX));
  assert_null(hda_sim_mem(sim, UINT64_MAX, 1));
  uint32_t word = 0x12345678, back = 0;
  ok(hda_sim_mem_write(sim, high.base + 1, &word, sizeof word));
  ok(hda_sim_mem_read(sim, high.base + 1, &back, sizeof back));
  assert_int_equal(back, word);
  assert_int_equal(hda_sim_mem_write(sim, 0, &word, sizeof word), HDA_SIM_ERANGE);
}

static uint32_t reg(struct hda_sim *sim, uint32_t offset) {
  uint32_t value = 0;
  ok(hda_sim_read32(sim, offset, &value));
  return value;
}

static uint32_t responses(struct hda_sim *sim, uint32_t address) {
  ok(hda_sim_write32(sim, FAKE_DMA_ADDRESS, address));
  ok(hda_sim_write32(sim, FAKE_DMA_GO, 1));
  return reg(sim, FAKE_DMA_RESPONSES);
}

static void dma_moves_strobed_bytes(void **state) {
  struct hda_sim *sim = *state;
  static const uint8_t before[16] = {1, 2, 3, 4, 5, 6, 7, 8};
  static const uint8_t after[16] = {1, 2, 3, 4, 5, 6, 7, 8, 0, 3, 4, 0, 0, 7, 0, 0};
  uint8_t found[16];
  ok(hda_sim_mem_write(sim, 2 * MIB, before, sizeof before));
  assert_int_equal(responses(sim, 2 * MIB), 0);
  ok(hda_sim_mem_read(sim, 2 * MIB, found, sizeof found));
  assert_memory_equal(found, after, sizeof after);
  const uint64_t per_us = hda_sim_ticks_per_second(sim) / 1000000;
  assert_int_equal(reg(sim, FAKE_DMA_READ_TICKS), per_us / 10);
  assert_int_equal(reg(sim, FAKE_DMA_WRITE_TICKS), per_us / 10);
  assert_int_equal(responses(sim, 0), 0x303);
}

static void dma_latency_is_programmable(void **state) {
  struct hda_sim *sim = *state;
  const uint64_t per_us = hda_sim_ticks_per_second(sim) / 1000000;
  const uint64_t slow[] = {2000}, stall[] = {5000, 2}, wild[] = {1000, 42};
  ok(hda_sim_fault_set(sim, "dma_read_latency_ns", slow, 1));
  responses(sim, 2 * MIB);
  assert_int_equal(reg(sim, FAKE_DMA_READ_TICKS), 2 * per_us);
  assert_int_equal(reg(sim, FAKE_DMA_WRITE_TICKS), per_us / 10);
  ok(hda_sim_fault_clear(sim, "dma_read_latency_ns"));
  ok(hda_sim_fault_set(sim, "dma_stall_ns", stall, 2));
  responses(sim, 2 * MIB);
  assert_int_equal(reg(sim, FAKE_DMA_READ_TICKS), per_us / 10);
  responses(sim, 2 * MIB);
  assert_int_equal(reg(sim, FAKE_DMA_READ_TICKS), 5 * per_us + per_us / 10);
  responses(sim, 2 * MIB);
  assert_int_equal(reg(sim, FAKE_DMA_READ_TICKS), per_us / 10);
  uint32_t first[8];
  unsigned differ = 0;
  for (int round = 0; round < 2; ++round) {
    ok(hda_sim_fault_set(sim, "dma_random_latency_ns", wild, 2));
    for (int i = 0; i < 8; ++i) {
      responses(sim, 2 * MIB);
      const uint32_t latency = reg(sim, FAKE_DMA_READ_TICKS);
      assert_in_range(latency, per_us / 10, per_us + per_us / 10);
      if (round == 0) {
        first[i] = latency;
        differ += latency != first[0];
      } else {
        assert_int_equal(latency, first[i]);
      }
    }
  }
  assert_true(differ > 0);
}

static void dma_errors_hit_their_window(void **state) {
  struct hda_sim *sim = *state;
  const uint64_t reads[] = {2 * MIB + 7, 1, 1, 2}, writes[] = {2 * MIB + 8, 64};
  ok(hda_sim_fault_set(sim, "dma_read_error", reads, 4));
  static const uint32_t expected[] = {0, 0x200, 0x200, 0};
  for (int i = 0; i < 4; ++i) {
    assert_int_equal(responses(sim, 2 * MIB), expected[i]);
  }
  ok(hda_sim_fault_set(sim, "dma_read_error", reads, 2));
  assert_int_equal(responses(sim, 2 * MIB + 8), 0);
  assert_int_equal(responses(sim, 2 * MIB - 1), 0);
  assert_int_equal(responses(sim, 2 * MIB + 7), 0x200);
  ok(hda_sim_fault_clear(sim, "dma_read_error"));
  ok(hda_sim_fault_set(sim, "dma_write_error", writes, 2));
  assert_int_equal(responses(sim, 2 * MIB), 2);
  assert_int_equal(responses(sim, 2 * MIB + 63), 2);
  assert_int_equal(responses(sim, 2 * MIB + 64), 0);
}

static uint8_t ctl(struct hda_sim *sim, unsigned stream) {
  uint8_t value = 0;
  ok(hda_sim_read8(sim, 0x80 + 0x20 * stream, &value));
  return value;
}

static void stream_bits_stick(void **state) {
  struct hda_sim *sim = *state;
  const uint64_t streams[] = {1U << 1};
  ok(hda_sim_fault_set(sim, "srst_never_sets", streams, 1));
  ok(hda_sim_write8(sim, 0xA0, 1));
  ok(hda_sim_write8(sim, 0x80, 1));
  assert_int_equal(ctl(sim, 1), 0);
  assert_int_equal(ctl(sim, 0), 1);
  assert_int_equal(reg(sim, 0xA0), 0);
  ok(hda_sim_fault_clear(sim, "srst_never_sets"));
  assert_int_equal(ctl(sim, 1), 1);
  ok(hda_sim_write8(sim, 0xA0, 0));
  ok(hda_sim_fault_set(sim, "srst_never_clears", streams, 1));
  ok(hda_sim_fault_set(sim, "run_never_clears", streams, 1));
  assert_int_equal(ctl(sim, 1), 0);
  ok(hda_sim_write32(sim, 0xA0, 1));
  ok(hda_sim_write32(sim, 0xA0, 0));
  assert_int_equal(ctl(sim, 1), 1);
  ok(hda_sim_write8(sim, 0xA0, 2));
  ok(hda_sim_write8(sim, 0xA0, 0));
  assert_int_equal(ctl(sim, 1), 3);
  const uint64_t none[] = {0};
  ok(hda_sim_fault_set(sim, "srst_never_clears", none, 1));
  assert_int_equal(ctl(sim, 1), 2);
}

static void a_fifo_can_look_small(void **state) {
  struct hda_sim *sim = *state;
  const uint64_t streams[] = {1U << 1};
  const uint32_t sizes[] = {reg(sim, 0x90), reg(sim, 0xB0)};
  ok(hda_sim_fault_set(sim, "fifo_16_bytes", streams, 1));
  assert_int_equal(reg(sim, 0x90), sizes[0]);
  assert_int_equal(reg(sim, 0xB0), sizes[1] & 0xFFFF000F);
  ok(hda_sim_fault_clear(sim, "fifo_16_bytes"));
  assert_int_equal(reg(sim, 0xB0), sizes[1]);
}

static void device_can_vanish(void **state) {
  struct hda_sim *sim = *state;
  ok(hda_sim_fault_set(sim, "crst_never_sets", NULL, 0));
  ok(hda_sim_write32(sim, FAKE_GCTL, 1));
  assert_int_equal(reg(sim, FAKE_GCTL), 0);
  ok(hda_sim_fault_clear(sim, "crst_never_sets"));
  assert_int_equal(reg(sim, FAKE_GCTL), 1);
  ok(hda_sim_fault_set(sim, "registers_all_ones", NULL, 0));
  uint8_t byte = 0;
  ok(hda_sim_read8(sim, FAKE_GCTL, &byte));
  assert_int_equal(byte, 0xFF);
  assert_int_equal(reg(sim, 0x200), UINT32_MAX);
  ok(hda_sim_write32(sim, 0x200, 5));
  ok(hda_sim_fault_clear(sim, "registers_all_ones"));
  assert_int_equal(reg(sim, 0x200), 0);
}

static void faults_are_listed(void **state) {
  struct hda_sim *sim = *state;
  size_t count = 0;
  const struct hda_sim_fault_info *list = hda_sim_fault_list(&count);
  assert_true(count > 10);
  const uint64_t args[5] = {0};
  for (size_t i = 0; i < count; ++i) {
    ok(hda_sim_fault_set(sim, list[i].name, args, 1));
    ok(hda_sim_fault_clear(sim, list[i].name));
    assert_true(strlen(list[i].argument) > 0 && strlen(list[i].effect) > 0);
  }
  assert_int_equal(hda_sim_fault_set(sim, "no such fault", NULL, 0), HDA_SIM_ENAME);
  assert_int_equal(hda_sim_fault_clear(sim, ""), HDA_SIM_ENAME);
  assert_int_equal(hda_sim_fault_set(sim, "irq_lost", args, 5), HDA_SIM_EINVAL);
}

static int touch(const volatile char *address, bool store) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGSEGV, SIG_DFL);
    if (store) {
      *(volatile char *)address = 1;
    } else {
      (void)*address;
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 1 : 0;
}

static void alias_page_shows_the_present(void **state) {
  struct hda_sim *sim = *state;
  const volatile char *bar = hda_sim_bar(sim);
  const volatile uint32_t *wall = (const volatile uint32_t *)(bar + FAKE_WALCLKA);
  assert_int_equal(*wall, 0);
  assert_int_equal(hda_sim_alias_watch(sim, 0x2084 + 0x20 * 3), HDA_SIM_ERANGE);
  ok(hda_sim_alias_watch(sim, 0x2084 + 0x20 * 2));
  struct hda_sim_time now;
  ok(hda_sim_run_until(sim, ticks(sim) + 1000000, 0, NULL));
  ok(hda_sim_alias_watch(sim, FAKE_WALCLKA));
  hda_sim_now(sim, &now);
  assert_int_equal(*wall, now.bus_cycles);
  ok(hda_sim_alias_watch(sim, FAKE_WALCLKA));
  ok(hda_sim_alias_unwatch(sim, FAKE_WALCLKA));
  for (int i = 0; i < 3; ++i) {
    ok(hda_sim_run_until(sim, ticks(sim) + 1000000, 0, NULL));
    hda_sim_now(sim, &now);
    assert_int_equal(*wall, now.bus_cycles);
  }
  ok(hda_sim_alias_unwatch(sim, FAKE_WALCLKA));
  assert_int_equal(hda_sim_alias_unwatch(sim, FAKE_WALCLKA), HDA_SIM_ERANGE);
  const uint32_t last = *wall;
  ok(hda_sim_run_until(sim, ticks(sim) + 1000000, 0, NULL));
  assert_int_equal(*wall, last);
  assert_int_equal(touch(bar + FAKE_WALCLKA, false), 0);
  assert_int_equal(touch(bar + FAKE_WALCLKA, true), 1);
  assert_int_equal(touch(bar, false), 1);
  assert_int_equal(touch(bar + 0x3000, false), 1);
}

struct seen {
  unsigned count[6];
  struct hda_sim_event last[6];
};

static void see(void *user, const struct hda_sim_event *event) {
  struct seen *seen = user;
  ++seen->count[event->kind];
  seen->last[event->kind] = *event;
}

static void observers_are_told(void **state) {
  struct hda_sim *sim = *state;
  struct seen all = {0}, some = {0};
  ok(hda_sim_observe(sim, 0x3F, see, &all));
  ok(hda_sim_observe(sim, 1U << HDA_SIM_EV_BCIS, see, &some));
  ok(hda_sim_write32(sim, FAKE_GCTL, 1));
  ok(hda_sim_write32(sim, FAKE_IRQ_AFTER, 100));
  ok(hda_sim_run_until(sim, hda_sim_frame_tick(sim, 3), 0, NULL));
  ok(hda_sim_write32(sim, FAKE_BCIS, 5));
  responses(sim, 2 * MIB);
  assert_int_equal(all.count[HDA_SIM_EV_LINK], 1);
  assert_int_equal(all.count[HDA_SIM_EV_IRQ], 1);
  assert_true(all.last[HDA_SIM_EV_IRQ].level);
  assert_int_equal(all.count[HDA_SIM_EV_FRAME], 3);
  assert_int_equal(all.last[HDA_SIM_EV_FRAME].frame.number, 2);
  assert_true(all.last[HDA_SIM_EV_FRAME].when.ticks == hda_sim_frame_tick(sim, 3));
  assert_int_equal(all.last[HDA_SIM_EV_FRAME].frame.packet_count, 1);
  assert_null(all.last[HDA_SIM_EV_FRAME].frame.error);
  assert_int_equal(all.count[HDA_SIM_EV_BCIS], 2);
  assert_int_equal(all.last[HDA_SIM_EV_BCIS].stream, 2);
  assert_int_equal(all.count[HDA_SIM_EV_DMA], 2);
  assert_true(all.last[HDA_SIM_EV_DMA].dma.write);
  assert_int_equal(all.last[HDA_SIM_EV_DMA].dma.bytes, 8);
  assert_int_equal(all.count[HDA_SIM_EV_REGISTER], 6);
  assert_int_equal(all.last[HDA_SIM_EV_REGISTER].reg.offset, FAKE_DMA_RESPONSES);
  assert_int_equal(some.count[HDA_SIM_EV_BCIS], 2);
  assert_int_equal(some.count[HDA_SIM_EV_FRAME], 0);
  hda_sim_unobserve(sim, see, &all);
  ok(hda_sim_write32(sim, FAKE_BCIS, 1));
  assert_int_equal(all.count[HDA_SIM_EV_BCIS], 2);
  assert_int_equal(some.count[HDA_SIM_EV_BCIS], 3);
}

/* The fake sends back what it gets: a sample makes the round trip source, line, frame, sink. */
static void codec_echoes(void **state) {
  struct hda_sim *sim = *state;
  const struct hda_sim_format raw32 = {48000, 1, 1, 32, 1, 0};
  const struct hda_sim_format bad = {48000, 1, 1, 33, 1, 0};
  const uint32_t words[16] = {0, 0xCAFEF00D};
  assert_int_equal(hda_sim_codec_sink(sim, 0, &raw32), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_sink(sim, 16, &raw32), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_sink(sim, 1, &bad), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_source(sim, 3, 1, &raw32, words, 2, true, 0), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_raw_frame(sim, 3, 0, words), HDA_SIM_EINVAL);
  assert_int_equal(hda_sim_codec_sink_data(sim, 1, NULL, NULL, NULL, NULL), HDA_SIM_ENAME);
  ok(hda_sim_codec_sink(sim, 1, &raw32));
  ok(hda_sim_codec_raw_frame(sim, 0, 3, words));
  const uint32_t sample = 0x80000001;
  ok(hda_sim_codec_source(sim, 0, 9, &raw32, &sample, 1, true, 5));
  uint64_t frame = 0;
  assert_int_equal(hda_sim_codec_source_first_frame(sim, 0, 9, &frame), HDA_SIM_ENAME);
  ok(hda_sim_write32(sim, FAKE_GCTL, 1));
  ok(hda_sim_run_until(sim, hda_sim_frame_tick(sim, 6), 0, NULL));
  const uint32_t *samples = NULL;
  const struct hda_sim_packet_log *packets = NULL;
  size_t count = 0, packet_count = 0;
  ok(hda_sim_codec_sink_data(sim, 1, &samples, &count, &packets, &packet_count));
  /* Cells 32..63 of frame 5: the end of the response field, id 9, length 4, then 18 data bits. */
  const uint32_t expected[] = {
      0, 0, 0xCAFEF00D, 0, 0x09120000 | 0x80000001U >> 14, 0x09120000 | 0x80000001U >> 14};
  assert_int_equal(count, 6);
  assert_memory_equal(samples, expected, sizeof expected);
  assert_int_equal(packets[5].frame, 5);
  ok(hda_sim_codec_source_first_frame(sim, 0, 9, &frame));
  assert_int_equal(frame, 5);
  ok(hda_sim_codec_source_remove(sim, 0, 9));
  assert_int_equal(hda_sim_codec_source_remove(sim, 0, 9), HDA_SIM_ENAME);
}

#define WITH_SIM(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_configs_are_refused),
      cmocka_unit_test(ticks_divide_both_clocks),
      WITH_SIM(build_is_told),
      WITH_SIM(link_time_counts_from_frame_0),
      WITH_SIM(waits_end_at_their_event),
      WITH_SIM(lost_interrupt_wakes_nobody),
      WITH_SIM(accesses_are_checked),
      WITH_SIM(memory_has_edges),
      WITH_SIM(dma_moves_strobed_bytes),
      WITH_SIM(dma_latency_is_programmable),
      WITH_SIM(dma_errors_hit_their_window),
      WITH_SIM(stream_bits_stick),
      WITH_SIM(a_fifo_can_look_small),
      WITH_SIM(device_can_vanish),
      WITH_SIM(faults_are_listed),
      WITH_SIM(alias_page_shows_the_present),
      WITH_SIM(observers_are_told),
      WITH_SIM(codec_echoes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
