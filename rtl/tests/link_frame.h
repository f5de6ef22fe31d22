/* SPDX-License-Identifier: Apache-2.0 */
/* An outbound link frame as it must be, bit by bit, on every SDO line and on SYNC. */
#ifndef HDASIM_RTL_TESTS_LINK_FRAME_H
#define HDASIM_RTL_TESTS_LINK_FRAME_H

#include <stdbool.h>
#include <stdint.h>

enum { LINK_FRAME_LINES = 4, LINK_FRAME_WORDS = 32 };

struct link_frame {
  uint32_t sdo[LINK_FRAME_LINES][LINK_FRAME_WORDS]; /* first half cell = bit 31 of word 0 */
  uint32_t sync[LINK_FRAME_WORDS];
  unsigned end; /* first half cell that no packet has */
};

/* No command, no packet; the frame sync at the end (HDA-LNK-002). */
void link_frame_begin(struct link_frame *frame);
/* Appends a packet right behind the last one (DD-32): its tag over the eight bit times before it
 * (HDA-LNK-004), `count` samples of `bits` bits dealt over `lines` lines in turn (HDA-SD-033). */
void link_frame_packet(struct link_frame *frame, unsigned tag, unsigned lines, unsigned bits,
                       const uint32_t *samples, unsigned count);
/* Names the first difference to what was on `lines` lines; false: there is none. */
bool link_frame_differs(const struct link_frame *frame, unsigned lines, const uint32_t *sdo,
                        const uint32_t *sync, char *text, unsigned text_bytes);

#endif
