/* SPDX-License-Identifier: Apache-2.0 */
#include "expects.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* These have something that they always expect. */
static const char *const always[] = {
    "expect_bdl",    "expect_capture", "expect_contiguous", "expect_findings",
    "expect_memory", "expect_samples", "expect_silence",    "expect_transfer",
};

/* Keys that say of what something is expected, or from when on. */
static const char *const choosing[] = {
    "at",     "bits",         "buffer",       "callback", "collapse", "context", "device", "event",
    "first",  "format",       "frame",        "from",     "line",     "moved",   "of",     "origin",
    "period", "requirements", "registration", "sdi",      "since",    "stream",  "tag",    "window",
};

static bool is_one_of(const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

bool expects_something(const char *name, const struct node *keys) {
  if (strncmp(name, "expect_", 7) != 0 || is_one_of(always, COUNT(always), name))
    return true;
  for (size_t i = 0; i < keys->count; i++)
    if (!is_one_of(choosing, COUNT(choosing), keys->keys[i]->text))
      return true;
  return false;
}
