/* SPDX-License-Identifier: Apache-2.0 */
#include "instruments.hpp"

#include "cadence.hpp"
#include "frame.hpp"
#include "sdi.hpp"

#include <algorithm>

namespace hda {

Instruments::Instruments(const sc_core::sc_module_name &name) : sc_module(name) {
  link.bind(*this);
}

void Instruments::clear() {
  sinks_ = {};
  sources_.clear();
  raw_.clear();
}

void Instruments::install_sink(unsigned tag, const hda_sim_format &format) {
  sinks_[tag] = {};
  sinks_[tag].installed = true;
  sinks_[tag].format = format;
}

bool Instruments::remove_sink(unsigned tag) {
  const bool installed = sinks_[tag].installed;
  sinks_[tag] = {};
  return installed;
}

void Instruments::outbound(const hda_sim_event &event) {
  for (unsigned i = 0; i < event.frame.packet_count; ++i) {
    const auto &packet = event.frame.packet[i];
    if (Sink &sink = sinks_[packet.tag]; sink.installed) {
      keep(sink, event, packet.first_bit, packet.end_bit);
    }
  }
}

/* The wire does not say how long a packet is: a codec knows it from its format, and the packet
 * cannot be longer than the room up to the next one. */
void Instruments::keep(Sink &sink, const hda_sim_event &event, unsigned first_bit,
                       unsigned end_bit) {
  const hda_sim_format &format = sink.format;
  const unsigned stripe = 1U << format.stripe; /* SDO lines over which the bits are dealt */
  const unsigned room = (end_bit - first_bit) * stripe / (format.channels * format.bits);
  const unsigned blocks = std::min(format.mult, room);
  sink.packets.push_back({event.frame.number, blocks, sink.samples.size()});
  for (unsigned sample = 0; sample < blocks * format.channels; ++sample) {
    const unsigned at = sample * format.bits;
    sink.samples.push_back(
        stripe == 1
            ? static_cast<uint32_t>(frame_bits(event.frame.sdo, first_bit + at, format.bits))
            : striped_bits(event.frame.sdo, first_bit, at, format.bits, stripe));
  }
}

bool Instruments::install_source(Source source) {
  const unsigned bits = source.format.mult * source.format.channels * source.format.bits;
  if ((bits + 7) / 8 > sdi_packet_max_bytes) {
    return false;
  }
  unsigned cells = sdi_packet_cells(bits);
  for (const Source &other : sources_) {
    if (other.line == source.line && other.tag != source.tag) {
      cells += sdi_packet_cells(other.format.mult * other.format.channels * other.format.bits);
    }
  }
  if (cells > sdi_payload_cells) {
    return false;
  }
  remove_source(source.line, source.tag);
  sources_.push_back(std::move(source));
  return true;
}

bool Instruments::remove_source(unsigned line, unsigned tag) {
  const auto found = std::find_if(sources_.begin(), sources_.end(), [&](const Source &source) {
    return source.line == line && source.tag == tag;
  });
  if (found == sources_.end()) {
    return false;
  }
  sources_.erase(found);
  return true;
}

const Instruments::Source *Instruments::source(unsigned line, unsigned tag) const {
  for (const Source &source : sources_) {
    if (source.line == line && source.tag == tag) {
      return &source;
    }
  }
  return nullptr;
}

void Instruments::raw_frame(unsigned line, uint64_t number, const uint32_t *words) {
  std::copy_n(words, raw_[{number, line}].size(), raw_[{number, line}].begin());
}

bool Instruments::send(Source &source, uint64_t number, SdiFrame &frame) {
  if (!source.started) {
    source.start_frame = std::max(source.start_frame, number);
    source.started = true;
  }
  if (number < source.start_frame) {
    return false;
  }
  const unsigned channels = source.format.channels;
  const unsigned count = cadence_blocks(source.format, number - source.start_frame) * channels;
  if (count == 0 || !frame.fits(count * source.format.bits) || source.samples.empty() ||
      (!source.repeat && source.samples.size() - source.next_sample < count)) {
    return false;
  }
  if (!source.has_sent) {
    source.has_sent = true;
    source.first_frame = number;
  }
  frame.packet(source.tag, count, source.format.bits);
  for (unsigned sample = 0; sample < count; ++sample) {
    frame.sample(source.samples[source.next_sample]);
    if (++source.next_sample == source.samples.size() && source.repeat) {
      source.next_sample = 0;
    }
  }
  return true;
}

void Instruments::inbound(InboundFrame &frame) {
  const uint64_t number = frame.number;
  for (Source &source : sources_) {
    const uint32_t line = 1U << source.line;
    if ((frame.addressed & line) != 0 && send(source, number, frame.line[source.line])) {
      frame.sends |= line;
    }
  }
  raw_.erase(raw_.begin(), raw_.lower_bound({number, 0}));
  while (!raw_.empty() && raw_.begin()->first.first == number) {
    const auto &[key, words] = *raw_.begin();
    std::copy(words.begin(), words.end(), frame.line[key.second].words());
    frame.sends |= 1U << key.second;
    frame.forced |= 1U << key.second;
    raw_.erase(raw_.begin());
  }
}

void Instruments::reset(bool) {}

void Instruments::assigned(unsigned, unsigned) {}

} // namespace hda
