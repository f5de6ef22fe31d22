/* SPDX-License-Identifier: Apache-2.0 */
/* Parameters and the verbs that are a register; values worked out from the description. */
#include "rig.h"

static void parameters(void **state) {
  struct hda_codec *codec = *state;
  static const struct {
    unsigned nid, id;
    uint32_t value;
  } table[] = {
      {0x00, 0x00, 0xEEEE0001}, /* vendor and device */
      {0x00, 0x02, 0x00100100},
      {0x00, 0x04, 0x00010001}, /* one group, node 1 */
      {0x01, 0x04, 0x00020009}, /* nine widgets from node 2 */
      {0x01, 0x05, 0x00000101}, /* audio, unsolicited */
      {0x01, 0x08, 0x00010D0D}, /* beep, delays 13 */
      {0x01, 0x0A, 0x000E0560}, /* 16, 20, 24 bits; 44.1, 48, 96, 192 kHz */
      {0x01, 0x0B, 0x00000001},
      {0x01, 0x0D, 0x80050F00}, /* mute, 1.5 dB, 15 steps, 0 dB at 0 */
      {0x01, 0x12, 0x80034040}, /* mute, 1 dB, 64 steps, 0 dB at 64 */
      {0x01, 0x0F, 0x8000000F},
      {0x02, 0x09, 0x00000415}, /* output: stereo, out amp, format override, power */
      {0x02, 0x0A, 0x001F07FF}, /* without 384 kHz */
      {0x02, 0x12, 0x00000000}, /* that of the group */
      {0x03, 0x09, 0x00000435}, /* the same with stripe */
      {0x04, 0x09, 0x00100513}, /* input: stereo, in amp, format, connections, power */
      {0x04, 0x0E, 0x00000001},
      {0x05, 0x09, 0x00300101}, /* selector */
      {0x05, 0x0E, 0x00000002},
      {0x06, 0x09, 0x00200103}, /* mixer with in amp */
      {0x07, 0x09, 0x00400181}, /* pin, unsolicited, connections */
      {0x07, 0x0C, 0x00010014}, /* EAPD, out, presence */
      {0x08, 0x0C, 0x00001324}, /* Vref hiz, 50, 80; in, presence */
      {0x0A, 0x09, 0x0070000C}, /* beep, mono, own out amp */
      {0x0A, 0x12, 0x80170707},
      {0x02, 0x07, 0x00000000}, /* no such parameter */
      {0x02, 0xFF, 0x00000000},
  };
  for (size_t i = 0; i < COUNT_OF(table); i++) {
    const uint32_t got = PARAM(table[i].nid, table[i].id);
    if (got != table[i].value)
      fail_msg("node %02X parameter %02X: expected %08X, got %08X", table[i].nid, table[i].id,
               table[i].value, got);
  }
}

/* HDA-COD-001, HDA-COD-002 */
static void unknown(void **state) {
  struct hda_codec *codec = *state;
  uint32_t response = 0;
  assert_false(hda_codec_verb(codec, 0, &response));
  assert_int_equal(GET(0x40, 0xF00), 0); /* no such node */
  assert_int_equal(GET(0x80, 0xF00), 0); /* indirect addressing is not defined */
  assert_int_equal(GET(0x02, 0xF99), 0); /* no such verb */
  assert_int_equal(GET(0x02, 0x000), 0);
  assert_int_equal(GET(0x02, 0x6), 0);
  assert_int_equal(GET(0x02, 0xF07), 0); /* a DAC has no pin control */
  assert_int_equal(GET(0x00, 0x7FF), 0); /* the root cannot be reset */
  assert_int_equal(GET(0x00, 0xF05), 0);
}

/* Set answers 0; Get answers the bits that the node has; neighbours stay as they are. */
struct row {
  unsigned nid, set, get, payload;
  uint32_t expected;
};

static void check_rows(struct hda_codec *codec, const struct row *row, size_t count) {
  for (size_t i = 0; i < count; i++) {
    SET(row[i].nid, row[i].set, row[i].payload);
    const uint32_t got = GET(row[i].nid, row[i].get);
    if (got != row[i].expected)
      fail_msg("node %02X verb %03X %02X: expected %08X, got %08X", row[i].nid, row[i].set,
               row[i].payload, row[i].expected, got);
  }
}

static void registers_stereo(void **state) {
  static const struct row rows[] = {
      {0x05, 0x701, 0xF01, 1, 1},
      {0x05, 0x701, 0xF01, 2, 1}, /* there are two connections */
      {0x05, 0x701, 0xF01, 0, 0},
      {0x06, 0x701, 0xF01, 1, 0},       /* a mixer selects nothing */
      {0x04, 0x704, 0xF04, 1, 0},       /* one line */
      {0x02, 0x706, 0xF06, 0x53, 0x53}, /* HDA-COD-004 */
      {0x07, 0x706, 0xF06, 0x53, 0},
      {0x02, 0x2, 0xA, 0x4011, 0x4011},
      {0x02, 0x2, 0xA, 0x80FF, 0x807F}, /* bit 7 is reserved */
      {0x07, 0x2, 0xA, 0x4011, 0},
      {0x07, 0x707, 0xF07, 0xFF, 0x40}, /* out only */
      {0x08, 0x707, 0xF07, 0x24, 0x24}, /* in, Vref 80 % */
      {0x08, 0x707, 0xF07, 0x25, 0x24}, /* Vref 100 % is not there */
      {0x08, 0x707, 0xF07, 0x21, 0x21},
      {0x09, 0x707, 0xF07, 0x65, 0x20},
      {0x07, 0x708, 0xF08, 0xFF, 0xBF},
      {0x09, 0x708, 0xF08, 0x85, 0}, /* not capable */
      {0x01, 0x708, 0xF08, 0x81, 0x81},
      {0x0A, 0x70A, 0xF0A, 0x55, 0x55},
      {0x01, 0x70A, 0xF0A, 0x33, 0x33}, /* the group has the beep bit */
      {0x07, 0x70A, 0xF0A, 0x55, 0},
      {0x07, 0x70C, 0xF0C, 0x00, 0x00},
      {0x07, 0x70C, 0xF0C, 0xFF, 0x02},
      {0x08, 0x70C, 0xF0C, 0xFF, 0x00},
      {0x02, 0x70D, 0xF0D, 0xFF, 0x00}, /* not digital */
      {0x03, 0x724, 0xF24, 2, 0x00700002},
      {0x03, 0x724, 0xF24, 3, 0x00700002},
      {0x02, 0x724, 0xF24, 1, 0},
      {0x02, 0x72D, 0xF2D, 0, 0},    /* two channels need no such verb */
      {0x01, 0x715, 0xF15, 0xFF, 0}, /* no GPIO */
      {0x01, 0x716, 0xF16, 0xFF, 0},
  };
  check_rows(*state, rows, COUNT_OF(rows));
}

static void registers_desktop(void **state) {
  static const struct row rows[] = {
      {0x19, 0x70C, 0xF0C, 0xFF, 0x03}, /* EAPD and BTL */
      {0x18, 0x707, 0xF07, 0xFF, 0xC0}, /* headphone amplifier, out */
      {0x15, 0x707, 0xF07, 0x65, 0x65}, /* all Vref levels */
      {0x15, 0x707, 0xF07, 0x63, 0x65}, /* 3 is reserved */
      {0x07, 0x70D, 0xF0D, 0xFF, 0x000000FF},
      {0x07, 0x70E, 0xF0D, 0xFF, 0x00007FFF},
      {0x07, 0x73E, 0xF0D, 0xFF, 0x008F7FFF},
      {0x07, 0x73F, 0xF0D, 0xFF, 0x008F7FFF},
      {0x07, 0x70D, 0xF0D, 0x01, 0x008F7F01},
      {0x1C, 0x70F, 0xF0F, 0xA5, 0xA5},
      {0x1D, 0x70F, 0xF0F, 0xA5, 0},
      {0x01, 0x716, 0xF16, 0xFF, 0x07}, /* three GPIO */
      {0x01, 0x717, 0xF17, 0x05, 0x05},
      {0x01, 0x718, 0xF18, 0x0A, 0x02},
      {0x01, 0x719, 0xF19, 0x0F, 0x07},
      {0x01, 0x71A, 0xF1A, 0xFE, 0x06},
      {0x01, 0x715, 0xF15, 0xFF, 0x05}, /* pin 1 is an input and low */
      {0x1D, 0x703, 0xF03, 2, 2},
      {0x1D, 0x703, 0xF03, 3, 2},
      {0x02, 0x703, 0xF03, 1, 0},
  };
  check_rows(*state, rows, COUNT_OF(rows));
}

static void registers_digital(void **state) {
  struct hda_codec *codec = *state;
  static const struct row rows[] = {
      {0x02, 0x72D, 0xF2D, 7, 7},
      {0x02, 0x72D, 0xF2D, 8, 7}, /* eight channels at most */
      {0x02, 0x72D, 0xF2D, 0, 0},
      {0x02, 0x724, 0xF24, 1, 0x00300001}, /* one or two lines */
      {0x02, 0x724, 0xF24, 2, 0x00300001},
      {0x04, 0x707, 0xF07, 0x43, 0x43}, /* [1:0] is the packet type */
      {0x05, 0x701, 0xF01, 0, 0},
  };
  assert_int_equal(GET(0x05, 0xF01), 1); /* as described */
  assert_int_equal(PARAM(0x02, 0x09), 0x00006631);
  assert_int_equal(PARAM(0x04, 0x09), 0x0040778D);
  assert_int_equal(PARAM(0x04, 0x0C), 0x09000094);
  check_rows(codec, rows, COUNT_OF(rows));
}

/* Words of four bytes, each with its verb, low byte first. */
static void bytes(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(GET(0x07, 0xF1C), 0x01014010);
  assert_int_equal(GET(0x08, 0xF1C), 0x01A19020);
  assert_int_equal(GET(0x09, 0xF1C), 0x01813130);
  assert_int_equal(GET(0x06, 0xF1C), 0);
  for (unsigned byte = 0; byte < 4; byte++) {
    SET(0x07, 0x71C + byte, 0x11 * (byte + 1));
    SET(0x01, 0x720 + byte, 0x10 + byte);
    SET(0x06, 0x71C + byte, 0xFF);
  }
  assert_int_equal(GET(0x07, 0xF1C), 0x44332211);
  assert_int_equal(GET(0x01, 0xF20), 0x13121110);
  assert_int_equal(GET(0x06, 0xF1C), 0);
  assert_int_equal(GET(0x07, 0xF20), 0);
}

static void connections(void **state) {
  struct hda_codec *codec = *state;
  /* A range is stored as two entries, the second flagged. */
  assert_int_equal(PARAM(0x0A, 0x0E), 3);
  assert_int_equal(rig_verb(codec, 0x0A, 0xF02, 0), 0x000C9715);
  assert_int_equal(rig_verb(codec, 0x0C, 0xF02, 0), 0x1A171615);
  assert_int_equal(rig_verb(codec, 0x0C, 0xF02, 3), 0x1A171615);
  assert_int_equal(rig_verb(codec, 0x0C, 0xF02, 4), 0);
  assert_int_equal(rig_verb(codec, 0x02, 0xF02, 0), 0);
}

static void long_connections(void **state) {
  (void)state;
  struct hda_codec *codec = rig_text(
      "codec: long\n"
      "vendor: 1\n"
      "function_groups:\n"
      "  - nid: 1\n"
      "    widgets:\n"
      "      - {nid: 2, type: audio_output}\n"
      "      - {nid: 3, type: audio_output}\n"
      "      - {nid: 4, type: audio_output}\n"
      "      - {nid: 6, type: power, connections: [2, 3]}\n"
      "      - {nid: 7, type: volume_knob, connections: [2, 3]}\n"
      "      - {nid: 5, type: selector, long_connections: true, connections: [[2, 4], 3]}\n");
  assert_int_equal(PARAM(5, 0x0E), 0x83);
  assert_int_equal(rig_verb(codec, 5, 0xF02, 0), 0x80040002);
  assert_int_equal(rig_verb(codec, 5, 0xF02, 1), 0x80040002);
  assert_int_equal(rig_verb(codec, 5, 0xF02, 2), 0x00000003);
  SET(5, 0x701, 3); /* 2, 3, 4, 3: four to select from */
  assert_int_equal(GET(5, 0xF01), 3);
  SET(5, 0x701, 4);
  assert_int_equal(GET(5, 0xF01), 3);
  for (unsigned nid = 6; nid < 8; nid++) {
    SET(nid, 0x701, 1); /* these act on all that they list */
    assert_int_equal(GET(nid, 0xF01), 0);
  }
  hda_codec_destroy(codec);
}

static void coefficients(void **state) {
  struct hda_codec *codec = *state;
  assert_int_equal(PARAM(0x1D, 0x10), 0x0401);
  SET(0x1D, 0x5, 1);
  assert_int_equal(GET(0x1D, 0xC), 0x1234);
  assert_int_equal(GET(0x1D, 0xC), 0x8001); /* the index moved on */
  assert_int_equal(GET(0x1D, 0xD), 3);
  SET(0x1D, 0x4, 0xABCD);
  assert_int_equal(GET(0x1D, 0xD), 0);
  SET(0x1D, 0x5, 3);
  assert_int_equal(GET(0x1D, 0xC), 0xABCD);
  SET(0x1D, 0x5, 4);
  assert_int_equal(GET(0x1D, 0xC), 0);
  SET(0x1D, 0x4, 1);
  assert_int_equal(GET(0x1D, 0xD), 4); /* nothing there, nothing moved */
  assert_int_equal(GET(0x02, 0xC), 0);
}

/* Wake and events are two capabilities. */
static void gpio_capabilities(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t wake, unsolicited;
  } rows[] = {
      {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, gpio: {io: 2, wake: true}}]\n", 3, 0},
      {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, gpio: {io: 2, unsolicited: true}}]\n", 0,
       3}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    struct hda_codec *codec = rig_text(rows[i].text);
    SET(1, 0x718, 0xFF);
    SET(1, 0x719, 0xFF);
    assert_int_equal(GET(1, 0xF18), rows[i].wake);
    assert_int_equal(GET(1, 0xF19), rows[i].unsolicited);
    hda_codec_destroy(codec);
  }
}

static void nodes(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_node node;
  size_t count = 0;
  while (hda_codec_node_at(codec, count, &node) == HDA_CODEC_OK)
    assert_int_equal(node.nid, count++);
  assert_int_equal(count, 8);
  assert_int_equal(hda_codec_node(codec, 2, &node), HDA_CODEC_OK);
  assert_int_equal(node.type, HDA_CODEC_AUDIO_OUTPUT);
  assert_int_equal(node.channels, 8);
  assert_int_equal(node.group, 1);
  assert_string_equal(hda_codec_type_name(node.type), "audio_output");
  assert_string_equal(hda_codec_type_name(HDA_CODEC_ROOT), "root");
  assert_string_equal(hda_codec_type_name(HDA_CODEC_GROUP), "function_group");
  assert_string_equal(hda_codec_type_name(HDA_CODEC_VENDOR), "vendor");
  assert_int_equal(hda_codec_node(codec, 0x20, &node), HDA_CODEC_ENODE);
  assert_string_equal(hda_codec_name(codec), "hdasim digital");
  assert_int_equal(hda_codec_line_count(codec), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, parameters),         TEST_ON(stereo, unknown),
      TEST_ON(stereo, registers_stereo),   TEST_ON(desktop, registers_desktop),
      TEST_ON(digital, registers_digital), TEST_ON(stereo, bytes),
      TEST_ON(desktop, connections),       cmocka_unit_test(long_connections),
      TEST_ON(desktop, coefficients),      TEST_ON(digital, nodes),
      cmocka_unit_test(gpio_capabilities),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
