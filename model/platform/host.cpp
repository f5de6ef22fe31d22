/* SPDX-License-Identifier: Apache-2.0 */
#include "host.hpp"

namespace hda {

namespace {

/* Observers run on this stack. */
constexpr size_t process_stack_bytes = size_t{1} << 20;

} // namespace

Host::Host(const sc_core::sc_module_name &name, Controller &controller)
    : sc_module(name), controller_(controller) {
  SC_THREAD(process);
  set_stack_size(process_stack_bytes);
}

bool Host::execute(Command &command) {
  command_ = &command;
  go_.notify(sc_core::SC_ZERO_TIME);
  sc_core::sc_start();
  return done_;
}

void Host::process() {
  for (;;) {
    wait(go_);
    sc_core::sc_time ahead;
    if (command_->kind == Command::run || command_->kind == Command::reset) {
      if (command_->kind == Command::run) {
        controller_.run(command_->until);
      } else {
        controller_.reset(static_cast<hda_rtl_reset>(command_->value));
      }
      ahead = controller_.local_time() - sc_core::sc_time_stamp();
      done_ = true;
    } else {
      done_ = access(*command_, ahead);
    }
    if (ahead > sc_core::SC_ZERO_TIME) {
      wait(ahead);
    }
  }
}

bool Host::access(Command &command, sc_core::sc_time &delay) {
  unsigned char data[4];
  unsigned char enable[4];
  for (unsigned i = 0; i < command.bytes; ++i) {
    data[i] = static_cast<unsigned char>(command.value >> (8 * i));
    enable[i] = (command.strobe >> i & 1) != 0 ? TLM_BYTE_ENABLED : TLM_BYTE_DISABLED;
  }
  tlm::tlm_generic_payload payload;
  const bool write = command.kind == Command::write;
  payload.set_command(write ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND);
  payload.set_address(command.offset);
  payload.set_data_ptr(data);
  payload.set_data_length(command.bytes);
  payload.set_streaming_width(command.bytes);
  payload.set_byte_enable_ptr(write ? enable : nullptr);
  payload.set_byte_enable_length(write ? command.bytes : 0);
  payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  registers->b_transport(payload, delay);
  if (!write) {
    command.value = 0;
    for (unsigned i = 0; i < command.bytes; ++i) {
      command.value |= uint32_t{data[i]} << (8 * i);
    }
  }
  return payload.is_response_ok();
}

} // namespace hda
