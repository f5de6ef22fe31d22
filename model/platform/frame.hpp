/* SPDX-License-Identifier: Apache-2.0 */
/* An outbound link frame as the two wires carried it, and what a codec reads out of it. */
#pragma once

#include "hda_sim.h"

#include <cstdint>

namespace hda {

constexpr unsigned frame_half_cells = 1000;
constexpr unsigned frame_sync_half_cells = 8; /* the last ones of the frame */
constexpr unsigned tag_half_cells = 8;
constexpr unsigned command_half_cells = 40;

/* `count` bits (0..40) from half cell `first` on, the first one the most significant. */
uint64_t frame_bits(const uint32_t *words, unsigned first, unsigned count);

/* `count` bits (1..32) from bit `at` on of a packet whose bits are dealt over `stripe` SDO lines,
 * the first one on line 0 (HDA-SD-033); it begins at half cell `first`. */
uint32_t striped_bits(const uint32_t *sdo, unsigned first, unsigned at, unsigned count,
                      unsigned stripe);

/* Decodes by position (HDA-LNK-003..005): fills command, error, packet_count and packet[] of a
 * frame event from its sdo and sync words. The first fault of a tag found is the one reported;
 * decoding goes on behind it. The frame sync is not looked at. */
void decode_frame(hda_sim_event &event);

/* SYNC is 1 in the last eight half cells (HDA-LNK-002). */
bool has_frame_sync(const uint32_t *sync);

} // namespace hda
