/* SPDX-License-Identifier: Apache-2.0 */
/*
 * System RAM as a TLM-2.0 target: up to two regions, latency, stalls and bus errors.
 *
 * An address outside RAM gives TLM_ADDRESS_ERROR_RESPONSE, an injected error
 * TLM_GENERIC_ERROR_RESPONSE; neither moves data.
 */
#pragma once

#include "hda_sim.h"

#include <array>
#include <cstdint>
#include <systemc>
#include <tlm>
#include <tlm_utils/simple_target_socket.h>
#include <vector>

namespace hda {

/* Anonymous pages that cost nothing until touched. */
class Region {
public:
  Region(uint64_t base, uint64_t bytes);
  ~Region();
  Region(Region &&other) noexcept;
  Region &operator=(Region &&) = delete;

  bool good() const { return data_ != nullptr; }
  uint64_t base() const { return base_; }
  uint64_t bytes() const { return bytes_; }
  /* nullptr unless [address, address + bytes) lies inside. */
  unsigned char *at(uint64_t address, uint64_t bytes) const;

private:
  uint64_t base_, bytes_;
  unsigned char *data_;
};

class Memory : public sc_core::sc_module {
public:
  enum Direction : unsigned { read = 0, write = 1 };

  /* Accesses that touch [base, base + bytes) fail, after `skip` that do not, `count` times
   * (0: without end). bytes = 0 switches the error off. */
  struct ErrorWindow {
    uint64_t base, bytes, skip, count;
  };
  /* Accesses that touch [base, base + bytes) take ns longer; bytes = 0 switches it off. */
  struct SlowWindow {
    uint64_t base, bytes, ns;
  };
  /* The access after `skip` others takes ns longer, once; ns = 0 switches it off. */
  struct Stall {
    uint64_t ns, skip;
  };

  tlm_utils::simple_target_socket<Memory, 64> socket{"socket"};

  explicit Memory(const sc_core::sc_module_name &name);

  /* Empty regions, default latencies (ns), no faults. False: the host has no memory. */
  bool configure(const hda_sim_config &config);
  void release();
  const std::vector<Region> &regions() const { return regions_; }
  unsigned char *at(uint64_t address, uint64_t bytes) const;

  /* Latency in ns; `fixed` until `restore`. */
  void set_latency(Direction direction, uint64_t ns) { latency_[direction] = ns; }
  void restore_latency(Direction direction) { latency_[direction] = default_latency_[direction]; }
  /* Adds 0..max ns to every access, from a sequence that `seed` fixes; max = 0 switches it off. */
  void set_random_latency(uint64_t max_ns, uint64_t seed);
  void set_error(Direction direction, const ErrorWindow &window) { errors_[direction] = window; }
  void set_window_latency(const SlowWindow &window) { slow_ = window; }
  void set_stall(const Stall &stall) { stall_ = stall; }

private:
  void b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
  uint64_t latency_of_next(Direction direction, uint64_t address, uint64_t bytes);
  bool fails(Direction direction, uint64_t address, uint64_t bytes);

  std::vector<Region> regions_;
  std::array<uint64_t, 2> default_latency_{}, latency_{};
  uint64_t random_max_ = 0, random_state_ = 0;
  std::array<ErrorWindow, 2> errors_{};
  SlowWindow slow_{};
  Stall stall_{};
};

} // namespace hda
