/* SPDX-License-Identifier: Apache-2.0 */
#include "diag.h"

#include <stdarg.h>
#include <stdio.h>

#include "hda_codec.h"

static void say(struct diag *diag, const char *place, const char *format, va_list args) {
  char words[512];
  vsnprintf(words, sizeof words, format, args);
  if (diag->message != NULL && diag->size > 0)
    snprintf(diag->message, diag->size, "%s%s: %s", diag->file, place, words);
}

bool diag_at(struct diag *diag, int line, int column, const char *format, ...) {
  if (diag->error != HDA_CODEC_OK)
    return false;
  diag->error = HDA_CODEC_EFILE;
  char place[32] = "";
  if (line > 0)
    snprintf(place, sizeof place, ":%d:%d", line, column);
  va_list args;
  va_start(args, format);
  say(diag, place, format, args);
  va_end(args);
  return false;
}

bool diag_fail(struct diag *diag, int error, const char *format, ...) {
  if (diag->error != HDA_CODEC_OK)
    return false;
  diag->error = error;
  va_list args;
  va_start(args, format);
  say(diag, "", format, args);
  va_end(args);
  return false;
}
