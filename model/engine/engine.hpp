/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The clock loop around one Verilated controller.
 *
 * Rising edges of both clocks lie on fixed grids from tick 0: the bus clock on multiples of its
 * period, the link clock on multiples of its own. An edge exists only while somebody needs the
 * clock: the controller by its clock request, or the host while it has something to deliver. A
 * clock that starts, starts at the next point of its grid. Edges of both clocks at one tick are
 * one evaluation. With `always_clock` both run all the time, which must not change anything.
 *
 * No logic looks at falling edges, so outside tracing they are not evaluated (clock_edge.hpp).
 */
#pragma once

#include "axi_lite.hpp"
#include "axi_memory.hpp"
#include "hda_rtl.h"
#include "top.hpp"
#include "waveform.hpp"

#include <cstdint>
#include <memory>

namespace hda::engine {

class Engine {
public:
  Engine(const hda_rtl_config &config, const hda_rtl_host &host);
  ~Engine();
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;

  uint64_t now() const { return now_; }
  uint64_t bclk(bool *running) const;
  void run(uint64_t until);
  void stop() { stop_ = true; }
  bool read(uint32_t offset, uint32_t *value, unsigned *response, uint32_t bound_cycles);
  bool write(uint32_t offset, uint32_t value, uint8_t strobe, unsigned *response,
             uint32_t bound_cycles);
  void set_sideband(hda_rtl_sideband which, bool level);
  void reset(hda_rtl_reset kind);
  void set_wake(uint32_t lines);
  bool trace_open(const char *path);
  void trace_close();
  bool coverage_write(const char *path);

private:
  static constexpr uint64_t never = UINT64_MAX;

  void power_on_reset();
  void assert_reset(bool power_on, bool active);
  void run_clocks(uint64_t ticks);
  void settle();
  void step(uint64_t tick);
  void rise(uint64_t tick, bool bus, bool link);
  void falling_edges_until(uint64_t tick);
  void look_at_bus(uint64_t tick);
  void look_at_link(uint64_t tick);
  void look_at_irq(uint64_t tick);
  void look_at_link_state(uint64_t tick);
  void give_frame(uint64_t tick);
  void give_line_events(uint64_t tick);
  void take_sdi(uint64_t tick);
  void lay_out(const uint32_t *sdi, uint32_t lines);
  void schedule(uint64_t tick, bool bus, bool link);
  bool transfer(unsigned *response, uint32_t bound_cycles);

  const hda_rtl_host host_;
  const uint64_t bus_half_, link_half_;
  const uint64_t bus_period_, link_period_, frame_ticks_;
  std::unique_ptr<VerilatedContext> context_;
  std::unique_ptr<Top> top_;
  AxiMemory memory_;
  AxiLite lite_;
  Waveform waveform_;

  uint64_t now_ = 0;
  uint64_t next_bus_ = never, next_link_ = never; /* next rising edges */
  uint64_t bus_fall_ = never, link_fall_ = never; /* next falling edges, while tracing */
  uint64_t frame_epoch_ = 0;                      /* start of cell 0 of frame 0 */
  bool bus_on_ = false;                           /* next_bus_ is the very next grid point */
  bool frames_run_ = false;
  bool always_clock_, keep_clocks_; /* for good, at present */
  bool irq_ = false, pme_ = false, link_on_ = false;
  bool wake_changed_ = false; /* the PHY takes the wake lines at the next bus clock edge */
  bool sdi_half_ = false;     /* the half of the SDI bits given last */
  bool stop_ = false;
};

} // namespace hda::engine
