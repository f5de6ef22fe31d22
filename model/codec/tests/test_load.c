/* SPDX-License-Identifier: Apache-2.0 */
/* The YAML form: what it means, and what is said about a file that is wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rig.h"

/* Above every widget of the table below: line 9 is the first that the row writes. */
#define HEAD                                                                                       \
  "codec: test\n"                                                                                  \
  "vendor: 0x12345678\n"                                                                           \
  "function_groups:\n"                                                                             \
  "  - nid: 1\n"                                                                                   \
  "    widgets:\n"                                                                                 \
  "      - nid: 2\n"                                                                               \
  "        type: audio_output\n"                                                                   \
  "      - nid: 3\n"

static const struct {
  const char *text;
  const char *message; /* how it begins */
} bad[] = {
    /* syntax */
    {"", "f:1:1: the file is empty"},
    {"# nothing\n", "f:1:1: the file is empty"},
    {"codec: [1\n", "f:2:1: malformed YAML"},
    {"codec: *x\n", "f:1:9: an alias"},
    {"codec: &x a\n", "f:1:11: an anchor or a tag"},
    {"codec: !t a\n", "f:1:11: an anchor or a tag"},
    {"codec: &x [a]\n", "f:1:11: an alias, anchor or tag"},
    {"%YAML 1.2\n---\ncodec: a\n", "f:2:1: a directive"},
    {"codec: a\n---\ncodec: b\n", "f:2:1: a second document"},
    {"codec: a\ncodec: b\n", "f:2:1: key 'codec' is in line 1 already"},
    {"{[a]: 1}\n", "f:1:2: a key that is a collection"},
    {"codec: \"a\\u0001\"\n", "f:1:9: a control character"},
    {"codec: caf\xC3\xA9 \xE9\n", "f:1:13: byte 0xE9; expected UTF-8"},
    {"codec: \xC0\x80\n", "f:1:8: byte 0xC0; expected UTF-8"},
    {"# \xF0\x9F\x98", "f:1:3: byte 0xF0; expected UTF-8"},
    {"[[[[[[[[[[[[[[1]]]]]]]]]]]]]]\n", "f:1:14: nested too deeply"},
    /* the codec */
    {"[]\n", "f:1:1: the document: a list; expected a map"},
    {"codex: a\n", "f:1:1: unknown key 'codex'; expected codec, vendor"},
    {"vendor: 1\n", "f:1:1: no 'codec'"},
    {"codec: a\n", "f:1:1: no 'vendor'"},
    {"codec: ''\nvendor: 1\n", "f:1:8: codec: expected a name"},
    {"codec: [a]\nvendor: 1\n", "f:1:8: codec: a list; expected a single value"},
    {"codec: a\nvendor: x\n", "f:2:9: vendor: 'x'; expected a number from 0x0 to 0xFFFFFFFF"},
    {"codec: a\nvendor: 0x1FFFFFFFF\n", "f:2:9: vendor: '0x1FFFFFFFF'; expected a number"},
    {"codec: a\nvendor: 99999999999999999999\n", "f:2:9: vendor: "},
    {"codec: a\nvendor: 0x\n", "f:2:9: vendor: '0x'; expected a number"},
    {"codec: a\nvendor: -1\n", "f:2:9: vendor: '-1'; expected a number"},
    {"codec: a\nvendor: 1\nsdi_lines: 16\n", "f:3:12: sdi_lines: '16'; expected a number from 1"},
    {"codec: a\nvendor: 1\nsdi_lines: 0\n", "f:3:12: sdi_lines: '0'; expected a number from 1"},
    {"codec: a\nvendor: 1\n", "f:1:1: no 'function_groups'"},
    {"codec: a\nvendor: 1\nfunction_groups: []\n", "f:1:1: a codec without function group"},
    {"codec: a\nvendor: 1\nfunction_groups: x\n", "f:3:18: function_groups: a single value"},
    {"codec: a\nvendor: 1\nfunction_groups: [{}]\n", "f:3:19: no 'nid'"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 0}]\n", "f:3:25: nid: '0'; expected a number"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 128}]\n", "f:3:25: nid: '128'"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1}, {nid: 3}]\n",
     "f:3:29: node 0x03 stands after 0x01; expected ids without a gap"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, vref: []}]\n",
     "f:3:28: key 'vref'; expected no such key in a function_group"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, type: video}]\n",
     "f:3:34: type: 'video'; expected one of audio, modem"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, gpio: {io: 9}}]\n", "f:3:39: io: '9'"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, amp_in: default}]\n",
     "f:3:36: amp_in: a single value; expected a map"},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, widgets: 1}]\n", "f:3:37: widgets: "},
    {"codec: a\nvendor: 1\nfunction_groups: [{nid: 1, widgets: [1]}]\n", "f:3:38: a widget: "},
    /* widgets */
    {HEAD, "f:8:9: no 'type'"},
    {HEAD "        type: audio-output\n",
     "f:9:15: type: 'audio-output'; expected one of audio_out"},
    {HEAD "        type: mixer\n      - nid: 3\n        type: mixer\n",
     "f:10:9: node 0x03 is there twice"},
    {HEAD "        type: mixer\n      - nid: 1\n        type: mixer\n",
     "f:10:9: node 0x01 is there twice"},
    {HEAD "        type: mixer\n      - nid: 5\n        type: mixer\n",
     "f:10:9: node 0x05 stands after 0x03"},
    {HEAD "        type: mixer\n        colour: 1\n", "f:10:9: unknown key 'colour'"},
    {HEAD "        type: mixer\n        eapd: true\n", "f:10:9: key 'eapd'; expected no such key"},
    {HEAD "        type: mixer\n        channels: 17\n",
     "f:10:19: channels: '17'; expected a number"},
    {HEAD "        type: mixer\n        digital: maybe\n",
     "f:10:18: digital: 'maybe'; expected one of false, true"},
    {HEAD "        type: mixer\n        connections: [4]\n",
     "f:8:9: node 0x03: connection to 0x04; expected a widget of its group"},
    {HEAD "        type: mixer\n        connections: [1]\n",
     "f:8:9: node 0x03: connection to 0x01"},
    {"codec: a\nvendor: 1\nfunction_groups:\n  - {nid: 1, widgets: [{nid: 3, type: pin}]}\n"
     "  - {nid: 2, widgets: [{nid: 4, type: pin, connections: [3]}]}\n",
     "f:5:24: node 0x04: connection to 0x03; expected a widget of its group"},
    {HEAD "        type: mixer\n        connections: [[2]]\n", "f:10:23: connections: a list of 1"},
    {HEAD "        type: mixer\n        connections: [[3, 2]]\n",
     "f:10:27: connections: '2'; expected a number from 4"},
    {HEAD "        type: mixer\n        connections: 2\n", "f:10:22: connections: a single value"},
    {HEAD "        type: selector\n        connections: [2]\n        select: 1\n",
     "f:8:9: node 0x03: selects a connection that it has not got"},
    {HEAD "        type: audio_output\n        pcm: {rates: [48000]}\n",
     "f:10:14: pcm: expected rates and bits"},
    {HEAD "        type: audio_output\n        pcm: {rates: [47000], bits: [16]}\n",
     "f:10:23: rates: '47000'; expected one of 8000, 11025"},
    {HEAD "        type: audio_output\n        pcm: {rates: 48000, bits: [16]}\n",
     "f:10:22: rates: a single value; expected a list"},
    {HEAD "        type: audio_output\n        pcm: {rate: 1}\n",
     "f:10:15: pcm: unknown key 'rate'"},
    {HEAD "        type: audio_output\n        stripe: 3\n",
     "f:10:17: stripe: '3'; expected one of 1, 2, 4"},
    {HEAD "        type: audio_output\n        amp_out: {steps: 128}\n", "f:10:26: steps: '128'"},
    {HEAD "        type: audio_output\n        amp_out: {steps: 3, offset: 4}\n",
     "f:10:37: offset: '4'; expected a number from 0 to 3"},
    {HEAD "        type: audio_output\n        amp_out: {step_db: 0.3}\n",
     "f:10:28: step_db: expected 0.25 to 32"},
    {HEAD "        type: audio_output\n        amp_out: {step_db: []}\n",
     "f:10:28: step_db: expected"},
    {HEAD "        type: audio_output\n        amp_out: none\n",
     "f:10:18: amp_out: a single value; expected a map or 'default'"},
    {HEAD "        type: audio_output\n        power: [d3]\n",
     "f:10:16: power: expected d0 in the list"},
    {HEAD "        type: audio_output\n        power: [d4]\n",
     "f:10:17: power: 'd4'; expected one"},
    {HEAD "        type: pin\n        capabilities: [outt]\n", "f:10:24: capabilities: 'outt'"},
    {HEAD "        type: pin\n        vref: [60]\n", "f:10:16: vref: '60'; expected one of hiz"},
    {HEAD "        type: pin\n        default: {color: teal}\n",
     "f:10:26: color: 'teal'; expected"},
    {HEAD "        type: pin\n        default: {association: 0}\n", "f:10:32: association: '0'"},
    {HEAD "        type: pin\n        default: {colour: red}\n",
     "f:10:19: default: unknown key 'colour'"},
    {HEAD "        type: pin\n        default: green\n",
     "f:10:18: default: 'green'; expected a number"},
    {HEAD "        type: pin\n        subtag: 32\n", "f:10:17: subtag: '32'"},
    {HEAD "        type: vendor\n        processing: {coefficients: 256}\n",
     "f:10:36: coefficients: '256'"},
    {HEAD "        type: vendor\n        processing: {coefficients: [0x10000]}\n",
     "f:10:37: coefficients: '0x10000'"},
    {HEAD "        type: vendor\n        parameters: [1]\n",
     "f:10:21: parameters: a list; expected"},
    {HEAD "        type: vendor\n        parameters: {0: x}\n",
     "f:10:25: parameters: 'x'; expected"},
    {HEAD "        type: vendor\n        processing: {benign: 2}\n",
     "f:10:30: benign: '2'; expected"},
    {HEAD "        type: mixer\n        digital: [true]\n", "f:10:18: digital: a list; expected a"},
    {HEAD "        type: mixer\n        delay: 16\n",
     "f:10:16: delay: '16'; expected a number from"},
    {HEAD "        type: mixer\n        unsolicited: 1\n", "f:10:22: unsolicited: '1'; expected"},
    {HEAD "        type: pin\n        default: {location: [rear]}\n", "f:10:29: location: a list;"},
    {HEAD "        type: volume_knob\n        knob: {step: 1}\n", "f:10:16: knob: unknown key"},
    {HEAD "        type: vendor\n        parameters: {0x14: 0}\n", "f:10:22: parameters: '0x14'"},
    {HEAD "        type: vendor\n        parameters: {0x0E: 0}\n",
     "f:10:22: parameters: 0x0E; expected no parameter that follows"},
    {HEAD "        type: vendor\n        parameters: {0x09: 0}\n",
     "f:8:9: node 0x03: its capabilities name another type"},
    {HEAD "        type: mixer\n        connections: [2]\n        parameters: {0x09: 0x00200000}\n",
     "f:8:9: node 0x03: connections, but no connection list"},
};

static void bad_files(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(bad); i++) {
    struct hda_codec *codec = NULL;
    char message[300] = "";
    const int error =
        hda_codec_load_text("f", bad[i].text, strlen(bad[i].text), &codec, message, sizeof message);
    if (error != HDA_CODEC_EFILE || codec != NULL ||
        strncmp(message, bad[i].message, strlen(bad[i].message)) != 0)
      fail_msg("row %zu:\n%s\nexpected %s...\ngot      %s", i, bad[i].text, bad[i].message,
               message);
    assert_null(strchr(message, '\n'));
    /* A message is not needed, and short room is no danger. */
    char little[8];
    assert_int_equal(
        hda_codec_load_text("f", bad[i].text, strlen(bad[i].text), &codec, little, sizeof little),
        HDA_CODEC_EFILE);
    assert_int_equal(hda_codec_load_text("f", bad[i].text, strlen(bad[i].text), &codec, NULL, 0),
                     HDA_CODEC_EFILE);
  }
}

/* Collections and lists that are too long. */
static void long_lists(void **state) {
  (void)state;
  static const struct {
    const char *head, *item, *tail, *message;
    unsigned count;
  } rows[] = {
      {"codec: [", "1, ", "1]\n", ": a collection of more than 512 entries; expected at most 512",
       512},
      {HEAD "        type: mixer\n        connections: [", "2, ", "2]\n",
       "expected at most 127 entries", 127},
      {HEAD "        type: mixer\n      - nid: 4\n        type: mixer\n      - nid: 5\n"
            "        type: mixer\n        connections: [",
       "[2, 4], ", "2]\n", "more than 127 connections", 43}, /* 43 ranges of three */
      {HEAD "        type: vendor\n        processing: {coefficients: [", "1, ", "1]}\n",
       "coefficients: expected at most 255", 255},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    struct hda_codec *codec = NULL;
    char text[4096], message[300] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    fputs(rows[i].head, out);
    for (unsigned item = 0; item < rows[i].count; item++)
      fputs(rows[i].item, out);
    fputs(rows[i].tail, out);
    fclose(out);
    assert_int_equal(hda_codec_load_text("f", text, strlen(text), &codec, message, sizeof message),
                     HDA_CODEC_EFILE);
    if (strstr(message, rows[i].message) == NULL)
      fail_msg("row %zu: %s", i, message);
  }
}

static void good_words(void **state) {
  (void)state;
  struct hda_codec *codec = rig_text(
      "codec: words\n"
      "vendor: 305419896\n"
      "revision: 0x00100207\n"
      "function_groups:\n"
      "  - nid: 0x10\n"
      "    type: modem\n"
      "    unsolicited: true\n"
      "  - nid: 0x11\n"
      "    subsystem: 0xA5A5A5A5\n"
      "    gpio: {io: 2, in: 3, out: 4, unsolicited: true, wake: true}\n"
      "    power: [d0, d1, d2, d3, d3cold, s3d3cold, clkstop, epss]\n"
      "    widgets:\n"
      "      - nid: 0x12\n"
      "        type: audio_input\n"
      "        channels: 6\n"
      "        digital: true\n"
      "        copy_protection: true\n"
      "        swap: true\n"
      "        delay: 9\n"
      "        unsolicited: true\n"
      "        pcm: {rates: [8000, 384000], bits: [8, 32]}\n"
      "        formats: [float32, ac3]\n"
      "        amp_in: {steps: 127, offset: 3, step_db: 0.25, mute: false}\n"
      "      - nid: 0x13\n"
      "        type: pin\n"
      "        channels: 1\n"
      "        capabilities: [impedance, trigger, presence, headphone, out, in, balanced, hdmi,\n"
      "                       eapd, display_port, high_bit_rate]\n"
      "        vref: [hiz, 50, ground, 80, 100]\n"
      "        default: {connectivity: both, location: lid_outside, device: other,\n"
      "                  connection: other, color: white, jack_detect: false, association: 7,\n"
      "                  sequence: 12}\n"
      "        control: 0xC5\n"
      "        eapd: false\n"
      "      - {nid: 0x14, type: volume_knob, knob: {steps: 100, delta: true}}\n"
      "      - {nid: 0x15, type: vendor, parameters: {0x0C: 0x12345678, 9: 0x00F00123}}\n"
      "      - {nid: 0x16, type: power}\n"
      "      - {nid: 0x17, type: pin}\n");
  assert_int_equal(PARAM(0x00, 0x00), 0x12345678);
  assert_int_equal(PARAM(0x00, 0x02), 0x00100207);
  assert_int_equal(PARAM(0x00, 0x04), 0x00100002);
  assert_int_equal(PARAM(0x10, 0x05), 0x00000102);
  assert_int_equal(PARAM(0x10, 0x04), 0);
  assert_int_equal(PARAM(0x11, 0x05), 0x00000001);
  assert_int_equal(PARAM(0x11, 0x04), 0x00120006);
  assert_int_equal(PARAM(0x11, 0x11), 0xC0030402);
  assert_int_equal(PARAM(0x11, 0x0F), 0xE000001F);
  assert_int_equal(GET(0x11, 0xF20), 0xA5A5A5A5);
  assert_int_equal(PARAM(0x12, 0x09), 0x00195A9B);
  assert_int_equal(PARAM(0x12, 0x0A), 0x00110801);
  assert_int_equal(PARAM(0x12, 0x0B), 0x00000006);
  assert_int_equal(PARAM(0x12, 0x0D), 0x00007F03);
  assert_int_equal(PARAM(0x13, 0x09), 0x00400000);
  assert_int_equal(PARAM(0x13, 0x0C), 0x090137FF);
  assert_int_equal(GET(0x13, 0xF1C), 0xF8FFE17C);
  assert_int_equal(GET(0x13, 0xF07), 0xC5);
  assert_int_equal(GET(0x13, 0xF0C), 0);
  assert_int_equal(PARAM(0x14, 0x13), 0xE4);
  assert_int_equal(PARAM(0x15, 0x0C), 0x12345678);
  assert_int_equal(PARAM(0x15, 0x09), 0x00F00123);
  assert_int_equal(PARAM(0x16, 0x09), 0x00500000);
  assert_int_equal(GET(0x17, 0xF1C), 0); /* not described */
  hda_codec_destroy(codec);
}

/* A widget with half of an override has the other half from its group. */
static void shared_override(void **state) {
  (void)state;
  struct hda_codec *codec =
      rig_text("codec: half\nvendor: 1\nfunction_groups:\n  - nid: 1\n"
               "    pcm: {rates: [48000], bits: [16]}\n    widgets:\n"
               "      - {nid: 2, type: audio_output, formats: [ac3]}\n"
               "      - {nid: 3, type: audio_output, pcm: {rates: [8000], bits: [8]}}\n"
               "      - {nid: 4, type: audio_output}\n");
  assert_int_equal(PARAM(2, 0x09), 0x00000011);
  assert_int_equal(PARAM(2, 0x0A), 0x00020040);
  assert_int_equal(PARAM(2, 0x0B), 0x00000004);
  assert_int_equal(PARAM(3, 0x0A), 0x00010001);
  assert_int_equal(PARAM(3, 0x0B), 0x00000001);
  assert_int_equal(PARAM(4, 0x09), 0x00000001);
  assert_int_equal(PARAM(4, 0x0A), 0);
  hda_codec_destroy(codec);
}

static void no_files(void **state) {
  (void)state;
  struct hda_codec *codec = NULL;
  char message[300] = "";
  assert_int_equal(hda_codec_load("/nonexistent.yaml", &codec, message, sizeof message),
                   HDA_CODEC_EIO);
  assert_string_equal(message, "/nonexistent.yaml: cannot be read: No such file or directory; "
                               "expected a codec description");
  assert_int_equal(hda_codec_load("/tmp", &codec, message, sizeof message), HDA_CODEC_EIO);
  assert_string_equal(message, "/tmp: is no regular file; expected a codec description");
  assert_int_equal(hda_codec_load_named(CODEC_DIR, "../stereo", &codec, message, sizeof message),
                   HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_load_named(CODEC_DIR, "", &codec, message, sizeof message),
                   HDA_CODEC_EINVAL);
  assert_int_equal(hda_codec_load_named(CODEC_DIR, "quadro", &codec, message, sizeof message),
                   HDA_CODEC_EIO);
  assert_int_equal(strncmp(message, "quadro: no such codec; expected quadro.yaml", 43), 0);
  assert_null(codec);

  char *path = rig_path("large.yaml");
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  for (int i = 0; i < 1024 * 1024 + 1; i++)
    fputc('#', file);
  fclose(file);
  assert_int_equal(hda_codec_load(path, &codec, message, sizeof message), HDA_CODEC_EFILE);
  assert_non_null(strstr(message, ": is too large; expected at most 1048576 bytes"));
  unlink(path);
  free(path);
  assert_string_equal(hda_codec_strerror(HDA_CODEC_ENODE), "no such node, or not of that kind");
  assert_string_equal(hda_codec_strerror(99), "unknown error");
}

/* What the dump of a codec reads back as answers as the codec did. */
static void check_dump(struct hda_codec *codec) {
  SET(0x01, 0x720, 0x5A);
  char *text = NULL;
  size_t length = 0;
  FILE *memory = open_memstream(&text, &length);
  assert_non_null(memory);
  assert_int_equal(hda_codec_dump(codec, memory), HDA_CODEC_OK);
  fclose(memory);
  struct hda_codec *again = rig_text(text);
  static const unsigned gets[] = {0xF01, 0xF07, 0xF08, 0xF09, 0xF0C, 0xF15,
                                  0xF1C, 0xF20, 0xF24, 0xF2D, 0xA,   0xC};
  for (unsigned nid = 0; nid < 0x20; nid++) {
    for (unsigned id = 0; id < 0x14; id++)
      assert_int_equal(rig_verb(again, nid, 0xF00, id), rig_verb(codec, nid, 0xF00, id));
    for (unsigned entry = 0; entry < 8; entry++)
      assert_int_equal(rig_verb(again, nid, 0xF02, entry), rig_verb(codec, nid, 0xF02, entry));
    for (size_t i = 0; i < COUNT_OF(gets); i++)
      assert_int_equal(rig_verb(again, nid, gets[i], 0), rig_verb(codec, nid, gets[i], 0));
  }
  for (unsigned nid = 0; nid < 0x20; nid++) {
    uint32_t expected = 0, got = 0;
    rig_verb(codec, nid, 0x708, 0x81);
    rig_verb(again, nid, 0x708, 0x81);
    assert_int_equal(hda_codec_set_jack(again, nid, true), hda_codec_set_jack(codec, nid, true));
    assert_int_equal(hda_codec_turn_knob(again, nid, 5), hda_codec_turn_knob(codec, nid, 5));
    assert_int_equal(hda_codec_take_unsolicited(again, &got),
                     hda_codec_take_unsolicited(codec, &expected));
    assert_int_equal(got, expected);
  }
  assert_string_equal(hda_codec_name(again), hda_codec_name(codec));
  hda_codec_destroy(again);
  hda_codec_destroy(codec);
  free(text);
}

static void dump(void **state) {
  (void)state;
  check_dump(rig_load("stereo"));
  check_dump(rig_load("desktop-8ch"));
  check_dump(rig_load("digital"));
  check_dump(
      rig_text("codec: 'a \"quoted\" \\ name'\nvendor: 1\nsdi_lines: 2\nfunction_groups:\n"
               "  - nid: 1\n    widgets:\n      - {nid: 2, type: audio_output}\n"
               "      - {nid: 3, type: pin, eapd: false, capabilities: [eapd, in], control: 32}\n"
               "      - {nid: 4, type: selector, long_connections: true,\n"
               "         connections: [[2, 3], 2], select: 2}\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_files),       cmocka_unit_test(good_words), cmocka_unit_test(long_lists),
      cmocka_unit_test(shared_override), cmocka_unit_test(no_files),   cmocka_unit_test(dump),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
