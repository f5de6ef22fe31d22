/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text.h: small strings that are built up piece by piece, and the words of error messages.
 */
#ifndef HDASIM_TEXT_H
#define HDASIM_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A bounded text; what does not fit is dropped and the text then ends in "...". */
struct text {
  size_t length;
  char data[1024];
};
void text_clear(struct text *text);
void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Length of the UTF-8 sequence that `text` begins with and that has at most `room` bytes; 0 if
 * none. Overlong forms and surrogates are none. */
size_t text_utf8_length(const char *text, size_t room);
/* Makes one line of UTF-8 of a string: every control character and every byte that is in no
 * sequence becomes '?'. */
void text_clean(char *text);

/* Nearest of `names` to `word` (edit distance at most a third of its length), or NULL.
 * names[i] is read at (const char *const *)((const char *)names + i * stride). */
const char *text_nearest(const char *word, const void *names, size_t count, size_t stride);

/* Shell-style match with '*' and '?'; a pattern without either matches as a substring. */
bool text_filter(const char *pattern, const char *subject);

#endif
