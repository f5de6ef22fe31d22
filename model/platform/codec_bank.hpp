/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The codecs on the SDI lines: which codec sits where, when it asks for an address, what it answers
 * to commands, which stream packets it hears and sends, and the faults of all that.
 */
#pragma once

#include "hda_codec.h"
#include "link.hpp"

#include <deque>
#include <memory>
#include <string>

namespace hda {

/* What goes wrong at an SDI line. */
struct LineFaults {
  static constexpr uint64_t never = UINT64_MAX;

  uint64_t connect_delay = 1;  /* asks for an address in this frame; frame 0 is the earliest */
  uint64_t response_delay = 0; /* frames by which every response is late */
  bool silent = false;         /* carries commands out and does not answer */
  bool invalid = false;        /* answers with Valid = 0 */
  uint64_t dies_at = never;    /* from this frame on it does nothing any more */
  unsigned tag = 0;            /* sends its streams under this tag; 0: under their own */
  bool stuck = false, level = false;
  bool babbles = false; /* drives random bits all the time */
  uint64_t random = 0;
};

class CodecBank : public sc_core::sc_module, public LinkIf {
public:
  sc_core::sc_export<LinkIf> link{"link"};

  explicit CodecBank(const sc_core::sc_module_name &name);

  /* A codec "stereo" at every line, no faults, link in reset. False: out of memory. */
  bool configure(unsigned lines, unsigned sdo_lines);
  void clear();
  /* Power-on reset of all codecs. */
  void power_on();

  /* Name of a shipped codec or path of a description. Takes as many lines as the codec has; codecs
   * that were there go. HDA_SIM_EINVAL: not enough lines. */
  int attach(unsigned line, const std::string &codec, std::string &message);
  void detach(unsigned line);

  unsigned lines() const { return line_count_; }
  /* nullptr: no codec there. */
  hda_codec *codec(unsigned line) const { return lines_[line].codec.get(); }
  hda_sim_codec_state state(unsigned line) const;
  LineFaults &faults(unsigned line) { return lines_[line].faults; }
  bool link_running() const { return running_; }

  /* Asks for initialization in the next frame; in link reset holds the line high. */
  void wake(unsigned line);
  /* In link reset a codec that has something to say wakes the link. */
  void wake_if_pending(unsigned line);
  /* Lines that are high while RST# is low. */
  uint32_t wake_lines() const;

  void outbound(const hda_sim_event &event) override;
  void inbound(InboundFrame &frame) override;
  void reset(bool running) override;
  void assigned(unsigned line, unsigned address) override;

private:
  struct Due {
    uint64_t frame;
    uint32_t value;
  };
  struct Line {
    std::shared_ptr<hda_codec> codec;
    unsigned index; /* line of the codec; line 0 carries its responses */
    bool addressed, asks, wakes;
    unsigned address;
    std::deque<Due> responses;
    LineFaults faults;
  };

  static bool alive(const Line &line, uint64_t frame) {
    return line.codec != nullptr && frame < line.faults.dies_at;
  }
  static void noise(Line &line, SdiFrame &frame);
  void command(Line &line, const InboundFrame &frame);
  void respond(unsigned number, InboundFrame &frame);
  void stream(unsigned number, InboundFrame &frame);

  std::array<Line, InboundFrame::max_lines> lines_{};
  unsigned line_count_ = 0, sdo_count_ = 1;
  bool running_ = false;
};

} // namespace hda
