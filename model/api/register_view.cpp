/* SPDX-License-Identifier: Apache-2.0 */
#include "register_view.hpp"

#include <algorithm>

namespace hda {

namespace {

constexpr uint32_t stream_stride = 0x20;
constexpr unsigned max_streams = 30;

/* Mask with the stream whose copy of the bit lives in the byte at `offset`, 0 if none does. */
uint32_t stream_at(const StuckBit &bit, uint32_t offset) {
  if (!bit.per_stream) {
    return offset == bit.offset ? 1U : 0U;
  }
  if (offset < bit.offset || (offset - bit.offset) % stream_stride != 0) {
    return 0;
  }
  const uint32_t stream = (offset - bit.offset) / stream_stride;
  return stream < max_streams ? 1U << stream : 0;
}

} // namespace

void RegisterView::set_stuck(size_t index, uint32_t streams) {
  const uint32_t all = stuck_bits[index].per_stream ? streams : streams != 0 ? 1U : 0U;
  states_[index] = {all, 0};
  any_stuck_ = std::any_of(states_.begin(), states_.end(),
                           [](const State &state) { return state.streams != 0; });
}

void RegisterView::clear() { *this = {}; }

void RegisterView::written(uint32_t offset, unsigned bytes, uint8_t strobe, uint32_t value) {
  for (unsigned byte = 0; any_stuck_ && byte < bytes; ++byte) {
    for (size_t i = 0; i < stuck_bits.size(); ++i) {
      if ((strobe >> byte & 1U) != 0 && (value >> (8 * byte) & stuck_bits[i].bit) != 0) {
        states_[i].held |= stream_at(stuck_bits[i], offset + byte);
      }
    }
  }
}

uint8_t RegisterView::seen_byte(uint32_t offset, uint8_t value) {
  for (size_t i = 0; i < stuck_bits.size(); ++i) {
    const StuckBit &bit = stuck_bits[i];
    const uint32_t stream = stream_at(bit, offset) & states_[i].streams;
    if (stream == 0) {
      continue;
    }
    if ((value & bit.bit) != 0) {
      states_[i].held |= stream;
    }
    if (bit.kind == StuckBit::reads_zero) {
      value = static_cast<uint8_t>(value & ~bit.bit);
    } else if ((states_[i].held & stream) != 0) {
      value = static_cast<uint8_t>(value | bit.bit);
    }
  }
  return value;
}

uint32_t RegisterView::seen(uint32_t offset, unsigned bytes, uint32_t value) {
  if (all_ones_) {
    return UINT32_MAX >> (32 - 8 * bytes);
  }
  for (unsigned byte = 0; any_stuck_ && byte < bytes; ++byte) {
    const unsigned shift = 8 * byte;
    const uint32_t seen = seen_byte(offset + byte, static_cast<uint8_t>(value >> shift));
    value = (value & ~(uint32_t{0xFF} << shift)) | seen << shift;
  }
  return value;
}

} // namespace hda
