/* SPDX-License-Identifier: Apache-2.0 */
/* What a controller tells the codecs on its link, once or twice a frame. */
#pragma once

#include "hda_sim.h"
#include "sdi.hpp"

#include <array>
#include <cstdint>
#include <systemc>

namespace hda {

/* The inbound frame that follows the one now on the link. */
struct InboundFrame {
  static constexpr unsigned max_lines = 15;

  struct Response {
    unsigned line;
    uint32_t value;
    bool unsolicited;
  };

  /* sdi: 16 words a line, all zero. */
  InboundFrame(uint32_t *sdi, unsigned line_count);

  uint64_t number = 0;
  uint64_t command = 0; /* of the frame now on the link */
  unsigned lines;
  uint32_t addressed = 0; /* lines whose codec has an address and does not ask for one */
  std::array<SdiFrame, max_lines> line;
  uint32_t sends = 0;    /* lines that carry bits, if they are addressed or forced */
  uint32_t connects = 0; /* lines whose codec asks for initialization; they carry nothing */
  uint32_t forced = 0;   /* lines that carry their bits whatever the codec would do */
  unsigned responses = 0;
  std::array<Response, max_lines> response; /* that are in it, for observers */
};

class LinkIf : public virtual sc_core::sc_interface {
public:
  /* A decoded outbound frame (kind HDA_SIM_EV_FRAME). */
  virtual void outbound(const hda_sim_event &event) = 0;
  /* Adds what it sends to the frame. */
  virtual void inbound(InboundFrame &frame) = 0;
  /* RST# was released (frames follow) or asserted. */
  virtual void reset(bool running) = 0;
  /* The codec at `line` got an address in the frame that is over. */
  virtual void assigned(unsigned line, unsigned address) = 0;
};

inline InboundFrame::InboundFrame(uint32_t *sdi, unsigned line_count) : lines(line_count) {
  for (unsigned i = 0; i < line_count; ++i) {
    line[i] = SdiFrame(sdi + size_t{i} * HDA_RTL_SDI_WORDS);
  }
}

} // namespace hda
