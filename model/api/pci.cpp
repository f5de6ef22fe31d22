/* SPDX-License-Identifier: Apache-2.0 */
/* The PCI function: configuration space, interrupt pin and messages, power management, reset. */
#include "sim.hpp"

#include <cstring>

namespace {

void reset_controller(hda_sim &sim, hda_rtl_reset kind) {
  hda::Host::Command command{};
  command.kind = hda::Host::Command::reset;
  command.value = kind;
  sim.platform.host.execute(command);
}

/* A message goes to memory like data; where no memory is, the interrupt controller takes it. */
void send_message(hda_sim &sim, uint64_t tick) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_MSI;
  event.msi = {sim.pci.message().address, sim.pci.message().data};
  if (unsigned char *data = sim.platform.memory.at(event.msi.address, sizeof event.msi.data);
      data != nullptr) {
    std::memcpy(data, &event.msi.data, sizeof event.msi.data);
  }
  sim.notify(tick, event);
  sim.wake(HDA_SIM_WAKE_MSI);
}

void notify_level(hda_sim &sim, uint64_t tick, hda_sim_event_kind kind, bool level) {
  hda_sim_event event{};
  event.kind = kind;
  event.level = level;
  sim.notify(tick, event);
}

bool in_config_space(uint32_t offset, unsigned bytes) {
  return (bytes == 1 || bytes == 2 || bytes == 4) && offset % bytes == 0 &&
         offset < hda::PciFunction::config_bytes;
}

} // namespace

void hda_sim::on_irq(uint64_t tick, bool level) {
  pci.set_irq(level);
  if (level && messages && !irq_lost) {
    send_message(*this, tick); /* one for each rise (HDA-INT-004) */
  }
  follow_pci(tick);
}

void hda_sim::on_pme(uint64_t tick, bool level) {
  pci.set_wake(level);
  follow_pci(tick);
}

void hda_sim::follow_pci(uint64_t tick) {
  if (const bool now = irq_line(); now != pin) {
    pin = now;
    notify_level(*this, tick, HDA_SIM_EV_IRQ, now);
    if (now) {
      wake(HDA_SIM_WAKE_IRQ);
    }
  }
  if (const bool now = pci.message_enabled(); now != messages) {
    messages = now;
    if (now && controller().irq_level() && !irq_lost) {
      send_message(*this, tick);
    }
  }
  if (const bool now = pci.pme(); now != pme) {
    pme = now;
    notify_level(*this, tick, HDA_SIM_EV_PME, now);
  }
}

/* Not from inside the controller. */
void hda_sim::drive_sidebands() {
  const hda_rtl_ops &ops = controller().ops();
  if (const bool now = pci.bus_master(); now != bus_master) {
    bus_master = now;
    ops.set_sideband(controller().rtl(), HDA_RTL_BUS_MASTER, now);
  }
  if (const bool now = pci.d3hot(); now != d3hot) {
    d3hot = now;
    ops.set_sideband(controller().rtl(), HDA_RTL_D3HOT, now);
  }
}

bool hda_sim_irq(const hda_sim *sim) { return sim->irq_line(); }

void hda_sim_set_bus_master(hda_sim *sim, bool enable) {
  constexpr uint32_t command = 4, bus_master_bit = 4;
  const uint32_t value = sim->pci.read(command, 2);
  sim->pci.write(command, 2, enable ? value | bus_master_bit : value & ~bus_master_bit);
  sim->follow_pci(sim->controller().now());
  sim->drive_sidebands();
}

int hda_sim_config_read(hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t *value) {
  if (!in_config_space(offset, bytes)) {
    return HDA_SIM_ERANGE;
  }
  *value = sim->pci.read(offset, bytes);
  return HDA_SIM_OK;
}

int hda_sim_config_write(hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t value) {
  if (!in_config_space(offset, bytes)) {
    return HDA_SIM_ERANGE;
  }
  sim->pci.write(offset, bytes, value);
  if (sim->d3hot && !sim->pci.d3hot()) {
    sim->pci.soft_reset();
    reset_controller(*sim, HDA_RTL_RESET_FUNCTION);
  }
  sim->follow_pci(sim->controller().now());
  sim->drive_sidebands();
  return sim->finish_call();
}

int hda_sim_reset(hda_sim *sim, enum hda_sim_reset kind) {
  if (kind == HDA_SIM_RESET_POWER_ON) {
    sim->pci.power_on();
    reset_controller(*sim, HDA_RTL_RESET_POWER_ON);
    sim->platform.codecs.power_on();
  } else {
    sim->pci.platform_reset();
    reset_controller(*sim, HDA_RTL_RESET_FUNCTION);
  }
  sim->follow_pci(sim->controller().now());
  sim->drive_sidebands();
  return sim->finish_call();
}
