/* SPDX-License-Identifier: Apache-2.0 */
/* How many blocks each link frame carries. */
#include "hda_oracle.h"

/* 44.1 kHz: 147 of 160 frames carry a block. Runs of frames with a block, each followed by one
 * empty frame (HDA-LNK-016). */
static const unsigned run_length[] = {12, 11, 11, 12, 11, 11, 12, 11, 11, 12, 11, 11, 11};
#define RUNS (sizeof run_length / sizeof run_length[0])
#define CYCLE_STEPS 160u
#define CYCLE_BLOCKS 147u

/* Blocks of a x1 /1 stream of 44.1 kHz in the first `steps` (0 .. 160) steps of the cycle. */
static unsigned blocks_in_cycle(unsigned steps) {
  unsigned blocks = 0;
  for (unsigned run = 0; run < RUNS && steps > 0; run++) {
    const unsigned taken = steps < run_length[run] ? steps : run_length[run];
    blocks += taken;
    steps -= taken;
    if (steps > 0)
      steps--; /* the empty frame */
  }
  return blocks;
}

uint64_t hda_oracle_total_blocks(const struct hda_oracle_format *format, uint64_t frames) {
  if (!hda_oracle_format_valid(format))
    return 0;
  /* Of each group of `div` frames only the first takes a step of the pattern (DD-34). */
  const uint64_t steps = frames / format->div + (frames % format->div != 0 ? 1 : 0);
  if (format->base_hz == 48000)
    return steps * format->mult;
  return (steps / CYCLE_STEPS * CYCLE_BLOCKS + blocks_in_cycle((unsigned)(steps % CYCLE_STEPS))) *
         format->mult;
}

unsigned hda_oracle_blocks(const struct hda_oracle_format *format, uint64_t frame) {
  return (unsigned)(hda_oracle_total_blocks(format, frame + 1) -
                    hda_oracle_total_blocks(format, frame));
}

uint64_t hda_oracle_total_bytes(const struct hda_oracle_format *format, uint64_t frames) {
  return hda_oracle_total_blocks(format, frames) * hda_oracle_block_bytes(format);
}

uint64_t hda_oracle_frames_for_bytes(const struct hda_oracle_format *format, uint64_t bytes) {
  if (!hda_oracle_format_valid(format) || bytes == 0)
    return 0;
  /* A frame gets at least (147/160) / 8 of a block on average; twice that many frames, and one
   * cycle more, surely do. */
  const uint64_t blocks = bytes / hda_oracle_block_bytes(format) + 1;
  uint64_t low = 0;
  uint64_t high = blocks * 2 * format->div + (uint64_t)CYCLE_STEPS * format->div;
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    if (hda_oracle_total_bytes(format, middle) >= bytes) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
