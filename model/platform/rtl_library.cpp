/* SPDX-License-Identifier: Apache-2.0 */
#include "rtl_library.hpp"

#include <dlfcn.h>

namespace hda {

namespace {

using Entry = decltype(&hda_rtl_entry);

/* Shapes the rest of the platform relies on. */
bool fits(const hda_rtl_ops *ops) {
  constexpr unsigned max_streams = 30, max_lines = 15;
  return ops != nullptr && ops->abi == HDA_RTL_ABI &&
         ops->info.iss + ops->info.oss + ops->info.bss <= max_streams && ops->info.sdi >= 1 &&
         ops->info.sdi <= max_lines;
}

} // namespace

bool RtlLibrary::open(const char *path, const hda_rtl_config &config, const hda_rtl_host &host) {
  close();
  Entry entry = hda_rtl_entry;
  if (path != nullptr) {
    file_ = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    entry = file_ == nullptr ? nullptr : reinterpret_cast<Entry>(dlsym(file_, "hda_rtl_entry"));
  }
  ops_ = entry == nullptr ? nullptr : entry(HDA_RTL_ABI);
  instance_ = fits(ops_) ? ops_->create(&config, &host) : nullptr;
  if (instance_ == nullptr) {
    close();
    return false;
  }
  return true;
}

void RtlLibrary::close() {
  if (instance_ != nullptr) {
    ops_->destroy(instance_);
  }
  if (file_ != nullptr) {
    dlclose(file_);
  }
  file_ = nullptr;
  ops_ = nullptr;
  instance_ = nullptr;
}

} // namespace hda
