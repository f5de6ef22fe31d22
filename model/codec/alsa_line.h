/* SPDX-License-Identifier: Apache-2.0 */
/* alsa_line.h: one line of the ALSA text and a cursor in it. */
#ifndef CODEC_ALSA_LINE_H
#define CODEC_ALSA_LINE_H

#include <stdint.h>

#include "diag.h"

struct alsa_line {
  const char *at, *end; /* what is left of the text */
  struct diag *diag;
  int number;      /* from 1 */
  char text[4096]; /* without its end of line and trailing blanks */
  char *cursor;    /* in text */
  bool indented;
};

/* The next line that is neither empty nor a comment; the cursor stands behind its indentation.
 * False at the end of the text, or after a complaint. */
bool line_next(struct alsa_line *line);
/* Complains at the cursor. Always false. */
bool line_refuse(const struct alsa_line *line, const char *expected);
/* Moves the cursor over `text`, or leaves it. */
bool line_take(struct alsa_line *line, const char *text);
/* Moves the cursor behind the next `text` of the line, or leaves it. */
bool line_find(struct alsa_line *line, const char *text);
bool line_at_end(const struct alsa_line *line);
void line_skip_blanks(struct alsa_line *line);
/* `0x` and digits; complains and returns false if there are none, or the value is above `max`. */
bool line_hex(struct alsa_line *line, uint32_t max, uint32_t *value);
/* Decimal, or hexadecimal with 0x. */
bool line_number(struct alsa_line *line, uint32_t max, uint32_t *value);
/* `name=` anywhere behind the cursor, and its number. */
bool line_field(struct alsa_line *line, const char *name, uint32_t max, uint32_t *value);

#endif
