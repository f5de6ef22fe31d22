/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate.h: checks a vector against the tables of spec.h, before anything runs.
 */
#ifndef HDASIM_VALIDATE_H
#define HDASIM_VALIDATE_H

#include "expr.h"
#include "spec.h"
#include "vector.h"

#define VALIDATE_MAX_NAMES 128

struct known_name {
  const char *name;
  enum bind_kind kind;
  const struct node *place;
};

struct validator {
  const struct vector *vector;
  const struct requirements *requirements;
  struct diag *diag;
  struct known_name names[VALIDATE_MAX_NAMES];
  size_t name_count;
  const struct node *node;            /* being evaluated, for messages */
  unsigned column_depth, column_uses; /* columns that refer to columns */
  bool in_repeat;
};

bool validate_value(struct validator *validator, const struct key_spec *key,
                    const struct step_spec *step, const struct node *value);
/* A map against its keys: known, required, right type. */
bool validate_map(struct validator *validator, const struct key_spec *keys, size_t count,
                  const char *what, const struct step_spec *step, const struct node *map);
/* A new name of the kind. */
bool validate_bind(struct validator *validator, const struct node *node, enum bind_kind kind);
bool validate_steps(struct validator *validator, const struct node *steps);
bool validate_matcher(struct validator *validator, const struct node *node, bool status);
bool validate_int(struct validator *validator, const struct node *node);

#endif
