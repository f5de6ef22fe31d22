/* SPDX-License-Identifier: Apache-2.0 */
/* Making and taking down a sim. */
#include "sim.hpp"

#include <new>

namespace {

constexpr uint64_t mib = uint64_t{1} << 20;
constexpr uint64_t low_limit = (uint64_t{1} << 32) - mib; /* RAM below 4 GiB starts at 1 MiB */
constexpr uint64_t high_limit = uint64_t{1} << 40;
constexpr uint64_t latency_limit_ns = 1000000000;

hda_sim *the_sim = nullptr;

bool config_valid(const hda_sim_config &config) {
  return config.size == sizeof config && config.bus_hz >= 20000000 && config.bus_hz <= 400000000 &&
         config.low_mem_bytes > 0 && config.low_mem_bytes <= low_limit &&
         config.high_mem_bytes <= high_limit && config.read_latency_ns <= latency_limit_ns &&
         config.write_latency_ns <= latency_limit_ns;
}

int create(const hda_sim_config &config, hda_sim *&sim) {
  sim = new hda_sim;
  sim->pci.power_on();
  if (!sim->alias.good() || !sim->platform.memory.configure(config)) {
    return HDA_SIM_ENOMEM;
  }
  if (!sim->controller().attach(config.rtl_library, config.bus_hz, sim, config.always_clock)) {
    return HDA_SIM_ERTL;
  }
  const hda_rtl_info &info = sim->controller().ops().info;
  return sim->platform.codecs.configure(info.sdi, info.sdo) ? HDA_SIM_OK : HDA_SIM_ENOMEM;
}

} // namespace

void hda_sim_config_default(hda_sim_config *config) {
  *config = {};
  config->size = sizeof *config;
  config->bus_hz = 100000000;
  config->low_mem_bytes = 64 * mib;
  config->high_mem_bytes = 64 * mib;
  config->read_latency_ns = 100;
  config->write_latency_ns = 100;
}

int hda_sim_create(const hda_sim_config *config, hda_sim **sim) {
  *sim = nullptr;
  if (the_sim != nullptr) {
    return HDA_SIM_EEXIST;
  }
  if (!config_valid(*config)) {
    return HDA_SIM_EINVAL;
  }
  hda_sim *made = nullptr;
  int error = HDA_SIM_ENOMEM;
  try {
    error = create(*config, made);
  } catch (const std::bad_alloc &) {
  }
  if (error != HDA_SIM_OK) {
    hda_sim_destroy(made);
    return error;
  }
  *sim = the_sim = made;
  return HDA_SIM_OK;
}

void hda_sim_destroy(hda_sim *sim) {
  if (sim == nullptr) {
    return;
  }
  hda::clear_faults(*sim);
  sim->platform.instruments.clear();
  sim->platform.codecs.clear();
  sim->controller().detach();
  sim->platform.memory.release();
  delete sim;
  the_sim = nullptr;
}

void hda_sim_get_build(const hda_sim *sim, hda_sim_build *build) {
  const hda_rtl_info &info = sim->controller().ops().info;
  *build = {info.name, info.iss, info.oss, info.bss, info.sdi, info.sdo, info.trace, info.coverage};
}

const char *hda_sim_strerror(int error) {
  static constexpr const char *texts[] = {
      "success",
      "out of memory",
      "argument out of range",
      "offset or address out of range",
      "no such name",
      "file could not be opened or written",
      "RTL library could not be loaded or does not fit",
      "controller did not answer a register access",
      "the process has a sim already",
      "codec description could not be read",
      "not while the link runs",
  };
  const auto index = static_cast<size_t>(error);
  return error >= 0 && index < sizeof texts / sizeof *texts ? texts[index] : "unknown error";
}
