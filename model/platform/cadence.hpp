/* SPDX-License-Identifier: Apache-2.0 */
/* How many sample blocks a stream carries in a frame. */
#pragma once

#include "hda_sim.h"

#include <cstdint>

namespace hda {

/* Whether the members are inside the ranges hda_sim.h documents. */
bool format_valid(const hda_sim_format &format);

/* Blocks in frame `index` of a stream, 0 being its first frame (HDA-LNK-016, HDA-LNK-017). */
unsigned cadence_blocks(const hda_sim_format &format, uint64_t index);

} // namespace hda
