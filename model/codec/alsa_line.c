/* SPDX-License-Identifier: Apache-2.0 */
#include "alsa_line.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool line_refuse(const struct alsa_line *line, const char *expected) {
  char found[24];
  snprintf(found, sizeof found, "%s", line->cursor);
  return diag_at(line->diag, line->number, (int)(line->cursor - line->text) + 1,
                 "'%s'; expected %s", found, expected);
}

/* Copies a line to where it ends in NUL; tabs become blanks. */
static bool copy_line(struct alsa_line *line) {
  const size_t left = (size_t)(line->end - line->at);
  const char *end = memchr(line->at, '\n', left);
  size_t length = end != NULL ? (size_t)(end - line->at) : left;
  line->number++;
  line->cursor = line->text;
  line->text[0] = '\0';
  if (length >= sizeof line->text)
    return diag_at(line->diag, line->number, 1, "a line of %zu characters; expected at most %zu",
                   length, sizeof line->text - 1);
  for (size_t i = 0; i < length; i++) {
    const char c = line->at[i];
    const bool blank = c == '\t' || (c == '\r' && i + 1 == length);
    if (!blank && ((unsigned char)c < ' ' || (unsigned char)c == 0x7F))
      return diag_at(line->diag, line->number, (int)i + 1,
                     "a control character; expected the text of a codec");
    line->text[i] = blank ? ' ' : c;
  }
  line->at += length + (end != NULL ? 1 : 0);
  while (length > 0 && line->text[length - 1] == ' ')
    length--;
  line->text[length] = '\0';
  return true;
}

bool line_next(struct alsa_line *line) {
  while (line->at < line->end) {
    if (!copy_line(line))
      return false;
    line_skip_blanks(line);
    line->indented = line->cursor != line->text;
    if (*line->cursor != '\0' && line->text[0] != '#')
      return true;
  }
  return false;
}

bool line_take(struct alsa_line *line, const char *text) {
  const size_t length = strlen(text);
  if (strncmp(line->cursor, text, length) != 0)
    return false;
  line->cursor += length;
  return true;
}

bool line_find(struct alsa_line *line, const char *text) {
  char *found = strstr(line->cursor, text);
  if (found == NULL)
    return false;
  line->cursor = found + strlen(text);
  return true;
}

bool line_at_end(const struct alsa_line *line) { return *line->cursor == '\0'; }

void line_skip_blanks(struct alsa_line *line) {
  while (*line->cursor == ' ')
    line->cursor++;
}

static bool number(struct alsa_line *line, int base, uint32_t max, uint32_t *value) {
  const char *digits = line->cursor + (base == 16 ? 2 : 0);
  const bool good = base == 16 ? isxdigit((unsigned char)*digits) : isdigit((unsigned char)*digits);
  char *end = NULL;
  errno = 0;
  const unsigned long long found = good ? strtoull(digits, &end, base) : 0;
  if (good && errno == 0 && found <= max) {
    *value = (uint32_t)found;
    line->cursor = end;
    return true;
  }
  char expected[64];
  snprintf(expected, sizeof expected,
           base == 16 ? "a number from 0x0 to 0x%x" : "a number from 0 to %u", max);
  return line_refuse(line, expected);
}

bool line_hex(struct alsa_line *line, uint32_t max, uint32_t *value) {
  line_skip_blanks(line);
  if (strncmp(line->cursor, "0x", 2) != 0)
    return line_refuse(line, "a hexadecimal number with 0x");
  return number(line, 16, max, value);
}

bool line_number(struct alsa_line *line, uint32_t max, uint32_t *value) {
  line_skip_blanks(line);
  return number(line, strncmp(line->cursor, "0x", 2) == 0 ? 16 : 10, max, value);
}

bool line_field(struct alsa_line *line, const char *name, uint32_t max, uint32_t *value) {
  char text[32];
  snprintf(text, sizeof text, "%s=", name);
  if (line_find(line, text))
    return line_number(line, max, value);
  char expected[64];
  snprintf(expected, sizeof expected, "%s and a number", text);
  return line_refuse(line, expected);
}
