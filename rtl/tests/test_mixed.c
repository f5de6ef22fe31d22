/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every descriptor of a build with all three kinds and several SDO lines at work, with random
 * formats, directions and stripes: each outbound frame must be, bit for bit, the one that the
 * buffers and the cadences make; what is received must be in memory; and the position buffer must
 * say so. Three rounds, so that bidirectional descriptors turn round.
 *
 * Requirements: HDA-SD-001, HDA-SD-010, HDA-SD-011, HDA-SD-024..026, HDA-SD-028, HDA-SD-033,
 * HDA-LNK-004..009, DD-17, DD-32.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link_frame.h"
#include "rig.h"
#include "soak_stream.h"

enum {
  MAX_STREAMS = 30,
  MAX_TAG = 15,
  ROUNDS = 3,
  FRAMES = 120, /* of a round */
  OUT_TIMES = 960,
  IN_BITS = 463,
  DPLBASE = 0x70,
  DPUBASE = 0x74,
  SLOT = 8,
  CTL_DIR = 0x08,  /* in byte 2 of SDnCTL */
  LATE = 128 + 64, /* of an input: a burst under way, and a position read before it */
};

struct watched {
  struct soak_stream s;
  unsigned stripe;     /* log2 of the lines */
  uint64_t sent;       /* output: samples */
  uint64_t written;    /* input: bytes, counted when memory takes them */
  uint64_t slot_frame; /* frame of the last position write, UINT64_MAX: none */
  unsigned slots, due; /* position writes of the round: seen, and frames that asked for one */
};

struct rig {
  struct hda_sim *sim;
  struct hda_sim_build build;
  unsigned streams;
  struct watched stream[MAX_STREAMS];
  uint64_t position; /* address of the position buffer */
  uint64_t rng;
  bool wide; /* addresses have 64 bits (GCAP.64OK) */
  bool watching;
  char fault[200]; /* the first thing that was wrong */
};

static struct rig rig;

static void found(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void found(const char *format, ...) {
  va_list arguments;
  if (rig.fault[0] != '\0')
    return;
  va_start(arguments, format);
  vsnprintf(rig.fault, sizeof rig.fault, format, arguments);
  va_end(arguments);
}

/* ---- outbound frames ---------------------------------------------------------------------- */

static bool has_packet(const struct hda_sim_event *event, unsigned tag) {
  for (unsigned i = 0; i < event->frame.packet_count; i++)
    if (event->frame.packet[i].tag == tag)
      return true;
  return false;
}

/* Only the frame in which an output begins is taken from the link. */
static void judge_frame(const struct hda_sim_event *event) {
  struct link_frame want;
  uint32_t samples[64];
  const uint64_t number = event->frame.number;
  char text[120];
  link_frame_begin(&want);
  for (unsigned n = 0; n < rig.streams; n++) {
    struct watched *w = &rig.stream[n];
    const struct soak_stream *s = &w->s;
    w->due += s->state == SOAK_RUNNING && (s->input ? w->written : w->sent) > 0;
    if (s->input || s->state == SOAK_STOPPED ||
        (s->state == SOAK_STOPPING && number > s->last_frame))
      continue;
    if (!s->begun && has_packet(event, s->tag)) {
      w->s.begun = true;
      w->s.first_frame = number;
    }
    if (!s->begun)
      continue;
    const unsigned count =
        hda_oracle_blocks(&s->format, number - s->first_frame) * s->link.channels;
    for (unsigned i = 0; i < count; i++)
      samples[i] = s->samples[(w->sent + i) % (s->bytes / s->container)];
    if (count > 0)
      link_frame_packet(&want, s->tag, 1u << w->stripe, s->link.bits, samples, count);
    w->sent += count;
  }
  if (link_frame_differs(&want, rig.build.sdo, event->frame.sdo, event->frame.sync, text,
                         sizeof text))
    found("frame %llu: %s", (unsigned long long)number, text);
}

/* ---- DMA writes --------------------------------------------------------------------------- */

static void judge_slot(const struct hda_sim_event *event, unsigned n) {
  struct watched *w = &rig.stream[n];
  uint32_t slot[2] = {0};
  if (event->dma.bytes != SLOT || hda_sim_mem_read(rig.sim, event->dma.address, slot, SLOT) != 0)
    found("slot %u: %u bytes", n, event->dma.bytes);
  if (w->slot_frame == event->when.frame)
    found("slot %u: twice in frame %llu", n, (unsigned long long)event->when.frame);
  w->slot_frame = event->when.frame;
  w->slots++;
  if (slot[1] != 0)
    found("slot %u: dword 1 is %x", n, slot[1]);
  if (!w->s.input) {
    const uint64_t lpib = w->sent * w->s.container % w->s.bytes;
    if (slot[0] != lpib || w->sent == 0)
      found("slot %u: %u, LPIB is %llu", n, slot[0], (unsigned long long)lpib);
    return;
  }
  const uint64_t behind = (w->written + w->s.bytes - slot[0]) % w->s.bytes;
  if (slot[0] >= w->s.bytes || w->written == 0 || (w->s.bytes > 4 * LATE && behind > LATE))
    found("slot %u: %u, but %llu bytes of %u are in memory", n, slot[0],
          (unsigned long long)w->written, w->s.bytes);
}

static void judge_write(const struct hda_sim_event *event) {
  const uint64_t address = event->dma.address;
  for (unsigned n = 0; n < rig.streams; n++) {
    struct watched *w = &rig.stream[n];
    if (address == rig.position + (uint64_t)SLOT * n) {
      judge_slot(event, n);
      return;
    }
    if (w->s.input && address >= w->s.area && address < w->s.area + SOAK_AREA) {
      w->written += event->dma.bytes;
      return;
    }
  }
  found("a write to %llx", (unsigned long long)address);
}

static void observe(void *user, const struct hda_sim_event *event) {
  (void)user;
  if (!rig.watching)
    return;
  if (event->kind == HDA_SIM_EV_FRAME)
    judge_frame(event);
  else if (event->kind == HDA_SIM_EV_DMA && event->dma.write)
    judge_write(event);
}

/* ---- a round ------------------------------------------------------------------------------ */

static uint64_t now_frame(void) {
  struct hda_sim_time now;
  hda_sim_now(rig.sim, &now);
  return now.frame;
}

/* To the first quarter of a frame, so that "the next frame" is beyond doubt. */
static void early_in_frame(void) {
  const uint64_t tick =
      hda_sim_frame_tick(rig.sim, now_frame() + 1) + 100 * hda_sim_ticks_per_bclk(rig.sim);
  assert_int_equal(hda_sim_run_until(rig.sim, tick, 0, NULL), 0);
}

/* The widest stripe up to a random one that leaves the packet eight bit times (DD-45). */
static unsigned draw_stripe(const struct soak_stream *s) {
  unsigned stripe = rig.build.sdo == 4   ? soak_pick(&rig.rng, 0, 2)
                    : rig.build.sdo == 2 ? soak_pick(&rig.rng, 0, 1)
                                         : 0;
  while ((soak_frame_bits(s) >> stripe) < 8)
    stripe--;
  return stripe;
}

static void draw(void) {
  unsigned times = OUT_TIMES, line_bits[15], out_tag = 1, in_tag = 1;
  for (unsigned l = 0; l < 15; l++)
    line_bits[l] = IN_BITS;
  for (unsigned n = 0; n < rig.streams; n++) {
    struct watched *w = &rig.stream[n];
    struct soak_stream *s = &w->s;
    uint32_t *samples = s->samples;
    const uint64_t area = s->area;
    *w = (struct watched){.s = {.index = n, .area = area, .samples = samples},
                          .slot_frame = UINT64_MAX};
    s->input = n < rig.build.iss;
    if (n >= rig.build.iss + rig.build.oss) /* either, while there are stream ids */
      s->input = in_tag <= MAX_TAG && (out_tag > MAX_TAG || soak_pick(&rig.rng, 0, 1) == 1);
    s->tag = s->input ? in_tag++ : out_tag++;
    const unsigned later = rig.streams - 1 - n; /* descriptors that need room, too */
    if (s->input) {
      s->line = n % rig.build.sdi;
      soak_draw_format(&rig.rng, line_bits[s->line] - 90 * later / rig.build.sdi, s);
      line_bits[s->line] -= soak_frame_bits(s);
    } else {
      const unsigned room = times - 32 * later;
      do {
        soak_draw_format(&rig.rng, room * rig.build.sdo, s);
        w->stripe = draw_stripe(s);
      } while (soak_frame_bits(s) >> w->stripe > room);
      times -= soak_frame_bits(s) >> w->stripe;
    }
    soak_draw_list(&rig.rng, 2048, s);
    assert_true(soak_draw_samples(&rig.rng, s));
  }
}

/* The upper half of an address; a build with 32-bit addresses keeps it at 0 (HDA-SD-028). */
static void write_upper(uint32_t offset, uint64_t address) {
  const uint32_t upper = rig.wide ? (uint32_t)(address >> 32) : 0xFFFFFFFFu;
  uint32_t value;
  assert_int_equal(hda_sim_write32(rig.sim, offset, upper), 0);
  assert_int_equal(hda_sim_read32(rig.sim, offset, &value), 0);
  assert_int_equal(value, rig.wide ? upper : 0);
}

static void program(const struct watched *w) {
  struct hda_sim *sim = rig.sim;
  const struct soak_stream *s = &w->s;
  const uint32_t sd = rig_sd(s->index, 0);
  const bool turns = s->index >= rig.build.iss + rig.build.oss && !s->input;
  uint8_t low;
  assert_int_equal(soak_write(sim, s), 0);
  assert_int_equal(hda_sim_write8(sim, sd, RIG_CTL_SRST), 0);
  assert_int_equal(rig_poll(sim, sd, RIG_CTL_SRST, RIG_CTL_SRST), 0);
  assert_int_equal(hda_sim_write8(sim, sd, 0), 0);
  assert_int_equal(rig_poll(sim, sd, RIG_CTL_SRST, 0), 0);
  assert_int_equal(hda_sim_write8(sim, sd + 2, turns ? CTL_DIR : 0), 0);
  assert_int_equal(
      hda_sim_write8(sim, sd + 2, (uint8_t)(s->tag << 4 | (turns ? CTL_DIR : 0u) | w->stripe)), 0);
  assert_int_equal(hda_sim_read8(sim, sd + 2, &low), 0);
  assert_int_equal(low & 0xFB, s->tag << 4 | (turns ? CTL_DIR : 0u) | w->stripe);
  assert_int_equal(hda_sim_write32(sim, sd + RIG_SD_CBL, s->bytes), 0);
  assert_int_equal(hda_sim_write16(sim, sd + RIG_SD_LVI, (uint16_t)(s->entries - 1)), 0);
  assert_int_equal(hda_sim_write16(sim, sd + RIG_SD_FMT, hda_oracle_format_encode(&s->format)), 0);
  assert_int_equal(hda_sim_write32(sim, sd + RIG_SD_BDPL, (uint32_t)s->area), 0);
  write_upper(sd + RIG_SD_BDPU, s->area);
}

static void start(struct watched *w) {
  struct soak_stream *s = &w->s;
  if (s->input) {
    s->source_frame = now_frame() + 2;
    assert_int_equal(hda_sim_codec_source(rig.sim, s->line, s->tag, &s->link, s->samples,
                                          SOAK_SAMPLES, true, s->source_frame),
                     0);
    early_in_frame();
    early_in_frame();
  }
  s->state = SOAK_RUNNING;
  assert_int_equal(rig_stream_run(rig.sim, s->index, true), 0);
  s->run_frame = now_frame() + 1;
}

static void check_input(const struct watched *w) {
  const struct soak_stream *s = &w->s;
  const uint64_t skipped =
      hda_oracle_total_blocks(&s->format, s->run_frame - s->source_frame) * s->link.channels;
  const uint64_t total =
      hda_oracle_total_blocks(&s->format, s->last_frame + 1 - s->source_frame) * s->link.channels -
      skipped;
  uint32_t lpib, value;
  assert_int_equal(hda_sim_read32(rig.sim, rig_sd(s->index, RIG_SD_LPIB), &lpib), 0);
  assert_int_equal(lpib, total * s->container % s->bytes);
  assert_int_equal(w->written, total * s->container);
  const uint64_t kept = total < s->bytes / s->container ? total : s->bytes / s->container;
  for (uint64_t i = total - kept; i < total; i++) {
    assert_int_equal(soak_load(rig.sim, s, i, &value), 0);
    if (value != s->samples[(skipped + i) % SOAK_SAMPLES])
      fail_msg("input %u: sample %llu of %llu is wrong in memory", s->index, (unsigned long long)i,
               (unsigned long long)total);
  }
}

static void check(const struct watched *w) {
  const struct soak_stream *s = &w->s;
  uint8_t status;
  uint32_t lpib;
  assert_int_equal(hda_sim_read8(rig.sim, rig_sd(s->index, RIG_SD_STS), &status), 0);
  assert_int_equal(status & 0x18, 0);
  /* Once a frame; the first one and the last one may be on either side of a frame boundary. */
  assert_in_range(w->slots, w->due > 2 ? w->due - 2 : 0, w->due + 2);
  if (s->input) {
    check_input(w);
    return;
  }
  assert_true(s->begun && w->sent > 0);
  assert_int_equal(hda_sim_read32(rig.sim, rig_sd(s->index, RIG_SD_LPIB), &lpib), 0);
  assert_int_equal(lpib, w->sent * s->container % s->bytes);
}

static void round_of_streams(void) {
  draw();
  for (unsigned n = 0; n < rig.streams; n++)
    program(&rig.stream[n]);
  rig.watching = true;
  early_in_frame();
  for (unsigned n = 0; n < rig.streams; n++)
    start(&rig.stream[n]);
  assert_int_equal(rig_frames(rig.sim, FRAMES), 0);
  early_in_frame();
  for (unsigned n = 0; n < rig.streams; n++) {
    rig.stream[n].s.state = SOAK_STOPPING;
    rig.stream[n].s.last_frame = now_frame();
    assert_int_equal(hda_sim_write8(rig.sim, rig_sd(n, RIG_SD_CTL), 0), 0);
  }
  for (unsigned n = 0; n < rig.streams; n++)
    assert_int_equal(rig_poll(rig.sim, rig_sd(n, RIG_SD_CTL), RIG_CTL_RUN, 0), 0);
  assert_int_equal(rig_frames(rig.sim, 2), 0);
  rig.watching = false;
  if (rig.fault[0] != '\0')
    fail_msg("%s", rig.fault);
  for (unsigned n = 0; n < rig.streams; n++) {
    check(&rig.stream[n]);
    if (rig.stream[n].s.input)
      assert_int_equal(
          hda_sim_codec_source_remove(rig.sim, rig.stream[n].s.line, rig.stream[n].s.tag), 0);
  }
}

/* A process has one sim in its life: each scenario is a program run of its own. */
static struct hda_sim_config config;
static uint64_t latency_ns;

static void test_rounds(void **state) {
  (void)state;
  struct hda_sim_region region;
  uint16_t gcap;
  const uint64_t latency[2] = {latency_ns, rig.rng};
  assert_int_equal(hda_sim_create(&config, &rig.sim), 0);
  hda_sim_get_build(rig.sim, &rig.build);
  rig.streams = rig.build.iss + rig.build.oss + rig.build.bss;
  assert_int_equal(hda_sim_read16(rig.sim, RIG_GCAP, &gcap), 0);
  rig.wide = (gcap & 1) != 0;
  assert_int_equal(hda_sim_mem_region(rig.sim, rig.wide ? 1 : 0, &region), 0);
  if (latency_ns > 0)
    assert_int_equal(hda_sim_fault_set(rig.sim, "dma_random_latency_ns", latency, 2), 0);
  for (unsigned n = 0; n < rig.streams; n++)
    rig.stream[n].s.area = region.base + (uint64_t)SOAK_AREA * (n + 1);
  rig.position = region.base + 0x80;
  assert_int_equal(rig_link_up(rig.sim), 0);
  write_upper(DPUBASE, rig.position);
  assert_int_equal(hda_sim_write32(rig.sim, DPLBASE, (uint32_t)rig.position | 1u), 0);
  assert_int_equal(
      hda_sim_observe(rig.sim, 1u << HDA_SIM_EV_FRAME | 1u << HDA_SIM_EV_DMA, observe, NULL), 0);
  for (unsigned i = 0; i < ROUNDS; i++)
    round_of_streams();
  hda_sim_destroy(rig.sim);
  for (unsigned n = 0; n < rig.streams; n++)
    free(rig.stream[n].s.samples);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rounds)};
  if (argc != 5) {
    fprintf(stderr, "usage: %s RTL_LIBRARY SEED BUS_HZ LATENCY_NS\n", argv[0]);
    return 2;
  }
  hda_sim_config_default(&config);
  config.rtl_library = argv[1];
  config.bus_hz = strtoull(argv[3], NULL, 0);
  rig.rng = strtoull(argv[2], NULL, 0) * 0x9E3779B97F4A7C15u | 1;
  latency_ns = strtoull(argv[4], NULL, 0);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
