/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The n-th allocation fails, for every n: each call says so and leaves nothing behind (the asan
 * build looks for leaks). The linker sends the library's allocations here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rig.h"

static long left = -1; /* allocations until one fails; -1: none does */

static bool fails(void) { return left >= 0 && left-- == 0; }

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strndup(const char *text, size_t length);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strndup(const char *text, size_t length);

void *__wrap_malloc(size_t size) { return fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) {
  return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *old, size_t size) { return fails() ? NULL : __real_realloc(old, size); }
char *__wrap_strndup(const char *text, size_t length) {
  return fails() ? NULL : __real_strndup(text, length);
}

static void load(const char *path) {
  struct hda_codec *codec = NULL;
  long n = 0;
  for (;; n++) {
    char message[300] = "";
    left = n;
    const int error = hda_codec_load(path, &codec, message, sizeof message);
    /* The room of the file is made smaller at the end: that may fail without harm. */
    const bool failed = left < 0;
    left = -1;
    if (!failed)
      break;
    if (error == HDA_CODEC_OK) {
      assert_int_equal(n, 1);
      hda_codec_destroy(codec);
      continue;
    }
    assert_int_equal(error, HDA_CODEC_ENOMEM);
    assert_null(codec);
    assert_non_null(strstr(message, ": out of memory"));
  }
  assert_true(n > 3);
  hda_codec_destroy(codec);
}

static void loading(void **state) {
  (void)state;
  load(CODEC_DIR "/stereo.yaml");
  load(CODEC_DIR "/desktop-8ch.yaml");
  load(TEST_DIR "/desktop.txt");
}

static void sources(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t samples[] = {1, 2};
  left = 0;
  assert_int_equal(hda_codec_play_samples(codec, 4, samples, 2, false), HDA_CODEC_ENOMEM);
  left = 0;
  assert_int_equal(hda_codec_play_loopback(codec, 4, 2), HDA_CODEC_ENOMEM);
  left = -1;
  assert_int_equal(hda_codec_play_samples(codec, 4, samples, SIZE_MAX / 4, false),
                   HDA_CODEC_ENOMEM);
}

/* A capture that cannot grow ends, keeps what it has, and says that it is not all. */
static void captures(void **state) {
  struct hda_codec *codec = *state;
  static const uint32_t block[] = {0, 0};
  SET(2, 0x706, 0x10);
  for (long n = 0; n < 2; n++) {
    assert_int_equal(hda_codec_capture(codec, 2, true), HDA_CODEC_OK);
    left = n;
    hda_codec_outbound_samples(codec, 0, 1, block, 2, 16);
    assert_int_equal(left, -1);
    hda_codec_outbound_samples(codec, 1, 1, block, 2, 16);
    size_t count = 9;
    assert_int_equal(hda_codec_captured(codec, 2, NULL, &count, NULL, NULL), HDA_CODEC_ENOMEM);
    assert_int_equal(count, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(loading),
      TEST_ON(stereo, sources),
      TEST_ON(stereo, captures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
