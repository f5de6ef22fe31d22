/* SPDX-License-Identifier: Apache-2.0 */
#include "cadence.hpp"

#include <algorithm>
#include <iterator>

namespace hda {

namespace {

/* 44.1 kHz is 147 blocks in 160 frames; these are the frames of the 160 that stay empty. */
constexpr unsigned pattern_frames = 160;
constexpr unsigned empty_frames[] = {12, 24, 36, 49, 61, 73, 86, 98, 110, 123, 135, 147, 159};

constexpr unsigned wire_sizes[] = {8, 16, 20, 24, 32};

template <class Table> bool contains(const Table &table, unsigned value) {
  return std::find(std::begin(table), std::end(table), value) != std::end(table);
}

bool between(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

} // namespace

bool format_valid(const hda_sim_format &format) {
  return (format.base_hz == 48000 || format.base_hz == 44100) && between(format.mult, 1, 4) &&
         between(format.div, 1, 8) && contains(wire_sizes, format.bits) &&
         between(format.channels, 1, 16) && format.stripe <= 2;
}

unsigned cadence_blocks(const hda_sim_format &format, uint64_t index) {
  if (index % format.div != 0) {
    return 0;
  }
  const auto step = static_cast<unsigned>(index / format.div % pattern_frames);
  return format.base_hz == 44100 && contains(empty_frames, step) ? 0 : format.mult;
}

} // namespace hda
