/* SPDX-License-Identifier: Apache-2.0 */
#include "axi_memory.hpp"

#include <algorithm>
#include <cstring>

namespace hda::engine {

namespace {

constexpr unsigned response_okay = 0, response_decerr = 3;
constexpr unsigned burst_incr = 1, size_8_bytes = 3;
constexpr uint64_t lane_mask = 7;

template <class Port, class Value> bool set(Port &port, Value value) {
  const auto narrowed = static_cast<Port>(value);
  const bool changed = port != narrowed;
  port = narrowed;
  return changed;
}

} // namespace

void AxiMemory::reset() {
  reads_.clear();
  writes_.clear();
  responses_.clear();
  write_beats_ = 0;
  write_data_complete_ = false;
  top_.m_axi_arready_i = 1;
  top_.m_axi_awready_i = 1;
  top_.m_axi_wready_i = 1;
  top_.m_axi_rvalid_i = 0;
  top_.m_axi_bvalid_i = 0;
}

void AxiMemory::sample(uint64_t tick) {
  read_beat_taken_ = top_.m_axi_rvalid_i && top_.m_axi_rready_o;
  write_response_taken_ = top_.m_axi_bvalid_i && top_.m_axi_bready_o;
  if (top_.m_axi_arvalid_o && top_.m_axi_arready_i) {
    take_read_request(tick);
  }
  if (top_.m_axi_awvalid_o && top_.m_axi_awready_i) {
    const bool legal = top_.m_axi_awburst_o == burst_incr && top_.m_axi_awsize_o == size_8_bytes;
    writes_.push() = {top_.m_axi_awaddr_o, top_.m_axi_awlen_o + 1U, legal};
  }
  if (top_.m_axi_wvalid_o && top_.m_axi_wready_i) {
    take_write_beat();
  }
  if (write_data_complete_ && !writes_.empty() && !responses_.full()) {
    finish_write(tick);
  }
}

void AxiMemory::take_read_request(uint64_t tick) {
  const uint64_t address = top_.m_axi_araddr_o;
  const auto skip = static_cast<unsigned>(address & lane_mask);
  ReadBurst &burst = reads_.push();
  burst.beats = top_.m_axi_arlen_o + 1U;
  burst.beat = 0;
  burst.due = tick;
  burst.response = response_decerr;
  if (top_.m_axi_arburst_o == burst_incr && top_.m_axi_arsize_o == size_8_bytes) {
    uint64_t delay = 0;
    burst.response = host_.dma_read(host_.ctx, tick, address, burst.beats * beat_bytes - skip,
                                    burst.data.data() + skip, &delay);
    burst.due = tick + delay;
  }
}

void AxiMemory::take_write_beat() {
  const uint64_t data = top_.m_axi_wdata_o;
  const size_t at = size_t{write_beats_} * beat_bytes;
  for (unsigned lane = 0; lane < beat_bytes; ++lane) {
    write_data_[at + lane] = static_cast<uint8_t>(data >> (8 * lane));
    write_strobe_[at + lane] = (top_.m_axi_wstrb_o >> lane) & 1U;
  }
  ++write_beats_;
  write_data_complete_ = top_.m_axi_wlast_o || write_beats_ == max_beats;
}

/* The host sees the burst from its first to its last strobed byte. */
void AxiMemory::finish_write(uint64_t tick) {
  const WriteRequest request = writes_.front();
  writes_.pop();
  const unsigned bytes = write_beats_ * beat_bytes;
  const auto first = static_cast<unsigned>(
      std::find(write_strobe_.begin(), write_strobe_.begin() + bytes, 1) - write_strobe_.begin());
  unsigned end = bytes;
  while (end > first && write_strobe_[end - 1] == 0) {
    --end;
  }
  WriteResponse &response = responses_.push();
  response = {tick, response_decerr};
  if (request.legal && request.beats == write_beats_) {
    response.response = response_okay;
    if (end > first) {
      uint64_t delay = 0;
      response.response =
          host_.dma_write(host_.ctx, tick, (request.address & ~lane_mask) + first, end - first,
                          write_data_.data() + first, write_strobe_.data() + first, &delay);
      response.due = tick + delay;
    }
  }
  write_beats_ = 0;
  write_data_complete_ = false;
}

bool AxiMemory::drive(uint64_t tick) {
  bool changed = drive_read_data(tick);
  changed |= drive_write_response(tick);
  changed |= set(top_.m_axi_arready_i, !reads_.full());
  changed |= set(top_.m_axi_awready_i, !writes_.full());
  changed |= set(top_.m_axi_wready_i, !write_data_complete_);
  return changed;
}

bool AxiMemory::drive_read_data(uint64_t tick) {
  if (read_beat_taken_) {
    read_beat_taken_ = false;
    ReadBurst &taken = reads_.front();
    if (++taken.beat == taken.beats) {
      reads_.pop();
    }
  } else if (top_.m_axi_rvalid_i) {
    return false;
  }
  if (reads_.empty() || reads_.front().due > tick) {
    return set(top_.m_axi_rvalid_i, 0);
  }
  const ReadBurst &burst = reads_.front();
  uint64_t data = 0;
  std::memcpy(&data, burst.data.data() + size_t{burst.beat} * beat_bytes, beat_bytes);
  top_.m_axi_rvalid_i = 1;
  top_.m_axi_rdata_i = data;
  top_.m_axi_rresp_i = static_cast<uint8_t>(burst.response);
  top_.m_axi_rlast_i = burst.beat + 1 == burst.beats;
  return true;
}

bool AxiMemory::drive_write_response(uint64_t tick) {
  if (write_response_taken_) {
    write_response_taken_ = false;
    responses_.pop();
  } else if (top_.m_axi_bvalid_i) {
    return false;
  }
  if (responses_.empty() || responses_.front().due > tick) {
    return set(top_.m_axi_bvalid_i, 0);
  }
  top_.m_axi_bvalid_i = 1;
  top_.m_axi_bresp_i = static_cast<uint8_t>(responses_.front().response);
  return true;
}

uint64_t AxiMemory::due() const {
  const uint64_t read = reads_.empty() ? UINT64_MAX : reads_.front().due;
  const uint64_t write = responses_.empty() ? UINT64_MAX : responses_.front().due;
  return std::min(read, write);
}

} // namespace hda::engine
