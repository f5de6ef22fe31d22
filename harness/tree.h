/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tree.h: a YAML file as an immutable tree.
 *
 * tree.c is the only file that knows the YAML library.
 */
#ifndef HDASIM_TREE_H
#define HDASIM_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "diag.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
  enum node_kind kind;
  const char *file;
  int line, column;    /* from 1 */
  const char *text;    /* scalar: its value */
  bool quoted;         /* scalar: written in quotes or as a block */
  size_t count;        /* list, map: entries */
  struct node **items; /* list: the entries; map: the values */
  struct node **keys;  /* map: scalars, no two equal */
};

/* Reads `file`; NULL after a diagnosis. The file must hold one document of the subset: no anchor,
 * alias, tag or directive, no duplicate key, keys are scalars. */
struct node *tree_read(struct arena *arena, const char *file, struct diag *diag);

/* Value of `key` in a map; NULL if there is none, or if `map` is no map. */
const struct node *tree_get(const struct node *map, const char *key);
/* Is `node` the plain scalar `word`? */
bool tree_is(const struct node *node, const char *word);
const char *tree_kind_name(const struct node *node);
/* diag_error at the place of `node`. */
bool tree_error(struct diag *diag, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The tree as one line of text, for messages. */
void tree_print(struct text *text, const struct node *node);

#endif
