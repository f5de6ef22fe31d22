/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Faults in what software sees of the registers. They sit between the bus and software, so they
 * work with any RTL.
 */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace hda {

/* A register bit that lies to the reader. */
struct StuckBit {
  const char *name; /* of the fault */
  uint32_t offset;  /* byte that holds the bit; of stream 0 if per_stream */
  bool per_stream;
  uint8_t bit;                         /* mask in the byte, of several bits in a number */
  enum { reads_zero, holds_one } kind; /* holds_one: once set, it stays */
};

constexpr std::array stuck_bits = {
    StuckBit{"srst_never_sets", 0x80, true, 0x01, StuckBit::reads_zero},
    StuckBit{"srst_never_clears", 0x80, true, 0x01, StuckBit::holds_one},
    StuckBit{"run_never_sets", 0x80, true, 0x02, StuckBit::reads_zero},
    StuckBit{"run_never_clears", 0x80, true, 0x02, StuckBit::holds_one},
    StuckBit{"crst_never_sets", 0x08, false, 0x01, StuckBit::reads_zero},
    StuckBit{"crst_never_clears", 0x08, false, 0x01, StuckBit::holds_one},
    StuckBit{"fifordy_never_sets", 0x83, true, 0x20, StuckBit::reads_zero},
    StuckBit{"fifo_16_bytes", 0x90, true, 0xF0, StuckBit::reads_zero},
    StuckBit{"fifo_16_bytes, upper byte", 0x91, true, 0xFF, StuckBit::reads_zero},
};

class RegisterView {
public:
  /* streams: mask of the streams concerned; any non-zero value for a global register. */
  void set_stuck(size_t index, uint32_t streams);
  void set_all_ones(bool on) { all_ones_ = on; }
  void clear();

  /* Writes do not reach the device. */
  bool blocks_writes() const { return all_ones_; }
  /* Software wrote `value` to the strobed bytes at `offset`. */
  void written(uint32_t offset, unsigned bytes, uint8_t strobe, uint32_t value);
  /* What software reads where the device gave `value`. */
  uint32_t seen(uint32_t offset, unsigned bytes, uint32_t value);

private:
  struct State {
    uint32_t streams = 0; /* fault is set for these */
    uint32_t held = 0;    /* bit was seen set for these */
  };
  uint8_t seen_byte(uint32_t offset, uint8_t value);

  std::array<State, stuck_bits.size()> states_{};
  bool any_stuck_ = false, all_ones_ = false;
};

} // namespace hda
