/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registers.h: register names of vectors, looked up in the register list of the RTL.
 */
#ifndef HDASIM_REGISTERS_H
#define HDASIM_REGISTERS_H

#include <hda_regs.h>
#include <stdbool.h>
#include <stdint.h>

/* `name` is a global register (GCTL), a stream register with `n` (SDnCTL; *stream = -1: the caller
 * says which) or with a number (SD4CTL). NULL if there is none. stream may be NULL. */
const struct hda_reg_info *registers_find(const char *name, int *stream);
/* Offset in the BAR; stream is ignored for global registers. */
uint32_t registers_offset(const struct hda_reg_info *reg, unsigned stream);
const struct hda_reg_field *registers_field(const struct hda_reg_info *reg, const char *name);
bool registers_any_field(const char *name);
const char *registers_nearest(const char *name);

#endif
