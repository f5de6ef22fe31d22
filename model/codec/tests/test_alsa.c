/* SPDX-License-Identifier: Apache-2.0 */
/* The ALSA form: the codec answers what the text lists. */
#include <stdio.h>
#include <string.h>

#include "rig.h"

static struct hda_codec *load(void) {
  struct hda_codec *codec = NULL;
  char message[300] = "";
  if (hda_codec_load(TEST_DIR "/desktop.txt", &codec, message, sizeof message) != HDA_CODEC_OK)
    fail_msg("%s", message);
  return codec;
}

/* Numbers as they stand in desktop.txt; amplifiers packed as 7.2 says. */
static void parameters(void **state) {
  (void)state;
  struct hda_codec *codec = load();
  static const struct {
    unsigned nid, id;
    uint32_t value;
  } table[] = {
      {0x00, 0x00, 0xEEEE1200}, {0x00, 0x02, 0x00100302}, {0x00, 0x04, 0x00010001},
      {0x01, 0x04, 0x0002000C}, {0x01, 0x05, 0x00000101}, {0x01, 0x0A, 0x000E0560},
      {0x01, 0x0B, 0x00000001}, {0x01, 0x0D, 0x00270300}, {0x01, 0x12, 0x80000000},
      {0x01, 0x0F, 0xC000000F}, {0x01, 0x11, 0xC0000003}, {0x02, 0x09, 0x0000041D},
      {0x02, 0x0A, 0x001E05E0}, {0x02, 0x0B, 0x00000001}, {0x02, 0x12, 0x00025757},
      {0x02, 0x0F, 0x8000000F}, {0x02, 0x0E, 0x00000000}, {0x03, 0x09, 0x00000611},
      {0x03, 0x0B, 0x00000005}, {0x04, 0x09, 0x0010051B}, {0x04, 0x0D, 0x80032E10},
      {0x04, 0x0E, 0x00000001}, {0x05, 0x0E, 0x00000003}, {0x06, 0x12, 0x00051F1F},
      {0x06, 0x0D, 0x80000000}, {0x07, 0x0C, 0x0001001C}, {0x07, 0x0E, 0x00000002},
      {0x08, 0x0C, 0x00003724}, {0x08, 0x0D, 0x002F0300}, {0x0A, 0x09, 0x0070000C},
      {0x0A, 0x12, 0x80170303}, {0x0C, 0x09, 0x00600080}, {0x0C, 0x13, 0x000000C0},
      {0x0D, 0x09, 0x00F00040}, {0x0D, 0x10, 0x00000300},
  };
  for (size_t i = 0; i < COUNT_OF(table); i++) {
    const uint32_t got = PARAM(table[i].nid, table[i].id);
    if (got != table[i].value)
      fail_msg("node %02X parameter %02X: expected %08X, got %08X", table[i].nid, table[i].id,
               table[i].value, got);
  }
  assert_string_equal(hda_codec_name(codec), "Example EX1200");
  assert_int_equal(rig_verb(codec, 0x05, 0xF02, 0), 0x000A0908);
  assert_int_equal(rig_verb(codec, 0x07, 0xF02, 0), 0x00000206);
  assert_int_equal(GET(0x01, 0xF20), 0xEEEE5678);
  assert_int_equal(GET(0x07, 0xF1C), 0x01014010);
  assert_int_equal(GET(0x09, 0xF1C), 0x411111F0);
  assert_int_equal(GET(0x0D, 0xC), 0x0000);
  assert_int_equal(GET(0x0D, 0xC), 0x8142);
  assert_int_equal(GET(0x0D, 0xC), 0x00FF);
  /* How it was set is not what it is. */
  assert_int_equal(GET(0x02, 0xF06), 0);
  assert_int_equal(GET(0x07, 0xF07), 0);
  assert_int_equal(GET(0x07, 0xF08), 0);
  assert_int_equal(rig_verb(codec, 0x04, 0xB, 0x2000), 0x90);
  hda_codec_destroy(codec);
}

/* Texts of other kernels: no group state, PCM in a line, display pins, indentation by tabs. */
static void other_kernels(void **state) {
  (void)state;
  static const char text[] = "Codec: Old One\r\n"
                             "Address: 2\r\n"
                             "Vendor Id: 0xeeee0002\n"
                             "Subsystem Id: 0x0\n"
                             "Revision Id: 0x100101\n"
                             "Modem Function Group: 0x2\n"
                             "Default PCM: rates 0x7ff, bits 0x1e, types 0x1\n"
                             "Power-Map: 0xff\n"
                             "Default Amp-In caps: N/A\n"
                             "Default Amp-Out caps: ofs=0x0f, nsteps=0x1f, stepsize=0x01, mute=1\n"
                             "Node 0x03 [Audio Output] wcaps 0x6611: 8-Channels Digital\n"
                             "\tDigital: Enabled KAE\n"
                             "\tPCM: rates 0x7f0, bits 0x1a, types 0x5\n"
                             "Node 0x04 [Pin Complex] wcaps 0x400301: Stereo Digital\n"
                             "  Pincap 0x0810: OUT\n"
                             "  Pin Default 0x18560010: [Jack] Digital Out at Int HDMI\n"
                             "  Devices: 2\n"
                             "     *Dev 00: PD = 0, ELDV = 0, IA = 0\n"
                             "      Dev 01: PD = 0, ELDV = 0, IA = 0\n"
                             "  Connection: 1\n"
                             "     0x03\n"
                             "  In-driver Connection: 2\n"
                             "     0x03 0x05\n"
                             "Node 0x05 [Volume Knob Widget] wcaps 0x600000: Mono\n"
                             "  Volume-Knob: delta=1, steps=127, direct=0, val=126\n"
                             "  Connection: 1\n"
                             "     0x03\n";
  struct hda_codec *codec = rig_text(text);
  assert_string_equal(hda_codec_name(codec), "Old One");
  assert_int_equal(PARAM(0x00, 0x04), 0x00010002); /* audio 1, modem 2 */
  assert_int_equal(PARAM(0x02, 0x05), 0x00000002);
  assert_int_equal(PARAM(0x01, 0x0A), 0x001E07FF);
  assert_int_equal(PARAM(0x01, 0x0D), 0);
  assert_int_equal(PARAM(0x01, 0x12), 0x80011F0F);
  assert_int_equal(PARAM(0x03, 0x0A), 0x001A07F0);
  assert_int_equal(PARAM(0x03, 0x0B), 0x00000005);
  assert_int_equal(PARAM(0x04, 0x0C), 0x00000010);
  SET(0x03, 0x72D, 7);
  assert_int_equal(GET(0x03, 0xF2D), 7);
  assert_int_equal(PARAM(0x04, 0x0E), 1);
  assert_int_equal(PARAM(0x05, 0x0E), 1);
  assert_int_equal(rig_verb(codec, 0x05, 0xF02, 0), 0x03);
  assert_int_equal(PARAM(0x05, 0x13), 0xFF);
  hda_codec_destroy(codec);
}

static void modem_only(void **state) {
  (void)state;
  struct hda_codec *codec = rig_text("Codec: Modem\nVendor Id: 0x12345678\n"
                                     "Modem Function Group: 0x1\n");
  assert_int_equal(PARAM(0x01, 0x05), 0x00000002);
  hda_codec_destroy(codec);
}

#define HEAD                                                                                       \
  "Codec: test\n"                                                                                  \
  "Vendor Id: 0xeeee0003\n"                                                                        \
  "State of AFG node 0x01:\n"                                                                      \
  "Node 0x02 [Audio Output] wcaps 0x11: Stereo\n"

static const struct {
  const char *text;
  const char *message; /* how it begins */
} bad[] = {
    {"Codec:\n", "f:1:7: ''; expected the name"},
    {"Codec: a\n", "f:1:1: no line 'Vendor Id'; expected the whole text"},
    {"Codec: a\nVendor Id: 10ec0262\n", "f:2:12: '10ec0262'; expected a hexadecimal number"},
    {"Codec: a\nVendor Id: 0x\n", "f:2:12: '0x'; expected a number"},
    {"Codec: a\nVendor Id: 0x123456789\n", "f:2:12: '0x123456789'; expected a number from 0x0"},
    {"Codec: a\nVendor: 1\n", "f:2:1: 'Vendor: 1'; expected a line of ALSA's codec text"},
    {HEAD "Codec: b\n", "f:5:1: 'Codec: b'; expected one codec in a file"},
    {HEAD "State of AFG node 0x01:\n", "f:5:18: ' 0x01:'; expected this before the first node"},
    {HEAD "Node 0x02 [Audio Output] wcaps 0x11: Stereo\n", "f:5:1: node 0x02 is there twice"},
    {HEAD "Node 0x04 [Audio Output] wcaps 0x11: Stereo\n", "f:5:1: node 0x04 stands after 0x02"},
    {HEAD "Node 0x80 [Audio Output] wcaps 0x11: Stereo\n", "f:5:6: '0x80 [Audio Output] wca'"},
    {HEAD "Node 0x03 [Audio Output]\n", "f:5:10: ' [Audio Output]'; expected [type] wcaps"},
    {HEAD "Node 0x03 [Strange Widget] wcaps 0x900000: Mono\n", "f:5:1: node 0x03: a reserved type"},
    {HEAD "Node 0x03 [Pin Complex] wcaps 0x400001: Stereo\n",
     "f:5:1: node 0x03 has no line 'Pincap'"},
    {HEAD "Node 0x03 [Pin Complex] wcaps 0x400001: Stereo\n  Pincap 0x00000010: OUT\n",
     "f:5:1: node 0x03 has no line 'Pin Default'"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n",
     "f:5:1: node 0x03 has no line 'Connection'"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n  Connection: 2\n     0x02\n",
     "f:7:10: ''; expected a hexadecimal number"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n  Connection: 1\n     0x02 0x03\n",
     "f:7:11: '0x03'; expected no more connections"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n  Connection: 1\n",
     "f:6:1: expected the list of 1 connections"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n  Connection: 128\n",
     "f:6:15: '128'; expected a number from 0 to 127"},
    {HEAD "Node 0x03 [Audio Mixer] wcaps 0x200101: Stereo\n  Connection: 1\n     0x07\n",
     "f:5:1: node 0x03: connection to 0x07"},
    {HEAD "  Connection: 1\n     0x02\n", "f:4:1: node 0x02: connections, but no connection list"},
    {HEAD "    rates [0x560]: 44100\n", "f:5:12: '0x560]: 44100'; expected a line 'PCM:' before"},
    {HEAD "  PCM: 44100\n", "f:5:8: '44100'; expected rates, bits and types"},
    {HEAD "  Amp-Out caps: ofs=0x57, nsteps=0x57, mute=0\n",
     "f:5:38: ', mute=0'; expected stepsize="},
    {HEAD "  Amp-Out caps: ofs=0x80, nsteps=0x57, stepsize=0x02, mute=0\n",
     "f:5:21: '0x80, nsteps=0x57, step'; expected a number from 0x0 to 0x7f"},
    {HEAD "  Power states:  D0 D9\n", "f:5:21: 'D9'; expected D0 to D3"},
    {HEAD "  Power states:  D0 D3hot\n", "f:5:23: 'hot'; expected D0 to D3"},
    {HEAD "    bits [0x2]: 16\n", "f:5:11: '0x2]: 16'; expected a line 'PCM:' before it"},
    {HEAD "    formats [0x1]: PCM\n", "f:5:14: '0x1]: PCM'; expected a line 'PCM:' before it"},
    {HEAD "  PCM:\n    rates [560]: 44100\n", "f:6:12: '560]: 44100'; expected a hexadecimal"},
    {HEAD "  Processing caps: benign=0, ncoeff=256\n", "f:5:37: '256'; expected a number from 0"},
    {HEAD "  Processing caps: benign=0, ncoeff=2\n    Coeff 0x00 0x0000\n",
     "f:6:15: ' 0x0000'; expected the value of the coefficient"},
    {HEAD "  Volume-Knob: delta=1\n", "f:5:23: ''; expected steps= and a number"},
    {"Codec: a\nVendor Id: 0x1\n  Processing caps: benign=0, ncoeff=2\n",
     "f:3:19: ' benign=0, ncoeff=2'; expected this in a node"},
    {"Codec: a\nAFG Function Id: 1\n", "f:2:18: '1'; expected a hexadecimal number"},
    {"Codec: a\nAFG Function Id: 0x1 (unsol x)\n", "f:2:29: 'x)'; expected a number from 0 to 1"},
    {"Codec: a\nGPIO: io=3, o=0\n", "f:2:16: ''; expected i= and a number"},
    {"Codec: a\nModem Function Group: 0x80\n", "f:2:23: '0x80'; expected a number"},
    {HEAD "    Coeff 0x00: 0x0000\n", "f:5:11: '0x00: 0x0000'; expected a line 'Processing caps:'"},
    {HEAD "\001\n", "f:5:1: a control character"},
    {"Codec: a\nVendor Id: 0x1\nState of AFG node 0x00:\n", "f:3:1: node id 0x00; expected 0x01"},
    {"Codec: a\nVendor Id: 0x1\nModem Function Group: 0x2\n"
     "Node 0x03 [Audio Output] wcaps 0x11: Stereo\n",
     "f:4:1: node 0x03: belongs to no function group"},
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
  }
}

static void long_line(void **state) {
  (void)state;
  char text[6000] = "Codec: a\nVendor Id: 0x1\n  ";
  const size_t start = strlen(text);
  memset(text + start, 'x', 5000);
  struct hda_codec *codec = NULL;
  char message[300] = "";
  assert_int_equal(hda_codec_load_text("f", text, start + 5000, &codec, message, sizeof message),
                   HDA_CODEC_EFILE);
  assert_string_equal(message, "f:3:1: a line of 5002 characters; expected at most 4095");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parameters), cmocka_unit_test(other_kernels), cmocka_unit_test(modem_only),
      cmocka_unit_test(bad_files),  cmocka_unit_test(long_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
