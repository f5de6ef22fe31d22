/* SPDX-License-Identifier: Apache-2.0 */
#include "diag.h"

#include <stdarg.h>
#include <stdio.h>

bool diag_error(struct diag *diag, const char *file, int line, int column, const char *format,
                ...) {
  if (diag->failed)
    return false;
  diag->failed = true;
  text_clear(&diag->message);
  if (file != NULL)
    text_add(&diag->message, "%s:", file);
  if (line > 0)
    text_add(&diag->message, "%d:%d:", line, column);
  if (file != NULL)
    text_add(&diag->message, " ");
  char words[768];
  va_list args;
  va_start(args, format);
  vsnprintf(words, sizeof words, format, args);
  va_end(args);
  text_add(&diag->message, "%s", words);
  text_clean(diag->message.data); /* one line, whatever the input holds */
  return false;
}
