/* SPDX-License-Identifier: Apache-2.0 */
/* Register accesses and the alias page. */
#include "sim.hpp"

#include <new>

namespace {

using hda::Host;

constexpr uint8_t all_lanes = 0xF;

bool in_bar(uint32_t offset, unsigned bytes) {
  return offset < HDA_SIM_BAR_BYTES && offset % bytes == 0;
}

int finish(hda_sim &sim, const Host::Command &command) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_REGISTER;
  event.reg = {command.offset, command.value, command.bytes, command.kind == Host::Command::write};
  sim.notify(sim.controller().now(), event);
  return sim.finish_call();
}

template <class Value> int read(hda_sim &sim, uint32_t offset, Value *value) {
  if (!in_bar(offset, sizeof *value)) {
    return HDA_SIM_ERANGE;
  }
  Host::Command command{Host::Command::read, 0, offset, sizeof *value, 0, 0};
  if (const int error = sim.access(command); error != HDA_SIM_OK) {
    return error;
  }
  *value = static_cast<Value>(command.value);
  return finish(sim, command);
}

int write(hda_sim &sim, uint32_t offset, unsigned bytes, uint32_t value, uint8_t strobe) {
  if (!in_bar(offset, bytes)) {
    return HDA_SIM_ERANGE;
  }
  Host::Command command{Host::Command::write, 0, offset, bytes, value, strobe};
  if (const int error = sim.access(command); error != HDA_SIM_OK) {
    return error;
  }
  return finish(sim, command);
}

/* WALCLKA and the LPIB aliases of the streams this controller has. */
bool alias_offset(const hda_sim &sim, uint32_t offset) {
  constexpr uint32_t wall_clock = 0x2030, first_position = 0x2084, stride = 0x20;
  return offset == wall_clock ||
         (offset >= first_position && (offset - first_position) % stride == 0 &&
          (offset - first_position) / stride < sim.stream_count());
}

} // namespace

unsigned hda_sim::stream_count() const {
  const hda_rtl_info &info = controller().ops().info;
  return info.iss + info.oss + info.bss;
}

int hda_sim::access(Host::Command &command) {
  if (!pci.memory_on()) {
    command.value = command.kind == Host::Command::read ? UINT32_MAX : command.value;
    return HDA_SIM_OK;
  }
  if (command.kind == Host::Command::write) {
    view.written(command.offset, command.bytes, command.strobe, command.value);
    if (view.blocks_writes()) {
      return HDA_SIM_OK;
    }
  }
  if (!platform.host.execute(command)) {
    return HDA_SIM_EHANG;
  }
  if (command.kind == Host::Command::read) {
    command.value = view.seen(command.offset, command.bytes, command.value);
  }
  return HDA_SIM_OK;
}

int hda_sim::refresh_alias() {
  if (alias.watched().empty()) {
    return HDA_SIM_OK;
  }
  std::vector<uint32_t> values;
  values.reserve(alias.watched().size());
  for (const uint32_t offset : alias.watched()) {
    Host::Command command{Host::Command::read, 0, offset, 4, 0, 0};
    if (const int error = access(command); error != HDA_SIM_OK) {
      return error;
    }
    values.push_back(command.value);
  }
  alias.show(values);
  return HDA_SIM_OK;
}

int hda_sim::finish_call() {
  drive_wake_lines();
  return refresh_alias();
}

int hda_sim_read8(hda_sim *sim, uint32_t offset, uint8_t *value) {
  return read(*sim, offset, value);
}

int hda_sim_read16(hda_sim *sim, uint32_t offset, uint16_t *value) {
  return read(*sim, offset, value);
}

int hda_sim_read32(hda_sim *sim, uint32_t offset, uint32_t *value) {
  return read(*sim, offset, value);
}

int hda_sim_write8(hda_sim *sim, uint32_t offset, uint8_t value) {
  return write(*sim, offset, sizeof value, value, all_lanes);
}

int hda_sim_write16(hda_sim *sim, uint32_t offset, uint16_t value) {
  return write(*sim, offset, sizeof value, value, all_lanes);
}

int hda_sim_write32(hda_sim *sim, uint32_t offset, uint32_t value) {
  return write(*sim, offset, sizeof value, value, all_lanes);
}

int hda_sim_write_strobe(hda_sim *sim, uint32_t offset, uint32_t value, uint8_t strobe) {
  if (strobe > all_lanes) {
    return HDA_SIM_EINVAL;
  }
  return write(*sim, offset, sizeof value, value, strobe);
}

const volatile void *hda_sim_bar(hda_sim *sim) { return sim->alias.window(); }

int hda_sim_alias_watch(hda_sim *sim, uint32_t offset) {
  if (!alias_offset(*sim, offset)) {
    return HDA_SIM_ERANGE;
  }
  try {
    return sim->alias.watch(offset) ? sim->refresh_alias() : HDA_SIM_OK;
  } catch (const std::bad_alloc &) {
    return HDA_SIM_ENOMEM;
  }
}

int hda_sim_alias_unwatch(hda_sim *sim, uint32_t offset) {
  return sim->alias.unwatch(offset) ? HDA_SIM_OK : HDA_SIM_ERANGE;
}
