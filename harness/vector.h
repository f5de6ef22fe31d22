/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vector.h: vectors as they are run: families are already unfolded, everything is checked.
 */
#ifndef HDASIM_VECTOR_H
#define HDASIM_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "requirements.h"
#include "tree.h"

/* What is made for the steps of WaveRT before the first. */
enum wavert_mode { WAVERT_NONE, WAVERT_MINIPORT, WAVERT_PORT };

struct vector {
  const char *id, *title, *hunts;
  const char *file;
  int line;
  const struct requirements *known; /* all that are listed */
  const struct requirement **requirements;
  size_t requirement_count;
  const char *interface; /* V1, V2, V3, BDL, none */
  bool manual;           /* the steps call StartDevice */
  enum wavert_mode wavert;
  bool strict;
  unsigned build;                /* index in spec_builds */
  const struct node *controller; /* NULL = any */
  const struct node *codecs;     /* NULL = those of the platform */
  const struct node *faults;     /* NULL = none */
  const struct node *limit;      /* NULL = default */
  const struct node *columns;    /* map of the row's values, NULL = none */
  const struct node *steps;
};

struct suite {
  struct arena arena;
  const char *shipped; /* folder whose requirements count where no others are found; may be NULL */
  struct requirements requirements;
  struct vector *vectors; /* in order of file name, then row */
  size_t count, capacity;
  size_t files;
  size_t file_first; /* index of the first vector of the file being read */
};

/* Adds every vector below each path (a file or a folder). False after a diagnosis. */
bool suite_load(struct suite *suite, const char *const *paths, size_t count, struct diag *diag);
void suite_free(struct suite *suite);

/* Checks one unfolded vector (validate.c). */
bool vector_validate(const struct vector *vector, const struct requirements *requirements,
                     struct diag *diag);
/* Checks the keys at the top of a file. */
bool vector_validate_file(const struct node *root, struct diag *diag);
/* Is `text` a legal id, or row name if `row`? */
bool vector_id_legal(const char *text, bool row);

#endif
