/* SPDX-License-Identifier: Apache-2.0 */
/*
 * expr.h: the integer expressions and times of a vector (docs/vectors.md, sections 2 and 5).
 */
#ifndef HDASIM_EXPR_H
#define HDASIM_EXPR_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

/* Who knows the names. Both return false after adding the reason to *error. */
struct expr_scope {
  void *context;
  /* $name (field NULL) or $name.field */
  bool (*value)(void *context, const char *name, const char *field, uint64_t *value,
                struct text *error);
  /* A bare word, such as STATUS_SUCCESS. */
  bool (*word)(void *context, const char *word, uint64_t *value, struct text *error);
};

/* Unsigned 64-bit arithmetic that wraps. False, with a reason in *error, for a syntax error, an
 * unknown name or a division by zero. */
bool expr_eval(const char *source, const struct expr_scope *scope, uint64_t *value,
               struct text *error);

enum time_unit { UNIT_FRAMES, UNIT_BCLK, UNIT_CYCLES, UNIT_US, UNIT_MS, UNIT_S, UNIT_COUNT };
extern const char *const time_unit_names[UNIT_COUNT];

/* "<expression> <unit>" */
bool expr_time(const char *source, const struct expr_scope *scope, uint64_t *count,
               enum time_unit *unit, struct text *error);

/* Named integers every vector may use; false if `word` is none. */
bool expr_constant(const char *word, uint64_t *value);
/* Name of an NTSTATUS, or NULL. */
const char *expr_status_name(uint32_t status);
/* The list of named integers, for "did you mean". */
struct expr_constant_entry {
  const char *name;
  uint64_t value;
};
const struct expr_constant_entry *expr_constants(size_t *count);

#endif
