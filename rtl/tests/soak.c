/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rtl_soak: eight streams for a long simulated time, by registers alone, against the oracle.
 *
 * Formats, descriptor lists, memory latency, starts and stops are random, all from one seed. Every
 * sample is looked at: of an output on the link, in the frame that the cadence says; of an input in
 * memory, at the place that the number of samples sent before it says. None may be missing, and
 * none may come twice. Now and then everything is stopped and drawn anew.
 *
 * Requirements: HDA-SD-006, HDA-SD-007, HDA-SD-009..011, HDA-SD-027, HDA-SD-029, HDA-SD-030,
 * HDA-LNK-004, HDA-LNK-006, HDA-LNK-008, HDA-LNK-011, HDA-LNK-016, HDA-LNK-017, HDA-FMT-001..004.
 */
#include <argp.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rig.h"
#include "soak_stream.h"

enum {
  HALF = 4, /* streams of a direction */
  STREAMS = 2 * HALF,
  OUT_BITS = 960,
  IN_BITS = 463,
  LATENCY_NS = 1500, /* largest extra latency of a burst */
  START_FRAMES = 8,  /* an output is on the link that soon after RUN */
  LAG_FRAMES = 4,    /* what an input received so long ago is in memory or in its FIFO */
  EXIT_USAGE = 2,
};

struct soak {
  uint64_t seed, rng, bus_hz;
  double seconds;
  const char *rtl;
  struct hda_sim *sim;
  struct soak_stream stream[STREAMS];
  uint64_t samples; /* looked at */
  unsigned starts, stops, epochs;
  bool failed;
};

static uint64_t now_frame(const struct soak *soak) {
  struct hda_sim_time now;
  hda_sim_now(soak->sim, &now);
  return now.frame;
}

/* The first failure is the one to look at; the rest follows from it. */
__attribute__((format(printf, 3, 4))) static void
fail(struct soak *soak, const struct soak_stream *stream, const char *format, ...) {
  if (soak->failed)
    return;
  soak->failed = true;
  struct hda_sim_time now;
  hda_sim_now(soak->sim, &now);
  printf("failed in frame %" PRIu64 " cell %u", now.frame, now.cell);
  if (stream != NULL) {
    printf(", stream %u (%s, tag %u, %u Hz * %u / %u, %u bit, %u channels)", stream->index,
           stream->input ? "input" : "output", stream->tag, stream->link.base_hz, stream->link.mult,
           stream->link.div, stream->link.bits, stream->link.channels);
  }
  printf(":\n  ");
  va_list arguments;
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  printf("\nrepeat: rtl_soak --seed %" PRIu64 " --bus %" PRIu64 " --seconds %g%s%s\n", soak->seed,
         soak->bus_hz, soak->seconds, soak->rtl != NULL ? " --rtl " : "",
         soak->rtl != NULL ? soak->rtl : "");
}

static void must(struct soak *soak, const struct soak_stream *stream, int error, const char *what) {
  if (error != HDA_SIM_OK)
    fail(soak, stream, "%s: %s", what, hda_sim_strerror(error));
}

/* ---- outputs: every link frame ---------------------------------------------------------------
 */

static void check_packet(struct soak *soak, struct soak_stream *s,
                         const struct hda_sim_event *event, unsigned first_bit, unsigned end_bit) {
  const uint64_t frame = event->frame.number;
  if (s->state == SOAK_STOPPED ? frame > s->last_frame : s->ended || frame < s->run_frame) {
    fail(soak, s, "a packet in frame %" PRIu64 ", where the stream does not run", frame);
    return;
  }
  if (!s->begun) {
    s->begun = true;
    s->first_frame = frame;
  }
  const unsigned blocks = hda_oracle_blocks(&s->format, frame - s->first_frame);
  const unsigned count = blocks * s->link.channels;
  if (count == 0 || end_bit - first_bit < count * s->link.bits) {
    fail(soak, s, "a packet of up to %u bits in frame %" PRIu64 ", expected %u blocks",
         end_bit - first_bit, frame, blocks);
    return;
  }
  for (unsigned i = 0; i < count; i++, s->moved++, first_bit += s->link.bits) {
    const uint32_t got = hda_oracle_bits_get(event->frame.sdo, first_bit, s->link.bits);
    const uint32_t want = s->samples[s->moved % (s->bytes / s->container)];
    if (got != want) {
      fail(soak, s, "sample %" PRIu64 " is %x on the link, expected %x", s->moved, got, want);
      return;
    }
  }
  soak->samples += count;
}

static void check_silence(struct soak *soak, struct soak_stream *s, uint64_t frame) {
  if (s->state == SOAK_STOPPED || (!s->begun && frame < s->run_frame + START_FRAMES))
    return;
  if (s->begun && hda_oracle_blocks(&s->format, frame - s->first_frame) == 0)
    return;
  if (s->state == SOAK_STOPPING)
    s->ended = true;
  else
    fail(soak, s, "no packet in frame %" PRIu64 ", %s", frame,
         s->begun ? "where the cadence has one" : "long after RUN was set");
}

static void on_frame(void *user, const struct hda_sim_event *event) {
  struct soak *soak = user;
  if (event->frame.error != NULL)
    fail(soak, NULL, "frame %" PRIu64 ": %s", event->frame.number, event->frame.error);
  for (unsigned n = HALF; n < STREAMS && !soak->failed; n++) {
    struct soak_stream *s = &soak->stream[n];
    unsigned p = 0;
    while (p < event->frame.packet_count && event->frame.packet[p].tag != s->tag)
      p++;
    if (p < event->frame.packet_count)
      check_packet(soak, s, event, event->frame.packet[p].first_bit,
                   event->frame.packet[p].end_bit);
    else
      check_silence(soak, s, event->frame.number);
  }
}

/* ---- inputs: memory, from time to time ---------------------------------------------------------
 */

/* Samples that were sent before `frame` and that the stream had to take. */
static uint64_t received(const struct soak_stream *s, uint64_t frame) {
  if (frame <= s->run_frame)
    return s->base;
  return s->base + (hda_oracle_total_blocks(&s->format, frame - s->source_frame) -
                    hda_oracle_total_blocks(&s->format, s->run_frame - s->source_frame)) *
                       s->link.channels;
}

static void check_memory(struct soak *soak, struct soak_stream *s, uint64_t until) {
  const uint64_t skipped =
      hda_oracle_total_blocks(&s->format, s->run_frame - s->source_frame) * s->link.channels;
  for (; s->checked < until && !soak->failed; s->checked++, soak->samples++) {
    const uint32_t want = s->samples[(s->checked - s->base + skipped) % SOAK_SAMPLES];
    uint32_t got = 0;
    must(soak, s, soak_load(soak->sim, s, s->checked, &got), "memory");
    if (got != want)
      fail(soak, s, "sample %" PRIu64 " is %x in memory, expected %x", s->checked, got, want);
  }
}

/* ---- actions -----------------------------------------------------------------------------------
 */

static void run_frames(struct soak *soak, unsigned frames) {
  must(soak, NULL, rig_frames(soak->sim, frames), "time");
}

/* To the first quarter of a frame, so that "the next frame" is beyond doubt. */
static void early_in_frame(struct soak *soak) {
  struct hda_sim *sim = soak->sim;
  const uint64_t tick =
      hda_sim_frame_tick(sim, now_frame(soak) + 1) + 100 * hda_sim_ticks_per_bclk(sim);
  must(soak, NULL, hda_sim_run_until(sim, tick, 0, NULL), "time");
}

static void start(struct soak *soak, struct soak_stream *s) {
  if (s->input) {
    s->base = s->checked = s->moved;
    s->source_frame = now_frame(soak) + 2;
    must(soak, s,
         hda_sim_codec_source(soak->sim, s->line, s->tag, &s->link, s->samples, SOAK_SAMPLES, true,
                              s->source_frame),
         "source");
    run_frames(soak, 2);
  }
  early_in_frame(soak);
  s->begun = s->ended = false;
  s->run_frame = now_frame(soak) + 1;
  s->state = SOAK_RUNNING;
  must(soak, s, rig_stream_run(soak->sim, s->index, true), "RUN = 1");
  soak->starts++;
}

static void stop(struct soak *soak, struct soak_stream *s) {
  early_in_frame(soak);
  /* The frame in which RUN is cleared still counts. */
  const uint64_t last = now_frame(soak);
  s->state = SOAK_STOPPING;
  must(soak, s, rig_stream_run(soak->sim, s->index, false), "RUN = 0");
  s->last_frame = now_frame(soak);
  s->state = SOAK_STOPPED;
  if (s->input) {
    s->moved = received(s, last + 1);
    check_memory(soak, s, s->moved);
  }
  run_frames(soak, 2); /* the last packet is looked at when its frame has ended */
  uint32_t lpib = 0;
  must(soak, s, hda_sim_read32(soak->sim, rig_sd(s->index, RIG_SD_LPIB), &lpib), "LPIB");
  const uint64_t expected = s->moved * s->container % s->bytes;
  if (lpib != expected)
    fail(soak, s, "LPIB is %u after the stop, expected %" PRIu64, lpib, expected);
  soak->stops++;
}

static void check_status(struct soak *soak) {
  for (unsigned n = 0; n < STREAMS && !soak->failed; n++) {
    enum { DESE = 0x10, FIFOE = 0x08 };
    uint8_t status = 0;
    must(soak, &soak->stream[n],
         hda_sim_read8(soak->sim, rig_sd(soak->stream[n].index, RIG_SD_STS), &status), "STS");
    if ((status & (DESE | FIFOE)) != 0)
      fail(soak, &soak->stream[n], "SDnSTS is %02x: %s", status,
           (status & DESE) != 0 ? "descriptor error" : "FIFO error");
  }
}

static void turn(struct soak *soak) {
  struct soak_stream *s = &soak->stream[soak_pick(&soak->rng, 0, STREAMS - 1)];
  if (soak_pick(&soak->rng, 0, 3) == 0) {
    const uint64_t latency[2] = {soak_pick(&soak->rng, 0, LATENCY_NS), soak_random(&soak->rng)};
    must(soak, NULL, hda_sim_fault_set(soak->sim, "dma_random_latency_ns", latency, 2), "latency");
  }
  if (s->state == SOAK_STOPPED)
    start(soak, s);
  else if (soak_pick(&soak->rng, 0, 2) == 0)
    stop(soak, s);
  run_frames(soak, soak_pick(&soak->rng, 5, 100));
  const uint64_t frame = now_frame(soak);
  for (unsigned n = 0; n < HALF && !soak->failed; n++) {
    s = &soak->stream[n];
    const uint64_t in_fifo = (s->fifo_size + 1u) / s->container;
    if (s->state == SOAK_RUNNING && frame > LAG_FRAMES &&
        received(s, frame - LAG_FRAMES) > s->checked + in_fifo)
      check_memory(soak, s, received(s, frame - LAG_FRAMES) - in_fifo);
  }
  check_status(soak);
}

/* ---- epochs ------------------------------------------------------------------------------------
 */

static void program(struct soak *soak, struct soak_stream *s) {
  struct hda_sim *sim = soak->sim;
  const uint32_t sd = rig_sd(s->index, 0);
  int error = hda_sim_write8(sim, sd, RIG_CTL_SRST);
  error = error != 0 ? error : rig_poll(sim, sd, RIG_CTL_SRST, RIG_CTL_SRST);
  error = error != 0 ? error : hda_sim_write8(sim, sd, 0);
  error = error != 0 ? error : rig_poll(sim, sd, RIG_CTL_SRST, 0);
  error = error != 0 ? error : hda_sim_write32(sim, sd, s->tag << 20);
  error = error != 0 ? error : hda_sim_write32(sim, sd + RIG_SD_CBL, s->bytes);
  error = error != 0 ? error : hda_sim_write16(sim, sd + RIG_SD_LVI, (uint16_t)(s->entries - 1));
  error = error != 0 ? error
                     : hda_sim_write16(sim, sd + RIG_SD_FMT, hda_oracle_format_encode(&s->format));
  error = error != 0 ? error : hda_sim_write32(sim, sd + RIG_SD_BDPL, (uint32_t)s->area);
  error = error != 0 ? error : hda_sim_write32(sim, sd + RIG_SD_BDPU, (uint32_t)(s->area >> 32));
  error = error != 0 ? error : hda_sim_read16(sim, sd + RIG_SD_FIFOS, &s->fifo_size);
  must(soak, s, error, "programming");
}

/* Draws the eight streams anew and starts them. */
static void begin_epoch(struct soak *soak) {
  enum { IN_LEAST = 64 * 1024 }; /* longer than what comes between two looks */
  static const uint32_t out_least[] = {256, 4096, 65536};
  unsigned room = OUT_BITS;
  for (unsigned n = 0; n < STREAMS && !soak->failed; n++) {
    struct soak_stream *s = &soak->stream[n];
    const unsigned others = STREAMS - 1 - n;
    soak_draw_format(&soak->rng, s->input ? IN_BITS : room - 8 * others, s);
    room -= s->input ? 0 : soak_frame_bits(s);
    soak_draw_list(&soak->rng, s->input ? IN_LEAST : out_least[soak_pick(&soak->rng, 0, 2)], s);
    must(soak, s, soak_draw_samples(&soak->rng, s) ? 0 : HDA_SIM_ENOMEM, "samples");
    must(soak, s, soak_write(soak->sim, s), "memory");
    s->moved = s->checked = s->base = 0;
    program(soak, s);
  }
  for (unsigned n = 0; n < STREAMS && !soak->failed; n++)
    start(soak, &soak->stream[n]);
  soak->epochs++;
}

static void end_epoch(struct soak *soak) {
  for (unsigned n = 0; n < STREAMS && !soak->failed; n++) {
    struct soak_stream *s = &soak->stream[n];
    if (s->state != SOAK_STOPPED)
      stop(soak, s);
    if (s->input)
      must(soak, s, hda_sim_codec_source_remove(soak->sim, s->line, s->tag), "source");
  }
}

static double seconds_done(const struct soak *soak) {
  struct hda_sim_time now;
  hda_sim_now(soak->sim, &now);
  return (double)now.ticks / (double)hda_sim_ticks_per_second(soak->sim);
}

static void run(struct soak *soak) {
  enum { TURNS = 200 }; /* of an epoch: some 0.2 s */
  struct hda_sim_region region;
  must(soak, NULL, hda_sim_mem_region(soak->sim, 1, &region), "memory");
  must(soak, NULL, rig_link_up(soak->sim), "link");
  for (unsigned n = 0; n < STREAMS; n++) {
    struct soak_stream *s = &soak->stream[n];
    s->index = n;
    s->input = n < HALF;
    s->line = s->input ? n : 0;
    s->tag = 1 + n % HALF;
    s->area = region.base + (uint64_t)n * SOAK_AREA;
  }
  must(soak, NULL, hda_sim_observe(soak->sim, 1u << HDA_SIM_EV_FRAME, on_frame, soak), "observer");
  double told = 0;
  while (!soak->failed && seconds_done(soak) < soak->seconds) {
    begin_epoch(soak);
    for (unsigned i = 0; i < TURNS && !soak->failed && seconds_done(soak) < soak->seconds; i++)
      turn(soak);
    end_epoch(soak);
    if (!soak->failed && seconds_done(soak) >= told + 5) {
      told = seconds_done(soak);
      printf("%.1f s simulated, %" PRIu64 " samples\n", told, soak->samples);
      fflush(stdout);
    }
  }
}

/* ---- program -----------------------------------------------------------------------------------
 */

static error_t parse(int key, char *argument, struct argp_state *state) {
  struct soak *soak = state->input;
  char *end = argument;
  switch (key) {
  case 's':
    soak->seconds = strtod(argument, &end);
    if (end == argument || *end != '\0' || !(soak->seconds > 0 && soak->seconds <= 1e6))
      argp_error(state, "--seconds %s: expected a number above 0", argument);
    return 0;
  case 'r':
    soak->seed = strtoull(argument, &end, 0);
    if (end == argument || *end != '\0')
      argp_error(state, "--seed %s: expected a number", argument);
    return 0;
  case 'b':
    soak->bus_hz = strtoull(argument, &end, 0);
    if (end == argument || *end != '\0')
      argp_error(state, "--bus %s: expected a frequency in Hz", argument);
    return 0;
  case 'l':
    soak->rtl = argument;
    return 0;
  case ARGP_KEY_ARG:
    argp_error(state, "unexpected argument '%s'", argument);
    return EINVAL;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

int main(int argc, char **argv) {
  static const struct argp_option options[] = {
      {"seconds", 's', "N", 0, "Simulated seconds; default 60", 0},
      {"seed", 'r', "N", 0, "What is drawn follows from it; default: from the clock", 0},
      {"bus", 'b', "HZ", 0, "Bus clock; default 100000000", 0},
      {"rtl", 'l', "LIBRARY", 0, "This RTL instead of the built-in one", 0},
      {0}};
  static const struct argp argp = {
      .options = options,
      .parser = parse,
      .doc = "Runs eight streams of random formats with random memory latency, starts and stops, "
             "and looks at every sample.\vExit code: 0 nothing lost, nothing doubled; 1 failed; "
             "2 usage."};
  struct soak soak = {.seed = (uint64_t)time(NULL), .seconds = 60, .bus_hz = 100000000};
  argp_err_exit_status = EXIT_USAGE;
  argp_parse(&argp, argc, argv, 0, NULL, &soak);
  soak.rng = soak.seed * 0x9E3779B97F4A7C15u | 1;

  struct hda_sim_config config;
  hda_sim_config_default(&config);
  config.bus_hz = soak.bus_hz;
  config.rtl_library = soak.rtl;
  const int error = hda_sim_create(&config, &soak.sim);
  if (error != HDA_SIM_OK) {
    fprintf(stderr, "rtl_soak: %s\n", hda_sim_strerror(error));
    return EXIT_USAGE;
  }
  printf("seed %" PRIu64 "\n", soak.seed);
  run(&soak);
  printf("%s: %.2f s simulated, %" PRIu64 " samples looked at, %u starts, %u stops, %u sets of "
         "formats\n",
         soak.failed ? "failed" : "passed", seconds_done(&soak), soak.samples, soak.starts,
         soak.stops, soak.epochs);
  for (unsigned n = 0; n < STREAMS; n++)
    free(soak.stream[n].samples);
  hda_sim_destroy(soak.sim);
  return soak.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
