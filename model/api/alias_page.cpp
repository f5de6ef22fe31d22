/* SPDX-License-Identifier: Apache-2.0 */
#include "alias_page.hpp"

#include "hda_sim.h"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>

namespace hda {

namespace {

constexpr size_t page_offset = 0x2000, page_bytes = 0x1000;

} // namespace

AliasPage::AliasPage() : window_(nullptr) {
  void *window = mmap(nullptr, HDA_SIM_BAR_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (window == MAP_FAILED) {
    return;
  }
  window_ = static_cast<unsigned char *>(window);
  mprotect(window_ + page_offset, page_bytes, PROT_READ);
}

AliasPage::~AliasPage() {
  if (window_ != nullptr) {
    munmap(window_, HDA_SIM_BAR_BYTES);
  }
}

bool AliasPage::watch(uint32_t offset) {
  const auto found = std::find(offsets_.begin(), offsets_.end(), offset);
  if (found == offsets_.end()) {
    offsets_.push_back(offset);
    counts_.push_back(1);
    return true;
  }
  ++counts_[static_cast<size_t>(found - offsets_.begin())];
  return false;
}

bool AliasPage::unwatch(uint32_t offset) {
  const auto found = std::find(offsets_.begin(), offsets_.end(), offset);
  if (found == offsets_.end()) {
    return false;
  }
  const auto index = found - offsets_.begin();
  if (--counts_[static_cast<size_t>(index)] == 0) {
    offsets_.erase(found);
    counts_.erase(counts_.begin() + index);
  }
  return true;
}

void AliasPage::show(const std::vector<uint32_t> &values) {
  unsigned char *page = window_ + page_offset;
  mprotect(page, page_bytes, PROT_READ | PROT_WRITE);
  for (size_t i = 0; i < offsets_.size(); ++i) {
    std::memcpy(window_ + offsets_[i], &values[i], sizeof values[i]);
  }
  mprotect(page, page_bytes, PROT_READ);
}

} // namespace hda
