/* SPDX-License-Identifier: Apache-2.0 */
/* FST dump of a Verilated model on a picosecond axis. Does nothing in builds without tracing. */
#pragma once

#include "top.hpp"

#include <cstdint>
#include <memory>

namespace hda::engine {

class Waveform {
public:
  /* ticks_per_bclk_half gives the length of a tick: the link clock is 24 MHz. */
  explicit Waveform(uint64_t ticks_per_bclk_half);
  ~Waveform();

  bool open(Top &top, const char *path);
  void close();
  bool active() const { return writer_ != nullptr; }
  void dump(uint64_t tick);

private:
#if VM_TRACE_FST
  using Writer = VerilatedFstC;
#else
  struct Writer {};
#endif
  const uint64_t ticks_per_bclk_half_;
  std::unique_ptr<Writer> writer_;
  uint64_t last_ = 0; /* time of the last dump, ps */
};

} // namespace hda::engine
