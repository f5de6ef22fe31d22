/* SPDX-License-Identifier: Apache-2.0 */
/* Builds the bits of one inbound frame of one SDI line. */
#pragma once

#include "hda_rtl.h"

#include <cstdint>

namespace hda {

constexpr unsigned sdi_cells = 500;
constexpr unsigned sdi_response_cells = 36;
constexpr unsigned sdi_tag_cells = 10;
/* The last cell stays 0: a 1 there asks for codec initialization (HDA-LNK-018). */
constexpr unsigned sdi_payload_cells = sdi_cells - sdi_response_cells - 1;
constexpr unsigned sdi_packet_max_bytes = 63;

/* Cells of a packet with `bits` sample bits: tag, then data padded to whole bytes. */
constexpr unsigned sdi_packet_cells(unsigned bits) { return sdi_tag_cells + (bits + 7) / 8 * 8; }

class SdiFrame {
public:
  SdiFrame() = default;
  /* words: 16, all zero. Starts behind the response field. */
  explicit SdiFrame(uint32_t *words) : words_(words) {}

  uint32_t *words() const { return words_; }
  /* Fills the response field. */
  void respond(uint32_t value, bool valid, bool unsolicited);
  /* Whether a packet with `bits` sample bits has room. */
  bool fits(unsigned bits) const;
  /* Opens a packet of `count` samples of `bits` each; then `sample` is called `count` times. */
  void packet(unsigned tag, unsigned count, unsigned bits);
  void sample(uint32_t value);

private:
  void put(uint32_t value, unsigned bits);

  uint32_t *words_ = nullptr;
  unsigned at_ = sdi_response_cells;
  unsigned sample_bits_ = 0, samples_left_ = 0, pad_bits_ = 0;
};

} // namespace hda
