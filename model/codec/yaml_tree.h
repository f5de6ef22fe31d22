/* SPDX-License-Identifier: Apache-2.0 */
/* yaml_tree.h: a YAML text as a tree whose nodes know their place; only yaml_tree.c knows
 * libfyaml. */
#ifndef CODEC_YAML_TREE_H
#define CODEC_YAML_TREE_H

#include <stdint.h>

#include "diag.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
  enum yaml_kind kind;
  int line, column;
  char *text;                  /* scalar */
  size_t count;                /* list, map */
  struct yaml **keys, **items; /* keys of a map only: scalars, no two equal */
  struct yaml *next;           /* of all nodes of the tree */
};

/* NULL after a complaint. One document; no anchor, alias, tag or directive. */
struct yaml *yaml_read(const char *text, size_t length, struct diag *diag);
void yaml_free(struct yaml *root);

/* NULL if there is none. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
const char *yaml_kind_name(const struct yaml *yaml);

/* All complain at the place of the value and return false if it is not as expected. `what` names
 * it. Numbers are decimal or hexadecimal with 0x. */
bool yaml_number(const struct yaml *yaml, const char *what, uint32_t min, uint32_t max,
                 uint32_t *value, struct diag *diag);
bool yaml_bool(const struct yaml *yaml, const char *what, bool *value, struct diag *diag);
bool yaml_want(const struct yaml *yaml, enum yaml_kind kind, const char *what, struct diag *diag);

/* A map that has none but these keys. */
bool yaml_only_keys(const struct yaml *map, const char *what, const char *const *keys, size_t count,
                    struct diag *diag);
/* The number or truth value of `key`; `missing` if the map has no such key. */
bool yaml_field(const struct yaml *map, const char *key, uint32_t min, uint32_t max,
                uint32_t missing, uint32_t *value, struct diag *diag);
bool yaml_flag(const struct yaml *map, const char *key, bool missing, bool *value,
               struct diag *diag);

struct word {
  const char *word;
  uint32_t value;
};
/* One of the words; complaints list them. */
bool yaml_word(const struct yaml *yaml, const char *what, const struct word *words, size_t count,
               uint32_t *value, struct diag *diag);
/* A list of words; their values are ORed. */
bool yaml_words(const struct yaml *yaml, const char *what, const struct word *words, size_t count,
                uint32_t *value, struct diag *diag);

#endif
