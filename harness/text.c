/* SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

#include <fnmatch.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void text_clear(struct text *text) {
  text->length = 0;
  text->data[0] = '\0';
}

void text_add(struct text *text, const char *format, ...) {
  size_t room = sizeof text->data - text->length;
  if (room <= 1)
    return;
  va_list args;
  va_start(args, format);
  int bytes = vsnprintf(text->data + text->length, room, format, args);
  va_end(args);
  if (bytes < 0)
    return;
  if ((size_t)bytes >= room) {
    text->length = sizeof text->data - 1;
    memcpy(text->data + text->length - 3, "...", 4);
  } else {
    text->length += (size_t)bytes;
  }
}

size_t text_utf8_length(const char *text, size_t room) {
  static const struct {
    unsigned char mask, lead;
    uint32_t min;
  } forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
  const unsigned char *at = (const unsigned char *)text;
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if ((at[0] & forms[i].mask) != forms[i].lead)
      continue;
    uint32_t code = at[0] & (uint32_t)(unsigned char)~forms[i].mask;
    if (i >= room)
      return 0;
    for (size_t k = 1; k <= i; k++) {
      if ((at[k] & 0xC0) != 0x80)
        return 0;
      code = code << 6 | (at[k] & 0x3Fu);
    }
    bool surrogate = code >= 0xD800 && code < 0xE000;
    return code < forms[i].min || code > 0x10FFFF || surrogate ? 0 : i + 1;
  }
  return 0;
}

void text_clean(char *text) {
  for (size_t room = strlen(text); room > 0;) {
    size_t length = text_utf8_length(text, room);
    if (length == 0 || (unsigned char)*text < 0x20 || *text == 0x7F) {
      *text = '?';
      length = 1;
    }
    text += length;
    room -= length;
  }
}

#define MAX_WORD 48

static size_t edit_distance(const char *a, const char *b) {
  size_t rows = strlen(a), columns = strlen(b);
  if (rows > MAX_WORD || columns > MAX_WORD)
    return MAX_WORD;
  size_t line[MAX_WORD + 1];
  for (size_t j = 0; j <= columns; j++)
    line[j] = j;
  for (size_t i = 1; i <= rows; i++) {
    size_t diagonal = line[0];
    line[0] = i;
    for (size_t j = 1; j <= columns; j++) {
      size_t best = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = line[j];
      if (line[j] + 1 < best)
        best = line[j] + 1;
      if (line[j - 1] + 1 < best)
        best = line[j - 1] + 1;
      line[j] = best;
    }
  }
  return line[columns];
}

const char *text_nearest(const char *word, const void *names, size_t count, size_t stride) {
  const char *best = NULL;
  size_t bound = strlen(word) / 3 + 2;
  for (size_t i = 0; i < count; i++) {
    const char *name;
    memcpy(&name, (const char *)names + i * stride, sizeof name);
    if (name == NULL)
      continue;
    size_t distance = edit_distance(word, name);
    if (distance < bound) {
      bound = distance;
      best = name;
    }
  }
  return best;
}

bool text_filter(const char *pattern, const char *subject) {
  if (strpbrk(pattern, "*?") == NULL)
    return strstr(subject, pattern) != NULL;
  return fnmatch(pattern, subject, 0) == 0;
}
