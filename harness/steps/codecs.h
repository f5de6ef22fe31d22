/* SPDX-License-Identifier: Apache-2.0 */
/* codecs.h: the codecs of a vector, before its first step. */
#ifndef HDASIM_STEPS_CODECS_H
#define HDASIM_STEPS_CODECS_H

#include "../world.h"

/* Attaches what the key `codecs` says: `all` first, then line by line. */
void codecs_attach(struct world *world, const struct node *map);

#endif
