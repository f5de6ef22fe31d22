/* SPDX-License-Identifier: Apache-2.0 */
/* One instance of an RTL library, built in or loaded from a file. */
#pragma once

#include "hda_rtl.h"

namespace hda {

class RtlLibrary {
public:
  RtlLibrary() = default;
  ~RtlLibrary() { close(); }
  RtlLibrary(const RtlLibrary &) = delete;
  RtlLibrary &operator=(const RtlLibrary &) = delete;

  /* path nullptr: the built-in library. False if it cannot be loaded, has another ABI, or gives no
   * instance. */
  bool open(const char *path, const hda_rtl_config &config, const hda_rtl_host &host);
  void close();

  const hda_rtl_ops &ops() const { return *ops_; }
  void *instance() const { return instance_; }

private:
  void *file_ = nullptr;
  const hda_rtl_ops *ops_ = nullptr;
  void *instance_ = nullptr;
};

} // namespace hda
