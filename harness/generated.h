/* SPDX-License-Identifier: Apache-2.0 */
/*
 * generated.h: lists that may hold `{repeat: [items], times: N, as: i}` in place of items.
 */
#ifndef HDASIM_GENERATED_H
#define HDASIM_GENERATED_H

#include "validate.h"
#include "world.h"

/* Calls `each` for every item of the list as if it were written out, with the counters bound.
 * False if an expression failed or `each` did; then the step has failed. */
bool generated_each(struct world *world, const struct node *list,
                    bool (*each)(void *context, const struct node *item), void *context);
/* Is the list well-formed? Checks every item that is written in it with `each`; `what` names
 * them. */
bool generated_validate(struct validator *validator, const struct node *list, const char *what,
                        bool (*each)(struct validator *, const struct node *));

#endif
