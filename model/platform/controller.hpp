/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The HD Audio controller as a SystemC module.
 *
 *   registers  TLM-2.0 target, 16 KiB: 1, 2 or 4 bytes, naturally aligned, or a dword with byte
 *              enables. One AXI4-Lite transfer each.
 *   dma        TLM-2.0 initiator: one transaction a burst; the annotated delay is its latency.
 *   irq        level of the interrupt line (may stay unbound)
 *   link       codecs (may stay unbound)
 *
 * The RTL runs ahead of SystemC in its own time (loosely timed): either somebody calls `run`, or,
 * with `free_running`, a process of the module runs it one global quantum after the other and
 * stops at every edge of the interrupt line. Time exists once, as the RTL's ticks; SystemC time
 * follows it, rounded down.
 *
 * A DMA target that waits lets other processes run while the RTL stands in the middle of a cycle;
 * their register accesses wait for their turn.
 */
#pragma once

#include "clock.hpp"
#include "link.hpp"
#include "rtl_library.hpp"

#include <memory>
#include <systemc>
#include <tlm>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

namespace hda {

/* Told of what happens, at the tick it happens, from inside calls that move time. */
class ControllerListener {
public:
  virtual ~ControllerListener() = default;
  virtual void on_irq(uint64_t tick, bool level) = 0;
  virtual void on_bcis(uint64_t tick, uint32_t stream_mask) = 0;
  virtual void on_dma(uint64_t tick, uint64_t address, uint32_t bytes, bool write,
                      unsigned response) = 0;
  virtual void on_link(uint64_t tick, bool running) = 0;
  virtual void on_pme(uint64_t tick, bool level) = 0;
  virtual void on_assigned(uint64_t tick, unsigned line, unsigned address) = 0;
  virtual void on_contention(uint64_t tick, uint32_t lines) = 0;
  /* Goes out in the frame that follows the one of `tick`. */
  virtual void on_response(uint64_t tick, const InboundFrame::Response &response) = 0;
  /* event: all members but `when` */
  virtual void on_frame(uint64_t tick, hda_sim_event &event) = 0;
};

class Controller : public sc_core::sc_module {
public:
  tlm_utils::simple_target_socket<Controller, 32> registers{"registers"};
  tlm_utils::simple_initiator_socket<Controller, 64> dma{"dma"};
  sc_core::sc_port<sc_core::sc_signal_inout_if<bool>, 1, sc_core::SC_ZERO_OR_MORE_BOUND> irq{"irq"};
  sc_core::sc_port<LinkIf, 0, sc_core::SC_ZERO_OR_MORE_BOUND> link{"link"};

  SC_HAS_PROCESS(Controller);
  Controller(const sc_core::sc_module_name &name, bool free_running);

  /* Puts a fresh RTL, just out of power-on reset, behind the sockets: tick 0 is the present
   * SystemC time. always_clock: as in hda_rtl.h. False as RtlLibrary::open. */
  bool attach(const char *rtl_library, uint64_t bus_hz, ControllerListener *listener,
              bool always_clock = false);
  void detach();

  const TickClock &clock() const { return *clock_; }
  const hda_rtl_ops &ops() const { return library_.ops(); }
  void *rtl() const { return library_.instance(); }
  uint64_t now() const { return ops().now(rtl()); }
  bool irq_level() const { return irq_level_; }
  /* Tick of cell 0 of frame 0 of the running or last running link. */
  uint64_t link_epoch() const;
  /* SystemC time of the RTL. */
  sc_core::sc_time local_time() const { return start_ + clock_->to_time(now()); }

  /* Runs the RTL to `until` or to the event at which `stop` was called; SystemC time stays. */
  void run(uint64_t until) { ops().run(rtl(), until); }
  /* Pulses the reset inputs; the RTL runs while they are active, SystemC time stays. */
  void reset(hda_rtl_reset kind) { ops().reset(rtl(), kind); }
  void stop() { ops().stop(rtl()); }

private:
  class Turn;

  void free_run();
  void access(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
  bool transfer(tlm::tlm_generic_payload &payload);
  void check_frame_sync(hda_sim_event &event);
  unsigned burst(uint64_t tick, tlm::tlm_command command, uint64_t address, uint32_t bytes,
                 uint8_t *data, uint8_t *strobe, uint64_t *delay);

  static unsigned host_read(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes,
                            uint8_t *data, uint64_t *delay);
  static unsigned host_write(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes,
                             const uint8_t *data, const uint8_t *strobe, uint64_t *delay);
  static void host_irq(void *ctx, uint64_t tick, bool level);
  static void host_bcis(void *ctx, uint64_t tick, uint32_t stream_mask);
  static void host_link(void *ctx, uint64_t tick, bool running);
  static void host_pme(void *ctx, uint64_t tick, bool level);
  static void host_assigned(void *ctx, uint64_t tick, unsigned line, unsigned address);
  static void host_contention(void *ctx, uint64_t tick, uint32_t lines);
  static void host_frame(void *ctx, uint64_t tick, const uint32_t *sdo, const uint32_t *sync);
  static uint32_t host_sdi(void *ctx, uint64_t tick, uint64_t command, uint32_t *sdi,
                           uint32_t *connect, uint32_t *force);

  RtlLibrary library_;
  std::unique_ptr<TickClock> clock_;
  sc_core::sc_time start_;
  sc_core::sc_event attached_;
  ControllerListener *listener_ = nullptr;
  bool irq_level_ = false;
  bool frame_sync_missing_ = false;
  uint32_t addressed_lines_ = 0;
  bool running_ = false; /* a process is inside the RTL */
  sc_core::sc_event left_;
  mutable uint64_t link_epoch_ = 0;
};

} // namespace hda
