/* SPDX-License-Identifier: Apache-2.0 */
/* The public module: the platform's controller and codecs behind sockets of their own. */
#include "hda_controller_module.hpp"

#include "cadence.hpp"
#include "codec_bank.hpp"
#include "controller.hpp"
#include "instruments.hpp"

namespace hda {

namespace {

constexpr const char *report_id = "/hdasim/controller";
constexpr uint64_t bus_hz_min = 20000000, bus_hz_max = 400000000;

bool tag_valid(unsigned tag) { return tag >= 1 && tag <= Instruments::max_tag; }

} // namespace

struct ControllerModule::Parts {
  Controller controller{"controller", true};
  CodecBank codecs{"codecs"};
  Instruments instruments{"instruments"};
};

ControllerModule::ControllerModule(const sc_core::sc_module_name &name)
    : ControllerModule(name, Options()) {}

ControllerModule::ControllerModule(const sc_core::sc_module_name &name, const Options &options)
    : sc_module(name), parts_(std::make_unique<Parts>()) {
  registers.bind(parts_->controller.registers);
  parts_->controller.dma.bind(dma);
  parts_->controller.irq.bind(irq);
  parts_->controller.link.bind(parts_->codecs.link);
  parts_->controller.link.bind(parts_->instruments.link);
  if (options.bus_hz < bus_hz_min || options.bus_hz > bus_hz_max) {
    SC_REPORT_ERROR(report_id, "bus_hz is outside 20 MHz .. 400 MHz");
    return;
  }
  const char *library = options.rtl_library.empty() ? nullptr : options.rtl_library.c_str();
  if (!parts_->controller.attach(library, options.bus_hz, nullptr)) {
    const std::string text = "cannot load RTL library '" + options.rtl_library + "', or it has " +
                             "another ABI than hda_rtl.h";
    SC_REPORT_ERROR(report_id, text.c_str());
    return;
  }
  const hda_rtl_info &info = parts_->controller.ops().info;
  if (!parts_->codecs.configure(info.sdi, info.sdo)) {
    SC_REPORT_ERROR(report_id, "no memory for the codecs");
  }
}

ControllerModule::~ControllerModule() { parts_->controller.detach(); }

hda_sim_build ControllerModule::build() const {
  const hda_rtl_info &info = parts_->controller.ops().info;
  return {info.name, info.iss, info.oss, info.bss, info.sdi, info.sdo, info.trace, info.coverage};
}

void ControllerModule::set_bus_master(bool enable) {
  parts_->controller.ops().set_sideband(parts_->controller.rtl(), HDA_RTL_BUS_MASTER, enable);
}

bool ControllerModule::sink(unsigned tag, const hda_sim_format &format) {
  if (!tag_valid(tag) || !format_valid(format)) {
    return false;
  }
  parts_->instruments.install_sink(tag, format);
  return true;
}

const std::vector<uint32_t> &ControllerModule::sink_samples(unsigned tag) const {
  static const std::vector<uint32_t> none;
  return tag_valid(tag) ? parts_->instruments.sink(tag).samples : none;
}

bool ControllerModule::source(unsigned line, unsigned tag, const hda_sim_format &format,
                              std::vector<uint32_t> samples, bool repeat) {
  return tag_valid(tag) && line < build().sdi && format_valid(format) &&
         parts_->instruments.install_source(
             {line, tag, format, std::move(samples), repeat, 0, false, 0, false, 0});
}

bool ControllerModule::trace_open(const std::string &path) {
  const Controller &controller = parts_->controller;
  return controller.ops().info.trace && controller.ops().trace_open(controller.rtl(), path.c_str());
}

void ControllerModule::trace_close() {
  parts_->controller.ops().trace_close(parts_->controller.rtl());
}

} // namespace hda
