/* SPDX-License-Identifier: Apache-2.0 */
/* The modules of the one SystemC design of a process, elaborated once and used by sim after sim. */
#pragma once

#include "codec_bank.hpp"
#include "controller.hpp"
#include "host.hpp"
#include "instruments.hpp"
#include "memory.hpp"

namespace hda {

struct Platform : public sc_core::sc_module {
  Controller controller{"controller", false};
  Memory memory{"memory"};
  CodecBank codecs{"codecs"};
  Instruments instruments{"instruments"};
  Host host{"host", controller};

  explicit Platform(const sc_core::sc_module_name &name);

  static Platform &instance();
};

} // namespace hda
