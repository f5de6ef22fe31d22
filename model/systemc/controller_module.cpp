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

  void drive_wake_lines() { controller.ops().set_wake(controller.rtl(), codecs.wake_lines()); }

  /* EINVAL: no such line. ENAME: no codec there. */
  template <class Call> int with_codec(unsigned line, Call call) {
    hda_codec *codec = line < codecs.lines() ? codecs.codec(line) : nullptr;
    if (codec == nullptr) {
      return line < codecs.lines() ? HDA_SIM_ENAME : HDA_SIM_EINVAL;
    }
    switch (call(codec)) {
    case HDA_CODEC_OK:
      return HDA_SIM_OK;
    case HDA_CODEC_ENOMEM:
      return HDA_SIM_ENOMEM;
    case HDA_CODEC_EIO:
    case HDA_CODEC_EFILE:
      return HDA_SIM_EIO;
    default:
      return HDA_SIM_EINVAL;
    }
  }
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

int ControllerModule::attach_codec(unsigned line, const std::string &codec, std::string *message) {
  std::string text;
  int error = HDA_SIM_EINVAL;
  if (line < parts_->codecs.lines()) {
    error =
        parts_->codecs.link_running() ? HDA_SIM_EBUSY : parts_->codecs.attach(line, codec, text);
  }
  if (message != nullptr) {
    *message = text;
  }
  parts_->drive_wake_lines();
  return error;
}

int ControllerModule::detach_codec(unsigned line) {
  if (line >= parts_->codecs.lines() || parts_->codecs.link_running()) {
    return line >= parts_->codecs.lines() ? HDA_SIM_EINVAL : HDA_SIM_EBUSY;
  }
  parts_->codecs.detach(line);
  parts_->drive_wake_lines();
  return HDA_SIM_OK;
}

int ControllerModule::codec_verb(unsigned line, uint32_t verb, uint32_t &response) {
  return parts_->with_codec(line, [&](hda_codec *codec) {
    return hda_codec_verb(codec, verb, &response) ? HDA_CODEC_OK : HDA_CODEC_ENODE;
  });
}

int ControllerModule::codec_jack(unsigned line, unsigned nid, bool present) {
  const int error = parts_->with_codec(
      line, [&](hda_codec *codec) { return hda_codec_set_jack(codec, nid, present); });
  if (error == HDA_SIM_OK) {
    parts_->codecs.wake_if_pending(line);
    parts_->drive_wake_lines();
  }
  return error;
}

int ControllerModule::capture_wav(unsigned line, unsigned nid, const std::string &path) {
  return parts_->with_codec(line, [&](hda_codec *codec) {
    return hda_codec_capture_wav(codec, nid, path.empty() ? nullptr : path.c_str());
  });
}

int ControllerModule::play_wav(unsigned line, unsigned nid, const std::string &path) {
  return parts_->with_codec(line, [&](hda_codec *codec) {
    return path.empty() ? hda_codec_play_silence(codec, nid)
                        : hda_codec_play_wav(codec, nid, path.c_str(), false);
  });
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
