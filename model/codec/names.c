/* SPDX-License-Identifier: Apache-2.0 */
#include "names.h"

#define WORDS(name, ...)                                                                           \
  static const struct word name##_list[] = {__VA_ARGS__};                                          \
  const struct words name = {name##_list, sizeof name##_list / sizeof name##_list[0]}

WORDS(names_types, {"audio_output", 0}, {"audio_input", 1}, {"mixer", 2}, {"selector", 3},
      {"pin", 4}, {"power", 5}, {"volume_knob", 6}, {"beep", 7}, {"vendor", 0xF});

WORDS(names_group_types, {"audio", 1}, {"modem", 2});

WORDS(names_rates, {"8000", 1 << 0}, {"11025", 1 << 1}, {"16000", 1 << 2}, {"22050", 1 << 3},
      {"32000", 1 << 4}, {"44100", 1 << 5}, {"48000", 1 << 6}, {"88200", 1 << 7}, {"96000", 1 << 8},
      {"176400", 1 << 9}, {"192000", 1 << 10}, {"384000", 1 << 11});

WORDS(names_bits, {"8", 1 << 16}, {"16", 1 << 17}, {"20", 1 << 18}, {"24", 1 << 19},
      {"32", 1 << 20});

WORDS(names_formats, {"pcm", 1 << 0}, {"float32", 1 << 1}, {"ac3", 1 << 2});

WORDS(names_pin_caps, {"impedance", 1 << 0}, {"trigger", 1 << 1}, {"presence", 1 << 2},
      {"headphone", 1 << 3}, {"out", 1 << 4}, {"in", 1 << 5}, {"balanced", 1 << 6},
      {"hdmi", 1 << 7}, {"eapd", 1 << 16}, {"display_port", 1 << 24}, {"high_bit_rate", 1 << 27});

WORDS(names_vref, {"hiz", 1 << 8}, {"50", 1 << 9}, {"ground", 1 << 10}, {"80", 1 << 12},
      {"100", 1 << 13});

WORDS(names_power, {"d0", 1 << 0}, {"d1", 1 << 1}, {"d2", 1 << 2}, {"d3", 1 << 3},
      {"d3cold", 1 << 4}, {"s3d3cold", 1u << 29}, {"clkstop", 1u << 30}, {"epss", 1u << 31});

WORDS(names_connectivity, {"jack", 0}, {"none", 1}, {"fixed", 2}, {"both", 3});

WORDS(names_location, {"external", 0x00}, {"rear", 0x01}, {"front", 0x02}, {"left", 0x03},
      {"right", 0x04}, {"top", 0x05}, {"bottom", 0x06}, {"rear_panel", 0x07}, {"drive_bay", 0x08},
      {"internal", 0x10}, {"riser", 0x17}, {"hdmi", 0x18}, {"atapi", 0x19}, {"separate", 0x20},
      {"other", 0x30}, {"lid_inside", 0x37}, {"lid_outside", 0x38});

WORDS(names_device, {"line_out", 0}, {"speaker", 1}, {"headphone", 2}, {"cd", 3}, {"spdif_out", 4},
      {"digital_out", 5}, {"modem_line", 6}, {"modem_handset", 7}, {"line_in", 8}, {"aux", 9},
      {"mic", 10}, {"telephony", 11}, {"spdif_in", 12}, {"digital_in", 13}, {"other", 15});

WORDS(names_connection, {"unknown", 0}, {"1/8", 1}, {"1/4", 2}, {"atapi", 3}, {"rca", 4},
      {"optical", 5}, {"digital", 6}, {"analog", 7}, {"din", 8}, {"xlr", 9}, {"rj11", 10},
      {"combination", 11}, {"other", 15});

WORDS(names_color, {"unknown", 0}, {"black", 1}, {"grey", 2}, {"blue", 3}, {"green", 4}, {"red", 5},
      {"orange", 6}, {"yellow", 7}, {"purple", 8}, {"pink", 9}, {"white", 14}, {"other", 15});
