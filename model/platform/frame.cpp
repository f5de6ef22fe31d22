/* SPDX-License-Identifier: Apache-2.0 */
#include "frame.hpp"

#include "hda_rtl.h"

#include <cstddef>

namespace hda {

namespace {

constexpr unsigned sync_start = frame_half_cells - frame_sync_half_cells;
constexpr unsigned first_tag = command_half_cells - tag_half_cells;
constexpr unsigned last_tag = sync_start - tag_half_cells;

/* A tag is 1110 and the stream id. */
const char *tag_fault(unsigned start, unsigned tag) {
  constexpr unsigned preamble = 0xE;
  if ((tag >> 4) != preamble) {
    return "SYNC: a tag does not begin with 1110";
  }
  if (start < first_tag) {
    return "SYNC: a tag begins inside the command field";
  }
  if (start > last_tag) {
    return "SYNC: a tag runs into the frame sync";
  }
  if ((tag & 0xF) == 0) {
    return "SYNC: a tag has stream id 0";
  }
  return nullptr;
}

void report(hda_sim_event &event, const char *fault) {
  if (event.frame.error == nullptr) {
    event.frame.error = fault;
  }
}

void add_packet(hda_sim_event &event, unsigned id, unsigned first_bit) {
  const unsigned count = event.frame.packet_count;
  for (unsigned i = 0; i < count; ++i) {
    if (event.frame.packet[i].tag == id) {
      report(event, "SYNC: a stream id occurs twice");
    }
  }
  if (count == HDA_SIM_MAX_PACKETS) {
    report(event, "SYNC: too many tags");
    return;
  }
  if (count > 0) {
    event.frame.packet[count - 1].end_bit = first_bit;
  }
  event.frame.packet[count] = {id, first_bit, frame_half_cells};
  event.frame.packet_count = count + 1;
}

} // namespace

uint64_t frame_bits(const uint32_t *words, unsigned first, unsigned count) {
  uint64_t bits = 0;
  for (unsigned half_cell = first; half_cell < first + count; ++half_cell) {
    bits = bits << 1 | (words[half_cell / 32] >> (31 - half_cell % 32) & 1U);
  }
  return bits;
}

uint32_t striped_bits(const uint32_t *sdo, unsigned first, unsigned at, unsigned count,
                      unsigned stripe) {
  uint32_t bits = 0;
  for (unsigned bit = at; bit < at + count; ++bit) {
    const uint32_t *line = sdo + size_t{bit % stripe} * HDA_RTL_FRAME_WORDS;
    bits = bits << 1 | static_cast<uint32_t>(frame_bits(line, first + bit / stripe, 1));
  }
  return bits;
}

void decode_frame(hda_sim_event &event) {
  const uint32_t *sync = event.frame.sync;
  event.frame.command = frame_bits(event.frame.sdo, 0, command_half_cells);
  event.frame.error = nullptr;
  event.frame.packet_count = 0;
  unsigned at = 0;
  while (at < sync_start) {
    if (at % 32 == 0 && sync[at / 32] == 0) {
      at += 32;
      continue;
    }
    if (frame_bits(sync, at, 1) == 0) {
      ++at;
      continue;
    }
    const auto tag = static_cast<unsigned>(frame_bits(sync, at, tag_half_cells));
    const char *fault = tag_fault(at, tag);
    if (fault == nullptr) {
      add_packet(event, tag & 0xF, at + tag_half_cells);
    } else {
      report(event, fault);
    }
    at += tag_half_cells;
  }
}

bool has_frame_sync(const uint32_t *sync) {
  return frame_bits(sync, sync_start, frame_sync_half_cells) == 0xFF;
}

} // namespace hda
