/* SPDX-License-Identifier: Apache-2.0 */
/* What a controller tells the codecs on its link, once or twice a frame. */
#pragma once

#include "hda_sim.h"

#include <cstdint>
#include <systemc>

namespace hda {

class LinkIf : public virtual sc_core::sc_interface {
public:
  /* A decoded outbound frame (kind HDA_SIM_EV_FRAME). */
  virtual void outbound(const hda_sim_event &event) = 0;
  /* Fills the SDI bits of inbound frame `number`, sdi[line * 16 + word], all zero before; returns
   * the mask of lines that send. */
  virtual uint32_t inbound(uint64_t number, uint64_t command, uint32_t *sdi, unsigned lines) = 0;
};

} // namespace hda
