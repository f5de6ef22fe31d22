/* SPDX-License-Identifier: Apache-2.0 */
/* Faults by name. The table is the documentation: `hdasim` prints it. */
#include "sim.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace {

using Arguments = std::array<uint64_t, 4>;
using hda::LineFaults;
using hda::Memory;

/* on = false takes the fault back; the arguments are 0 then. False: an argument out of range. */
using Apply = bool (*)(hda_sim &sim, const Arguments &args, bool on);

template <size_t index> bool stuck(hda_sim &sim, const Arguments &args, bool) {
  sim.view.set_stuck(index, static_cast<uint32_t>(args[0]));
  return true;
}

template <size_t index> bool stuck_global(hda_sim &sim, const Arguments &, bool on) {
  sim.view.set_stuck(index, on);
  return true;
}

constexpr size_t stuck_index(const char *name) {
  size_t index = 0;
  while (!(std::char_traits<char>::length(name) ==
               std::char_traits<char>::length(hda::stuck_bits[index].name) &&
           std::char_traits<char>::compare(name, hda::stuck_bits[index].name,
                                           std::char_traits<char>::length(name)) == 0)) {
    ++index;
  }
  return index;
}

bool small_fifo(hda_sim &sim, const Arguments &args, bool) {
  sim.view.set_stuck(stuck_index("fifo_16_bytes"), static_cast<uint32_t>(args[0]));
  sim.view.set_stuck(stuck_index("fifo_16_bytes, upper byte"), static_cast<uint32_t>(args[0]));
  return true;
}

bool all_ones(hda_sim &sim, const Arguments &, bool on) {
  sim.view.set_all_ones(on);
  return true;
}

bool irq_lost(hda_sim &sim, const Arguments &, bool on) {
  sim.irq_lost = on;
  return true;
}

template <Memory::Direction direction> bool latency(hda_sim &sim, const Arguments &args, bool on) {
  if (on) {
    sim.platform.memory.set_latency(direction, args[0]);
  } else {
    sim.platform.memory.restore_latency(direction);
  }
  return true;
}

bool random_latency(hda_sim &sim, const Arguments &args, bool) {
  sim.platform.memory.set_random_latency(args[0], args[1]);
  return true;
}

bool window_latency(hda_sim &sim, const Arguments &args, bool) {
  sim.platform.memory.set_window_latency({args[0], args[1], args[2]});
  return true;
}

bool stall(hda_sim &sim, const Arguments &args, bool) {
  sim.platform.memory.set_stall({args[0], args[1]});
  return true;
}

template <Memory::Direction direction> bool error(hda_sim &sim, const Arguments &args, bool) {
  sim.platform.memory.set_error(direction, {args[0], args[1], args[2], args[3]});
  return true;
}

/* A fault of one line; taken back, it is taken back from all of them. `set` gets the second
 * argument. */
template <void (*set)(LineFaults &faults, uint64_t argument, bool on)>
bool line_fault(hda_sim &sim, const Arguments &args, bool on) {
  hda::CodecBank &codecs = sim.platform.codecs;
  if (on && args[0] >= codecs.lines()) {
    return false;
  }
  for (unsigned line = 0; line < codecs.lines(); ++line) {
    if (!on || line == args[0]) {
      set(codecs.faults(line), args[1], on);
    }
  }
  sim.drive_wake_lines();
  return true;
}

void connect_delay(LineFaults &faults, uint64_t frame, bool on) {
  faults.connect_delay = on ? frame : LineFaults().connect_delay;
}

void response_delay(LineFaults &faults, uint64_t frames, bool) { faults.response_delay = frames; }

void silent(LineFaults &faults, uint64_t, bool on) { faults.silent = on; }

void invalid(LineFaults &faults, uint64_t, bool on) { faults.invalid = on; }

void dies(LineFaults &faults, uint64_t frame, bool on) {
  faults.dies_at = on ? frame : LineFaults::never;
}

void babbles(LineFaults &faults, uint64_t seed, bool on) {
  faults.babbles = on;
  faults.random = seed;
}

void line_stuck(LineFaults &faults, uint64_t level, bool on) {
  faults.stuck = on;
  faults.level = level != 0;
}

void wrong_tag(LineFaults &faults, uint64_t tag, bool) {
  constexpr uint64_t tag_mask = 0xF;
  faults.tag = static_cast<unsigned>(tag & tag_mask);
}

struct Fault {
  hda_sim_fault_info info;
  Apply apply;
};

constexpr const char *streams = "stream mask";
constexpr const char *window = "base address, bytes, accesses that still succeed, accesses that "
                               "fail (0: all)";

constexpr Fault faults[] = {
    {{"srst_never_sets", streams, "SDnCTL.SRST always reads 0"},
     stuck<stuck_index("srst_never_sets")>},
    {{"srst_never_clears", streams, "SDnCTL.SRST reads 1 for ever once it was set"},
     stuck<stuck_index("srst_never_clears")>},
    {{"run_never_sets", streams, "SDnCTL.RUN always reads 0"},
     stuck<stuck_index("run_never_sets")>},
    {{"run_never_clears", streams, "SDnCTL.RUN reads 1 for ever once it was set"},
     stuck<stuck_index("run_never_clears")>},
    {{"fifordy_never_sets", streams, "SDnSTS.FIFORDY always reads 0"},
     stuck<stuck_index("fifordy_never_sets")>},
    {{"fifo_16_bytes", streams, "SDnFIFOS says that the FIFO holds 16 bytes"}, small_fifo},
    {{"crst_never_sets", "none", "GCTL.CRST always reads 0"},
     stuck_global<stuck_index("crst_never_sets")>},
    {{"crst_never_clears", "none", "GCTL.CRST reads 1 for ever once it was set"},
     stuck_global<stuck_index("crst_never_clears")>},
    {{"registers_all_ones", "none",
      "the device is gone: every register reads all ones, writes are lost"},
     all_ones},
    {{"irq_lost", "none", "the interrupt line looks low"}, irq_lost},
    {{"dma_read_latency_ns", "ns", "DMA read data comes this much after the request"},
     latency<Memory::read>},
    {{"dma_write_latency_ns", "ns", "DMA write responses come this much after the last data"},
     latency<Memory::write>},
    {{"dma_random_latency_ns", "greatest ns, seed", "0..greatest ns more for every DMA access"},
     random_latency},
    {{"dma_window_latency_ns", "base address, bytes, ns",
      "DMA accesses that touch the window take this much longer"},
     window_latency},
    {{"dma_stall_ns", "ns, accesses before it", "one DMA access takes this much longer"}, stall},
    {{"dma_read_error", window, "DMA reads that touch the window end with SLVERR"},
     error<Memory::read>},
    {{"dma_write_error", window, "DMA writes that touch the window end with SLVERR"},
     error<Memory::write>},
    {{"codec_connect_delay", "line, frame",
      "the codec asks for an address in this frame, not in 1"},
     line_fault<connect_delay>},
    {{"codec_silent", "line", "the codec carries commands out and does not answer"},
     line_fault<silent>},
    {{"codec_response_delay", "line, frames", "every response comes this many frames late"},
     line_fault<response_delay>},
    {{"codec_response_invalid", "line", "the codec answers with Valid = 0"}, line_fault<invalid>},
    {{"codec_dies", "line, frame", "from this link frame on the codec does nothing"},
     line_fault<dies>},
    {{"codec_babbles", "line, seed", "the codec drives random bits in all frames"},
     line_fault<babbles>},
    {{"codec_stuck", "line, level", "the line is at this level all the time"},
     line_fault<line_stuck>},
    {{"codec_wrong_tag", "line, stream id (1..15)", "the codec sends its streams under this id"},
     line_fault<wrong_tag>},
};

const Fault *find(const char *name) {
  const auto found = std::find_if(std::begin(faults), std::end(faults), [&](const Fault &fault) {
    return std::strcmp(fault.info.name, name) == 0;
  });
  return found == std::end(faults) ? nullptr : found;
}

} // namespace

void hda::clear_faults(hda_sim &sim) {
  for (const Fault &fault : faults) {
    fault.apply(sim, {}, false);
  }
}

const hda_sim_fault_info *hda_sim_fault_list(size_t *count) {
  static const auto list = [] {
    std::array<hda_sim_fault_info, std::size(faults)> infos{};
    std::transform(std::begin(faults), std::end(faults), infos.begin(),
                   [](const Fault &fault) { return fault.info; });
    return infos;
  }();
  *count = list.size();
  return list.data();
}

int hda_sim_fault_set(hda_sim *sim, const char *name, const uint64_t *args, size_t count) {
  Arguments all{};
  if (count > all.size()) {
    return HDA_SIM_EINVAL;
  }
  const Fault *fault = find(name);
  if (fault == nullptr) {
    return HDA_SIM_ENAME;
  }
  std::copy_n(args, count, all.begin());
  return fault->apply(*sim, all, true) ? HDA_SIM_OK : HDA_SIM_EINVAL;
}

int hda_sim_fault_clear(hda_sim *sim, const char *name) {
  const Fault *fault = find(name);
  if (fault == nullptr) {
    return HDA_SIM_ENAME;
  }
  fault->apply(*sim, {}, false);
  return HDA_SIM_OK;
}
