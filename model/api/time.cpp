/* SPDX-License-Identifier: Apache-2.0 */
/* Time, waiting, events and observers. */
#include "sim.hpp"

#include <algorithm>
#include <new>

hda_sim_time hda_sim::time_at(uint64_t tick) const {
  hda_sim_time time{};
  time.ticks = tick;
  time.bus_cycles = tick / clock().ticks_per_bus_cycle();
  controller().ops().bclk(controller().rtl(), &time.link);
  if (time.link) {
    const uint64_t epoch = controller().link_epoch();
    time.bclk = tick > epoch ? (tick - epoch) / clock().ticks_per_bclk() : 0;
    time.frame = time.bclk / hda::TickClock::cells_per_frame;
    time.cell = static_cast<uint32_t>(time.bclk % hda::TickClock::cells_per_frame);
  }
  return time;
}

void hda_sim::wake(unsigned reason) {
  if ((wake_mask & reason) != 0) {
    woke |= reason;
    controller().stop();
  }
}

void hda_sim::notify(uint64_t tick, hda_sim_event &event) {
  const unsigned kind = 1U << event.kind;
  bool dated = false;
  for (size_t i = 0; i < observers.size(); ++i) {
    if ((observers[i].kinds & kind) != 0) {
      if (!dated) {
        event.when = time_at(tick);
        dated = true;
      }
      observers[i].fn(observers[i].user, &event);
    }
  }
}

void hda_sim::on_bcis(uint64_t tick, uint32_t stream_mask) {
  for (unsigned stream = 0; stream_mask >> stream != 0; ++stream) {
    if ((stream_mask >> stream & 1U) != 0) {
      hda_sim_event event{};
      event.kind = HDA_SIM_EV_BCIS;
      event.stream = stream;
      notify(tick, event);
    }
  }
  wake(HDA_SIM_WAKE_BCIS);
}

void hda_sim::on_dma(uint64_t tick, uint64_t address, uint32_t bytes, bool write,
                     unsigned response) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_DMA;
  event.dma = {address, bytes, write, response};
  notify(tick, event);
}

void hda_sim::on_link(uint64_t tick, bool running) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_LINK;
  event.level = running;
  notify(tick, event);
}

void hda_sim::on_assigned(uint64_t tick, unsigned line, unsigned address) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_ASSIGNED;
  event.assigned = {line, address};
  notify(tick, event);
}

void hda_sim::on_contention(uint64_t tick, uint32_t lines) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_CONTENTION;
  event.contention = {lines};
  notify(tick, event);
}

void hda_sim::on_response(uint64_t tick, const hda::InboundFrame::Response &response) {
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_RESPONSE;
  event.response = {response.line, response.value, response.unsolicited};
  notify(tick, event);
}

void hda_sim::on_frame(uint64_t tick, hda_sim_event &event) {
  notify(tick, event);
  wake(HDA_SIM_WAKE_FRAME);
}

void hda_sim_now(const hda_sim *sim, hda_sim_time *now) {
  *now = sim->time_at(sim->controller().now());
}

uint64_t hda_sim_ticks_per_second(const hda_sim *sim) { return sim->clock().ticks_per_second(); }

uint64_t hda_sim_ticks_per_bclk(const hda_sim *sim) { return sim->clock().ticks_per_bclk(); }

uint64_t hda_sim_ticks_per_bus_cycle(const hda_sim *sim) {
  return sim->clock().ticks_per_bus_cycle();
}

uint64_t hda_sim_frame_tick(const hda_sim *sim, uint64_t frame) {
  return sim->controller().link_epoch() + frame * sim->clock().ticks_per_frame();
}

int hda_sim_run_until(hda_sim *sim, uint64_t deadline, unsigned wake_mask, unsigned *woke) {
  constexpr unsigned all =
      HDA_SIM_WAKE_IRQ | HDA_SIM_WAKE_FRAME | HDA_SIM_WAKE_BCIS | HDA_SIM_WAKE_MSI;
  if ((wake_mask & ~all) != 0 || deadline < sim->controller().now()) {
    return HDA_SIM_EINVAL;
  }
  sim->woke = 0;
  int error = HDA_SIM_OK;
  if ((wake_mask & HDA_SIM_WAKE_IRQ) != 0 && sim->irq_line()) {
    sim->woke = HDA_SIM_WAKE_IRQ;
  } else {
    sim->wake_mask = wake_mask;
    hda::Host::Command command{};
    command.kind = hda::Host::Command::run;
    command.until = deadline;
    sim->platform.host.execute(command);
    sim->wake_mask = 0;
    error = sim->finish_call();
  }
  if (woke != nullptr) {
    *woke = sim->woke;
  }
  return error;
}

int hda_sim_observe(hda_sim *sim, unsigned kinds, hda_sim_observer_fn fn, void *user) {
  hda_sim_unobserve(sim, fn, user);
  try {
    sim->observers.push_back({kinds, fn, user});
  } catch (const std::bad_alloc &) {
    return HDA_SIM_ENOMEM;
  }
  return HDA_SIM_OK;
}

void hda_sim_unobserve(hda_sim *sim, hda_sim_observer_fn fn, void *user) {
  auto &observers = sim->observers;
  observers.erase(std::remove_if(observers.begin(), observers.end(),
                                 [&](const hda_sim::Observer &observer) {
                                   return observer.fn == fn && observer.user == user;
                                 }),
                  observers.end());
}
