/* SPDX-License-Identifier: Apache-2.0 */
/* Frames in and out against bit patterns written by hand, and the cadence of every rate. */
#include "cadence.hpp"
#include "frame.hpp"
#include "instruments.hpp"
#include "sdi.hpp"

#include <array>
#include <cstring>
#include <vector>

#include "cmocka.hpp"

namespace {

using Words = std::array<uint32_t, 32>;
using Line = std::array<uint32_t, 16>;

constexpr hda_sim_format stereo16 = {48000, 1, 1, 16, 2, 0};

struct Frame {
  Words sdo{}, sync{};
  hda_sim_event event{};

  Frame() { sync[31] = 0xFF000000; }
  hda_sim_event &decode() {
    event.frame.sdo = sdo.data();
    event.frame.sync = sync.data();
    hda::decode_frame(event);
    return event;
  }
};

void idle_frame_has_nothing(void **) {
  Frame frame;
  const auto &event = frame.decode();
  assert_null(event.frame.error);
  assert_int_equal(event.frame.packet_count, 0);
  assert_int_equal(event.frame.command, 0);
  assert_true(hda::has_frame_sync(frame.sync.data()));
  frame.sync[31] = 0xFE000000;
  assert_false(hda::has_frame_sync(frame.sync.data()));
}

void command_is_first_forty_bits(void **) {
  Frame frame;
  frame.sdo[0] = 0x01234567;
  frame.sdo[1] = 0x89ABCDEF;
  assert_true(frame.decode().frame.command == 0x0123456789);
}

/* Tag 5 under the end of the command, then a second packet whose tag 15 lies under the last byte
 * of the first, then one in the last byte of the frame: its tag touches the frame sync. */
void tags_are_found_by_position(void **) {
  Frame frame;
  frame.sync[1] = 0xE5000000;
  frame.sync[2] = 0xEF000000;
  frame.sync[30] = 0x000000E1;
  const auto &event = frame.decode();
  assert_null(event.frame.error);
  assert_int_equal(event.frame.packet_count, 3);
  assert_int_equal(event.frame.packet[0].tag, 5);
  assert_int_equal(event.frame.packet[0].first_bit, 40);
  assert_int_equal(event.frame.packet[0].end_bit, 72);
  assert_int_equal(event.frame.packet[1].tag, 15);
  assert_int_equal(event.frame.packet[1].first_bit, 72);
  assert_int_equal(event.frame.packet[1].end_bit, 992);
  assert_int_equal(event.frame.packet[2].tag, 1);
  assert_int_equal(event.frame.packet[2].end_bit, 1000);
}

/* Two 8-bit packets back to back: twelve ones in a row are tag 15 and the preamble after it. */
void adjacent_tags_do_not_merge(void **) {
  Frame frame;
  frame.sync[1] = 0xEFE30000;
  const auto &event = frame.decode();
  assert_null(event.frame.error);
  assert_int_equal(event.frame.packet_count, 2);
  assert_int_equal(event.frame.packet[0].tag, 15);
  assert_int_equal(event.frame.packet[1].tag, 3);
  assert_int_equal(event.frame.packet[1].first_bit, 48);
}

void sync_faults_are_named(void **) {
  struct Case {
    unsigned word;
    uint32_t bits;
    const char *text;
  };
  static const Case cases[] = {
      {0, 0x000000E5, "command field"}, {5, 0xF5000000, "1110"},  {5, 0x80000000, "1110"},
      {5, 0xE0000000, "id 0"},          {5, 0xE30000E3, "twice"}, {30, 0x0000000E, "frame sync"},
  };
  for (const Case &fault : cases) {
    Frame frame;
    frame.sync[fault.word] = fault.bits;
    const char *error = frame.decode().frame.error;
    assert_non_null(error);
    assert_non_null(std::strstr(error, fault.text));
  }
}

void sink_keeps_samples(void **) {
  hda::Instruments codec("sink_codec");
  codec.install_sink(5, stereo16);
  Frame frame;
  frame.sync[1] = 0xE5000000;
  frame.sdo[1] = 0x00123456; /* data starts at half cell 40 */
  frame.sdo[2] = 0x78FFFFFF;
  frame.event.frame.number = 7;
  codec.outbound(frame.decode());
  const auto &sink = codec.sink(5);
  assert_int_equal(sink.samples.size(), 2);
  assert_int_equal(sink.samples[0], 0x1234);
  assert_int_equal(sink.samples[1], 0x5678);
  assert_int_equal(sink.packets.size(), 1);
  assert_int_equal(sink.packets[0].frame, 7);
  assert_int_equal(sink.packets[0].blocks, 1);
}

void packets_are_packed(void **) {
  Line line{};
  hda::SdiFrame stereo(line.data());
  stereo.packet(5, 2, 16);
  stereo.sample(0x1234);
  stereo.sample(0x5678);
  assert_int_equal(line[0], 0);
  assert_int_equal(line[1], 0x051048D1);
  assert_int_equal(line[2], 0x59E00000);

  Line padded{};
  hda::SdiFrame frame(padded.data());
  frame.packet(9, 1, 20);
  frame.sample(0xABCDE);
  frame.packet(1, 1, 8);
  frame.sample(0xFF);
  assert_int_equal(padded[1], 0x090EAF37);
  assert_int_equal(padded[2], 0x8041FF00);
}

/* Lines that send in frame `number`. */
uint32_t inbound(hda::Instruments &codec, uint64_t number, Line &line) {
  line = {};
  hda::InboundFrame frame(line.data(), 1);
  frame.number = number;
  frame.addressed = 1;
  codec.inbound(frame);
  return frame.sends;
}

hda::Instruments::Source source(unsigned tag, const hda_sim_format &format, bool repeat) {
  return {0, tag, format, {0x1111, 0x2222, 0x3333, 0x4444}, repeat, 10, false, 0, false, 0};
}

void source_starts_repeats_and_ends(void **) {
  hda::Instruments codec("source_codec");
  assert_true(codec.install_source(source(5, stereo16, false)));
  for (uint64_t number = 8; number < 14; ++number) {
    Line line{};
    const bool sends = inbound(codec, number, line) == 1;
    assert_int_equal(sends, number == 10 || number == 11);
  }
  assert_int_equal(codec.source(0, 5)->first_frame, 10);
  assert_true(codec.install_source(source(5, stereo16, true)));
  Line first{}, again{};
  inbound(codec, 10, first);
  inbound(codec, 11, again);
  inbound(codec, 12, again);
  assert_true(first == again);
}

void line_capacity_is_kept(void **) {
  hda::Instruments codec("full_codec");
  assert_false(codec.install_source(source(1, {48000, 4, 1, 32, 4, 0}, true))); /* 64 bytes */
  assert_true(codec.install_source(source(1, {48000, 1, 1, 24, 16, 0}, true))); /* 394 cells */
  assert_true(codec.install_source(source(2, {48000, 1, 1, 8, 6, 0}, true)));   /* 58: 452 */
  assert_false(codec.install_source(source(3, {48000, 1, 1, 8, 1, 0}, true)));  /* 18: 470 */
  assert_true(codec.remove_source(0, 2));
  assert_false(codec.remove_source(0, 2));
  assert_true(codec.install_source(source(3, {48000, 1, 1, 8, 1, 0}, true)));
}

/* Runs of frames with a block, each followed by one without. */
std::vector<bool> pattern_44100() {
  std::vector<bool> pattern;
  for (const int run : {12, 11, 11, 12, 11, 11, 12, 11, 11, 12, 11, 11, 11}) {
    pattern.insert(pattern.end(), static_cast<size_t>(run), true);
    pattern.push_back(false);
  }
  return pattern;
}

void cadence_follows_the_rate(void **) {
  const std::vector<bool> pattern = pattern_44100();
  assert_int_equal(pattern.size(), 160);
  for (unsigned mult = 1; mult <= 4; ++mult) {
    for (unsigned div = 1; div <= 8; ++div) {
      for (uint64_t index = 0; index < 160 * 8 * 3; ++index) {
        const bool slot = index % div == 0;
        const bool block = slot && pattern[index / div % 160];
        assert_int_equal(hda::cadence_blocks({48000, mult, div, 16, 2, 0}, index), slot ? mult : 0);
        assert_int_equal(hda::cadence_blocks({44100, mult, div, 16, 2, 0}, index),
                         block ? mult : 0);
      }
    }
  }
}

void formats_are_checked(void **) {
  assert_true(hda::format_valid(stereo16));
  for (const hda_sim_format &bad :
       {hda_sim_format{32000, 1, 1, 16, 2, 0}, hda_sim_format{48000, 0, 1, 16, 2, 0},
        hda_sim_format{48000, 5, 1, 16, 2, 0}, hda_sim_format{48000, 1, 0, 16, 2, 0},
        hda_sim_format{48000, 1, 9, 16, 2, 0}, hda_sim_format{48000, 1, 1, 12, 2, 0},
        hda_sim_format{48000, 1, 1, 16, 0, 0}, hda_sim_format{48000, 1, 1, 16, 17, 0}}) {
    assert_false(hda::format_valid(bad));
  }
}

} // namespace

int main() {
  const CMUnitTest tests[] = {
      cmocka_unit_test(idle_frame_has_nothing),
      cmocka_unit_test(command_is_first_forty_bits),
      cmocka_unit_test(tags_are_found_by_position),
      cmocka_unit_test(adjacent_tags_do_not_merge),
      cmocka_unit_test(sync_faults_are_named),
      cmocka_unit_test(sink_keeps_samples),
      cmocka_unit_test(packets_are_packed),
      cmocka_unit_test(source_starts_repeats_and_ends),
      cmocka_unit_test(line_capacity_is_kept),
      cmocka_unit_test(cadence_follows_the_rate),
      cmocka_unit_test(formats_are_checked),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
