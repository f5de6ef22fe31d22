/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Damaged files and random commands. Nothing is expected but an orderly answer: a codec, or one
 * message. The sanitizers of the asan build make of this what it is worth.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rig.h"

static uint32_t seed;

static uint32_t random_word(void) {
  seed ^= seed << 13;
  seed ^= seed >> 17;
  seed ^= seed << 5;
  return seed;
}

static char *read_text(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  char *text = malloc(65536);
  assert_non_null(text);
  *length = fread(text, 1, 65536, file);
  fclose(file);
  assert_true(*length > 1000);
  return text;
}

/* A codec that could be loaded can also be used. */
static void exercise(struct hda_codec *codec, unsigned commands) {
  for (unsigned i = 0; i < commands; i++) {
    uint32_t response = 0, block[8] = {0};
    struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND];
    /* Mostly nodes and verbs that there are. */
    static const uint32_t verbs[] = {0xF00, 0x706, 0x705, 0x70D, 0x708, 0x701, 0x72D, 0x724, 0x7FF,
                                     0x707, 0x70C, 0x704, 0x715, 0x716, 0xF02, 0xF09, 0xF15};
    const uint32_t word = random_word();
    uint32_t command = (word & 0x1F) << 20 | (random_word() & 0xFFFFF);
    if ((word & 0x300) != 0)
      command = (word & 0x1F) << 20 | verbs[word >> 10 & 15] << 8 | word >> 24;
    hda_codec_verb(codec, (word & 0x400) != 0 ? command : random_word(), &response);
    hda_codec_outbound_samples(codec, i, word & 0xF, block, word >> 4 & 7, 16);
    hda_codec_inbound(codec, i, packets);
    if ((word & 0x70000) == 0)
      hda_codec_set_jack(codec, word & 0x1F, (word & 0x20) != 0);
    if ((word & 0x700000) == 0)
      hda_codec_take_unsolicited(codec, &response);
    if ((word & 0xFF000000u) == 0)
      hda_codec_reset(codec, (word & 1) != 0 ? HDA_CODEC_LINK_RESET : HDA_CODEC_POWER_ON);
  }
}

static void try_text(const char *text, size_t length) {
  struct hda_codec *codec = NULL;
  char message[300] = "";
  const int error = hda_codec_load_text("f", text, length, &codec, message, sizeof message);
  if (error == HDA_CODEC_OK) {
    assert_non_null(codec);
    assert_string_equal(message, "");
    exercise(codec, 20);
    hda_codec_destroy(codec);
    return;
  }
  assert_int_equal(error, HDA_CODEC_EFILE);
  assert_null(codec);
  if (strncmp(message, "f:", 2) != 0 || strchr(message, '\n') != NULL ||
      strstr(message, "expected") == NULL)
    fail_msg("not a message: '%s'", message);
}

static void truncated(const char *path) {
  size_t length = 0;
  char *text = read_text(path, &length);
  for (size_t end = 0; end <= length; end += end < 400 ? 1 : 37) {
    /* A copy of its own, so that a read behind the end is seen. */
    char *copy = malloc(end + 1);
    assert_non_null(copy);
    char *exact = realloc(copy, end > 0 ? end : 1);
    assert_non_null(exact);
    memcpy(exact, text, end);
    try_text(exact, end);
    free(exact);
  }
  free(text);
}

/* One to four changes: a byte replaced, a piece removed, a piece doubled. */
static void mutated(const char *path, unsigned rounds) {
  static const char letters[] = "0123456789abcdefx:[]{},-#*&! \n\t\"'=%\0\xff";
  size_t length = 0;
  char *text = read_text(path, &length);
  char *copy = malloc(2 * length);
  assert_non_null(copy);
  for (unsigned round = 0; round < rounds; round++) {
    size_t size = length;
    memcpy(copy, text, length);
    for (unsigned change = 0; change <= (random_word() & 3); change++) {
      const size_t at = random_word() % size, piece = random_word() % 60;
      const size_t end = at + piece < size ? at + piece : size;
      switch (random_word() % 4) {
      case 0:
        memmove(copy + at, copy + end, size - end);
        size -= end - at;
        break;
      case 1:
        if (size + (end - at) <= 2 * length) {
          memmove(copy + end, copy + at, size - at);
          size += end - at;
        }
        break;
      default:
        copy[at] = letters[random_word() % (sizeof letters - 1)];
        break;
      }
      if (size == 0)
        break;
    }
    try_text(copy, size);
  }
  free(copy);
  free(text);
}

static const char *const files[] = {CODEC_DIR "/stereo.yaml", CODEC_DIR "/desktop-8ch.yaml",
                                    CODEC_DIR "/digital.yaml", TEST_DIR "/desktop.txt"};

static void truncations(void **state) {
  (void)state;
  seed = 1;
  for (size_t i = 0; i < COUNT_OF(files); i++)
    truncated(files[i]);
}

static void mutations(void **state) {
  (void)state;
  seed = 20;
  for (size_t i = 0; i < COUNT_OF(files); i++)
    mutated(files[i], 600);
}

static void commands(void **state) {
  (void)state;
  static const char *const names[] = {"stereo", "desktop-8ch", "digital"};
  seed = 300;
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    struct hda_codec *codec = rig_load(names[i]);
    exercise(codec, 100000);
    hda_codec_destroy(codec);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(truncations),
      cmocka_unit_test(mutations),
      cmocka_unit_test(commands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
