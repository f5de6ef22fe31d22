/* SPDX-License-Identifier: Apache-2.0 */
/* Waveforms and coverage. */
#include "sim.hpp"

#include <cstdio>

namespace {

bool can_write(const char *path) {
  std::FILE *file = std::fopen(path, "ab");
  return file != nullptr && std::fclose(file) == 0;
}

} // namespace

int hda_sim_trace_open(hda_sim *sim, const char *path) {
  const hda::Controller &controller = sim->controller();
  if (!controller.ops().info.trace) {
    return HDA_SIM_EINVAL;
  }
  return can_write(path) && controller.ops().trace_open(controller.rtl(), path) ? HDA_SIM_OK
                                                                                : HDA_SIM_EIO;
}

void hda_sim_trace_close(hda_sim *sim) {
  sim->controller().ops().trace_close(sim->controller().rtl());
}

int hda_sim_coverage_write(hda_sim *sim, const char *path) {
  const hda::Controller &controller = sim->controller();
  if (!controller.ops().info.coverage) {
    return HDA_SIM_EINVAL;
  }
  return can_write(path) && controller.ops().coverage_write(controller.rtl(), path) ? HDA_SIM_OK
                                                                                    : HDA_SIM_EIO;
}
