/* SPDX-License-Identifier: Apache-2.0 */
#include "memory.hpp"

#include "random.hpp"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>
#include <utility>

namespace hda {

namespace {

constexpr uint64_t low_base = 0x100000, high_base = 0x100000000;

template <class Window> bool overlap(const Window &window, uint64_t address, uint64_t bytes) {
  return address < window.base ? window.base - address < bytes && window.bytes > 0
                               : address - window.base < window.bytes;
}

void copy_strobed(unsigned char *to, const tlm::tlm_generic_payload &payload) {
  const unsigned char *from = payload.get_data_ptr();
  const unsigned char *enable = payload.get_byte_enable_ptr();
  for (unsigned i = 0; i < payload.get_data_length(); ++i) {
    if (enable[i % payload.get_byte_enable_length()] != TLM_BYTE_DISABLED) {
      to[i] = from[i];
    }
  }
}

} // namespace

Region::Region(uint64_t base, uint64_t bytes) : base_(base), bytes_(bytes), data_(nullptr) {
  void *pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  data_ = pages == MAP_FAILED ? nullptr : static_cast<unsigned char *>(pages);
}

Region::Region(Region &&other) noexcept
    : base_(other.base_), bytes_(other.bytes_), data_(std::exchange(other.data_, nullptr)) {}

Region::~Region() {
  if (data_ != nullptr) {
    munmap(data_, bytes_);
  }
}

unsigned char *Region::at(uint64_t address, uint64_t bytes) const {
  const uint64_t offset = address - base_;
  return address >= base_ && bytes <= bytes_ && offset <= bytes_ - bytes ? data_ + offset : nullptr;
}

Memory::Memory(const sc_core::sc_module_name &name) : sc_module(name) {
  socket.register_b_transport(this, &Memory::b_transport);
}

bool Memory::configure(const hda_sim_config &config) {
  release();
  default_latency_ = latency_ = {config.read_latency_ns, config.write_latency_ns};
  for (const auto &[base, bytes] :
       {std::pair(low_base, config.low_mem_bytes), std::pair(high_base, config.high_mem_bytes)}) {
    if (bytes > 0) {
      regions_.emplace_back(base, bytes);
      if (!regions_.back().good()) {
        release();
        return false;
      }
    }
  }
  return true;
}

void Memory::release() {
  regions_.clear();
  random_max_ = 0;
  errors_ = {};
  slow_ = {};
  stall_ = {};
}

unsigned char *Memory::at(uint64_t address, uint64_t bytes) const {
  for (const Region &region : regions_) {
    if (unsigned char *data = region.at(address, bytes); data != nullptr) {
      return data;
    }
  }
  return nullptr;
}

void Memory::set_random_latency(uint64_t max_ns, uint64_t seed) {
  random_max_ = max_ns;
  random_state_ = seed;
}

uint64_t Memory::latency_of_next(Direction direction, uint64_t address, uint64_t bytes) {
  uint64_t ns = latency_[direction];
  if (random_max_ > 0) {
    ns += next_random(random_state_) % (random_max_ + 1);
  }
  if (overlap(slow_, address, bytes)) {
    ns += slow_.ns;
  }
  if (stall_.ns > 0 && stall_.skip-- == 0) {
    ns += std::exchange(stall_.ns, 0);
  }
  return ns;
}

bool Memory::fails(Direction direction, uint64_t address, uint64_t bytes) {
  ErrorWindow &window = errors_[direction];
  if (!overlap(window, address, bytes)) {
    return false;
  }
  if (window.skip > 0) {
    --window.skip;
    return false;
  }
  if (window.count == 1) {
    window.bytes = 0;
  } else if (window.count > 1) {
    --window.count;
  }
  return true;
}

void Memory::b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
  const Direction direction = payload.is_write() ? write : read;
  const uint64_t address = payload.get_address();
  const unsigned bytes = payload.get_data_length();
  delay += sc_core::sc_time(static_cast<double>(latency_of_next(direction, address, bytes)),
                            sc_core::SC_NS);
  if (fails(direction, address, bytes)) {
    payload.set_response_status(tlm::TLM_GENERIC_ERROR_RESPONSE);
    return;
  }
  unsigned char *data = at(address, bytes);
  if (data == nullptr) {
    payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
    return;
  }
  if (direction == read) {
    std::memcpy(payload.get_data_ptr(), data, bytes);
  } else if (payload.get_byte_enable_ptr() == nullptr) {
    std::memcpy(data, payload.get_data_ptr(), bytes);
  } else {
    copy_strobed(data, payload);
  }
  payload.set_response_status(tlm::TLM_OK_RESPONSE);
}

} // namespace hda
