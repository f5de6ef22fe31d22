/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The processor side of the platform: a process that does one command at a time (let time pass, or
 * access a register) and keeps SystemC time level with the controller's. `execute` is called from
 * outside the simulation and returns when the command is done.
 */
#pragma once

#include "controller.hpp"

namespace hda {

class Host : public sc_core::sc_module {
public:
  struct Command {
    enum Kind { run, read, write, reset } kind;
    uint64_t until;  /* run: tick */
    uint32_t offset; /* read, write */
    unsigned bytes;  /* 1, 2 or 4 */
    uint32_t value;  /* written, or result of a read; reset: its hda_rtl_reset */
    uint8_t strobe;  /* write of a dword: its byte lanes */
  };

  tlm_utils::simple_initiator_socket<Host, 32> registers{"registers"};

  SC_HAS_PROCESS(Host);
  Host(const sc_core::sc_module_name &name, Controller &controller);

  /* False: the controller did not answer a register access, or with an error. */
  bool execute(Command &command);

private:
  void process();
  bool access(Command &command, sc_core::sc_time &delay);

  Controller &controller_;
  Command *command_ = nullptr;
  bool done_ = false;
  sc_core::sc_event go_;
};

} // namespace hda
