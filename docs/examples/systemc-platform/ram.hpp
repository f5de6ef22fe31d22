/* SPDX-License-Identifier: Apache-2.0 */
/* RAM behind a TLM-2.0 target socket, with a fixed latency. */
#pragma once

#include <cstdint>
#include <systemc>
#include <tlm>
#include <tlm_utils/simple_target_socket.h>
#include <vector>

class Ram : public sc_core::sc_module {
public:
  tlm_utils::simple_target_socket<Ram, 64> socket{"socket"};

  Ram(const sc_core::sc_module_name &name, size_t bytes, const sc_core::sc_time &latency);

private:
  void b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);

  std::vector<unsigned char> bytes_;
  sc_core::sc_time latency_;
};
