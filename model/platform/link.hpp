/* SPDX-License-Identifier: Apache-2.0 */
/* What a controller tells the codecs on its link, once or twice a frame. */
#pragma once

#include "hda_sim.h"

#include <cstdint>
#include <systemc>

namespace hda {

/* The inbound frame that follows the one now on the link. `sdi` is all zero before. */
struct InboundFrame {
  uint64_t number;
  uint64_t command; /* of the frame now on the link */
  unsigned lines;
  uint32_t *sdi;         /* sdi[line * 16 + word] */
  uint32_t sends = 0;    /* lines that send their bits, once they have an address */
  uint32_t connects = 0; /* lines whose codec asks for initialization */
  uint32_t forced = 0;   /* lines that send whether or not they have an address */
};

class LinkIf : public virtual sc_core::sc_interface {
public:
  /* A decoded outbound frame (kind HDA_SIM_EV_FRAME). */
  virtual void outbound(const hda_sim_event &event) = 0;
  virtual void inbound(InboundFrame &frame) = 0;
  /* RST# was released (frames follow) or asserted. */
  virtual void reset(bool running) = 0;
  /* The codec at `line` got an address in the frame that is over. */
  virtual void assigned(unsigned line, unsigned address) = 0;
};

} // namespace hda
