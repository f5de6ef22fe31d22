/* SPDX-License-Identifier: Apache-2.0 */
/* The modules of the one SystemC design of a process, elaborated once and used by sim after sim. */
#pragma once

#include "codec.hpp"
#include "controller.hpp"
#include "host.hpp"
#include "memory.hpp"

namespace hda {

struct Platform : public sc_core::sc_module {
  Controller controller{"controller", false};
  Memory memory{"memory"};
  Codec codec{"codec"};
  Host host{"host", controller};

  explicit Platform(const sc_core::sc_module_name &name);

  static Platform &instance();
};

} // namespace hda
