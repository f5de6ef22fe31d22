/* SPDX-License-Identifier: Apache-2.0 */
/* The BAR as a window in host memory in which only the alias page can be read. */
#pragma once

#include <cstdint>
#include <vector>

namespace hda {

class AliasPage {
public:
  AliasPage();
  ~AliasPage();
  AliasPage(const AliasPage &) = delete;
  AliasPage &operator=(const AliasPage &) = delete;

  bool good() const { return window_ != nullptr; }
  const volatile void *window() const { return window_; }

  /* Offsets software follows; a count is kept per offset so that watchers do not disturb. */
  bool watch(uint32_t offset); /* true if nobody watched it before */
  bool unwatch(uint32_t offset);
  const std::vector<uint32_t> &watched() const { return offsets_; }
  /* Shows one value per watched offset, in the order of `watched`. */
  void show(const std::vector<uint32_t> &values);

private:
  unsigned char *window_;
  std::vector<uint32_t> offsets_;
  std::vector<unsigned> counts_;
};

} // namespace hda
