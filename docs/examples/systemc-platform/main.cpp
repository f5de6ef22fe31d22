/* SPDX-License-Identifier: Apache-2.0 */
/*
 * processor --> bus --> RAM <-- bus <-- DMA
 *                `----> registers of the controller --> irq --> processor
 *
 * What the codec plays goes to platform.wav. usage: platform [RTL_LIBRARY]
 */
#include "bus.hpp"
#include "firmware.hpp"
#include "ram.hpp"

#include <hda_controller_module.hpp>
#include <iostream>

namespace {

constexpr unsigned interrupts = 20;
constexpr hda_sim_format format = {48000, 1, 1, Firmware::bits, Firmware::channels, 0};

/* What a codec hears is the ramp, over and over. */
bool in_order(const std::vector<uint32_t> &samples) {
  for (size_t i = 0; i < samples.size(); ++i) {
    if (samples[i] != i % Firmware::buffer_samples) {
      std::cout << "sample " << i << " is " << samples[i] << '\n';
      return false;
    }
  }
  return true;
}

} // namespace

int sc_main(int argc, char **argv) {
  hda::ControllerModule::Options options;
  options.rtl_library = argc > 1 ? argv[1] : "";
  hda::ControllerModule controller("controller", options);
  Ram ram("ram", 1 << 20, sc_core::sc_time(80, sc_core::SC_NS));
  Bus bus("bus");
  Firmware firmware("firmware", interrupts);
  sc_core::sc_signal<bool> irq("irq");

  firmware.bus.bind(bus.processor);
  controller.dma.bind(bus.dma);
  bus.ram.bind(ram.socket);
  bus.registers.bind(controller.registers);
  controller.irq.bind(irq);
  firmware.irq.bind(irq);
  controller.sink(Firmware::tag, format);
  controller.attach_codec(Firmware::line, "stereo");
  controller.capture_wav(Firmware::line, Firmware::converter, "platform.wav");

  sc_core::sc_start(1, sc_core::SC_SEC);

  const bool wav = controller.capture_wav(Firmware::line, Firmware::converter, "") == HDA_SIM_OK;
  const auto &samples = controller.sink_samples(Firmware::tag);
  const bool good = wav && firmware.done() && in_order(samples);
  std::cout << "samples: " << samples.size() << (good ? ", in order" : ", or not all is well")
            << '\n';
  return good ? 0 : 1;
}
