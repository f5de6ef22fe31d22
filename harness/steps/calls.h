/* SPDX-License-Identifier: Apache-2.0 */
/* calls.h: what a call leaves behind in the world. */
#ifndef HDASIM_CALLS_H
#define HDASIM_CALLS_H

#include "../matcher.h"
#include "../world.h"

/* Before the call: streams that are about to run are watched from now on. */
void calls_before(struct call *call);
/* After the call: binds what `as` names and follows the state of engines and buffers. */
void calls_after(struct call *call, const struct node *map, NTSTATUS status);
/* What `oracle` means for an output. */
void calls_oracle(const struct call *call, const char *output, struct observed *observed);
/* Whole units in a number of ticks. */
uint64_t calls_in_unit(const struct world *world, uint64_t ticks, const char *unit);
/* Compares with a map of time unit to matcher. */
void calls_expect_units(struct world *world, const struct node *units, const char *what,
                        uint64_t ticks);

#endif
