/* SPDX-License-Identifier: Apache-2.0 */
#include "link_frame.h"

#include <stdio.h>
#include <string.h>

enum { COMMAND = 40, HALF_CELLS = 1000, TAG = 8, FRAME_SYNC = 8, PREAMBLE = 0xE };

static void set_bit(uint32_t *words, unsigned half_cell, unsigned bit) {
  if (half_cell < HALF_CELLS)
    words[half_cell / 32] |= bit << (31 - half_cell % 32);
}

void link_frame_begin(struct link_frame *frame) {
  memset(frame, 0, sizeof *frame);
  frame->end = COMMAND;
  for (unsigned i = HALF_CELLS - FRAME_SYNC; i < HALF_CELLS; i++)
    set_bit(frame->sync, i, 1);
}

void link_frame_packet(struct link_frame *frame, unsigned tag, unsigned lines, unsigned bits,
                       const uint32_t *samples, unsigned count) {
  const unsigned marker = (unsigned)PREAMBLE << 4 | tag;
  for (unsigned i = 0; i < TAG; i++)
    set_bit(frame->sync, frame->end - TAG + i, marker >> (TAG - 1 - i) & 1u);
  for (unsigned b = 0; b < count * bits; b++)
    set_bit(frame->sdo[b % lines], frame->end + b / lines,
            samples[b / bits] >> (bits - 1 - b % bits) & 1u);
  frame->end += (count * bits + lines - 1) / lines;
}

static bool wire_differs(const char *wire, const uint32_t *want, const uint32_t *have, char *text,
                         unsigned text_bytes) {
  for (unsigned w = 0; w < LINK_FRAME_WORDS; w++)
    if (want[w] != have[w]) {
      snprintf(text, text_bytes, "%s from half cell %u on: %08x, expected %08x", wire, 32 * w,
               have[w], want[w]);
      return true;
    }
  return false;
}

bool link_frame_differs(const struct link_frame *frame, unsigned lines, const uint32_t *sdo,
                        const uint32_t *sync, char *text, unsigned text_bytes) {
  if (wire_differs("SYNC", frame->sync, sync, text, text_bytes))
    return true;
  for (unsigned l = 0; l < lines; l++) {
    char wire[16];
    snprintf(wire, sizeof wire, "SDO%u", l);
    if (wire_differs(wire, frame->sdo[l], sdo + (uint64_t)l * LINK_FRAME_WORDS, text, text_bytes))
      return true;
  }
  return false;
}
