/* SPDX-License-Identifier: Apache-2.0 */
/*
 * More inbound packets than the bus clock lets the controller take apart: samples are lost, FIFOE
 * tells, what is kept are whole blocks, and with a faster clock nothing is lost (DD-54).
 */
/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "hda_sim.h"
#include "rig.h"

enum {
  STREAMS = 2,
  LINES = 15,
  CHANNELS = 16,
  FMT_144K_8BIT_16CH = 0x100F,
  BUFFER = CHANNELS * 512,
  FRAMES = 60,
  STS_FIFOE = 0x08,
  FIRST_PACKET = 36,
  PACKET_CELLS = 18, /* header and one byte */
  CELLS = 500,
};

/* The first line and the last, which is reached only if all in between are done. */
static const unsigned line[STREAMS] = {0, LINES - 1};

static const char *library;
static uint64_t bus_hz;
static bool overloaded;

static void start(struct hda_sim *sim, unsigned i, uint64_t base) {
  const struct hda_sim_format format = {48000, 3, 1, 8, CHANNELS, 0};
  uint32_t samples[CHANNELS];
  for (unsigned c = 0; c < CHANNELS; c++)
    samples[c] = c + 1;
  const struct rig_stream stream = {.index = i,
                                    .tag = i + 1,
                                    .fmt = FMT_144K_8BIT_16CH,
                                    .bdl = base,
                                    .buffer = base + 4096,
                                    .bytes = BUFFER,
                                    .entries = 2};
  assert_int_equal(rig_stream_setup(sim, &stream), 0);
  assert_int_equal(hda_sim_codec_source(sim, line[i], i + 1, &format, samples, CHANNELS, true, 0),
                   0);
  assert_int_equal(rig_stream_run(sim, i, true), 0);
}

/* Lines in between full of packets that nobody takes. */
static void crowd(struct hda_sim *sim) {
  const uint32_t packet = 15U << 14 | 1U << 8 | 0xA5;
  uint32_t words[16] = {0};
  struct hda_sim_time now;
  for (unsigned cell = FIRST_PACKET; cell + PACKET_CELLS <= CELLS; cell += PACKET_CELLS)
    for (unsigned bit = 0; bit < PACKET_CELLS; bit++)
      if (packet >> (PACKET_CELLS - 1 - bit) & 1)
        words[(cell + bit) / 32] |= UINT32_C(1) << (31 - (cell + bit) % 32);
  hda_sim_now(sim, &now);
  for (uint64_t frame = now.frame + 2; frame < now.frame + FRAMES; frame++)
    for (unsigned l = 1; l < LINES - 1; l++)
      assert_int_equal(hda_sim_codec_raw_frame(sim, l, frame, words), 0);
}

/* Bytes in memory that are samples: whole blocks from the start, nothing behind them. */
static uint32_t whole_blocks(struct hda_sim *sim, uint64_t buffer) {
  const uint8_t *bytes = hda_sim_mem(sim, buffer, BUFFER);
  uint32_t count = 0;
  assert_non_null(bytes);
  while (count < BUFFER && bytes[count] == count % CHANNELS + 1)
    count++;
  for (uint32_t i = count; i < BUFFER; i++)
    assert_int_equal(bytes[i], 0);
  assert_int_equal(count % CHANNELS, 0);
  return count;
}

static void test_overload(void **state) {
  (void)state;
  struct hda_sim_config config;
  struct hda_sim *sim;
  struct hda_sim_region region;
  uint8_t lost = 0;
  hda_sim_config_default(&config);
  config.bus_hz = bus_hz;
  config.rtl_library = library;
  assert_int_equal(hda_sim_create(&config, &sim), 0);
  assert_int_equal(hda_sim_mem_region(sim, 0, &region), 0);
  assert_int_equal(rig_link_up(sim), 0);
  for (unsigned i = 0; i < STREAMS; i++)
    start(sim, i, region.base + 0x10000 * (i + 1));
  crowd(sim);
  assert_int_equal(rig_frames(sim, FRAMES), 0);
  for (unsigned i = 0; i < STREAMS; i++) {
    uint8_t status;
    uint32_t lpib;
    assert_int_equal(hda_sim_read8(sim, rig_sd(i, RIG_SD_STS), &status), 0);
    lost |= status & STS_FIFOE;
    assert_int_equal(rig_stream_run(sim, i, false), 0);
    assert_int_equal(hda_sim_read32(sim, rig_sd(i, RIG_SD_LPIB), &lpib), 0);
    assert_true(lpib > 0);
    assert_int_equal(whole_blocks(sim, region.base + 0x10000 * (i + 1) + 4096), lpib);
  }
  assert_int_equal(lost != 0, overloaded);
  hda_sim_destroy(sim);
}

/* A process has one sim in its life. */
int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_overload)};
  if (argc != 4)
    return 2;
  library = argv[1];
  bus_hz = strtoull(argv[2], NULL, 0);
  overloaded = strtoul(argv[3], NULL, 0) != 0;
  return cmocka_run_group_tests(tests, NULL, NULL);
}
