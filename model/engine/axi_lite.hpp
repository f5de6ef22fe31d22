/* SPDX-License-Identifier: Apache-2.0 */
/* Register side of the controller: one AXI4-Lite transfer at a time on the slave pins. */
#pragma once

#include "top.hpp"

#include <cstdint>

namespace hda::engine {

class AxiLite {
public:
  explicit AxiLite(Top &top) : top_(top) {}

  void reset();
  /* Put the request on the pins; the response comes with `done`. */
  void start_read(uint32_t offset);
  void start_write(uint32_t offset, uint32_t value, uint8_t strobe);
  /* Takes the pins back without an answer. */
  void abandon();

  bool active() const { return active_; }
  uint32_t value() const { return value_; }
  unsigned response() const { return response_; }

  /* Before and after a bus clock edge; `drive` says whether an input changed. */
  void sample();
  bool drive();

private:
  Top &top_;
  bool active_ = false;
  bool ar_ = false, aw_ = false, w_ = false, r_ = false, b_ = false;
  uint32_t value_ = 0;
  unsigned response_ = 0;
};

} // namespace hda::engine
