/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random commands and responses at once: what stands in the CORB must come out on the link, every
 * entry once and in order, at most one a frame; what the codecs send must stand in the RIRB, in
 * order of frame and line; RINTFL must follow the count and the empty frame.
 *
 * The commands go to codec addresses where nobody answers; the responses are frames made here.
 * Requirements: HDA-CMD-001..008, HDA-CMD-012, HDA-RSP-001..012, HDA-LNK-003.
 */
/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hda_regs.h"
#include "hda_sim.h"
#include "rig.h"

enum {
  LINES = 4,
  FIRST_FRAME = 8, /* every line has its address before */
  FRAMES = 400,
  MAX_COMMANDS = 4096,
  MAX_RESPONSES = LINES * (FRAMES + FIRST_FRAME),
  SETTLED_CELL = 400, /* the responses of the frame before are in memory by then */
};

struct response {
  uint64_t frame;
  unsigned line;
  bool unsolicited;
  uint32_t value;
};

static struct scenario {
  uint64_t rng;
  struct hda_sim *sim;
  uint64_t corb, rirb;
  unsigned corb_size, rirb_size; /* entries */
  bool unsol;                    /* GCTL.UNSOL */
  unsigned rintcnt;              /* responses per interrupt */

  uint32_t commands[MAX_COMMANDS];
  size_t queued, sent;
  uint64_t last_sent_frame;

  struct response responses[MAX_RESPONSES]; /* those that the RIRB must get */
  size_t expected, written;
  bool answered[FRAMES + FIRST_FRAME + 16]; /* some line had a valid response in that frame */
} s;

static uint64_t next_random(void) {
  s.rng ^= s.rng << 13;
  s.rng ^= s.rng >> 7;
  s.rng ^= s.rng << 17;
  return s.rng;
}

static unsigned pick(unsigned low, unsigned high) {
  return low + (unsigned)(next_random() % (high - low + 1));
}

static void put(uint32_t words[16], unsigned cell, unsigned bits, uint64_t value) {
  for (unsigned i = 0; i < bits; i++)
    if (value >> (bits - 1 - i) & 1)
      words[(cell + i) / 32] |= UINT32_C(1) << (31 - (cell + i) % 32);
}

/* Draws what the codecs send in `frame`. */
static void draw_responses(uint64_t frame) {
  bool busy = pick(0, 2) > 0;
  for (unsigned line = 0; busy && line < LINES; line++) {
    uint32_t words[16] = {0};
    struct response r = {frame, line, pick(0, 3) == 0, (uint32_t)next_random()};
    bool valid = pick(0, 3) > 0;
    if (pick(0, 1) == 0)
      continue;
    put(words, 0, 4, (uint64_t)valid << 3 | (uint64_t)r.unsolicited << 2);
    put(words, 4, 32, r.value);
    assert_int_equal(hda_sim_codec_raw_frame(s.sim, line, frame, words), 0);
    if (!valid)
      continue;
    s.answered[frame] = true;
    if (!r.unsolicited || s.unsol)
      s.responses[s.expected++] = r;
  }
}

static void on_frame(const struct hda_sim_event *event) {
  if (event->frame.number >= FIRST_FRAME && event->frame.number < FRAMES)
    draw_responses(event->frame.number + 2);
  if (event->frame.command == 0)
    return;
  assert_true(s.sent < s.queued);
  if (event->frame.command != s.commands[s.sent])
    fail_msg("frame %" PRIu64 ": command %zu is %010" PRIX64 ", expected %010" PRIX32,
             event->frame.number, s.sent, event->frame.command, s.commands[s.sent]);
  s.sent++;
  s.last_sent_frame = event->frame.number;
}

static void on_write(const struct hda_sim_event *event) {
  uint32_t entry[2];
  assert_true(s.written < s.expected);
  const struct response *r = &s.responses[s.written++];
  assert_int_equal(event->dma.bytes, sizeof entry);
  assert_int_equal(event->dma.address, s.rirb + s.written % s.rirb_size * sizeof entry);
  assert_int_equal(hda_sim_mem_read(s.sim, event->dma.address, entry, sizeof entry), 0);
  assert_int_equal(entry[0], r->value);
  assert_int_equal(entry[1], r->line | (unsigned)r->unsolicited << 4);
}

static void observe(void *user, const struct hda_sim_event *event) {
  (void)user;
  if (event->kind == HDA_SIM_EV_FRAME)
    on_frame(event);
  else if (event->dma.write)
    on_write(event);
}

static uint32_t size_code(unsigned entries) { return entries == 2 ? 0 : entries == 16 ? 1 : 2; }

static void program_rings(void) {
  struct hda_sim *sim = s.sim;
  assert_int_equal(hda_sim_write32(sim, HDA_CORBLBASE, (uint32_t)s.corb), 0);
  assert_int_equal(hda_sim_write32(sim, HDA_CORBUBASE, (uint32_t)(s.corb >> 32)), 0);
  assert_int_equal(hda_sim_write8(sim, HDA_CORBSIZE, (uint8_t)size_code(s.corb_size)), 0);
  assert_int_equal(hda_sim_write16(sim, HDA_CORBRP, 0x8000), 0);
  assert_int_equal(rig_poll(sim, HDA_CORBRP + 1, 0x80, 0x80), 0);
  assert_int_equal(hda_sim_write16(sim, HDA_CORBRP, 0), 0);
  assert_int_equal(rig_poll(sim, HDA_CORBRP + 1, 0x80, 0), 0);
  assert_int_equal(hda_sim_write32(sim, HDA_RIRBLBASE, (uint32_t)s.rirb), 0);
  assert_int_equal(hda_sim_write32(sim, HDA_RIRBUBASE, (uint32_t)(s.rirb >> 32)), 0);
  assert_int_equal(hda_sim_write8(sim, HDA_RIRBSIZE, (uint8_t)size_code(s.rirb_size)), 0);
  assert_int_equal(hda_sim_write16(sim, HDA_RIRBWP, 0x8000), 0);
  assert_int_equal(hda_sim_write16(sim, HDA_RINTCNT, (uint16_t)(s.rintcnt & 0xFF)), 0);
  assert_int_equal(hda_sim_write8(sim, HDA_RIRBCTL, HDA_RIRBCTL_RIRBDMAEN_MASK), 0);
  assert_int_equal(hda_sim_write8(sim, HDA_CORBCTL, HDA_CORBCTL_CORBRUN_MASK), 0);
  assert_int_equal(hda_sim_write16(sim, HDA_GCTL, (uint16_t)(1 | s.unsol << 8)), 0);
}

/* Queues as many random commands as the ring has room for, or fewer. */
static void queue_commands(void) {
  uint16_t rp;
  assert_int_equal(hda_sim_read16(s.sim, HDA_CORBRP, &rp), 0);
  unsigned wp = (unsigned)(s.queued % s.corb_size);
  unsigned room = (rp - wp - 1) & (s.corb_size - 1);
  unsigned count = room == 0 ? 0 : pick(0, room < 6 ? room : 6);
  for (unsigned i = 0; i < count && s.queued < MAX_COMMANDS; i++) {
    uint32_t verb = ((uint32_t)next_random() & 0x0FFFFFFFu) | pick(5, 14) << 28;
    s.commands[s.queued++] = verb;
    assert_int_equal(
        hda_sim_mem_write(s.sim, s.corb + s.queued % s.corb_size * sizeof verb, &verb, sizeof verb),
        0);
  }
  /* The upper bits of the pointer mean nothing to a smaller ring (DD-6). */
  unsigned upper = s.corb_size == 256 ? 0 : pick(0, 255) & ~(s.corb_size - 1);
  assert_int_equal(hda_sim_write16(s.sim, HDA_CORBWP, (uint16_t)(s.queued % s.corb_size | upper)),
                   0);
}

/* Count and flag as after frame `frame` (HDA-RSP-008..010). */
static void follow_interrupts(uint64_t frame, size_t *seen, unsigned *count, bool *flag) {
  for (; *seen < s.expected && s.responses[*seen].frame == frame; ++*seen) {
    if (++*count == s.rintcnt) {
      *count = 0;
      *flag = true;
    }
  }
  if (!s.answered[frame] && *count > 0) {
    *count = 0;
    *flag = true;
  }
}

static void check_frames(bool timely) {
  size_t seen = 0;
  unsigned count = 0;
  bool flag = false;
  for (uint64_t frame = FIRST_FRAME; frame < FRAMES; frame++) {
    uint64_t tick = hda_sim_frame_tick(s.sim, frame) + SETTLED_CELL * hda_sim_ticks_per_bclk(s.sim);
    assert_int_equal(hda_sim_run_until(s.sim, tick, 0, NULL), 0);
    queue_commands();
    if (!timely)
      continue;
    uint8_t status;
    follow_interrupts(frame - 1, &seen, &count, &flag);
    assert_int_equal(hda_sim_read8(s.sim, HDA_RIRBSTS, &status), 0);
    if (status != (flag ? HDA_RIRBSTS_RINTFL_MASK : 0))
      fail_msg("frame %" PRIu64 ": RIRBSTS is %02X, %u counted", frame, status, count);
    if (flag && pick(0, 1) == 0) {
      assert_int_equal(hda_sim_write8(s.sim, HDA_RIRBSTS, HDA_RIRBSTS_RINTFL_MASK), 0);
      flag = false;
    }
  }
}

static uint64_t arguments[5];

static void test_scenario(void **state) {
  (void)state;
  static const unsigned sizes[] = {2, 16, 256};
  struct hda_sim_config config;
  struct hda_sim_region region;
  s.rng = arguments[0] * 0x9E3779B97F4A7C15u | 1;
  s.corb_size = sizes[arguments[3] % 3];
  s.rirb_size = sizes[arguments[3] / 3 % 3];
  s.rintcnt = (unsigned)arguments[4];
  s.unsol = pick(0, 1) == 1;
  hda_sim_config_default(&config);
  config.bus_hz = arguments[1];
  assert_int_equal(hda_sim_create(&config, &s.sim), 0);
  assert_int_equal(hda_sim_mem_region(s.sim, 1, &region), 0);
  s.corb = region.base + 0x10000 + 128 * pick(0, 100);
  s.rirb = region.base + 0x20000 + 128 * pick(0, 100);
  uint64_t latency[2] = {arguments[2], arguments[0]};
  if (arguments[2] > 0)
    assert_int_equal(hda_sim_fault_set(s.sim, "dma_random_latency_ns", latency, 2), 0);
  assert_int_equal(rig_link_up(s.sim), 0);
  assert_int_equal(hda_sim_run_until(s.sim, hda_sim_frame_tick(s.sim, FIRST_FRAME - 1), 0, NULL),
                   0);
  program_rings();
  assert_int_equal(
      hda_sim_observe(s.sim, 1u << HDA_SIM_EV_FRAME | 1u << HDA_SIM_EV_DMA, observe, NULL), 0);
  check_frames(arguments[2] == 0);
  /* All that is queued goes out, a command a frame, and all that was sent is in the ring. */
  assert_int_equal(rig_frames(s.sim, s.corb_size + 40), 0);
  assert_true(s.queued > 0 && s.expected > 0);
  assert_int_equal(s.sent, s.queued);
  assert_int_equal(s.written, s.expected);
  uint16_t pointer;
  assert_int_equal(hda_sim_read16(s.sim, HDA_RIRBWP, &pointer), 0);
  assert_int_equal(pointer, s.written % s.rirb_size);
  assert_int_equal(hda_sim_read16(s.sim, HDA_CORBRP, &pointer), 0);
  assert_int_equal(pointer, s.sent % s.corb_size);
  hda_sim_destroy(s.sim);
}

/* A process has one sim in its life: each scenario is a program run of its own. */
int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_scenario)};
  if (argc != 6) {
    fprintf(stderr, "usage: %s SEED BUS_HZ LATENCY_NS SIZES(0..8) RESPONSES_PER_INTERRUPT\n",
            argv[0]);
    return 2;
  }
  for (int i = 0; i < 5; i++)
    arguments[i] = strtoull(argv[i + 1], NULL, 0);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
