/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rising edges without falling ones.
 *
 * Verilator finds an edge by comparing a clock with its value at the last evaluation. Where the
 * generated code lets us reach that remembered value, we clear it instead of evaluating a falling
 * edge that no logic looks at. Where it does not (another Verilator), `rearm` says false and the
 * caller evaluates the falling edge.
 */
#pragma once

#include "top.hpp"

namespace hda::engine {

template <class R> auto rearm_bus(R &root, int) -> decltype(root.__Vtrigrprev__TOP__clk_i, true) {
  root.__Vtrigrprev__TOP__clk_i = 0;
  return true;
}
template <class R> bool rearm_bus(R &, long) { return false; }

template <class R> auto rearm_link(R &root, int) -> decltype(root.__Vtrigrprev__TOP__bclk_i, true) {
  root.__Vtrigrprev__TOP__bclk_i = 0;
  return true;
}
template <class R> bool rearm_link(R &, long) { return false; }

/* Raises the clocks asked for; the caller evaluates afterwards. */
inline void raise_clocks(Top &top, bool bus, bool link) {
  const bool bus_armed = !bus || !top.clk_i || rearm_bus(*top.rootp, 0);
  const bool link_armed = !link || !top.bclk_i || rearm_link(*top.rootp, 0);
  if (!bus_armed || !link_armed) {
    top.clk_i = top.clk_i && !bus;
    top.bclk_i = top.bclk_i && !link;
    top.eval();
  }
  top.clk_i = top.clk_i || bus;
  top.bclk_i = top.bclk_i || link;
}

} // namespace hda::engine
