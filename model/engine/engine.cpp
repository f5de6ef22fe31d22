/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.hpp"

#include "clock_edge.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>

namespace hda::engine {

namespace {

using LineMask = std::remove_reference_t<decltype(Top::phy_force_i)>;

constexpr uint64_t cells_per_frame = 500;
constexpr uint64_t reset_cycles = 16;

/* First multiple of `period` after `tick`. */
uint64_t grid_after(uint64_t tick, uint64_t period) { return (tick / period + 1) * period; }

uint64_t grid_at_or_after(uint64_t tick, uint64_t period) {
  return tick / period * period + (tick % period != 0 ? period : 0);
}

std::unique_ptr<VerilatedContext> new_context() {
  auto context = std::make_unique<VerilatedContext>();
  context->traceEverOn(true);
  return context;
}

} // namespace

Engine::Engine(const hda_rtl_config &config, const hda_rtl_host &host)
    : host_(host), bus_half_(config.ticks_per_bus_half), link_half_(config.ticks_per_bclk_half),
      bus_period_(2 * bus_half_), link_period_(2 * link_half_),
      frame_ticks_(cells_per_frame * link_period_), context_(new_context()),
      top_(std::make_unique<Top>(context_.get(), "")), memory_(host_, *top_), lite_(*top_),
      waveform_(link_half_), always_clock_(config.always_clock), keep_clocks_(always_clock_) {
  power_on_reset();
}

Engine::~Engine() {
  waveform_.close();
  top_->final();
}

void Engine::assert_reset(bool power_on, bool active) {
  top_->rst_ni = top_->brst_ni = !active;
  top_->por_ni = !(active && power_on);
  top_->eval();
}

/* Takes no simulated time: tick 0 is the moment after reset. */
void Engine::power_on_reset() {
  Top &top = *top_;
  memory_.reset();
  lite_.reset();
  top.bus_master_en_i = 1;
  top.clk_i = top.bclk_i = 0;
  assert_reset(true, false);
  for (const bool active : {true, false}) {
    assert_reset(true, active);
    for (uint64_t cycle = 0; cycle < reset_cycles; ++cycle) {
      top.clk_i = top.bclk_i = 1;
      top.eval();
      top.clk_i = top.bclk_i = 0;
      top.eval();
    }
  }
  irq_ = top.irq_o;
  pme_ = top.pme_o;
  link_on_ = top.link_rst_no;
  schedule(0, false, false);
}

uint64_t Engine::bclk(bool *running) const {
  if (running != nullptr) {
    *running = frames_run_;
  }
  return frames_run_ ? (now_ - frame_epoch_) / link_period_ : 0;
}

void Engine::run(uint64_t until) {
  stop_ = false;
  while (!stop_) {
    const uint64_t tick = std::min(next_bus_, next_link_);
    if (tick > until) {
      now_ = std::max(now_, until);
      return;
    }
    step(tick);
  }
}

void Engine::step(uint64_t tick) {
  const bool bus = tick == next_bus_;
  const bool link = tick == next_link_;
  if (waveform_.active()) {
    falling_edges_until(tick);
  }
  now_ = tick;
  rise(tick, bus, link);
  if (bus) {
    look_at_bus(tick);
  }
  if (link) {
    look_at_link(tick);
  }
  look_at_irq(tick);
  if (waveform_.active()) {
    waveform_.dump(tick);
  }
  schedule(tick, bus, link);
}

void Engine::rise(uint64_t tick, bool bus, bool link) {
  Top &top = *top_;
  if (bus) {
    memory_.sample(tick);
    lite_.sample();
  }
  raise_clocks(top, bus, link);
  top.eval();
  if (waveform_.active()) {
    bus_fall_ = bus ? tick + bus_half_ : bus_fall_;
    link_fall_ = link ? tick + link_half_ : link_fall_;
  }
}

void Engine::falling_edges_until(uint64_t tick) {
  for (uint64_t fall = std::min(bus_fall_, link_fall_); fall <= tick;
       fall = std::min(bus_fall_, link_fall_)) {
    if (bus_fall_ == fall) {
      top_->clk_i = 0;
      bus_fall_ = never;
    }
    if (link_fall_ == fall) {
      top_->bclk_i = 0;
      link_fall_ = never;
    }
    top_->eval();
    if (fall < tick) {
      waveform_.dump(fall);
    }
  }
}

void Engine::look_at_bus(uint64_t tick) {
  wake_changed_ = false;
  bool changed = memory_.drive(tick);
  changed |= lite_.drive();
  if (changed) {
    top_->eval();
  }
  if (const uint32_t mask = top_->evt_bcis_o; mask != 0) {
    host_.bcis(host_.ctx, tick, mask);
  }
}

void Engine::look_at_irq(uint64_t tick) {
  if (const bool irq = top_->irq_o; irq != irq_) {
    irq_ = irq;
    host_.irq(host_.ctx, tick, irq);
  }
  if (const bool pme = top_->pme_o; pme != pme_) {
    pme_ = pme;
    host_.pme(host_.ctx, tick, pme);
  }
}

void Engine::look_at_link_state(uint64_t tick) {
  Top &top = *top_;
  if (const bool on = top.link_rst_no; on != link_on_) {
    link_on_ = on;
    host_.link(host_.ctx, tick, on);
    top.phy_connect_i = top.phy_sends_i = 0;
    if (on) {
      take_sdi(tick);
    }
  }
  if (const bool run = top.link_frame_run_o; run != frames_run_) {
    frames_run_ = run;
    frame_epoch_ = run ? tick : frame_epoch_;
  }
}

void Engine::look_at_link(uint64_t tick) {
  look_at_link_state(tick);
  if ((top_->phy_frame_o | top_->phy_sdi_req_o) == 0) {
    return;
  }
  if (top_->phy_frame_o) {
    give_frame(tick);
    give_line_events(tick);
  }
  if (top_->phy_sdi_req_o) {
    take_sdi(tick);
  }
}

/* The PHY reports a frame some cells into the next one. */
void Engine::give_frame(uint64_t tick) {
  uint32_t sdo[HDA_RTL_SDO * HDA_RTL_FRAME_WORDS];
  uint32_t sync[HDA_RTL_FRAME_WORDS];
  for (unsigned word = 0; word < HDA_RTL_FRAME_WORDS; ++word) {
    const unsigned at = HDA_RTL_FRAME_WORDS - 1 - word;
    for (unsigned base = 0; base < std::size(sdo); base += HDA_RTL_FRAME_WORDS) {
      sdo[base + word] = top_->phy_sdo_o[base + at];
    }
    sync[word] = top_->phy_sync_o[at];
  }
  const uint64_t boundary = tick - (tick - frame_epoch_) % frame_ticks_;
  host_.frame(host_.ctx, boundary, sdo, sync);
}

/* What happened on the SDI lines in the frame that is over. */
void Engine::give_line_events(uint64_t tick) {
  const uint64_t boundary = tick - (tick - frame_epoch_) % frame_ticks_;
  const uint32_t assigned = top_->phy_assigned_o;
  for (unsigned line = 0; assigned >> line != 0; ++line) {
    if ((assigned >> line & 1U) != 0) {
      const auto address = static_cast<unsigned>(uint64_t{top_->phy_addr_o} >> (4 * line) & 0xF);
      host_.assigned(host_.ctx, boundary, line, address);
    }
  }
  if (top_->phy_contention_o != 0) {
    host_.contention(host_.ctx, boundary, top_->phy_contention_o);
  }
}

/* Lays the bits out by cell, in the half that the frame on the link does not use. */
void Engine::lay_out(const uint32_t *sdi, uint32_t lines) {
  constexpr unsigned cells_per_word = 2, lanes = 16, words_per_half = 256;
  sdi_half_ = !sdi_half_;
  auto *half = &top_->phy_sdi_i[sdi_half_ ? words_per_half : 0];
  std::fill_n(half, words_per_half, 0U);
  for (unsigned line = 0; lines >> line != 0; ++line) {
    for (unsigned word = 0; (lines >> line & 1U) != 0 && word < HDA_RTL_SDI_WORDS; ++word) {
      uint32_t bits = sdi[line * HDA_RTL_SDI_WORDS + word];
      for (unsigned cell = 32 * word; bits != 0; ++cell, bits <<= 1) {
        half[cell / cells_per_word] |= (bits >> 31) << (lanes * (cell % cells_per_word) + line);
      }
    }
  }
  top_->phy_half_i = sdi_half_;
}

void Engine::take_sdi(uint64_t tick) {
  constexpr uint32_t all = (1U << HDA_RTL_SDI) - 1;
  uint32_t sdi[HDA_RTL_SDI * HDA_RTL_SDI_WORDS] = {};
  uint32_t connect = 0;
  uint32_t force = 0;
  const uint64_t command = frames_run_ ? top_->phy_cmd_o : 0;
  const uint32_t lines = host_.sdi(host_.ctx, tick, command, sdi, &connect, &force) & all;
  if (lines != 0) {
    lay_out(sdi, lines);
  }
  if (top_->phy_sends_i != lines || top_->phy_connect_i != connect || top_->phy_force_i != force ||
      lines != 0) {
    top_->phy_sends_i = static_cast<LineMask>(lines);
    top_->phy_connect_i = static_cast<LineMask>(connect & all);
    top_->phy_force_i = static_cast<LineMask>(force & all);
    top_->eval();
  }
}

/* Decides the next rising edge of each clock from what the evaluation at `tick` left behind;
 * `bus` and `link` say which clocks rose at `tick`. */
void Engine::schedule(uint64_t tick, bool bus, bool link) {
  const Top &top = *top_;
  if (top.clk_req_o || top.m_axi_rvalid_i || top.m_axi_bvalid_i || lite_.active() || keep_clocks_) {
    if (bus) {
      next_bus_ = tick + bus_period_;
    } else if (!bus_on_) {
      next_bus_ = grid_after(tick, bus_period_);
    }
    bus_on_ = true;
  } else {
    const uint64_t due = wake_changed_ ? tick : memory_.due();
    next_bus_ = due == never
                    ? never
                    : std::max(grid_after(tick, bus_period_), grid_at_or_after(due, bus_period_));
    bus_on_ = false;
  }
  if (!top.bclk_req_o && !keep_clocks_) {
    next_link_ = never;
  } else if (link) {
    next_link_ = tick + link_period_;
  } else if (next_link_ == never) {
    next_link_ = grid_after(tick, link_period_);
  }
}

/* After the host changed an input outside a clock edge. */
void Engine::settle() {
  top_->eval();
  look_at_irq(now_);
  schedule(now_, false, false);
}

bool Engine::transfer(unsigned *response, uint32_t bound_cycles) {
  settle();
  const uint64_t last = next_bus_ + uint64_t{bound_cycles} * bus_period_;
  while (lite_.active() && std::min(next_bus_, next_link_) <= last) {
    step(std::min(next_bus_, next_link_));
  }
  if (lite_.active()) {
    lite_.abandon();
    settle();
    return false;
  }
  *response = lite_.response();
  return true;
}

bool Engine::read(uint32_t offset, uint32_t *value, unsigned *response, uint32_t bound_cycles) {
  lite_.start_read(offset);
  if (!transfer(response, bound_cycles)) {
    return false;
  }
  *value = lite_.value();
  return true;
}

bool Engine::write(uint32_t offset, uint32_t value, uint8_t strobe, unsigned *response,
                   uint32_t bound_cycles) {
  lite_.start_write(offset, value, strobe);
  return transfer(response, bound_cycles);
}

void Engine::set_sideband(hda_rtl_sideband which, bool level) {
  (which == HDA_RTL_BUS_MASTER ? top_->bus_master_en_i : top_->d3hot_i) = level;
  settle();
}

void Engine::run_clocks(uint64_t ticks) {
  const uint64_t end = now_ + ticks;
  keep_clocks_ = true;
  schedule(now_, false, false);
  while (std::min(next_bus_, next_link_) <= end) {
    step(std::min(next_bus_, next_link_));
  }
  now_ = end;
  keep_clocks_ = always_clock_;
  settle();
}

/* Transfers that are under way are lost with the master that began them. */
void Engine::reset(hda_rtl_reset kind) {
  const uint64_t span = reset_cycles * std::max(bus_period_, link_period_);
  const bool power_on = kind == HDA_RTL_RESET_POWER_ON;
  for (const bool active : {true, false}) {
    memory_.reset();
    lite_.reset();
    assert_reset(power_on, active);
    look_at_link_state(now_);
    run_clocks(span);
  }
}

void Engine::set_wake(uint32_t lines) {
  top_->phy_wake_i = static_cast<LineMask>(lines);
  wake_changed_ = true;
  settle();
}

bool Engine::trace_open(const char *path) {
  if (!waveform_.open(*top_, path)) {
    return false;
  }
  top_->clk_i = top_->bclk_i = 0;
  top_->eval();
  bus_fall_ = link_fall_ = never;
  waveform_.dump(now_);
  return true;
}

void Engine::trace_close() { waveform_.close(); }

bool Engine::coverage_write(const char *path) {
#if VM_COVERAGE
  context_->coveragep()->write(path);
  return true;
#else
  (void)path;
  return false;
#endif
}

} // namespace hda::engine
