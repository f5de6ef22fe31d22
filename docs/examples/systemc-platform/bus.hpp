/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bus of the platform: a processor and the controller's DMA in, RAM and the controller's
 * registers out. Addresses from `registers_base` on are registers, all others RAM.
 */
#pragma once

#include <cstdint>
#include <systemc>
#include <tlm>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

class Bus : public sc_core::sc_module {
public:
  static constexpr uint64_t registers_base = 0xF0000000;
  static constexpr uint64_t registers_bytes = 0x4000;

  tlm_utils::simple_target_socket<Bus, 32> processor{"processor"};
  tlm_utils::simple_target_socket<Bus, 64> dma{"dma"};
  tlm_utils::simple_initiator_socket<Bus, 64> ram{"ram"};
  tlm_utils::simple_initiator_socket<Bus, 32> registers{"registers"};

  explicit Bus(const sc_core::sc_module_name &name);

private:
  void from_processor(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
  void from_dma(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
};
