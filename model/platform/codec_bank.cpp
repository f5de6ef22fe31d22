/* SPDX-License-Identifier: Apache-2.0 */
#include "codec_bank.hpp"

#include "random.hpp"
#include "shipped_codecs.hpp"

#include <algorithm>
#include <cstring>

namespace hda {

namespace {

constexpr unsigned broadcast = 15;
constexpr size_t message_bytes = 512;

const ShippedCodec *shipped(const std::string &name) {
  const ShippedCodec *end = shipped_codecs + shipped_codec_count;
  const ShippedCodec *found = std::find_if(
      shipped_codecs, end, [&](const ShippedCodec &codec) { return name == codec.name; });
  return found == end ? nullptr : found;
}

int load(const std::string &name, hda_codec **codec, std::string &message) {
  char text[message_bytes] = "";
  int error = HDA_CODEC_OK;
  if (const ShippedCodec *known = shipped(name); known != nullptr) {
    error = hda_codec_load_text(known->file, known->text, std::strlen(known->text), codec, text,
                                sizeof text);
  } else {
    error = hda_codec_load(name.c_str(), codec, text, sizeof text);
  }
  message = text;
  return error == HDA_CODEC_OK       ? HDA_SIM_OK
         : error == HDA_CODEC_ENOMEM ? HDA_SIM_ENOMEM
                                     : HDA_SIM_ECODEC;
}

} // namespace

CodecBank::CodecBank(const sc_core::sc_module_name &name) : sc_module(name) { link.bind(*this); }

bool CodecBank::configure(unsigned lines, unsigned sdo_lines) {
  clear();
  line_count_ = lines;
  sdo_count_ = sdo_lines;
  std::string message;
  for (unsigned line = 0; line < lines; ++line) {
    if (attach(line, "stereo", message) != HDA_SIM_OK) {
      return false;
    }
  }
  return true;
}

void CodecBank::clear() {
  lines_ = {};
  running_ = false;
}

void CodecBank::power_on() {
  for (const Line &line : lines_) {
    if (line.codec != nullptr && line.index == 0) {
      hda_codec_reset(line.codec.get(), HDA_CODEC_POWER_ON);
    }
  }
}

int CodecBank::attach(unsigned line, const std::string &codec, std::string &message) {
  hda_codec *loaded = nullptr;
  if (const int error = load(codec, &loaded, message); error != HDA_SIM_OK) {
    return error;
  }
  const std::shared_ptr<hda_codec> owner(loaded, hda_codec_destroy);
  const unsigned count = hda_codec_line_count(loaded);
  if (line + count > line_count_) {
    message = codec + ": needs " + std::to_string(count) + " SDI lines, and there are " +
              std::to_string(line_count_ - line);
    return HDA_SIM_EINVAL;
  }
  for (unsigned i = 0; i < count; ++i) {
    detach(line + i);
    lines_[line + i].codec = owner;
    lines_[line + i].index = i;
  }
  return HDA_SIM_OK;
}

void CodecBank::detach(unsigned line) {
  const std::shared_ptr<hda_codec> gone = lines_[line].codec;
  for (Line &other : lines_) {
    if (gone != nullptr && other.codec == gone) {
      const LineFaults faults = other.faults;
      other = {};
      other.faults = faults;
    }
  }
}

hda_sim_codec_state CodecBank::state(unsigned line) const {
  const Line &at = lines_[line];
  return {at.codec != nullptr, at.addressed, at.addressed ? at.address : 0};
}

void CodecBank::wake(unsigned line) { (running_ ? lines_[line].asks : lines_[line].wakes) = true; }

void CodecBank::wake_if_pending(unsigned line) {
  if (!running_ && hda_codec_has_unsolicited(codec(line))) {
    lines_[line].wakes = true;
  }
}

uint32_t CodecBank::wake_lines() const {
  uint32_t mask = 0;
  for (unsigned line = 0; line < line_count_; ++line) {
    const Line &at = lines_[line];
    const bool high = at.faults.stuck ? at.faults.level : at.wakes;
    mask |= uint32_t{high} << line;
  }
  return mask;
}

/* A codec forgets its address with RST# (5.7); what else it forgets is its own affair. */
void CodecBank::reset(bool running) {
  running_ = running;
  for (Line &line : lines_) {
    line.addressed = line.asks = line.wakes = false;
    line.responses.clear();
    if (!running && line.codec != nullptr && line.index == 0) {
      hda_codec_reset(line.codec.get(), HDA_CODEC_LINK_RESET);
    }
  }
}

void CodecBank::assigned(unsigned line, unsigned address) {
  lines_[line].addressed = true;
  lines_[line].address = address;
}

void CodecBank::outbound(const hda_sim_event &event) {
  for (Line &line : lines_) {
    if (line.index != 0 || !line.addressed || !alive(line, event.frame.number)) {
      continue;
    }
    const uint32_t tags = hda_codec_outbound_tags(line.codec.get());
    for (unsigned i = 0; tags != 0 && i < event.frame.packet_count; ++i) {
      const auto &seen = event.frame.packet[i];
      if ((tags >> seen.tag & 1U) == 0) {
        continue;
      }
      hda_codec_packet packet = {seen.tag, seen.first_bit, seen.end_bit, sdo_count_, {}};
      for (unsigned sdo = 0; sdo < sdo_count_; ++sdo) {
        packet.sdo[sdo] = event.frame.sdo + size_t{sdo} * HDA_RTL_FRAME_WORDS;
      }
      hda_codec_outbound(line.codec.get(), event.frame.number, &packet);
    }
  }
}

void CodecBank::inbound(InboundFrame &frame) {
  for (unsigned number = 0; number < line_count_; ++number) {
    Line &line = lines_[number];
    const uint32_t mask = 1U << number;
    if (line.faults.stuck || line.faults.babbles) {
      noise(line, frame.line[number]);
      frame.sends |= mask;
      frame.forced |= mask;
      continue;
    }
    if (!alive(line, frame.number)) {
      line.addressed = false;
      continue;
    }
    if (line.asks || frame.number == line.faults.connect_delay) {
      line.asks = line.addressed = false;
      line.responses.clear();
      frame.connects |= mask;
      frame.addressed &= ~mask;
    }
    if (line.addressed && line.index == 0) {
      command(line, frame);
      respond(number, frame);
      stream(number, frame);
    }
  }
}

/* Bits of a line that its codec does not care to form. */
void CodecBank::noise(Line &line, SdiFrame &frame) {
  for (unsigned word = 0; word < HDA_RTL_SDI_WORDS; ++word) {
    const uint32_t random = static_cast<uint32_t>(next_random(line.faults.random));
    const uint32_t level = line.faults.level ? UINT32_MAX : 0;
    frame.words()[word] = line.faults.stuck ? level : random;
  }
}

/* The null command is for nobody (HDA-COD-002). */
void CodecBank::command(Line &line, const InboundFrame &frame) {
  const unsigned address = static_cast<unsigned>(frame.command >> 28) & 0xF;
  if (frame.command == 0 || (address != line.address && address != broadcast)) {
    return;
  }
  uint32_t value = 0;
  if (hda_codec_verb(line.codec.get(), static_cast<uint32_t>(frame.command), &value) &&
      !line.faults.silent) {
    line.responses.push_back({frame.number + line.faults.response_delay, value});
  }
}

/* Solicited responses go first (HDA-COD-003). */
void CodecBank::respond(unsigned number, InboundFrame &frame) {
  Line &line = lines_[number];
  InboundFrame::Response response = {number, 0, false};
  if (!line.responses.empty() && line.responses.front().frame <= frame.number) {
    response.value = line.responses.front().value;
    line.responses.pop_front();
  } else if (hda_codec_take_unsolicited(line.codec.get(), &response.value)) {
    response.unsolicited = true;
  } else {
    return;
  }
  frame.line[number].respond(response.value, !line.faults.invalid, response.unsolicited);
  frame.sends |= 1U << number;
  frame.response[frame.responses++] = response;
}

void CodecBank::stream(unsigned number, InboundFrame &frame) {
  const Line &line = lines_[number];
  if (hda_codec_inbound_lines(line.codec.get()) == 0) {
    return;
  }
  hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND];
  const size_t count = hda_codec_inbound(line.codec.get(), frame.number, packets);
  for (size_t i = 0; i < count; ++i) {
    const hda_codec_inbound_packet &packet = packets[i];
    const unsigned at = number + packet.line;
    const uint32_t mask = 1U << at;
    SdiFrame &bits = frame.line[at];
    if ((frame.addressed & mask) == 0 || !bits.fits(packet.count * packet.bits)) {
      continue;
    }
    bits.packet(line.faults.tag != 0 ? line.faults.tag : packet.tag, packet.count, packet.bits);
    for (unsigned sample = 0; sample < packet.count; ++sample) {
      bits.sample(packet.samples[sample]);
    }
    frame.sends |= mask;
  }
}

} // namespace hda
