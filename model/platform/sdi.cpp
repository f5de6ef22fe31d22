/* SPDX-License-Identifier: Apache-2.0 */
#include "sdi.hpp"

namespace hda {

void SdiFrame::put(uint32_t value, unsigned bits) {
  while (bits-- > 0) {
    words_[at_ / 32] |= (value >> bits & 1U) << (31 - at_ % 32);
    ++at_;
  }
}

void SdiFrame::respond(uint32_t value, bool valid, bool unsolicited) {
  const unsigned at = at_;
  at_ = 0;
  put(valid, 1);
  put(unsolicited, 1);
  put(0, 2);
  put(value, 32);
  at_ = at;
}

bool SdiFrame::fits(unsigned bits) const {
  return (bits + 7) / 8 <= sdi_packet_max_bytes &&
         at_ + sdi_packet_cells(bits) <= sdi_response_cells + sdi_payload_cells;
}

void SdiFrame::packet(unsigned tag, unsigned count, unsigned bits) {
  const unsigned bytes = (count * bits + 7) / 8;
  put(tag, 4);
  put(bytes, 6);
  sample_bits_ = bits;
  samples_left_ = count;
  pad_bits_ = bytes * 8 - count * bits;
}

void SdiFrame::sample(uint32_t value) {
  put(value, sample_bits_);
  if (--samples_left_ == 0) {
    at_ += pad_bits_;
  }
}

} // namespace hda
