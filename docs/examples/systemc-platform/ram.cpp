/* SPDX-License-Identifier: Apache-2.0 */
#include "ram.hpp"

Ram::Ram(const sc_core::sc_module_name &name, size_t bytes, const sc_core::sc_time &latency)
    : sc_module(name), bytes_(bytes), latency_(latency) {
  socket.register_b_transport(this, &Ram::b_transport);
}

void Ram::b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
  const uint64_t address = payload.get_address();
  const unsigned length = payload.get_data_length();
  if (address > bytes_.size() || length > bytes_.size() - address) {
    payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
    return;
  }
  const unsigned char *enable = payload.get_byte_enable_ptr();
  for (unsigned i = 0; i < length; ++i) {
    if (enable != nullptr && enable[i % payload.get_byte_enable_length()] == TLM_BYTE_DISABLED) {
      continue;
    }
    unsigned char &mine = bytes_[address + i];
    unsigned char &theirs = payload.get_data_ptr()[i];
    (payload.is_write() ? mine : theirs) = payload.is_write() ? theirs : mine;
  }
  delay += latency_;
  payload.set_response_status(tlm::TLM_OK_RESPONSE);
}
