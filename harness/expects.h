/* SPDX-License-Identifier: Apache-2.0 */
/* expects.h: expectations that expect nothing cannot fail, and are refused. */
#ifndef EXPECTS_H
#define EXPECTS_H

#include <stdbool.h>

#include "tree.h"

/* Can the step `name` with these keys fail at all? True for every step that is no expectation. */
bool expects_something(const char *name, const struct node *keys);

#endif
