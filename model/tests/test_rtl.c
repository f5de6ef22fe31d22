/* SPDX-License-Identifier: Apache-2.0 */
/* The platform with the real controller: registers, streams, repeatability. */
#include "rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
  BUFFER_BYTES = 1920, /* 10 ms of 48 kHz, 16 bit, stereo */
  SAMPLES = BUFFER_BYTES / 2,
  RENDER = 4,
  CAPTURE = 0,
  TAG = 5,
};

static const uint64_t bdl = 0x200000, buffer = 0x201040;
static const struct hda_sim_format cd_like = {48000, 1, 1, 16, 2, 0};

static struct hda_sim *new_sim(void) {
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  hda_sim_config_default(&config);
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  return sim;
}

static struct hda_sim *linked_sim(void) {
  struct hda_sim *sim = new_sim();
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  return sim;
}

static uint16_t sample_at(unsigned index) { return (uint16_t)(index * 40503U + 7U); }

static void fill_buffer(struct hda_sim *sim) {
  uint16_t *samples = hda_sim_mem(sim, buffer, BUFFER_BYTES);
  assert_non_null(samples);
  for (unsigned i = 0; i < SAMPLES; ++i) {
    samples[i] = sample_at(i);
  }
}

static struct rig_stream stream_on(unsigned index) {
  return (struct rig_stream){.index = index,
                             .tag = TAG,
                             .fmt = 0x0011,
                             .bdl = bdl,
                             .buffer = buffer,
                             .bytes = BUFFER_BYTES,
                             .entries = 2};
}

static void start(struct hda_sim *sim, unsigned index) {
  const struct rig_stream stream = stream_on(index);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, index, true), HDA_SIM_OK);
}

static void registers_answer_by_lane(void **state) {
  (void)state;
  struct hda_sim *sim = linked_sim();
  uint32_t value = 0;
  uint16_t half = 0;
  uint8_t byte = 0;
  assert_int_equal(hda_sim_read32(sim, RIG_GCAP, &value), HDA_SIM_OK);
  assert_int_equal(value, 0x01004401);
  assert_int_equal(hda_sim_read8(sim, 0x03, &byte), HDA_SIM_OK);
  assert_int_equal(byte, 1);
  assert_int_equal(hda_sim_write32(sim, rig_sd(RENDER, RIG_SD_CBL), 0x11223344), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(sim, rig_sd(RENDER, RIG_SD_CBL) + 1, 0xAA), HDA_SIM_OK);
  assert_int_equal(hda_sim_read16(sim, rig_sd(RENDER, RIG_SD_CBL), &half), HDA_SIM_OK);
  assert_int_equal(half, 0xAA44);
  assert_int_equal(hda_sim_write_strobe(sim, rig_sd(RENDER, RIG_SD_CBL), 0xDEADBEEF, 0x9),
                   HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, rig_sd(RENDER, RIG_SD_CBL), &value), HDA_SIM_OK);
  assert_int_equal(value, 0xDE22AAEF);
  assert_int_equal(hda_sim_read32(sim, HDA_SIM_BAR_BYTES, &value), HDA_SIM_ERANGE);
  assert_int_equal(hda_sim_read32(sim, 2, &value), HDA_SIM_ERANGE);
  hda_sim_destroy(sim);
}

static void wall_clock_counts_link_cycles(void **state) {
  (void)state;
  struct hda_sim *sim = linked_sim();
  assert_int_equal(hda_sim_alias_watch(sim, 0x2030), HDA_SIM_OK);
  assert_int_equal(hda_sim_alias_watch(sim, 0x2031), HDA_SIM_ERANGE);
  const volatile uint32_t *wall =
      (const volatile uint32_t *)((const volatile char *)hda_sim_bar(sim) + 0x2030);
  uint32_t before = 0, after = 0;
  assert_int_equal(rig_frames(sim, 1), HDA_SIM_OK);
  before = *wall;
  assert_int_equal(rig_frames(sim, 3), HDA_SIM_OK);
  after = *wall;
  assert_in_range(after - before, 1500, 1505);
  hda_sim_destroy(sim);
}

static void render_arrives_bit_exact(void **state) {
  (void)state;
  struct hda_sim *sim = linked_sim();
  fill_buffer(sim);
  assert_int_equal(hda_sim_codec_sink(sim, TAG, &cd_like), HDA_SIM_OK);
  start(sim, RENDER);
  assert_int_equal(rig_frames(sim, 1000), HDA_SIM_OK);
  const uint32_t *samples = NULL;
  const struct hda_sim_packet_log *packets = NULL;
  size_t count = 0, packet_count = 0;
  assert_int_equal(hda_sim_codec_sink_data(sim, TAG, &samples, &count, &packets, &packet_count),
                   HDA_SIM_OK);
  assert_in_range(packet_count, 990, 1000);
  assert_int_equal(count, 2 * packet_count);
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(samples[i], sample_at((unsigned)(i % SAMPLES)));
  }
  for (size_t i = 1; i < packet_count; ++i) {
    assert_int_equal(packets[i].frame, packets[i - 1].frame + 1);
    assert_int_equal(packets[i].blocks, 1);
  }
  hda_sim_destroy(sim);
}

static void capture_lands_in_memory(void **state) {
  (void)state;
  enum { COUNT = 700 };
  struct hda_sim *sim = linked_sim();
  uint32_t sent[COUNT];
  for (unsigned i = 0; i < COUNT; ++i) {
    sent[i] = sample_at(i);
  }
  const struct rig_stream stream = stream_on(CAPTURE);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, CAPTURE, true), HDA_SIM_OK);
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  const uint64_t first_frame = now.frame + 10;
  assert_int_equal(hda_sim_codec_source(sim, 2, TAG, &cd_like, sent, COUNT, false, first_frame),
                   HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 400), HDA_SIM_OK);
  uint64_t frame = 0;
  assert_int_equal(hda_sim_codec_source_first_frame(sim, 2, TAG, &frame), HDA_SIM_OK);
  assert_int_equal(frame, first_frame);
  uint32_t position = 0;
  assert_int_equal(hda_sim_read32(sim, rig_sd(CAPTURE, RIG_SD_LPIB), &position), HDA_SIM_OK);
  assert_int_equal(position, COUNT * 2);
  assert_int_equal(rig_stream_run(sim, CAPTURE, false), HDA_SIM_OK);
  const uint16_t *samples = hda_sim_mem(sim, buffer, BUFFER_BYTES);
  for (unsigned i = 0; i < SAMPLES; ++i) {
    assert_int_equal(samples[i], i < COUNT ? sample_at(i) : 0);
  }
  hda_sim_destroy(sim);
}

static void interrupt_wakes(void **state) {
  (void)state;
  struct hda_sim *sim = linked_sim();
  fill_buffer(sim);
  start(sim, RENDER);
  assert_int_equal(hda_sim_write32(sim, RIG_INTCTL, 0x80000000U | 1U << RENDER), HDA_SIM_OK);
  const uint64_t second = hda_sim_ticks_per_second(sim);
  struct hda_sim_time now;
  for (int i = 0; i < 4; ++i) {
    unsigned woke = 0;
    hda_sim_now(sim, &now);
    assert_int_equal(hda_sim_run_until(sim, now.ticks + second, HDA_SIM_WAKE_IRQ, &woke),
                     HDA_SIM_OK);
    assert_int_equal(woke, HDA_SIM_WAKE_IRQ);
    assert_true(hda_sim_irq(sim));
    assert_int_equal(hda_sim_write8(sim, rig_sd(RENDER, RIG_SD_STS), RIG_STS_BCIS), HDA_SIM_OK);
    assert_false(hda_sim_irq(sim));
  }
  /* Four halves of a 10 ms buffer, fetched ahead of the link. */
  hda_sim_now(sim, &now);
  assert_in_range(now.frame, 3 * 240, 4 * 240 + 10);
  hda_sim_destroy(sim);
}

struct read_times {
  unsigned count;
  uint64_t tick[2];
};

static void note_read(void *user, const struct hda_sim_event *event) {
  struct read_times *reads = user;
  if (!event->dma.write && reads->count < 2) {
    reads->tick[reads->count++] = event->when.ticks;
  }
}

/* The first read fetches the BDL; nothing can follow before its answer. Meanwhile the bus clock
 * may rest, and has to be there at once when software comes. */
static void memory_latency_is_felt(void **state) {
  (void)state;
  enum { LATENCY_NS = 500000 };
  struct hda_sim *sim = linked_sim();
  struct read_times reads = {0};
  const uint64_t latency[] = {LATENCY_NS};
  const uint64_t ticks_per_us = hda_sim_ticks_per_second(sim) / 1000000;
  assert_int_equal(hda_sim_fault_set(sim, "dma_read_latency_ns", latency, 1), HDA_SIM_OK);
  assert_int_equal(hda_sim_observe(sim, 1U << HDA_SIM_EV_DMA, note_read, &reads), HDA_SIM_OK);
  const struct rig_stream stream = stream_on(RENDER);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(sim, rig_sd(RENDER, RIG_SD_CTL), RIG_CTL_RUN), HDA_SIM_OK);
  struct hda_sim_time before, after;
  hda_sim_now(sim, &before);
  assert_int_equal(hda_sim_run_until(sim, before.ticks + 50 * ticks_per_us, 0, NULL), HDA_SIM_OK);
  assert_int_equal(reads.count, 1);
  uint32_t value = 0;
  hda_sim_now(sim, &before);
  assert_int_equal(hda_sim_read32(sim, RIG_GCAP, &value), HDA_SIM_OK);
  hda_sim_now(sim, &after);
  assert_in_range(after.bus_cycles - before.bus_cycles, 1, 10);
  assert_int_equal(rig_frames(sim, 60), HDA_SIM_OK);
  assert_int_equal(reads.count, 2);
  assert_in_range(reads.tick[1] - reads.tick[0], LATENCY_NS / 1000 * ticks_per_us,
                  (LATENCY_NS / 1000 + 1) * ticks_per_us);
  hda_sim_destroy(sim);
}

/* ---- a stopped bus clock ---- */

struct waits {
  uint64_t read, write, irq;
};

static void note_waits(void *user, const struct hda_sim_event *event) {
  struct waits *waits = user;
  if (event->kind == HDA_SIM_EV_IRQ) {
    waits->irq = event->when.ticks;
  } else {
    *(event->dma.write ? &waits->write : &waits->read) = event->when.ticks;
  }
}

static struct waits wait_for_memory(bool always_clock) {
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  struct waits waits = {0};
  const uint64_t before = 0x0123456789ABCDEF;
  uint64_t after = 0;
  hda_sim_config_default(&config);
  config.rtl_library = WAITING_RTL;
  config.read_latency_ns = 5003;
  config.write_latency_ns = 7001;
  config.always_clock = always_clock;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  assert_int_equal(
      hda_sim_observe(sim, 1U << HDA_SIM_EV_DMA | 1U << HDA_SIM_EV_IRQ, note_waits, &waits),
      HDA_SIM_OK);
  assert_int_equal(hda_sim_mem_write(sim, bdl, &before, sizeof before), HDA_SIM_OK);
  assert_int_equal(hda_sim_write32(sim, 0, (uint32_t)bdl), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 2), HDA_SIM_OK);
  assert_int_equal(hda_sim_mem_read(sim, bdl + 8, &after, sizeof after), HDA_SIM_OK);
  assert_true(after == before + 1);
  const uint64_t per_us = hda_sim_ticks_per_second(sim) / 1000000;
  const uint64_t slack = 4 * hda_sim_ticks_per_bus_cycle(sim);
  assert_in_range(waits.write - waits.read, 5003 * per_us / 1000, 5003 * per_us / 1000 + slack);
  assert_in_range(waits.irq - waits.write, 7001 * per_us / 1000, 7001 * per_us / 1000 + slack);
  hda_sim_destroy(sim);
  return waits;
}

/* The bus clock rests while memory takes its time, and is there when the answer is due. */
static void due_answers_start_the_clock(void **state) {
  (void)state;
  const struct waits stopped = wait_for_memory(false), running = wait_for_memory(true);
  assert_memory_equal(&stopped, &running, sizeof stopped);
}

/* HDA-SD-018 */
static void bus_error_reaches_the_stream(void **state) {
  (void)state;
  enum { DESE = 0x10 };
  struct hda_sim *sim = linked_sim();
  const uint64_t window[] = {bdl, 16};
  assert_int_equal(hda_sim_fault_set(sim, "dma_read_error", window, 2), HDA_SIM_OK);
  const struct rig_stream stream = stream_on(RENDER);
  assert_int_equal(rig_stream_setup(sim, &stream), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(sim, rig_sd(RENDER, RIG_SD_CTL), RIG_CTL_RUN), HDA_SIM_OK);
  assert_int_equal(rig_poll(sim, rig_sd(RENDER, RIG_SD_STS), DESE, DESE), HDA_SIM_OK);
  assert_int_equal(rig_poll(sim, rig_sd(RENDER, RIG_SD_CTL), RIG_CTL_RUN, 0), HDA_SIM_OK);
  hda_sim_destroy(sim);
}

static void note_fault(void *user, const struct hda_sim_event *event) {
  unsigned *faults = user;
  *faults += event->frame.error != NULL;
}

/* HDA-LNK-002..005 as the codec sees them, over link reset entry and a second start. */
static void sync_is_clean(void **state) {
  (void)state;
  struct hda_sim *sim = new_sim();
  unsigned faults = 0;
  assert_int_equal(hda_sim_observe(sim, 1U << HDA_SIM_EV_FRAME, note_fault, &faults), HDA_SIM_OK);
  for (int round = 0; round < 2; ++round) {
    assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
    start(sim, RENDER);
    assert_int_equal(rig_frames(sim, 50), HDA_SIM_OK);
    assert_int_equal(rig_stream_run(sim, RENDER, false), HDA_SIM_OK);
    assert_int_equal(hda_sim_write8(sim, RIG_GCTL, 0), HDA_SIM_OK);
    assert_int_equal(rig_poll(sim, RIG_GCTL, 1, 0), HDA_SIM_OK);
    struct hda_sim_time now;
    hda_sim_now(sim, &now);
    assert_false(now.link);
  }
  assert_int_equal(faults, 0);
  hda_sim_destroy(sim);
}

/* Two Verilated controllers live in the process then, and only the loaded one is used. */
static void library_can_be_loaded(void **state) {
  (void)state;
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  struct hda_sim_build build;
  hda_sim_config_default(&config);
  config.rtl_library = SMALL_RTL;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  hda_sim_get_build(sim, &build);
  assert_string_equal(build.name, "small");
  assert_int_equal(build.iss, 1);
  assert_int_equal(build.oss, 1);
  assert_int_equal(build.sdi, 1);
  uint16_t capabilities = 0;
  assert_int_equal(hda_sim_read16(sim, RIG_GCAP, &capabilities), HDA_SIM_OK);
  assert_int_equal(capabilities, 0x1101);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  fill_buffer(sim);
  assert_int_equal(hda_sim_codec_sink(sim, TAG, &cd_like), HDA_SIM_OK);
  start(sim, 1);
  assert_int_equal(rig_frames(sim, 100), HDA_SIM_OK);
  const uint32_t *samples = NULL;
  size_t count = 0;
  assert_int_equal(hda_sim_codec_sink_data(sim, TAG, &samples, &count, NULL, NULL), HDA_SIM_OK);
  assert_in_range(count, 180, 200);
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(samples[i], sample_at((unsigned)i));
  }
  hda_sim_destroy(sim);
}

/* HDA-WAL-001: one a BCLK, 500 a frame, from 2^32 - 1 to 0. The small library begins 4096 before
 * that. */
static void wall_clock_wraps(void **state) {
  (void)state;
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  hda_sim_config_default(&config);
  config.rtl_library = SMALL_RTL;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  bool wrapped = false;
  uint32_t before = 0;
  assert_int_equal(hda_sim_read32(sim, RIG_WALCLK, &before), HDA_SIM_OK);
  assert_in_range(before, 0xFFFFF000u, 0xFFFFFFFFu);
  struct hda_sim_time then, now;
  hda_sim_now(sim, &then);
  for (unsigned frame = 0; frame < 20; ++frame) {
    assert_int_equal(rig_frames(sim, 1), HDA_SIM_OK);
    uint32_t clock = 0;
    assert_int_equal(hda_sim_read32(sim, RIG_WALCLK, &clock), HDA_SIM_OK);
    hda_sim_now(sim, &now);
    /* The answer of a read shows the clock some bus cycles ago: a BCLK more or less. */
    const uint32_t passed = (uint32_t)(now.bclk - then.bclk);
    assert_in_range(clock - before, passed - 1, passed + 1);
    wrapped = wrapped || clock < before;
    before = clock;
    then = now;
  }
  assert_true(wrapped);
  hda_sim_destroy(sim);
}

/* ---- the same run gives the same events ---- */

struct event_log {
  uint64_t hash;
  uint64_t count;
};

static void mix(struct event_log *log, uint64_t value) {
  log->hash = (log->hash ^ value) * 0x100000001B3U;
}

static void record(void *user, const struct hda_sim_event *event) {
  struct event_log *log = user;
  ++log->count;
  mix(log, (uint64_t)event->kind);
  mix(log, event->when.ticks);
  mix(log, event->when.bclk);
  switch (event->kind) {
  case HDA_SIM_EV_IRQ:
  case HDA_SIM_EV_LINK:
  case HDA_SIM_EV_PME:
    mix(log, event->level);
    break;
  case HDA_SIM_EV_BCIS:
    mix(log, event->stream);
    break;
  case HDA_SIM_EV_DMA:
    mix(log, event->dma.address);
    mix(log, event->dma.bytes);
    break;
  case HDA_SIM_EV_FRAME:
    for (int i = 0; i < 32; ++i) {
      mix(log, event->frame.sdo[i]);
      mix(log, event->frame.sync[i]);
    }
    break;
  case HDA_SIM_EV_REGISTER:
    mix(log, event->reg.value);
    break;
  case HDA_SIM_EV_RESPONSE:
    mix(log, event->response.value);
    break;
  case HDA_SIM_EV_ASSIGNED:
    mix(log, event->assigned.address);
    break;
  case HDA_SIM_EV_MSI:
    mix(log, event->msi.data);
    break;
  case HDA_SIM_EV_CONTENTION:
    mix(log, event->contention.lines);
    break;
  }
}

enum run_kind { PLAIN, TRACED, CHOPPED, ALWAYS_CLOCK };

static void give_command(struct hda_sim *sim) {
  uint32_t value = 0;
  assert_int_equal(hda_sim_write32(sim, 0x60, 0x000F0000), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, 0x68, 3), HDA_SIM_OK);
  assert_int_equal(rig_poll(sim, 0x68, 3, 2), HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, 0x64, &value), HDA_SIM_OK);
  assert_int_equal(hda_sim_read32(sim, RIG_WALCLK, &value), HDA_SIM_OK);
}

static void mix_memory(struct event_log *log, struct hda_sim *sim) {
  for (uint64_t at = bdl; at < bdl + 0x200000; at += 0x100000) {
    const uint32_t *words = hda_sim_mem(sim, at, 0x4000);
    for (unsigned i = 0; i < 0x1000; ++i) {
      mix(log, words[i]);
    }
  }
}

static struct event_log logged_run(enum run_kind kind, uint64_t bus_hz) {
  struct event_log log = {0xCBF29CE484222325U, 0};
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  char path[] = "/tmp/hdasim-test-XXXXXX";
  hda_sim_config_default(&config);
  config.bus_hz = bus_hz;
  config.always_clock = kind == ALWAYS_CLOCK;
  assert_int_equal(hda_sim_create(&config, &sim), HDA_SIM_OK);
  assert_int_equal(hda_sim_observe(sim, ~0U, record, &log), HDA_SIM_OK);
  if (kind == TRACED) {
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(hda_sim_trace_open(sim, path), HDA_SIM_OK);
  }
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  fill_buffer(sim);
  static const uint32_t sent[] = {1, 2, 3, 4, 5, 6, 7};
  assert_int_equal(hda_sim_codec_source(sim, 0, TAG, &cd_like, sent, 7, true, 5), HDA_SIM_OK);
  start(sim, RENDER);
  struct rig_stream capture = stream_on(CAPTURE);
  capture.bdl += 0x100000;
  capture.buffer += 0x100000;
  assert_int_equal(rig_stream_setup(sim, &capture), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, CAPTURE, true), HDA_SIM_OK);
  assert_int_equal(hda_sim_write32(sim, RIG_INTCTL, 0x80000011), HDA_SIM_OK);
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  const uint64_t end = now.ticks + 300 * 500 * hda_sim_ticks_per_bclk(sim);
  const uint64_t step = (end - now.ticks) / 777;
  for (uint64_t part = now.ticks; kind == CHOPPED && part < end; part += step) {
    assert_int_equal(hda_sim_run_until(sim, part, 0, NULL), HDA_SIM_OK);
  }
  assert_int_equal(hda_sim_run_until(sim, end, 0, NULL), HDA_SIM_OK);
  give_command(sim);
  assert_int_equal(hda_sim_write16(sim, 0x0E, 0x7FFF), HDA_SIM_OK);
  assert_int_equal(hda_sim_write16(sim, 0x0C, 2), HDA_SIM_OK); /* WAKEEN, then PMCS.PMEE */
  assert_int_equal(hda_sim_config_write(sim, 0x54, 2, 0x0100), HDA_SIM_OK);
  assert_int_equal(rig_stream_run(sim, RENDER, false), HDA_SIM_OK);
  assert_int_equal(hda_sim_write8(sim, RIG_GCTL, 0), HDA_SIM_OK);
  assert_int_equal(rig_poll(sim, RIG_GCTL, 1, 0), HDA_SIM_OK);
  /* The clocks rest; a codec wakes the link, which is started again and reset. */
  assert_int_equal(rig_frames(sim, 3), HDA_SIM_OK);
  assert_int_equal(hda_sim_codec_wake(sim, 1), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 3), HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  give_command(sim);
  assert_int_equal(hda_sim_reset(sim, HDA_SIM_RESET_FUNCTION), HDA_SIM_OK);
  assert_int_equal(rig_link_up(sim), HDA_SIM_OK);
  mix_memory(&log, sim);
  hda_sim_destroy(sim);
  if (kind == TRACED) {
    assert_int_equal(unlink(path), 0);
  }
  assert_true(log.count > 400);
  return log;
}

static void runs_repeat(void **state) {
  (void)state;
  static const uint64_t clocks[] = {20000000, 24000000, 96000000, 100000000, 133333333, 400000000};
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; ++i) {
    const struct event_log plain = logged_run(PLAIN, clocks[i]);
    const struct event_log again = logged_run(PLAIN, clocks[i]);
    const struct event_log traced = logged_run(TRACED, clocks[i]);
    const struct event_log chopped = logged_run(CHOPPED, clocks[i]);
    const struct event_log always = logged_run(ALWAYS_CLOCK, clocks[i]);
    assert_int_equal(plain.hash, again.hash);
    assert_int_equal(plain.hash, traced.hash);
    assert_int_equal(plain.hash, chopped.hash);
    assert_int_equal(plain.count, always.count);
    assert_int_equal(plain.hash, always.hash);
  }
}

static uint64_t go_on(struct hda_sim *sim) {
  struct event_log log = {0xCBF29CE484222325U, 0};
  assert_int_equal(hda_sim_observe(sim, 0x3F, record, &log), HDA_SIM_OK);
  assert_int_equal(rig_frames(sim, 200), HDA_SIM_OK);
  hda_sim_unobserve(sim, record, &log);
  return log.hash;
}

static void child_goes_on_alone(void **state) {
  (void)state;
  struct hda_sim *sim = linked_sim();
  fill_buffer(sim);
  start(sim, RENDER);
  assert_int_equal(rig_frames(sim, 20), HDA_SIM_OK);
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    const uint64_t hash = go_on(sim);
    const bool written = write(ends[1], &hash, sizeof hash) == sizeof hash;
    memset(hda_sim_mem(sim, buffer, BUFFER_BYTES), 0, BUFFER_BYTES);
    _exit(written ? 0 : 1);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  uint64_t childs = 0;
  assert_int_equal(read(ends[0], &childs, sizeof childs), sizeof childs);
  assert_int_equal(go_on(sim), childs);
  close(ends[0]);
  close(ends[1]);
  hda_sim_destroy(sim);
}

static void idle_sim_is_small(void **state) {
  (void)state;
#ifdef __SANITIZE_ADDRESS__
  skip(); /* shadow memory counts as ours */
#endif
  struct hda_sim *sim = linked_sim();
  assert_int_equal(rig_frames(sim, 10), HDA_SIM_OK);
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  assert_non_null(file);
  char line[128];
  assert_non_null(fgets(line, sizeof line, file));
  pages = strtol(strchr(line, ' '), NULL, 10);
  fclose(file);
  assert_in_range(pages * sysconf(_SC_PAGESIZE), 1, 64 << 20);
  hda_sim_destroy(sim);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(registers_answer_by_lane),
      cmocka_unit_test(wall_clock_counts_link_cycles),
      cmocka_unit_test(render_arrives_bit_exact),
      cmocka_unit_test(capture_lands_in_memory),
      cmocka_unit_test(interrupt_wakes),
      cmocka_unit_test(runs_repeat),
      cmocka_unit_test(child_goes_on_alone),
      cmocka_unit_test(idle_sim_is_small),
      cmocka_unit_test(library_can_be_loaded),
      cmocka_unit_test(wall_clock_wraps),
      cmocka_unit_test(memory_latency_is_felt),
      cmocka_unit_test(due_answers_start_the_clock),
      cmocka_unit_test(bus_error_reaches_the_stream),
      cmocka_unit_test(sync_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
