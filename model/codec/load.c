/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "codec.h"
#include "diag.h"

#define MAX_FILE_BYTES (1024 * 1024)

struct node *codec_add(struct hda_codec *codec, unsigned nid, enum hda_codec_node_type type,
                       int line, int column, struct diag *diag) {
  if (nid >= MAX_NODES || (nid == 0) != (type == HDA_CODEC_ROOT)) {
    diag_at(diag, line, column, "node id 0x%02X; expected 0x01 to 0x%02X", nid, MAX_NODES - 1);
    return NULL;
  }
  struct node *node = &codec->node[nid];
  if (node->present) {
    diag_at(diag, line, column, "node 0x%02X is there twice; expected one node of an id", nid);
    return NULL;
  }
  node->present = true;
  node->nid = (uint8_t)nid;
  node->type = type;
  node->line = line;
  node->column = column;
  node->stripe_mask = 7;
  node->impedance = 0x7FFFFFFF;
  node->reset[REG_EAPD] = 2; /* external amplifier on; what the node cannot do is masked */
  return node;
}

bool codec_add_coefficients(struct node *node, unsigned count, struct diag *diag) {
  free(node->coefficient_reset);
  free(node->coefficient);
  node->coefficient_reset = calloc(count + 1u, sizeof *node->coefficient_reset);
  node->coefficient = calloc(count + 1u, sizeof *node->coefficient);
  if (node->coefficient_reset == NULL || node->coefficient == NULL)
    return diag_fail(diag, HDA_CODEC_ENOMEM, "out of memory");
  return true;
}

/* ALSA begins with `Codec: name`; both forms have comment lines. */
static bool looks_like_alsa(const char *text, size_t length) {
  static const char first[] = "Codec:";
  size_t at = 0;
  while (at < length && (text[at] == '#' || isspace((unsigned char)text[at]))) {
    const char *end = text[at] == '#' ? memchr(text + at, '\n', length - at) : text + at;
    if (end == NULL)
      return false;
    at = (size_t)(end - text) + 1;
  }
  return length - at >= sizeof first - 1 && memcmp(text + at, first, sizeof first - 1) == 0;
}

/* Bytes of the UTF-8 character at `text`, 0 if it is none. */
static size_t utf8_length(const unsigned char *text, size_t left) {
  const unsigned char first = text[0];
  const size_t length = first < 0x80                    ? 1
                        : first >= 0xC2 && first < 0xE0 ? 2
                        : (first & 0xF0) == 0xE0        ? 3
                        : first >= 0xF0 && first < 0xF5 ? 4
                                                        : 0;
  if (length == 0 || length > left)
    return 0;
  for (size_t i = 1; i < length; i++) {
    if ((text[i] & 0xC0) != 0x80)
      return 0;
  }
  return length;
}

/* Names and messages end up in reports, which are UTF-8. */
static bool check_text(const char *text, size_t length, struct diag *diag) {
  int line = 1, column = 1;
  for (size_t at = 0; at < length;) {
    const size_t bytes = utf8_length((const unsigned char *)text + at, length - at);
    if (bytes == 0 || text[at] == '\0')
      return diag_at(diag, line, column, "byte 0x%02X; expected UTF-8 text",
                     (unsigned)(unsigned char)text[at]);
    column = text[at] == '\n' ? 1 : column + 1;
    line += text[at] == '\n';
    at += bytes;
  }
  return true;
}

static int load(struct diag *diag, const char *text, size_t length, struct hda_codec **out) {
  *out = NULL;
  if (!check_text(text, length, diag))
    return diag->error;
  struct hda_codec *codec = calloc(1, sizeof *codec);
  if (codec == NULL) {
    diag_fail(diag, HDA_CODEC_ENOMEM, "out of memory");
    return HDA_CODEC_ENOMEM;
  }
  codec->lines = 1;
  const bool read = looks_like_alsa(text, length) ? load_alsa(codec, text, length, diag)
                                                  : load_yaml(codec, text, length, diag);
  if (!read || !codec_finish(codec, diag)) {
    hda_codec_destroy(codec);
    return diag->error;
  }
  hda_codec_reset(codec, HDA_CODEC_POWER_ON);
  *out = codec;
  return HDA_CODEC_OK;
}

int hda_codec_load_text(const char *name, const char *text, size_t length, struct hda_codec **codec,
                        char *message, size_t message_size) {
  struct diag diag = {.file = name, .message = message, .size = message_size};
  if (length <= MAX_FILE_BYTES)
    return load(&diag, text, length, codec);
  *codec = NULL;
  diag_at(&diag, 0, 0, "is too large; expected at most %d bytes", MAX_FILE_BYTES);
  return diag.error;
}

/* Files of /proc say that they have no bytes, so the size is not asked for. */
static char *read_all(FILE *stream, size_t *length) {
  char *text = malloc(MAX_FILE_BYTES + 1);
  if (text == NULL)
    return NULL;
  *length = fread(text, 1, MAX_FILE_BYTES + 1, stream);
  char *fitted = realloc(text, *length + 1);
  return fitted != NULL ? fitted : text;
}

int hda_codec_load(const char *path, struct hda_codec **codec, char *message, size_t message_size) {
  struct diag diag = {.file = path, .message = message, .size = message_size};
  struct stat status;
  *codec = NULL;
  FILE *stream = fopen(path, "rb");
  if (stream == NULL) {
    diag_fail(&diag, HDA_CODEC_EIO, "cannot be read: %s; expected a codec description",
              strerror(errno));
    return diag.error;
  }
  size_t length = 0;
  char *text = NULL;
  if (fstat(fileno(stream), &status) == 0 && S_ISREG(status.st_mode))
    text = read_all(stream, &length);
  else
    diag_fail(&diag, HDA_CODEC_EIO, "is no regular file; expected a codec description");
  if (text == NULL)
    diag_fail(&diag, HDA_CODEC_ENOMEM, "out of memory");
  else if (ferror(stream))
    diag_fail(&diag, HDA_CODEC_EIO, "cannot be read: %s", strerror(errno));
  fclose(stream);
  if (diag.error == HDA_CODEC_OK)
    diag.error = hda_codec_load_text(path, text, length, codec, message, message_size);
  free(text);
  return diag.error;
}

int hda_codec_load_named(const char *directory, const char *name, struct hda_codec **codec,
                         char *message, size_t message_size) {
  static const char *const suffixes[] = {".yaml", ".txt"};
  struct diag diag = {.file = name, .message = message, .size = message_size};
  *codec = NULL;
  size_t letters = 0;
  while (isalnum((unsigned char)name[letters]) || name[letters] == '-' || name[letters] == '_')
    letters++;
  if (letters == 0 || name[letters] != '\0') {
    diag_fail(&diag, HDA_CODEC_EINVAL, "no name of a codec; expected letters, digits, '-' and '_'");
    return diag.error;
  }
  for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
    char path[4096];
    struct stat status;
    const int bytes = snprintf(path, sizeof path, "%s/%s%s", directory, name, suffixes[i]);
    if (bytes > 0 && (size_t)bytes < sizeof path && stat(path, &status) == 0)
      return hda_codec_load(path, codec, message, message_size);
  }
  diag_fail(&diag, HDA_CODEC_EIO, "no such codec; expected %s.yaml or %s.txt in %s", name, name,
            directory);
  return diag.error;
}
