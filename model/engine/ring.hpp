/* SPDX-License-Identifier: Apache-2.0 */
/* Fixed-size queue whose elements are filled in place. */
#pragma once

#include <array>

namespace hda::engine {

template <class T, unsigned capacity> class Ring {
public:
  bool empty() const { return count_ == 0; }
  bool full() const { return count_ == capacity; }
  T &front() { return slots_[head_]; }
  const T &front() const { return slots_[head_]; }
  T &push() { return slots_[(head_ + count_++) % capacity]; }
  void pop() {
    head_ = (head_ + 1) % capacity;
    --count_;
  }
  void clear() { head_ = count_ = 0; }

private:
  std::array<T, capacity> slots_{};
  unsigned head_ = 0, count_ = 0;
};

} // namespace hda::engine
