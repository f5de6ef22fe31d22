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
/* Writes a register by name; `stream` is for names SDn... . False after a recorded failure. */
bool registers_write(struct world *world, const char *name, unsigned stream, uint32_t value);
/* Puts the fields of a map into *value, which is laid out as register `name`. */
bool registers_field_value(struct world *world, const char *name, const struct node *fields,
                           uint32_t *value);
/* Reads a register until (it & mask) == value, for 1 ms at most; then it is a failure. */
bool registers_poll(struct world *world, const char *name, uint32_t mask, uint32_t value);

#endif
