/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What runs on the processor: it brings the link up, finds the codec at line 0, connects its first
 * converter, plays a ramp from a cyclic buffer of two periods, and at each interrupt prints the
 * wall clock and the position.
 */
#pragma once

#include <cstdint>
#include <systemc>
#include <tlm>
#include <tlm_utils/simple_initiator_socket.h>

class Firmware : public sc_core::sc_module {
public:
  static constexpr unsigned line = 0, converter = 2; /* first output converter of "stereo" */

  /* 48 kHz, 16 bit, two channels: 4 bytes a link frame; a period is 10 ms. */
  static constexpr unsigned channels = 2, bits = 16, tag = 1;
  static constexpr unsigned period_frames = 480, periods = 2;
  static constexpr unsigned block_bytes = channels * bits / 8;
  static constexpr unsigned period_bytes = period_frames * block_bytes;
  static constexpr unsigned buffer_samples = periods * period_frames * channels;

  tlm_utils::simple_initiator_socket<Firmware, 32> bus{"bus"};
  sc_core::sc_in<bool> irq{"irq"};

  SC_HAS_PROCESS(Firmware);
  /* Plays until `interrupts` were served, then stops the simulation. */
  Firmware(const sc_core::sc_module_name &name, unsigned interrupts);

  bool done() const { return done_; }

private:
  void program();
  void link_up();
  void prepare_codec();
  uint32_t command(uint32_t verb);
  void prepare_buffer();
  void prepare_stream();
  void serve(unsigned number);

  uint32_t read(uint64_t address, unsigned bytes);
  void write(uint64_t address, unsigned bytes, uint32_t value);
  void transfer(tlm::tlm_command command, uint64_t address, unsigned bytes, uint32_t &value);
  void wait_until(uint64_t address, unsigned bytes, uint32_t mask, uint32_t want);

  unsigned interrupts_;
  unsigned stream_ = 0; /* descriptor: the first output, behind the inputs */
  bool done_ = false;
};
