/* SPDX-License-Identifier: Apache-2.0 */
/* responses.h: HDAUDIO_CODEC_RESPONSE against what a vector expects of it. */
#ifndef HDASIM_RESPONSES_H
#define HDASIM_RESPONSES_H

#include "../matcher.h"

/* Compares with `unchanged`, `written`, `any` or a map of fields; `name` tells which one it is in
 * a report, `untouched` that it still holds the sentinel. False after a failure. */
bool responses_expect(struct world *world, const struct node *answer, const char *name,
                      HDAUDIO_CODEC_RESPONSE response, bool untouched);

/* A sequence of responses, compared from its element `next` on. */
struct responses {
  struct world *world;
  const char *what; /* "element", "call" */
  size_t count, next;
  HDAUDIO_CODEC_RESPONSE (*get)(const void *owner, size_t index);
  bool (*untouched)(const void *owner, size_t index);
  const void *owner;
};
/* Each of the rest with the same `answer`; false after a failure. */
bool responses_expect_all(struct responses *responses, const struct node *answer);
/* One by one with a list that may be generated. Unless `part`, the list has to be as long as the
 * rest. False after a failure. */
bool responses_expect_list(struct responses *responses, const struct node *list, bool part);

#endif
