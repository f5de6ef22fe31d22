/* SPDX-License-Identifier: Apache-2.0 */
/* registers.h: register steps, as other steps use them. */
#ifndef HDASIM_STEPS_REGISTERS_H
#define HDASIM_STEPS_REGISTERS_H

#include "../world.h"

/* Reads the register a map names (register, stream, offset, width) and compares it with `expect`,
 * without recording a failure. False also if it cannot be read. */
bool registers_agree(struct world *world, const struct node *map);
/* Reads a register of a stream descriptor by name, such as "SDnCBL". */
bool registers_read_stream(struct world *world, const char *name, unsigned stream, uint32_t *value);

#endif
