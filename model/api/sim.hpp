/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the C API share. */
#pragma once

#include "alias_page.hpp"
#include "hda_sim.h"
#include "pci_function.hpp"
#include "platform.hpp"
#include "register_view.hpp"

#include <vector>

/* Collects what happens in a call that moves time: wakes it, and tells observers. */
struct hda_sim final : hda::ControllerListener {
  struct Observer {
    unsigned kinds;
    hda_sim_observer_fn fn;
    void *user;
  };

  hda::Platform &platform = hda::Platform::instance();
  hda::AliasPage alias;
  hda::RegisterView view;
  hda::PciFunction pci;
  std::vector<Observer> observers;
  bool irq_lost = false;
  unsigned wake_mask = 0, woke = 0;
  bool pin = false, messages = false, pme = false; /* state of pci, as last acted on */
  bool bus_master = true, d3hot = false;           /* as the controller was last told */
  uint32_t wake_lines = 0; /* SDI lines that codecs hold high in link reset, as last told */

  hda::Controller &controller() { return platform.controller; }
  const hda::Controller &controller() const { return platform.controller; }
  const hda::TickClock &clock() const { return platform.controller.clock(); }
  unsigned stream_count() const;
  bool irq_line() const { return pci.pin() && !irq_lost; }
  hda_sim_time time_at(uint64_t tick) const;

  /* One register access as software sees it: fault views applied, no event, alias page as it was.
   * EHANG if the controller does not answer. */
  int access(hda::Host::Command &command);
  /* Brings the alias page up to date. */
  int refresh_alias();
  /* Last thing of every call that moves time. */
  int finish_call();
  /* Acts on what changed in `pci`: pin, messages, power management event. */
  void follow_pci(uint64_t tick);
  void drive_sidebands();
  /* Tells the controller when codecs took or left the lines. */
  void drive_wake_lines();

  void wake(unsigned reason);
  void notify(uint64_t tick, hda_sim_event &event);

  void on_irq(uint64_t tick, bool level) override;
  void on_bcis(uint64_t tick, uint32_t stream_mask) override;
  void on_dma(uint64_t tick, uint64_t address, uint32_t bytes, bool write,
              unsigned response) override;
  void on_link(uint64_t tick, bool running) override;
  void on_pme(uint64_t tick, bool level) override;
  void on_assigned(uint64_t tick, unsigned line, unsigned address) override;
  void on_contention(uint64_t tick, uint32_t lines) override;
  void on_response(uint64_t tick, const hda::InboundFrame::Response &response) override;
  void on_frame(uint64_t tick, hda_sim_event &event) override;
};

namespace hda {

/* Takes every fault back. */
void clear_faults(hda_sim &sim);

} // namespace hda
