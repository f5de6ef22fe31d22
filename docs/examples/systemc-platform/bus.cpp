/* SPDX-License-Identifier: Apache-2.0 */
#include "bus.hpp"

Bus::Bus(const sc_core::sc_module_name &name) : sc_module(name) {
  processor.register_b_transport(this, &Bus::from_processor);
  dma.register_b_transport(this, &Bus::from_dma);
}

void Bus::from_processor(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
  const uint64_t address = payload.get_address();
  if (address < registers_base || address - registers_base >= registers_bytes) {
    ram->b_transport(payload, delay);
    return;
  }
  payload.set_address(address - registers_base);
  registers->b_transport(payload, delay);
  payload.set_address(address);
}

/* A controller has no business in its own registers: its bursts go to RAM, which refuses them. */
void Bus::from_dma(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
  ram->b_transport(payload, delay);
}
