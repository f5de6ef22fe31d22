/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diag.h: the one message that tells what is wrong with the input.
 *
 * Only the first problem is kept: a reader stops there, and the user repairs one thing at a time.
 */
#ifndef HDASIM_DIAG_H
#define HDASIM_DIAG_H

#include <stdbool.h>

#include "text.h"

struct diag {
  bool failed;
  struct text message; /* "file:line:column: what, and what was expected" */
};

/* line and column count from 1; 0 leaves them out. Always returns false. */
bool diag_error(struct diag *diag, const char *file, int line, int column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
