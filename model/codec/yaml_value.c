/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a YAML tree, checked. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yaml_tree.h"

const struct yaml *yaml_get(const struct yaml *map, const char *key) {
  for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++) {
    if (strcmp(map->keys[i]->text, key) == 0)
      return map->items[i];
  }
  return NULL;
}

const char *yaml_kind_name(const struct yaml *yaml) {
  static const char *const names[] = {"a single value", "a list", "a map"};
  return names[yaml->kind];
}

bool yaml_want(const struct yaml *yaml, enum yaml_kind kind, const char *what, struct diag *diag) {
  static const char *const names[] = {"a single value", "a list", "a map"};
  return yaml->kind == kind || diag_at(diag, yaml->line, yaml->column, "%s: %s; expected %s", what,
                                       yaml_kind_name(yaml), names[kind]);
}

/* All digits, decimal or hexadecimal. */
static bool parse(const char *text, uint32_t *value) {
  const bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  if (!isxdigit((unsigned char)text[hex ? 2 : 0]))
    return false;
  char *end = NULL;
  errno = 0;
  const unsigned long long number = strtoull(text, &end, hex ? 16 : 10);
  *value = (uint32_t)number;
  return end != text && *end == '\0' && errno == 0 && number <= UINT32_MAX;
}

bool yaml_number(const struct yaml *yaml, const char *what, uint32_t min, uint32_t max,
                 uint32_t *value, struct diag *diag) {
  if (!yaml_want(yaml, YAML_SCALAR, what, diag))
    return false;
  if (parse(yaml->text, value) && *value >= min && *value <= max)
    return true;
  /* Words of many bits are written in hexadecimal, and so are their limits. */
  const char *format = max > 0xFF ? "%s: '%s'; expected a number from 0x%X to 0x%X"
                                  : "%s: '%s'; expected a number from %u to %u";
  char message[160];
  snprintf(message, sizeof message, format, what, yaml->text, min, max);
  return diag_at(diag, yaml->line, yaml->column, "%s", message);
}

bool yaml_bool(const struct yaml *yaml, const char *what, bool *value, struct diag *diag) {
  static const struct word words[] = {{"false", 0}, {"true", 1}};
  uint32_t number = 0;
  const bool good = yaml_word(yaml, what, words, 2, &number, diag);
  *value = number != 0;
  return good;
}

bool yaml_word(const struct yaml *yaml, const char *what, const struct word *words, size_t count,
               uint32_t *value, struct diag *diag) {
  if (!yaml_want(yaml, YAML_SCALAR, what, diag))
    return false;
  char all[400] = "";
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    if (strcmp(yaml->text, words[i].word) == 0) {
      *value = words[i].value;
      return true;
    }
    if (used < sizeof all)
      used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i == 0 ? "" : ", ",
                               words[i].word);
  }
  return diag_at(diag, yaml->line, yaml->column, "%s: '%s'; expected one of %s", what, yaml->text,
                 all);
}

bool yaml_words(const struct yaml *yaml, const char *what, const struct word *words, size_t count,
                uint32_t *value, struct diag *diag) {
  *value = 0;
  if (!yaml_want(yaml, YAML_LIST, what, diag))
    return false;
  for (size_t i = 0; i < yaml->count; i++) {
    uint32_t one = 0;
    if (!yaml_word(yaml->items[i], what, words, count, &one, diag))
      return false;
    *value |= one;
  }
  return true;
}

bool yaml_only_keys(const struct yaml *map, const char *what, const char *const *keys, size_t count,
                    struct diag *diag) {
  if (!yaml_want(map, YAML_MAP, what, diag))
    return false;
  for (size_t i = 0; i < map->count; i++) {
    bool known = false;
    char all[200] = "";
    size_t used = 0;
    for (size_t key = 0; key < count; key++) {
      known = known || strcmp(keys[key], map->keys[i]->text) == 0;
      if (used < sizeof all)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", key == 0 ? "" : ", ",
                                 keys[key]);
    }
    if (!known)
      return diag_at(diag, map->keys[i]->line, map->keys[i]->column,
                     "%s: unknown key '%s'; expected %s", what, map->keys[i]->text, all);
  }
  return true;
}

bool yaml_field(const struct yaml *map, const char *key, uint32_t min, uint32_t max,
                uint32_t missing, uint32_t *value, struct diag *diag) {
  const struct yaml *at = yaml_get(map, key);
  *value = missing;
  return at == NULL || yaml_number(at, key, min, max, value, diag);
}

bool yaml_flag(const struct yaml *map, const char *key, bool missing, bool *value,
               struct diag *diag) {
  const struct yaml *at = yaml_get(map, key);
  *value = missing;
  return at == NULL || yaml_bool(at, key, value, diag);
}
