/* SPDX-License-Identifier: Apache-2.0 */
/* Exact integer time: ticks, their two clock grids, and SystemC time. */
#pragma once

#include "hda_rtl.h"

#include <cstdint>
#include <systemc>

namespace hda {

class TickClock {
public:
  static constexpr uint64_t link_hz = 24000000;
  static constexpr uint64_t cells_per_frame = 500;

  /* The shortest tick that divides half a period of both clocks. */
  explicit TickClock(uint64_t bus_hz);

  uint64_t ticks_per_second() const { return ticks_per_second_; }
  uint64_t ticks_per_bus_cycle() const { return ticks_per_second_ / bus_hz_; }
  uint64_t ticks_per_bclk() const { return ticks_per_second_ / link_hz; }
  uint64_t ticks_per_frame() const { return ticks_per_bclk() * cells_per_frame; }
  hda_rtl_config rtl_config(bool always_clock) const;

  /* SystemC time of a tick, rounded down to its resolution. */
  sc_core::sc_time to_time(uint64_t ticks) const;
  /* Ticks that last at least `time`. */
  uint64_t to_ticks(const sc_core::sc_time &time) const;

private:
  uint64_t bus_hz_, ticks_per_second_;
};

} // namespace hda
