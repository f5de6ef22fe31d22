/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory side of the controller's AXI4 master: pins on one side, burst callbacks on the other.
 *
 * Responses keep request order. The beats of a burst follow back to back once its delay is over.
 * Only INCR bursts of 8-byte beats exist on this port; any other request is answered with DECERR
 * and touches no memory.
 */
#pragma once

#include "hda_rtl.h"
#include "ring.hpp"
#include "top.hpp"

#include <array>
#include <cstdint>

namespace hda::engine {

class AxiMemory {
public:
  AxiMemory(const hda_rtl_host &host, Top &top) : host_(host), top_(top) {}

  void reset();
  /* Takes the transfers that the bus clock edge at `tick` completes; call before the edge, while
   * the outputs still show what is transferred. */
  void sample(uint64_t tick);
  /* After the edge: drives the inputs for the next cycle. True if an input changed. */
  bool drive(uint64_t tick);
  /* The bus clock has to run at the first edge at or after this tick; UINT64_MAX: no need. */
  uint64_t due() const;

private:
  static constexpr unsigned max_outstanding = 16;
  static constexpr unsigned beat_bytes = 8;
  static constexpr unsigned max_beats = 256;

  struct ReadBurst {
    uint64_t due;
    unsigned response, beats, beat;
    std::array<uint8_t, max_beats * beat_bytes> data;
  };
  struct WriteRequest {
    uint64_t address;
    unsigned beats;
    bool legal;
  };
  struct WriteResponse {
    uint64_t due;
    unsigned response;
  };

  void take_read_request(uint64_t tick);
  void take_write_beat();
  void finish_write(uint64_t tick);
  bool drive_read_data(uint64_t tick);
  bool drive_write_response(uint64_t tick);

  const hda_rtl_host &host_;
  Top &top_;
  Ring<ReadBurst, max_outstanding> reads_;
  Ring<WriteRequest, max_outstanding> writes_;
  Ring<WriteResponse, max_outstanding> responses_;
  std::array<uint8_t, max_beats * beat_bytes> write_data_{};
  std::array<uint8_t, max_beats * beat_bytes> write_strobe_{};
  unsigned write_beats_ = 0;
  bool write_data_complete_ = false;
  bool read_beat_taken_ = false, write_response_taken_ = false;
};

} // namespace hda::engine
