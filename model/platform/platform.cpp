/* SPDX-License-Identifier: Apache-2.0 */
#include "platform.hpp"

namespace hda {

Platform::Platform(const sc_core::sc_module_name &name) : sc_module(name) {
  controller.dma.bind(memory.socket);
  controller.link.bind(codecs.link); /* first: a codec decides when its line asks */
  controller.link.bind(instruments.link);
  host.registers.bind(controller.registers);
}

/* Never destroyed: SystemC cannot elaborate a second time, and forked children leave at will. */
Platform &Platform::instance() {
  static Platform *const platform = [] {
    auto *made = new Platform("platform");
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    return made;
  }();
  return *platform;
}

} // namespace hda
