/* SPDX-License-Identifier: Apache-2.0 */
/* WAV files out of a DAC and into an ADC. */
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rig.h"

#define DAC 0x02
#define ADC 0x04
#define BLOCKS 5000u

static uint32_t sample(unsigned index, unsigned bits) {
  return (index * 0x9E3779B9u ^ index << 7) >> (32 - bits);
}

static void play(struct hda_codec *codec, unsigned bits) {
  for (unsigned block = 0; block < BLOCKS; block++) {
    const uint32_t pair[] = {sample(2 * block, bits), sample(2 * block + 1, bits)};
    hda_codec_outbound_samples(codec, block, 1, pair, 2, bits);
  }
}

/* Every sample size goes into a file and comes back bit by bit. */
static void round_trip(void **state) {
  struct hda_codec *codec = *state;
  static const struct {
    unsigned format, bits;
    int subtype;
  } formats[] = {{0x0001, 8, SF_FORMAT_PCM_U8},
                 {0x4011, 16, SF_FORMAT_PCM_16},
                 {0x0021, 20, SF_FORMAT_PCM_24},
                 {0x0031, 24, SF_FORMAT_PCM_24},
                 {0x0041, 32, SF_FORMAT_PCM_32}};
  char *path = rig_path("round.wav");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    const unsigned bits = formats[i].bits;
    SET(DAC, 0x2, formats[i].format);
    SET(DAC, 0x706, 0x10);
    SET(DAC, 0x3, 0xB000 | 0x40);
    assert_int_equal(hda_codec_capture_wav(codec, DAC, path), HDA_CODEC_OK);
    play(codec, bits);
    assert_int_equal(hda_codec_capture_wav(codec, DAC, NULL), HDA_CODEC_OK);
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    assert_non_null(file);
    assert_int_equal(info.frames, BLOCKS);
    assert_int_equal(info.channels, 2);
    assert_int_equal(info.samplerate, formats[i].format == 0x4011 ? 44100 : 48000);
    assert_int_equal(info.format, SF_FORMAT_WAV | formats[i].subtype);
    int values[2];
    assert_int_equal(sf_readf_int(file, values, 1), 1);
    const uint32_t left = sample(0, bits) << (32 - bits);
    assert_int_equal((uint32_t)values[0], bits == 8 ? left ^ 0x80000000u : left);
    sf_close(file);

    assert_int_equal(hda_codec_play_wav(codec, ADC, path, true), HDA_CODEC_OK);
    SET(ADC, 0x3, 0x7000);
    SET(ADC, 0x2, formats[i].format & 0xBFFF);
    SET(ADC, 0x706, 0x10);
    for (unsigned block = 0; block < BLOCKS + 3; block++) {
      struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND];
      assert_int_equal(hda_codec_inbound(codec, block, packets), 1);
      const unsigned at = block % BLOCKS * 2;
      if (packets[0].samples[0] != sample(at, bits) ||
          packets[0].samples[1] != sample(at + 1, bits))
        fail_msg("%u bits, block %u", bits, block);
    }
    SET(ADC, 0x706, 0);
  }
  unlink(path);
  free(path);
}

static void one_format(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t pair[2] = {1, 2};
  char *path = rig_path("one.wav");
  SET(DAC, 0x706, 0x10);
  assert_int_equal(hda_codec_capture_wav(codec, DAC, path), HDA_CODEC_OK);
  hda_codec_outbound_samples(codec, 0, 1, pair, 2, 16);
  SET(DAC, 0x2, 0x0031);
  hda_codec_outbound_samples(codec, 1, 1, pair, 2, 24);
  SET(DAC, 0x2, 0x0011);
  hda_codec_outbound_samples(codec, 2, 1, pair, 2, 16);
  assert_int_equal(hda_codec_capture_wav(codec, DAC, NULL), HDA_CODEC_OK);
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  assert_non_null(file);
  assert_int_equal(info.frames, 2);
  sf_close(file);
  unlink(path);
  free(path);
}

static void write_file(const char *path, const void *data, size_t bytes) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(data, 1, bytes, file), bytes);
  fclose(file);
}

static void make_wav(const char *path, int channels, int subtype, int frames) {
  SF_INFO info = {.samplerate = 48000, .channels = channels, .format = SF_FORMAT_WAV | subtype};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  for (int frame = 0; frame < frames; frame++) {
    int values[8];
    for (int i = 0; i < 8; i++)
      values[i] = (frame * 8 + i + 1) << 16;
    assert_int_equal(sf_writef_int(file, values, 1), 1);
  }
  sf_close(file);
}

static void mono_feeds_all(void **state) {
  struct hda_codec *codec = *state;
  struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND];
  char *path = rig_path("mono.wav");
  make_wav(path, 1, SF_FORMAT_PCM_16, 2);
  assert_int_equal(hda_codec_play_wav(codec, ADC, path, false), HDA_CODEC_OK);
  SET(ADC, 0x3, 0x7000);
  SET(ADC, 0x706, 0x10);
  static const uint32_t expected[] = {1, 9, 0};
  for (unsigned frame = 0; frame < 3; frame++) {
    assert_int_equal(hda_codec_inbound(codec, frame, packets), 1);
    assert_int_equal(packets[0].samples[0], expected[frame]);
    assert_int_equal(packets[0].samples[1], expected[frame]);
  }
  unlink(path);
  free(path);
}

static void bad_files(void **state) {
  struct hda_codec *codec = *state;
  char *path = rig_path("bad.wav");
  assert_int_equal(hda_codec_play_wav(codec, ADC, "/nonexistent.wav", false), HDA_CODEC_EIO);
  assert_int_equal(hda_codec_play_wav(codec, ADC, "/tmp", false), HDA_CODEC_EIO);
  assert_int_equal(hda_codec_play_wav(codec, DAC, "/nonexistent.wav", false), HDA_CODEC_ENODE);
  assert_int_equal(hda_codec_capture_wav(codec, DAC, "/nonexistent/a.wav"), HDA_CODEC_EIO);
  write_file(path, "RIFFnothing", 11);
  assert_int_equal(hda_codec_play_wav(codec, ADC, path, false), HDA_CODEC_EFILE);
  make_wav(path, 3, SF_FORMAT_PCM_16, 2);
  assert_int_equal(hda_codec_play_wav(codec, ADC, path, false), HDA_CODEC_EFILE);
  make_wav(path, 2, SF_FORMAT_FLOAT, 2);
  assert_int_equal(hda_codec_play_wav(codec, ADC, path, false), HDA_CODEC_EFILE);
  make_wav(path, 2, SF_FORMAT_PCM_24, 0);
  assert_int_equal(hda_codec_play_wav(codec, ADC, path, false), HDA_CODEC_EFILE);
  unlink(path);
  free(path);
}

/* A file that is still being written is finished by hda_codec_destroy. */
static void finished_by_destroy(void **state) {
  (void)state;
  struct hda_codec *codec = rig_load("stereo");
  static const uint32_t pair[2] = {1, 2};
  char *path = rig_path("open.wav");
  SET(DAC, 0x706, 0x10);
  assert_int_equal(hda_codec_capture_wav(codec, DAC, path), HDA_CODEC_OK);
  hda_codec_outbound_samples(codec, 0, 1, pair, 2, 16);
  hda_codec_destroy(codec);
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  assert_non_null(file);
  assert_int_equal(info.frames, 1);
  sf_close(file);
  unlink(path);
  free(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST_ON(stereo, round_trip),           TEST_ON(stereo, one_format),
      TEST_ON(stereo, mono_feeds_all),       TEST_ON(stereo, bad_files),
      cmocka_unit_test(finished_by_destroy),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
