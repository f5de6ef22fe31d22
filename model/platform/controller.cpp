/* SPDX-License-Identifier: Apache-2.0 */
#include "controller.hpp"

#include "frame.hpp"

#include <algorithm>
#include <vector>

namespace hda {

namespace {

constexpr uint64_t bar_bytes = HDA_SIM_BAR_BYTES;
constexpr uint32_t bound_bus_cycles = 100000;

Controller &self(void *ctx) { return *static_cast<Controller *>(ctx); }

unsigned axi_response(tlm::tlm_response_status status) {
  switch (status) {
  case tlm::TLM_OK_RESPONSE:
    return 0;
  case tlm::TLM_ADDRESS_ERROR_RESPONSE:
    return 3;
  default:
    return 2;
  }
}

/* Byte lanes of the dword that an access of `length` bytes at `address` means, as AXI strobes. */
uint8_t lanes(const tlm::tlm_generic_payload &payload) {
  const auto first = static_cast<unsigned>(payload.get_address() % 4);
  unsigned mask = 0;
  for (unsigned i = 0; i < payload.get_data_length(); ++i) {
    const unsigned char *enable = payload.get_byte_enable_ptr();
    if (enable == nullptr || enable[i % payload.get_byte_enable_length()] != TLM_BYTE_DISABLED) {
      mask |= 1U << (first + i);
    }
  }
  return static_cast<uint8_t>(mask);
}

} // namespace

/* Of processes that want to move the RTL, one at a time. */
class Controller::Turn {
public:
  explicit Turn(Controller &controller) : controller_(controller) {
    while (controller_.running_) {
      sc_core::wait(controller_.left_);
    }
    controller_.running_ = true;
  }
  ~Turn() {
    controller_.running_ = false;
    controller_.left_.notify();
  }
  Turn(const Turn &) = delete;
  Turn &operator=(const Turn &) = delete;

private:
  Controller &controller_;
};

Controller::Controller(const sc_core::sc_module_name &name, bool free_running) : sc_module(name) {
  registers.register_b_transport(this, &Controller::access);
  if (free_running) {
    SC_THREAD(free_run);
  }
}

bool Controller::attach(const char *rtl_library, uint64_t bus_hz, ControllerListener *listener,
                        bool always_clock) {
  detach();
  clock_ = std::make_unique<TickClock>(bus_hz);
  start_ = sc_core::sc_time_stamp();
  listener_ = listener;
  irq_level_ = false;
  link_epoch_ = 0;
  frame_sync_missing_ = false;
  addressed_lines_ = 0;
  hda_rtl_host host{};
  host.ctx = this;
  host.dma_read = host_read;
  host.dma_write = host_write;
  host.irq = host_irq;
  host.pme = host_pme;
  host.bcis = host_bcis;
  host.link = host_link;
  host.frame = host_frame;
  host.sdi = host_sdi;
  host.assigned = host_assigned;
  host.contention = host_contention;
  if (!library_.open(rtl_library, clock_->rtl_config(always_clock), host)) {
    return false;
  }
  attached_.notify(sc_core::SC_ZERO_TIME);
  return true;
}

void Controller::detach() {
  library_.close();
  listener_ = nullptr;
}

uint64_t Controller::link_epoch() const {
  bool running = false;
  const uint64_t cells = ops().bclk(rtl(), &running);
  if (running) {
    const uint64_t period = clock_->ticks_per_bclk();
    link_epoch_ = (now() / period - cells) * period;
  }
  return link_epoch_;
}

void Controller::free_run() {
  if (rtl() == nullptr) {
    wait(attached_);
  }
  for (;;) {
    const sc_core::sc_time quantum = std::max(tlm::tlm_global_quantum::instance().get(),
                                              clock_->to_time(clock_->ticks_per_frame()));
    {
      const Turn turn(*this);
      run(now() + clock_->to_ticks(quantum));
    }
    wait(std::max(local_time(), sc_core::sc_time_stamp()) - sc_core::sc_time_stamp());
    if (irq.size() > 0) {
      irq->write(irq_level_);
    }
  }
}

void Controller::access(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
  const uint64_t address = payload.get_address();
  const unsigned length = payload.get_data_length();
  if (rtl() == nullptr || address >= bar_bytes) {
    payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
    return;
  }
  if ((length != 1 && length != 2 && length != 4) || address % length != 0) {
    payload.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
    return;
  }
  sc_core::sc_time called = sc_core::sc_time_stamp() + delay;
  const Turn turn(*this);
  called = std::max(called, sc_core::sc_time_stamp());
  if (called > local_time()) {
    run(clock_->to_ticks(called - start_));
  }
  payload.set_response_status(transfer(payload) ? tlm::TLM_OK_RESPONSE
                                                : tlm::TLM_GENERIC_ERROR_RESPONSE);
  delay = std::max(called, local_time()) - sc_core::sc_time_stamp();
}

bool Controller::transfer(tlm::tlm_generic_payload &payload) {
  const auto offset = static_cast<uint32_t>(payload.get_address()) & ~3U;
  const auto shift = static_cast<unsigned>(payload.get_address() % 4 * 8);
  unsigned char *data = payload.get_data_ptr();
  uint32_t value = 0;
  unsigned response = 0;
  if (payload.is_write()) {
    for (unsigned i = 0; i < payload.get_data_length(); ++i) {
      value |= uint32_t{data[i]} << (shift + 8 * i);
    }
    return ops().write(rtl(), offset, value, lanes(payload), &response, bound_bus_cycles) &&
           response == 0;
  }
  if (!ops().read(rtl(), offset, &value, &response, bound_bus_cycles) || response != 0) {
    return false;
  }
  for (unsigned i = 0; i < payload.get_data_length(); ++i) {
    data[i] = static_cast<unsigned char>(value >> (shift + 8 * i));
  }
  return true;
}

/* The target may annotate its latency or wait for it; either way the burst lasts that long. */
unsigned Controller::burst(uint64_t tick, tlm::tlm_command command, uint64_t address,
                           uint32_t bytes, uint8_t *data, uint8_t *strobe, uint64_t *delay) {
  tlm::tlm_generic_payload payload;
  payload.set_command(command);
  payload.set_address(address);
  payload.set_data_ptr(data);
  payload.set_data_length(bytes);
  payload.set_streaming_width(bytes);
  payload.set_byte_enable_ptr(strobe);
  payload.set_byte_enable_length(strobe == nullptr ? 0 : bytes);
  payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  const sc_core::sc_time requested = start_ + clock_->to_time(tick);
  sc_core::sc_time local;
  if (requested > sc_core::sc_time_stamp()) {
    local = requested - sc_core::sc_time_stamp();
  }
  const sc_core::sc_time begin = sc_core::sc_time_stamp() + local;
  dma->b_transport(payload, local);
  const sc_core::sc_time latency = sc_core::sc_time_stamp() + local - begin;
  *delay = clock_->to_ticks(latency);
  const unsigned response = axi_response(payload.get_response_status());
  if (listener_ != nullptr) {
    listener_->on_dma(tick, address, bytes, command == tlm::TLM_WRITE_COMMAND, response);
  }
  return response;
}

unsigned Controller::host_read(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes,
                               uint8_t *data, uint64_t *delay) {
  return self(ctx).burst(tick, tlm::TLM_READ_COMMAND, address, bytes, data, nullptr, delay);
}

unsigned Controller::host_write(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes,
                                const uint8_t *data, const uint8_t *strobe, uint64_t *delay) {
  std::vector<uint8_t> copy(data, data + bytes);
  std::vector<uint8_t> enable(bytes);
  std::transform(strobe, strobe + bytes, enable.begin(), [](uint8_t on) {
    return static_cast<uint8_t>(on != 0 ? TLM_BYTE_ENABLED : TLM_BYTE_DISABLED);
  });
  return self(ctx).burst(tick, tlm::TLM_WRITE_COMMAND, address, bytes, copy.data(), enable.data(),
                         delay);
}

void Controller::host_irq(void *ctx, uint64_t tick, bool level) {
  Controller &controller = self(ctx);
  controller.irq_level_ = level;
  if (controller.irq.size() > 0) {
    controller.stop();
  }
  if (controller.listener_ != nullptr) {
    controller.listener_->on_irq(tick, level);
  }
}

void Controller::host_bcis(void *ctx, uint64_t tick, uint32_t stream_mask) {
  if (ControllerListener *listener = self(ctx).listener_; listener != nullptr) {
    listener->on_bcis(tick, stream_mask);
  }
}

void Controller::host_link(void *ctx, uint64_t tick, bool running) {
  Controller &controller = self(ctx);
  controller.frame_sync_missing_ = false;
  controller.addressed_lines_ = 0;
  for (int i = 0; i < controller.link.size(); ++i) {
    controller.link[i]->reset(running);
  }
  if (controller.listener_ != nullptr) {
    controller.listener_->on_link(tick, running);
  }
}

/* The last frame before RST# falls has no frame sync (HDA-LNK-025). Whether a frame was the last
 * one shows only later, so a missing sync is reported with the frame that should not follow. */
void Controller::check_frame_sync(hda_sim_event &event) {
  if (frame_sync_missing_ && event.frame.error == nullptr) {
    event.frame.error = "SYNC: the frame before ended without frame sync";
  }
  frame_sync_missing_ = !has_frame_sync(event.frame.sync);
}

void Controller::host_frame(void *ctx, uint64_t tick, const uint32_t *sdo, const uint32_t *sync) {
  Controller &controller = self(ctx);
  const uint64_t ended = (tick - controller.link_epoch()) / controller.clock_->ticks_per_frame();
  if (ended == 0) {
    return;
  }
  hda_sim_event event{};
  event.kind = HDA_SIM_EV_FRAME;
  event.frame.number = ended - 1;
  event.frame.sdo = sdo;
  event.frame.sync = sync;
  decode_frame(event);
  controller.check_frame_sync(event);
  for (int i = 0; i < controller.link.size(); ++i) {
    controller.link[i]->outbound(event);
  }
  if (controller.listener_ != nullptr) {
    controller.listener_->on_frame(tick, event);
  }
}

uint32_t Controller::host_sdi(void *ctx, uint64_t tick, uint64_t command, uint32_t *sdi,
                              uint32_t *connect, uint32_t *force) {
  Controller &controller = self(ctx);
  bool running = false;
  const uint64_t cells = controller.ops().bclk(controller.rtl(), &running);
  InboundFrame frame(sdi, controller.ops().info.sdi);
  frame.number = running ? cells / TickClock::cells_per_frame + 1 : 0;
  frame.command = command;
  frame.addressed = controller.addressed_lines_;
  for (int i = 0; i < controller.link.size(); ++i) {
    controller.link[i]->inbound(frame);
  }
  controller.addressed_lines_ &= ~frame.connects;
  for (unsigned i = 0; controller.listener_ != nullptr && i < frame.responses; ++i) {
    controller.listener_->on_response(tick, frame.response[i]);
  }
  *connect = frame.connects;
  *force = frame.forced;
  return frame.sends;
}

void Controller::host_pme(void *ctx, uint64_t tick, bool level) {
  if (ControllerListener *listener = self(ctx).listener_; listener != nullptr) {
    listener->on_pme(tick, level);
  }
}

void Controller::host_assigned(void *ctx, uint64_t tick, unsigned line, unsigned address) {
  Controller &controller = self(ctx);
  controller.addressed_lines_ |= 1U << line;
  for (int i = 0; i < controller.link.size(); ++i) {
    controller.link[i]->assigned(line, address);
  }
  if (controller.listener_ != nullptr) {
    controller.listener_->on_assigned(tick, line, address);
  }
}

void Controller::host_contention(void *ctx, uint64_t tick, uint32_t lines) {
  if (ControllerListener *listener = self(ctx).listener_; listener != nullptr) {
    listener->on_contention(tick, lines);
  }
}

} // namespace hda
