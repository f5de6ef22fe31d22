/* SPDX-License-Identifier: Apache-2.0 */
/* matcher.h: compares a value with a matcher of a vector (docs/vectors.md, section 6). */
#ifndef HDASIM_MATCHER_H
#define HDASIM_MATCHER_H

#include "world.h"

enum value_style { STYLE_NUMBER, STYLE_STATUS, STYLE_HEX, STYLE_SIGNED, STYLE_BOOL };

struct observed {
  uint64_t value;
  enum value_style style;
  bool untouched; /* an output that still holds the sentinel */
  bool has_oracle;
  uint64_t oracle; /* what `oracle` stands for */
};

/* *expected tells what the matcher wants. False also if an expression cannot be evaluated;
 * *expected then says why. */
bool matcher_agrees(struct world *world, const struct node *matcher,
                    const struct observed *observed, struct text *expected);
void matcher_show(struct text *text, uint64_t value, enum value_style style);
/* Compares, counts the expectation and records a failure named `what`. */
bool matcher_expect(struct world *world, const struct node *matcher, const char *what,
                    const struct observed *observed);
/* The same for a plain number at `key`, if that key is there. */
void matcher_expect_key(struct world *world, const struct node *map, const char *key,
                        uint64_t value);

#endif
