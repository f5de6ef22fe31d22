/* SPDX-License-Identifier: Apache-2.0 */
#include "waveform.hpp"

#include <algorithm>

namespace hda::engine {

namespace {

__extension__ using Wide = unsigned __int128;

} // namespace

Waveform::Waveform(uint64_t ticks_per_bclk_half) : ticks_per_bclk_half_(ticks_per_bclk_half) {}

Waveform::~Waveform() { close(); }

#if VM_TRACE_FST

bool Waveform::open(Top &top, const char *path) {
  constexpr int every_level = 99;
  close();
  auto writer = std::make_unique<VerilatedFstC>();
  top.trace(writer.get(), every_level);
  writer->open(path);
  if (!writer->isOpen()) {
    return false;
  }
  writer_ = std::move(writer);
  last_ = 0;
  return true;
}

void Waveform::close() {
  if (writer_) {
    writer_->close();
    writer_.reset();
  }
}

void Waveform::dump(uint64_t tick) {
  /* 1 / 48 MHz = 62500 / 3 ps. */
  const Wide scaled = static_cast<Wide>(tick) * 62500U;
  const auto picoseconds = static_cast<uint64_t>(scaled / (3U * ticks_per_bclk_half_));
  /* Edges less than a picosecond apart are drawn one picosecond apart. */
  last_ = std::max(picoseconds, last_ + 1);
  writer_->dump(last_);
}

#else

bool Waveform::open(Top &, const char *) { return false; }
void Waveform::close() {}
void Waveform::dump(uint64_t) {}

#endif

} // namespace hda::engine
