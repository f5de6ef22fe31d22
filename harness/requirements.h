/* SPDX-License-Identifier: Apache-2.0 */
/*
 * requirements.h: the sentences that vectors check and proofs show.
 */
#ifndef HDASIM_REQUIREMENTS_H
#define HDASIM_REQUIREMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "tree.h"

struct requirement {
  const char *id;
  const char *level; /* M, N, O, D ... */
  const char *text;
  const char **proofs; /* ids of the proofs that show it */
  size_t proof_count;
};

struct requirements {
  struct requirement *items;
  size_t count;
};

/* Reads a list of {id, level, text}. */
bool requirements_read(struct arena *arena, const char *file, struct requirements *requirements,
                       struct diag *diag);
/* Reads a list of {id, requirements, ...} and notes each proof at its requirements. */
bool requirements_read_proofs(struct arena *arena, const char *file,
                              struct requirements *requirements, struct diag *diag);
const struct requirement *requirements_find(const struct requirements *requirements,
                                            const char *id);

/* How a failure charged to these weighs: 0 remark (all of level O), 1 warning (N at most),
 * 2 failure. No requirement at all is a failure. */
int requirements_weight(const struct requirement *const *items, size_t count);

#endif
