/* SPDX-License-Identifier: Apache-2.0 */
/* What the writers ask of a register. */
#include "regs.h"

const char *const regs_access_names[REGS_ACCESS_COUNT] = {"RO", "RW", "RW1C", "RW1S", "HWINIT"};
const char *const regs_class_names[REGS_CLASS_COUNT] = {"POR", "FN", "SRST", "HW"};
const char *const regs_scope_names[REGS_SCOPE_COUNT] = {"global", "stream"};

static uint32_t field_mask(const struct regs_field *field) {
  const uint64_t above = UINT64_C(1) << (field->msb + 1u);
  const uint64_t below = UINT64_C(1) << field->lsb;
  return (uint32_t)(above - below);
}

uint32_t regs_mask(const struct regs_register *reg, enum regs_access access) {
  uint32_t mask = 0;
  for (size_t i = 0; reg->present && i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    if (field->present && field->access == access) {
      mask |= field_mask(field);
    }
  }
  return mask;
}

uint32_t regs_reset(const struct regs_register *reg) {
  uint32_t reset = 0;
  for (size_t i = 0; reg->present && i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    if (field->present) {
      reset |= field->reset << field->lsb;
    }
  }
  return reset;
}
