/* SPDX-License-Identifier: Apache-2.0 */
/* The register description in memory, and the writers of the files made from it. */
#ifndef HDA_REGS_GEN_REGS_H
#define HDA_REGS_GEN_REGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
  REGS_MAX_FIELDS = 32,
  REGS_MAX_REGISTERS = 128,
  REGS_MAX_ALIASES = 8,
  REGS_MAX_REQUIREMENTS = 16,
  REGS_NAME_BYTES = 24,
  REGS_TEXT_BYTES = 192,
};

enum regs_access { REGS_RO, REGS_RW, REGS_RW1C, REGS_RW1S, REGS_HWINIT, REGS_ACCESS_COUNT };
enum regs_class { REGS_POR, REGS_FN, REGS_SRST, REGS_HW, REGS_CLASS_COUNT };
enum regs_scope { REGS_GLOBAL, REGS_STREAM, REGS_SCOPE_COUNT };

extern const char *const regs_access_names[REGS_ACCESS_COUNT];
extern const char *const regs_class_names[REGS_CLASS_COUNT];
extern const char *const regs_scope_names[REGS_SCOPE_COUNT];

struct regs_requirements {
  size_t count;
  char id[REGS_MAX_REQUIREMENTS][REGS_NAME_BYTES];
};

struct regs_field {
  char name[REGS_NAME_BYTES];
  unsigned msb, lsb; /* bit numbers inside the register, msb >= lsb */
  enum regs_access access;
  uint32_t reset; /* right-justified */
  enum regs_class reset_class;
  bool present;
  char parameter[REGS_NAME_BYTES]; /* empty: not set by the build */
  char description[REGS_TEXT_BYTES];
};

struct regs_register {
  char name[REGS_NAME_BYTES];
  uint32_t offset; /* bytes; inside the descriptor when scope is REGS_STREAM */
  unsigned width;  /* bits: 8, 16, 24 or 32 */
  enum regs_scope scope;
  bool present;
  char description[REGS_TEXT_BYTES];
  struct regs_requirements requirements;
  size_t field_count;
  struct regs_field field[REGS_MAX_FIELDS];
};

struct regs_alias {
  char name[REGS_NAME_BYTES];
  size_t of; /* index of the register it shows */
  uint32_t offset;
  char description[REGS_TEXT_BYTES];
  struct regs_requirements requirements;
};

struct regs {
  uint32_t bar_bytes, stream_base, stream_stride, stream_max;
  size_t register_count;
  struct regs_register reg[REGS_MAX_REGISTERS];
  size_t alias_count;
  struct regs_alias alias[REGS_MAX_ALIASES];
};

/* Reads the description at `path` into *regs. False after at least one message
 * `file:line:column: error: ...` on standard error. */
bool regs_read(const char *path, struct regs *regs);

/* Bits of the present fields with this access. */
uint32_t regs_mask(const struct regs_register *reg, enum regs_access access);
/* Value after reset, of the default build. */
uint32_t regs_reset(const struct regs_register *reg);

void regs_write_sv(const struct regs *regs, FILE *out);
void regs_write_c(const struct regs *regs, FILE *out);
void regs_write_ddi(const struct regs *regs, FILE *out);
void regs_write_md(const struct regs *regs, FILE *out);

#endif
