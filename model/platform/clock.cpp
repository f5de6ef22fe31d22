/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.hpp"

#include <numeric>

namespace hda {

namespace {

__extension__ using Wide = unsigned __int128;

uint64_t resolution_units_per_second() {
  static const uint64_t units = sc_core::sc_time(1, sc_core::SC_SEC).value();
  return units;
}

} // namespace

TickClock::TickClock(uint64_t bus_hz)
    : bus_hz_(bus_hz), ticks_per_second_(std::lcm(2 * link_hz, 2 * bus_hz)) {}

hda_rtl_config TickClock::rtl_config(bool always_clock) const {
  return {ticks_per_bus_cycle() / 2, ticks_per_bclk() / 2, always_clock};
}

sc_core::sc_time TickClock::to_time(uint64_t ticks) const {
  return sc_core::sc_time::from_value(static_cast<uint64_t>(
      static_cast<Wide>(ticks) * resolution_units_per_second() / ticks_per_second_));
}

uint64_t TickClock::to_ticks(const sc_core::sc_time &time) const {
  const uint64_t units = resolution_units_per_second();
  return static_cast<uint64_t>((static_cast<Wide>(time.value()) * ticks_per_second_ + units - 1) /
                               units);
}

} // namespace hda
