/* SPDX-License-Identifier: Apache-2.0 */
/* Physical memory. */
#include "sim.hpp"

#include <cstring>

int hda_sim_mem_region(const hda_sim *sim, unsigned index, hda_sim_region *region) {
  const auto &regions = sim->platform.memory.regions();
  if (index >= regions.size()) {
    return HDA_SIM_ERANGE;
  }
  *region = {regions[index].base(), regions[index].bytes()};
  return HDA_SIM_OK;
}

void *hda_sim_mem(hda_sim *sim, uint64_t address, uint64_t bytes) {
  return sim->platform.memory.at(address, bytes);
}

int hda_sim_mem_read(hda_sim *sim, uint64_t address, void *data, size_t bytes) {
  const void *memory = hda_sim_mem(sim, address, bytes);
  if (memory == nullptr) {
    return HDA_SIM_ERANGE;
  }
  std::memcpy(data, memory, bytes);
  return HDA_SIM_OK;
}

int hda_sim_mem_write(hda_sim *sim, uint64_t address, const void *data, size_t bytes) {
  void *memory = hda_sim_mem(sim, address, bytes);
  if (memory == nullptr) {
    return HDA_SIM_ERANGE;
  }
  std::memcpy(memory, data, bytes);
  return HDA_SIM_OK;
}
