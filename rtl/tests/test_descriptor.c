/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What software can do wrong with a stream descriptor, and how it goes on afterwards, in a build
 * with every kind of descriptor and four SDO lines. Sequences that random streams do not come to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "rig.h"

enum {
  IN = 0, /* descriptors of the build: two inputs, two outputs, four bidirectional ones */
  OUT = 2,
  OUT2 = 3,
  BIDIR = 4,
  CTL_HIGH = 2, /* byte 2 of SDnCTL: STRM, DIR, TP, STRIPE */
  DIR = 0x08,
  TP = 0x04,
  FIFORDY = 0x20,
  DESE = 0x10,
  FIFOE = 0x08,
  BCIS = 0x04,
  DPLBASE = 0x70,
  CORBSTS = 0x4D,
  CMEI = 0x01,
  BYTES = 1024,
  ENTRIES = 4,
  FMT_48K_16_2 = 0x0011,
  FMT_48K_8_2 = 0x0001,
  FMT_48K_20_16X3 = 0x102F, /* 960 bits in each frame */
  FMT_48K_32_4 = 0x0043,
};

static struct hda_sim *sim;
static const char *library;
static uint64_t ram;

static uint64_t list_of(unsigned n) { return ram + 0x10000 * (uint64_t)(n + 1); }
static uint64_t buffer_of(unsigned n) { return list_of(n) + 0x1000; }

static uint8_t read_byte(unsigned n, uint32_t reg) {
  uint8_t value;
  assert_int_equal(hda_sim_read8(sim, rig_sd(n, reg), &value), 0);
  return value;
}

static uint32_t read_word(unsigned n, uint32_t reg) {
  uint32_t value;
  assert_int_equal(hda_sim_read32(sim, rig_sd(n, reg), &value), 0);
  return value;
}

static void write_byte(unsigned n, uint32_t reg, unsigned value) {
  assert_int_equal(hda_sim_write8(sim, rig_sd(n, reg), (uint8_t)value), 0);
}

static void frames(uint64_t count) { assert_int_equal(rig_frames(sim, count), 0); }
static void run(unsigned n, bool on) { assert_int_equal(rig_stream_run(sim, n, on), 0); }

/* A buffer of BYTES bytes that count up; `high`: DIR and STRIPE. */
static void prepare(unsigned n, unsigned tag, uint16_t fmt, unsigned high) {
  const struct rig_stream stream = {.index = n,
                                    .tag = tag,
                                    .fmt = fmt,
                                    .bdl = list_of(n),
                                    .buffer = buffer_of(n),
                                    .bytes = BYTES,
                                    .entries = ENTRIES};
  uint8_t bytes[BYTES];
  for (unsigned i = 0; i < BYTES; i++)
    bytes[i] = (uint8_t)(i + i / 256);
  assert_int_equal(hda_sim_mem_write(sim, stream.buffer, bytes, BYTES), 0);
  assert_int_equal(rig_stream_setup(sim, &stream), 0);
  write_byte(n, CTL_HIGH, tag << 4 | high);
}

static void reset_stream(unsigned n) {
  write_byte(n, RIG_SD_CTL, RIG_CTL_SRST);
  assert_int_equal(rig_poll(sim, rig_sd(n, 0), RIG_CTL_SRST, RIG_CTL_SRST), 0);
  write_byte(n, RIG_SD_CTL, 0);
  assert_int_equal(rig_poll(sim, rig_sd(n, 0), RIG_CTL_SRST, 0), 0);
}

/* Frames, of the ones that passed since the last call, with a packet of stream id `index`. */
static unsigned packets[16];

static void count_packets(void *user, const struct hda_sim_event *event) {
  (void)user;
  assert_null(event->frame.error);
  for (unsigned i = 0; i < event->frame.packet_count; i++)
    packets[event->frame.packet[i].tag]++;
}

static unsigned packets_in(unsigned tag, uint64_t count) {
  memset(packets, 0, sizeof packets);
  frames(count);
  return packets[tag];
}

/* HDA-SD-001, HDA-SD-033, DD-46: which bits of byte 2 a descriptor has. */
static void test_fields(void **state) {
  (void)state;
  static const struct {
    unsigned stream, write, read;
  } steps[] = {
      {IN, 0x1B, 0x10 | TP},    {IN, 0x1A, 0x10 | TP},    {OUT, 0x1B, 0x10 | TP},
      {OUT, 0x2A, 0x22 | TP},   {OUT, 0x33, 0x32 | TP},   {OUT, 0x31, 0x31 | TP},
      {BIDIR, 0x18, 0x18 | TP}, {BIDIR, 0x1A, 0x1A | TP}, {BIDIR, 0x23, 0x22 | TP},
      {BIDIR, 0x20, 0x20 | TP},
  };
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    write_byte(steps[i].stream, CTL_HIGH, steps[i].write);
    assert_int_equal(read_byte(steps[i].stream, CTL_HIGH), steps[i].read);
  }
  write_byte(BIDIR, CTL_HIGH, 0x1A);
  reset_stream(BIDIR); /* HDA-SD-004 */
  assert_int_equal(read_byte(BIDIR, CTL_HIGH), TP);
}

/* DD-11, HDA-SD-008. */
static void test_locked_while_running(void **state) {
  (void)state;
  prepare(BIDIR, 5, FMT_48K_16_2, DIR | 1);
  run(BIDIR, true);
  const uint32_t before[] = {read_word(BIDIR, RIG_SD_CBL), read_word(BIDIR, RIG_SD_LVI),
                             read_word(BIDIR, 0x10), read_word(BIDIR, RIG_SD_BDPL)};
  write_byte(BIDIR, CTL_HIGH, 0x62);
  assert_int_equal(hda_sim_write32(sim, rig_sd(BIDIR, RIG_SD_CBL), 64), 0);
  assert_int_equal(hda_sim_write32(sim, rig_sd(BIDIR, RIG_SD_LVI), 1), 0);
  assert_int_equal(hda_sim_write32(sim, rig_sd(BIDIR, 0x10), 0x00430000), 0);
  assert_int_equal(hda_sim_write32(sim, rig_sd(BIDIR, RIG_SD_BDPL), 0), 0);
  assert_int_equal(read_byte(BIDIR, CTL_HIGH), 0x59 | TP);
  assert_int_equal(read_word(BIDIR, RIG_SD_CBL), before[0]);
  assert_int_equal(read_word(BIDIR, RIG_SD_LVI), before[1]);
  assert_int_equal(read_word(BIDIR, 0x10), before[2]);
  assert_int_equal(read_word(BIDIR, RIG_SD_BDPL), before[3]);
  frames(2);
  assert_int_equal(packets_in(5, 10), 10);
  run(BIDIR, false);
}

/* DD-45: two 8-bit samples on four lines are four bit times. */
static void test_stripe_too_wide(void **state) {
  (void)state;
  prepare(OUT, 1, FMT_48K_8_2, 2);
  prepare(OUT2, 2, FMT_48K_16_2, 0);
  run(OUT2, true);
  run(OUT, true);
  assert_int_equal(packets_in(1, 20), 0);
  assert_int_equal(packets_in(2, 20), 20);
  assert_int_equal(read_byte(OUT, RIG_SD_STS) & (FIFOE | FIFORDY), FIFOE | FIFORDY);
  assert_int_equal(read_word(OUT, RIG_SD_LPIB), 0);
  run(OUT, false);
  write_byte(OUT, CTL_HIGH, 0x10 | 1); /* eight bit times on two */
  write_byte(OUT, RIG_SD_STS, FIFOE);
  run(OUT, true);
  frames(2);
  assert_int_equal(packets_in(1, 20), 20);
  assert_int_equal(read_byte(OUT, RIG_SD_STS) & FIFOE, 0);
  run(OUT, false);
  run(OUT2, false);
}

/* DD-33, DD-24: what does not fit waits, and plays from where it was. */
static void test_overflow(void **state) {
  (void)state;
  static const struct hda_sim_format format = {48000, 1, 1, 16, 2, 0};
  const uint32_t *samples;
  size_t count;
  prepare(OUT, 1, FMT_48K_20_16X3, 0);
  prepare(OUT2, 2, FMT_48K_16_2, 0);
  assert_int_equal(hda_sim_codec_sink(sim, 2, &format), 0);
  run(OUT, true);
  run(OUT2, true);
  frames(4);
  assert_int_equal(packets_in(2, 10), 0);
  assert_int_equal(packets_in(1, 10), 10);
  assert_int_equal(read_byte(OUT, RIG_SD_STS) & FIFOE, 0);
  assert_int_equal(read_byte(OUT2, RIG_SD_STS) & FIFOE, FIFOE);
  assert_int_equal(read_word(OUT2, RIG_SD_LPIB), 0);
  run(OUT, false);
  write_byte(OUT2, RIG_SD_STS, FIFOE);
  assert_int_equal(packets_in(2, 10), 10);
  assert_int_equal(read_byte(OUT2, RIG_SD_STS) & FIFOE, 0);
  run(OUT2, false);
  assert_int_equal(hda_sim_codec_sink_data(sim, 2, &samples, &count, NULL, NULL), 0);
  assert_true(count >= 20);
  for (size_t i = 0; i < 20; i++)
    assert_int_equal(samples[i], (2 * i + 1) << 8 | 2 * i);
  assert_int_equal(hda_sim_codec_sink_remove(sim, 2), 0);
}

/* HDA-SD-006, HDA-SD-032, DD-47: an input whose data cannot go anywhere stops all the same. */
static void test_stop_without_bus_master(void **state) {
  (void)state;
  static const struct hda_sim_format format = {48000, 1, 1, 32, 4, 0};
  static const uint32_t samples[] = {1, 2, 3, 4};
  prepare(BIDIR, 3, FMT_48K_32_4, 0);
  assert_int_equal(hda_sim_codec_source(sim, 0, 3, &format, samples, 4, true, 0), 0);
  run(BIDIR, true);
  frames(20);
  assert_int_not_equal(read_word(BIDIR, RIG_SD_LPIB), 0);
  hda_sim_set_bus_master(sim, false);
  frames(80); /* longer than any FIFO lasts */
  write_byte(BIDIR, RIG_SD_CTL, 0);
  frames(2);
  assert_int_equal(read_byte(BIDIR, RIG_SD_CTL) & RIG_CTL_RUN, 0);
  hda_sim_set_bus_master(sim, true);
  assert_int_equal(read_byte(BIDIR, RIG_SD_STS) & FIFOE, FIFOE);
  reset_stream(BIDIR);
  assert_int_equal(hda_sim_codec_source_remove(sim, 0, 3), 0);
}

/* HDA-SD-018, DD-25: after DESE the list is mended and the stream goes on where it was. */
static void test_goes_on_after_dese(void **state) {
  (void)state;
  const uint32_t none = 0, all = BYTES / ENTRIES;
  prepare(OUT, 1, FMT_48K_32_4, 0);
  assert_int_equal(hda_sim_mem_write(sim, list_of(OUT) + 16 * 3 + 8, &none, 4), 0);
  write_byte(OUT, RIG_SD_CTL, RIG_CTL_RUN);
  frames(30);
  assert_int_equal(read_byte(OUT, RIG_SD_STS) & DESE, DESE);
  assert_int_equal(read_byte(OUT, RIG_SD_CTL) & RIG_CTL_RUN, 0);
  frames(2);
  const uint32_t lpib = read_word(OUT, RIG_SD_LPIB);
  assert_int_equal(lpib % 16, 0);
  assert_true(lpib < 3 * all);
  assert_int_equal(packets_in(1, 5), 0);
  assert_int_equal(hda_sim_mem_write(sim, list_of(OUT) + 16 * 3 + 8, &all, 4), 0);
  write_byte(OUT, RIG_SD_STS, DESE);
  run(OUT, true);
  frames(2);
  assert_int_equal(packets_in(1, 10), 10);
  assert_int_equal(read_byte(OUT, RIG_SD_STS) & (DESE | FIFOE), 0);
  run(OUT, false);
}

/* DD-13, DD-14: the list of one entry begins anew at its end, the position at CBL. */
static void test_one_entry_and_another_length(void **state) {
  (void)state;
  enum { LIST = BYTES / ENTRIES, CBL = 96, FRAMES = 200 };
  static const struct hda_sim_format format = {48000, 1, 1, 16, 2, 0};
  const uint32_t *samples;
  size_t count;
  prepare(BIDIR + 1, 4, FMT_48K_16_2, DIR);
  assert_int_equal(hda_sim_write16(sim, rig_sd(BIDIR + 1, RIG_SD_LVI), 0), 0);
  assert_int_equal(hda_sim_write32(sim, rig_sd(BIDIR + 1, RIG_SD_CBL), CBL), 0);
  assert_int_equal(hda_sim_codec_sink(sim, 4, &format), 0);
  run(BIDIR + 1, true);
  for (unsigned i = 0; i < FRAMES; i++) {
    frames(1);
    assert_true(read_word(BIDIR + 1, RIG_SD_LPIB) < CBL);
  }
  run(BIDIR + 1, false);
  frames(2);
  assert_int_equal(hda_sim_codec_sink_data(sim, 4, &samples, &count, NULL, NULL), 0);
  assert_in_range(count, 2 * FRAMES - 20, 2 * FRAMES + 20);
  assert_int_equal(read_word(BIDIR + 1, RIG_SD_LPIB), count * 2 % CBL);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(samples[i] & 0xFF, 2 * i % LIST);
  assert_int_equal(hda_sim_codec_sink_remove(sim, 4), 0);
}

/* HDA-SD-026, DD-16; a slot of a stream that has not moved data stays as it is (DD-17). */
static void test_position_buffer(void **state) {
  (void)state;
  const uint64_t slots = ram + 0x100;
  uint32_t slot[16];
  uint8_t status;
  memset(slot, 0xEE, sizeof slot);
  assert_int_equal(hda_sim_mem_write(sim, slots, slot, sizeof slot), 0);
  prepare(OUT, 1, FMT_48K_16_2, 0);
  assert_int_equal(hda_sim_write32(sim, DPLBASE, (uint32_t)slots), 0);
  run(OUT, true);
  frames(10);
  assert_int_equal(hda_sim_mem_read(sim, slots, slot, sizeof slot), 0);
  assert_int_equal(slot[2 * OUT], 0xEEEEEEEE);
  assert_int_equal(hda_sim_write32(sim, DPLBASE, (uint32_t)slots | 1), 0);
  frames(4);
  assert_int_equal(hda_sim_mem_read(sim, slots, slot, sizeof slot), 0);
  assert_int_equal(slot[2 * OUT + 1], 0);
  assert_int_equal((read_word(OUT, RIG_SD_LPIB) - slot[2 * OUT]) % 4, 0);
  assert_true(read_word(OUT, RIG_SD_LPIB) - slot[2 * OUT] <= 4);
  assert_int_equal(slot[2 * IN], 0xEEEEEEEE);
  assert_int_equal(slot[2 * OUT2], 0xEEEEEEEE);
  assert_int_equal(hda_sim_read8(sim, CORBSTS, &status), 0);
  assert_int_equal(status & CMEI, 0);
  const uint64_t window[] = {slots, 64};
  assert_int_equal(hda_sim_fault_set(sim, "dma_write_error", window, 2), 0);
  frames(3);
  assert_int_equal(hda_sim_fault_clear(sim, "dma_write_error"), 0);
  assert_int_equal(hda_sim_read8(sim, CORBSTS, &status), 0);
  assert_int_equal(status & CMEI, CMEI);
  assert_int_equal(packets_in(1, 10), 10);
  assert_int_equal(hda_sim_write32(sim, DPLBASE, (uint32_t)slots), 0);
  frames(1);
  memset(slot, 0xEE, sizeof slot);
  assert_int_equal(hda_sim_mem_write(sim, slots, slot, sizeof slot), 0);
  frames(4);
  assert_int_equal(hda_sim_mem_read(sim, slots, slot, sizeof slot), 0);
  assert_int_equal(slot[2 * OUT], 0xEEEEEEEE);
  run(OUT, false);
}

static int begin(void **state) {
  (void)state;
  struct hda_sim_config config;
  struct hda_sim_region region;
  hda_sim_config_default(&config);
  config.rtl_library = library;
  if (hda_sim_create(&config, &sim) != 0 || hda_sim_mem_region(sim, 0, &region) != 0)
    return -1;
  ram = region.base;
  if (rig_link_up(sim) != 0)
    return -1;
  return hda_sim_observe(sim, 1u << HDA_SIM_EV_FRAME, count_packets, NULL);
}

static int end(void **state) {
  (void)state;
  hda_sim_destroy(sim);
  return 0;
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fields),
      cmocka_unit_test(test_locked_while_running),
      cmocka_unit_test(test_stripe_too_wide),
      cmocka_unit_test(test_overflow),
      cmocka_unit_test(test_stop_without_bus_master),
      cmocka_unit_test(test_goes_on_after_dese),
      cmocka_unit_test(test_one_entry_and_another_length),
      cmocka_unit_test(test_position_buffer),
  };
  if (argc != 2) {
    fprintf(stderr, "usage: %s RTL_LIBRARY\n", argv[0]);
    return 2;
  }
  library = argv[1];
  return cmocka_run_group_tests(tests, begin, end);
}
