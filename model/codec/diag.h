/* SPDX-License-Identifier: Apache-2.0 */
/* diag.h: the one message that says what is wrong with a file; only the first is kept. */
#ifndef CODEC_DIAG_H
#define CODEC_DIAG_H

#include <stdbool.h>
#include <stddef.h>

struct diag {
  const char *file;
  char *message;
  size_t size;
  int error; /* enum hda_codec_error of the first complaint, 0 = none yet */
};

/* `file:line:column: ...`; line and column count from 1, 0 leaves them out. Always false. */
bool diag_at(struct diag *diag, int line, int column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* `file: ...` with an error other than a malformed file. Always false. */
bool diag_fail(struct diag *diag, int error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
