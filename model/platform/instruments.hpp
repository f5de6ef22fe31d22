/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The codec side of the link above the PHY: sinks that keep what arrives under a stream tag, and
 * sources that send given samples on an SDI line.
 */
#pragma once

#include "link.hpp"

#include <array>
#include <map>
#include <vector>

namespace hda {

class Instruments : public sc_core::sc_module, public LinkIf {
public:
  static constexpr unsigned max_tag = 15;

  struct Sink {
    bool installed = false;
    hda_sim_format format{};
    std::vector<uint32_t> samples;
    std::vector<hda_sim_packet_log> packets;
  };
  struct Source {
    unsigned line, tag;
    hda_sim_format format;
    std::vector<uint32_t> samples;
    bool repeat;
    uint64_t start_frame;
    bool started; /* start_frame is the frame of cadence index 0 */
    size_t next_sample;
    bool has_sent;
    uint64_t first_frame;
  };

  sc_core::sc_export<LinkIf> link{"link"};

  explicit Instruments(const sc_core::sc_module_name &name);

  /* Forgets sinks, sources and raw frames. */
  void clear();

  void install_sink(unsigned tag, const hda_sim_format &format);
  bool remove_sink(unsigned tag);
  const Sink &sink(unsigned tag) const { return sinks_[tag]; }

  /* False if the line would carry more than it can, or the packet is too long. */
  bool install_source(Source source);
  bool remove_source(unsigned line, unsigned tag);
  const Source *source(unsigned line, unsigned tag) const;

  void raw_frame(unsigned line, uint64_t number, const uint32_t *words);

  void outbound(const hda_sim_event &event) override;
  void inbound(InboundFrame &frame) override;
  void reset(bool running) override;
  void assigned(unsigned line, unsigned address) override;

private:
  using RawFrame = std::array<uint32_t, 16>;

  static void keep(Sink &sink, const hda_sim_event &event, unsigned first_bit, unsigned end_bit);
  static bool send(Source &source, uint64_t number, class SdiFrame &frame);

  std::array<Sink, max_tag + 1> sinks_;
  std::vector<Source> sources_; /* in order of installation, which is their order on the line */
  std::map<std::pair<uint64_t, unsigned>, RawFrame> raw_;
};

} // namespace hda
