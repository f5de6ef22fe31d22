/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Eight streams of random formats at once, with random descriptor lists, memory latencies, bus
 * clocks and stops: what arrives on the other side must be the samples of the buffer, every one,
 * in order, in the frames that the cadence of the rate says.
 *
 * The expectations come from the oracle. Requirements: HDA-SD-009..011, HDA-SD-029..031,
 * HDA-LNK-006, HDA-LNK-011..017, HDA-FMT-001..004, DD-44.
 */
/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hda_oracle.h"
#include "hda_sim.h"
#include "rig.h"

enum {
  STREAMS = 4, /* of each direction */
  MAX_ENTRIES = 24,
  AREA = 64 * 1024, /* memory of one stream: list, then scattered buffers */
  LIST = 4096,
  OUT_BITS = 960,
  IN_BITS = 463,
  HEADER_BITS = 10,
};

struct stream {
  unsigned index, tag, entries;
  struct hda_oracle_format format;
  struct hda_sim_format link;
  uint64_t area;
  uint64_t address[MAX_ENTRIES];
  uint32_t length[MAX_ENTRIES];
  uint32_t bytes;
  uint64_t source_frame; /* input: the source sends from here on */
  uint64_t run_frame;    /* input: first frame received */
};

/* xorshift64*: small, and the same on every machine. */
static uint64_t next_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545F4914F6CDD1Du;
}

static unsigned pick(uint64_t *state, unsigned low, unsigned high) {
  return low + (unsigned)(next_random(state) >> 33) % (high - low + 1);
}

/* The i-th sample of a stream, as the wire carries it. */
static uint32_t sample_at(const struct stream *s, uint64_t i) {
  uint64_t state = (i + 1) * 0x9E3779B97F4A7C15u ^ ((uint64_t)s->index << 56 | 0x5Au);
  uint32_t value = (uint32_t)(next_random(&state) >> 32);
  return s->format.bits == 32 ? value : value & ((1u << s->format.bits) - 1u);
}

static unsigned container(const struct stream *s) {
  return s->format.bits == 8 ? 1 : s->format.bits == 16 ? 2 : 4;
}

/* A format whose fullest frame takes at most `room` bits; false if the try does not fit. */
static bool random_format(uint64_t *rng, unsigned room, bool input, struct stream *s) {
  static const unsigned widths[] = {8, 16, 20, 24, 32};
  s->format.base_hz = pick(rng, 0, 1) ? 48000 : 44100;
  s->format.mult = pick(rng, 0, 2) ? 1 : pick(rng, 1, 4);
  s->format.div = pick(rng, 0, 2) ? 1 : pick(rng, 1, 8);
  s->format.bits = widths[pick(rng, 0, 4)];
  s->format.channels = pick(rng, 1, 16);
  s->link = (struct hda_sim_format){.base_hz = s->format.base_hz,
                                    .mult = s->format.mult,
                                    .div = s->format.div,
                                    .bits = s->format.bits,
                                    .channels = s->format.channels};
  unsigned bits = s->format.mult * s->format.channels * s->format.bits;
  if (input && (bits + 7) / 8 > 63)
    return false;
  return (input ? HEADER_BITS + (bits + 7) / 8 * 8 : bits) <= room;
}

static unsigned frame_bits(const struct stream *s, bool input) {
  unsigned bits = s->format.mult * s->format.channels * s->format.bits;
  return input ? HEADER_BITS + (bits + 7) / 8 * 8 : bits;
}

static uint16_t fmt_code(const struct stream *s) {
  unsigned bits = s->format.bits;
  unsigned code = bits == 8 ? 0 : bits == 16 ? 1 : bits == 20 ? 2 : bits == 24 ? 3 : 4;
  return (uint16_t)((s->format.base_hz == 44100 ? 1u << 14 : 0) | (s->format.mult - 1) << 11 |
                    (s->format.div - 1) << 8 | code << 4 | (s->format.channels - 1));
}

/* Entries of any container-aligned place and length, across page boundaries (HDA-SD-029). */
static void random_list(uint64_t *rng, struct stream *s) {
  unsigned k = container(s);
  uint64_t at = s->area + LIST;
  s->entries = pick(rng, 2, MAX_ENTRIES);
  s->bytes = 0;
  for (unsigned e = 0; e < s->entries; e++) {
    at += (uint64_t)pick(rng, 0, 150) * k;
    s->address[e] = at;
    s->length[e] = pick(rng, 1, pick(rng, 0, 1) ? 20 : 500) * k;
    s->bytes += s->length[e];
    at += s->length[e];
  }
  assert_true(at < s->area + AREA);
}

static void write_list(struct hda_sim *sim, const struct stream *s) {
  for (unsigned e = 0; e < s->entries; e++) {
    uint32_t word[4] = {(uint32_t)s->address[e], (uint32_t)(s->address[e] >> 32), s->length[e],
                        e % 3 == 0};
    assert_int_equal(hda_sim_mem_write(sim, s->area + 16 * e, word, sizeof word), 0);
  }
}

/* Address of byte `offset` of the cyclic buffer. */
static uint64_t place(const struct stream *s, uint64_t offset) {
  offset %= s->bytes;
  for (unsigned e = 0; e < s->entries; e++) {
    if (offset < s->length[e])
      return s->address[e] + offset;
    offset -= s->length[e];
  }
  return 0;
}

static void program(struct hda_sim *sim, const struct stream *s) {
  uint32_t sd = rig_sd(s->index, 0);
  assert_int_equal(hda_sim_write8(sim, sd, RIG_CTL_SRST), 0);
  assert_int_equal(rig_poll(sim, sd, RIG_CTL_SRST, RIG_CTL_SRST), 0);
  assert_int_equal(hda_sim_write8(sim, sd, 0), 0);
  assert_int_equal(rig_poll(sim, sd, RIG_CTL_SRST, 0), 0);
  assert_int_equal(hda_sim_write32(sim, sd, s->tag << 20), 0);
  assert_int_equal(hda_sim_write32(sim, sd + RIG_SD_CBL, s->bytes), 0);
  assert_int_equal(hda_sim_write16(sim, sd + RIG_SD_LVI, (uint16_t)(s->entries - 1)), 0);
  assert_int_equal(hda_sim_write16(sim, sd + RIG_SD_FMT, fmt_code(s)), 0);
  assert_int_equal(hda_sim_write32(sim, sd + RIG_SD_BDPL, (uint32_t)s->area), 0);
  assert_int_equal(hda_sim_write32(sim, sd + RIG_SD_BDPU, (uint32_t)(s->area >> 32)), 0);
}

static void fill(struct hda_sim *sim, const struct stream *s) {
  unsigned k = container(s);
  for (uint32_t i = 0; i < s->bytes / k; i++) {
    uint8_t bytes[4] = {0};
    hda_oracle_sample_store(bytes, s->format.bits, sample_at(s, i));
    assert_int_equal(hda_sim_mem_write(sim, place(s, (uint64_t)i * k), bytes, k), 0);
  }
}

static uint64_t now_frame(struct hda_sim *sim) {
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  return now.frame;
}

/* To the first quarter of a frame, so that "the next frame" is beyond doubt. */
static void early_in_frame(struct hda_sim *sim) {
  uint64_t tick = hda_sim_frame_tick(sim, now_frame(sim) + 1) + 100 * hda_sim_ticks_per_bclk(sim);
  assert_int_equal(hda_sim_run_until(sim, tick, 0, NULL), 0);
}

static void start_input(struct hda_sim *sim, unsigned line, struct stream *s) {
  enum { COUNT = 50000 };
  uint32_t *samples = calloc(COUNT, sizeof *samples);
  assert_non_null(samples);
  for (uint32_t i = 0; i < COUNT; i++)
    samples[i] = sample_at(s, i);
  s->source_frame = now_frame(sim) + 2;
  assert_int_equal(
      hda_sim_codec_source(sim, line, s->tag, &s->link, samples, COUNT, false, s->source_frame), 0);
  free(samples);
  assert_int_equal(hda_sim_run_until(sim, hda_sim_frame_tick(sim, s->source_frame), 0, NULL), 0);
  early_in_frame(sim);
  assert_int_equal(rig_stream_run(sim, s->index, true), 0);
  s->run_frame = now_frame(sim) + 1;
}

/* Every sample since the start, in the frames of the cadence. `pauses`: frames are not judged. */
static void check_output(struct hda_sim *sim, const struct stream *s, bool pauses) {
  const uint32_t *samples;
  const struct hda_sim_packet_log *packets;
  size_t count, packet_count;
  assert_int_equal(hda_sim_codec_sink_data(sim, s->tag, &samples, &count, &packets, &packet_count),
                   0);
  assert_true(count > 0);
  uint64_t period = s->bytes / container(s);
  for (size_t i = 0; i < count; i++)
    if (samples[i] != sample_at(s, i % period))
      fail_msg("stream %u: sample %zu is %x, expected %x", s->index, i, samples[i],
               sample_at(s, i % period));
  if (pauses)
    return;
  uint64_t first = packets[0].frame, last = packets[packet_count - 1].frame, expected = 0;
  for (uint64_t f = first; f <= last; f++) {
    unsigned blocks = hda_oracle_blocks(&s->format, f - first);
    if (blocks == 0)
      continue;
    if (packets[expected].frame != f || packets[expected].blocks != blocks)
      fail_msg("stream %u: packet %llu in frame %llu with %u blocks, expected frame %llu with %u",
               s->index, (unsigned long long)expected, (unsigned long long)packets[expected].frame,
               packets[expected].blocks, (unsigned long long)f, blocks);
    expected++;
  }
  assert_int_equal(expected, packet_count);
}

/* The last buffer-full of what was received is in memory. */
static void check_input(struct hda_sim *sim, const struct stream *s) {
  unsigned k = container(s);
  uint64_t skipped =
      hda_oracle_total_blocks(&s->format, s->run_frame - s->source_frame) * s->format.channels;
  /* The frame in which RUN is cleared still counts. */
  uint64_t total = hda_oracle_total_blocks(&s->format, now_frame(sim) + 1 - s->source_frame) *
                       s->format.channels -
                   skipped;
  assert_int_equal(rig_stream_run(sim, s->index, false), 0);
  uint32_t lpib;
  assert_int_equal(hda_sim_read32(sim, rig_sd(s->index, RIG_SD_LPIB), &lpib), 0);
  assert_int_equal(total * k % s->bytes, lpib);
  uint64_t kept = total < s->bytes / k ? total : s->bytes / k;
  for (uint64_t i = total - kept; i < total; i++) {
    uint8_t bytes[4] = {0}, want[4] = {0};
    hda_oracle_sample_store(want, s->format.bits, sample_at(s, skipped + i));
    assert_int_equal(hda_sim_mem_read(sim, place(s, i * k), bytes, k), 0);
    if (memcmp(bytes, want, k) != 0)
      fail_msg("stream %u: sample %llu of %llu is wrong in memory", s->index, (unsigned long long)i,
               (unsigned long long)total);
  }
}

static void draw_streams(uint64_t *rng, uint64_t base, struct stream *in, struct stream *out) {
  unsigned room = OUT_BITS;
  for (unsigned i = 0; i < STREAMS; i++) {
    while (!random_format(rng, room - 8 * (STREAMS - 1 - i), false, &out[i])) {
    }
    room -= frame_bits(&out[i], false);
    while (!random_format(rng, IN_BITS, true, &in[i])) {
    }
    in[i].index = i;
    out[i].index = STREAMS + i;
    in[i].tag = out[i].tag = i + 1;
    in[i].area = base + (uint64_t)i * AREA;
    out[i].area = base + (uint64_t)(STREAMS + i) * AREA;
    random_list(rng, &in[i]);
    random_list(rng, &out[i]);
  }
}

/* Runs one scenario; `pauses`: outputs are stopped and continued now and then. */
static void scenario(uint64_t seed, uint64_t bus_hz, uint64_t latency_ns, bool pauses) {
  struct hda_sim_config config;
  struct hda_sim *sim;
  struct hda_sim_region region;
  struct stream in[STREAMS] = {0}, out[STREAMS] = {0};
  uint64_t rng = seed * 0x9E3779B97F4A7C15u | 1;
  hda_sim_config_default(&config);
  config.bus_hz = bus_hz;
  assert_int_equal(hda_sim_create(&config, &sim), 0);
  assert_int_equal(hda_sim_mem_region(sim, 1, &region), 0);
  uint64_t args[2] = {latency_ns, seed};
  if (latency_ns > 0)
    assert_int_equal(hda_sim_fault_set(sim, "dma_random_latency_ns", args, 2), 0);
  assert_int_equal(rig_link_up(sim), 0);

  draw_streams(&rng, region.base + 0x10000, in, out);
  for (unsigned i = 0; i < STREAMS; i++) {
    write_list(sim, &in[i]);
    write_list(sim, &out[i]);
    fill(sim, &out[i]);
    program(sim, &in[i]);
    program(sim, &out[i]);
    assert_int_equal(hda_sim_codec_sink(sim, out[i].tag, &out[i].link), 0);
  }
  for (unsigned i = 0; i < STREAMS; i++) {
    assert_int_equal(rig_stream_run(sim, out[i].index, true), 0);
    start_input(sim, i, &in[i]);
  }
  for (unsigned turn = 0; turn < 8; turn++) {
    unsigned i = pick(&rng, 0, STREAMS - 1);
    assert_int_equal(rig_frames(sim, pick(&rng, 20, 80)), 0);
    if (!pauses)
      continue;
    assert_int_equal(rig_stream_run(sim, out[i].index, false), 0);
    assert_int_equal(rig_frames(sim, pick(&rng, 0, 5)), 0);
    assert_int_equal(rig_stream_run(sim, out[i].index, true), 0);
  }
  early_in_frame(sim);
  for (unsigned i = 0; i < STREAMS; i++) {
    uint8_t status;
    assert_int_equal(hda_sim_read8(sim, rig_sd(out[i].index, RIG_SD_STS), &status), 0);
    assert_int_equal(status & 0x18, 0);
    check_output(sim, &out[i], pauses);
    early_in_frame(sim);
    check_input(sim, &in[i]);
  }
  hda_sim_destroy(sim);
}

/* A process has one sim in its life: each scenario is a program run of its own. */
struct arguments {
  uint64_t seed, bus_hz, latency_ns;
  bool pauses;
};
static struct arguments arguments;

static void test_scenario(void **state) {
  (void)state;
  scenario(arguments.seed, arguments.bus_hz, arguments.latency_ns, arguments.pauses);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_scenario)};
  if (argc != 5) {
    fprintf(stderr, "usage: %s SEED BUS_HZ LATENCY_NS PAUSES\n", argv[0]);
    return 2;
  }
  arguments = (struct arguments){strtoull(argv[1], NULL, 0), strtoull(argv[2], NULL, 0),
                                 strtoull(argv[3], NULL, 0), strtoull(argv[4], NULL, 0) != 0};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
