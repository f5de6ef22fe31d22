/* SPDX-License-Identifier: Apache-2.0 */
#include "vector.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "spec.h"

#define REQUIREMENTS_FILE "requirements.yaml"
#define PROOFS_FILE "proofs.yaml" /* beside it, if there are any */
#define MAX_ROWS 10000            /* of one file */

/* ---- columns --------------------------------------------------------------------------------- */

/* A copy of `node` in which every `$column` that stands alone is replaced by its value. */
static const struct node *substitute(struct arena *arena, const struct node *node,
                                     const struct node *columns) {
  if (columns == NULL || node == NULL)
    return node;
  if (node->kind == NODE_SCALAR) {
    const struct node *value = NULL;
    if (node->text[0] == '$' && !node->quoted)
      value = tree_get(columns, node->text + 1);
    if (value == NULL)
      return node;
    struct node *copy = arena_alloc(arena, sizeof *copy);
    *copy = *value;
    return copy;
  }
  struct node *copy = arena_alloc(arena, sizeof *copy);
  *copy = *node;
  copy->items = arena_alloc(arena, node->count * sizeof *copy->items);
  for (size_t i = 0; i < node->count; i++)
    copy->items[i] = (struct node *)substitute(arena, node->items[i], columns);
  return copy;
}

static struct node *new_map(struct arena *arena, const struct node *place, size_t room) {
  struct node *map = arena_alloc(arena, sizeof *map);
  map->kind = NODE_MAP;
  map->file = place->file;
  map->line = place->line;
  map->column = place->column;
  map->keys = arena_alloc(arena, room * sizeof *map->keys);
  map->items = arena_alloc(arena, room * sizeof *map->items);
  return map;
}

static bool is_row_key(const char *key) {
  return strcmp(key, "row") == 0 || strcmp(key, "title") == 0 || strcmp(key, "requirements") == 0;
}

/* ---- one vector ------------------------------------------------------------------------------ */

bool vector_id_legal(const char *text, bool row) {
  if (!islower((unsigned char)text[0]) && !isdigit((unsigned char)text[0]))
    return false;
  for (const char *at = text; *at != '\0'; at++) {
    bool good = isalnum((unsigned char)*at) || strchr(row ? "._-+" : "._/-", *at) != NULL;
    if (!good || (!row && isupper((unsigned char)*at)))
      return false;
    if (at[0] == '.' && at[1] == '.')
      return false;
  }
  return strlen(text) <= 160;
}

static bool take_requirements(struct suite *suite, struct vector *vector, const struct node *list,
                              struct diag *diag) {
  if (list->kind != NODE_LIST || list->count == 0)
    return tree_error(diag, list, "no requirement; expected a list of ids, such as [DDI-RNE-001]");
  vector->requirements = arena_alloc(&suite->arena, list->count * sizeof *vector->requirements);
  for (size_t i = 0; i < list->count; i++) {
    const struct node *id = list->items[i];
    if (id->kind != NODE_SCALAR)
      return tree_error(diag, id, "a %s; expected a requirement id", tree_kind_name(id));
    const struct requirement *found = requirements_find(&suite->requirements, id->text);
    if (found == NULL) {
      const char *near = text_nearest(id->text, &suite->requirements.items[0].id,
                                      suite->requirements.count, sizeof(struct requirement));
      return tree_error(diag, id, "unknown requirement '%s'; expected an id of %s%s%s%s", id->text,
                        REQUIREMENTS_FILE, near ? ", did you mean '" : "", near ? near : "",
                        near ? "'?" : "");
    }
    vector->requirements[vector->requirement_count++] = found;
  }
  return true;
}

static const char *word_at(const struct node *root, const char *key, const char *fallback) {
  const struct node *node = tree_get(root, key);
  return node != NULL ? node->text : fallback;
}

/* A library under test is fit for what another build can do if its shape is: hence `controller`. */
static bool take_build(struct vector *vector, const struct node *build, struct diag *diag) {
  if (build == NULL)
    return true;
  while (spec_builds[vector->build] != NULL && !tree_is(build, spec_builds[vector->build]))
    vector->build++;
  if (spec_builds[vector->build] == NULL)
    return tree_error(diag, build, "no build of that name; expected default, wide or small");
  if (vector->build > 0 && vector->controller == NULL)
    return tree_error(diag, build,
                      "`build` without `controller`; expected what the vector needs of it");
  return true;
}

static bool check_unique(const struct suite *suite, const struct vector *vector,
                         const struct node *place, struct diag *diag) {
  for (size_t i = 0; i < suite->count; i++) {
    const struct vector *other = &suite->vectors[i];
    if (strcmp(other->id, vector->id) == 0)
      return tree_error(diag, place,
                        "duplicate id '%s'; it stands in %s:%d already; expected an "
                        "id of its own",
                        vector->id, other->file, other->line);
  }
  return true;
}

/* `row` is the map of this row (NULL = no family), `name` its name. */
static bool add_vector(struct suite *suite, const struct node *root, const struct node *columns,
                       const struct node *row, const char *name, struct diag *diag) {
  struct arena *arena = &suite->arena;
  struct vector vector = {
      .hunts = word_at(root, "hunts", ""), .file = root->file, .known = &suite->requirements};
  const struct node *id = tree_get(root, "id");
  const struct node *place = row != NULL ? row : id;
  vector.line = place->line;
  vector.id = name != NULL ? arena_print(arena, "%s/%s", id->text, name) : id->text;
  const struct node *title = row != NULL ? tree_get(row, "title") : NULL;
  vector.title = title != NULL ? title->text : word_at(root, "title", "");
  const struct node *ids = row != NULL ? tree_get(row, "requirements") : NULL;
  if (ids == NULL)
    ids = tree_get(root, "requirements");
  if (!take_requirements(suite, &vector, ids, diag))
    return false;
  vector.interface = word_at(root, "interface", "V2");
  vector.manual = strcmp(word_at(root, "device", "started"), "manual") == 0;
  const char *wavert = word_at(root, "wavert", "none");
  vector.wavert = strcmp(wavert, "port") == 0       ? WAVERT_PORT
                  : strcmp(wavert, "miniport") == 0 ? WAVERT_MINIPORT
                                                    : WAVERT_NONE;
  vector.strict = tree_is(tree_get(root, "strict"), "true");
  vector.columns = columns;
  vector.controller = substitute(arena, tree_get(root, "controller"), columns);
  vector.codecs = substitute(arena, tree_get(root, "codecs"), columns);
  if (!take_build(&vector, substitute(arena, tree_get(root, "build"), columns), diag))
    return false;
  vector.faults = substitute(arena, tree_get(root, "faults"), columns);
  vector.limit = substitute(arena, tree_get(root, "limit"), columns);
  vector.steps = substitute(arena, tree_get(root, "steps"), columns);
  if (suite->count - suite->file_first == MAX_ROWS)
    return tree_error(diag, place, "more than %d vectors in one file", MAX_ROWS);
  if (!check_unique(suite, &vector, place, diag))
    return false;
  if (!vector_validate(&vector, &suite->requirements, diag))
    return false;
  suite->vectors =
      array_grow(suite->vectors, suite->count, &suite->capacity, sizeof *suite->vectors);
  suite->vectors[suite->count++] = vector;
  return true;
}

/* ---- families -------------------------------------------------------------------------------- */

/* Name of a value in a row name made by `cross`. */
static const char *value_name(struct arena *arena, const struct node *value) {
  const struct node *name = tree_get(value, "name");
  if (name != NULL && name->kind == NODE_SCALAR && tree_get(value, "value") != NULL)
    return name->text;
  struct text text;
  text_clear(&text);
  tree_print(&text, value);
  char *copy = arena_copy(arena, text.data, text.length);
  for (char *at = copy; *at != '\0'; at++) {
    if (!isalnum((unsigned char)*at) && strchr("._-+", *at) == NULL)
      *at = '.';
  }
  return copy;
}

static const struct node *value_of(const struct node *value) {
  const struct node *inner = tree_get(value, "value");
  return inner != NULL && tree_get(value, "name") != NULL ? inner : value;
}

/* All combinations of the lists of `cross`, for one row. */
static bool add_product(struct suite *suite, const struct node *root, const struct node *row,
                        const struct node *cross, struct diag *diag) {
  struct arena *arena = &suite->arena;
  size_t product = 1;
  for (size_t i = 0; cross != NULL && i < cross->count; i++) {
    product *= cross->items[i]->count;
    if (product > MAX_ROWS)
      return tree_error(diag, cross, "more than %d combinations", MAX_ROWS);
  }
  for (size_t index = 0; index < product; index++) {
    size_t row_count = row != NULL ? row->count : 0;
    struct node *columns = new_map(arena, root, row_count + (cross != NULL ? cross->count : 0));
    const char *name = NULL;
    for (size_t i = 0; i < row_count; i++) {
      if (strcmp(row->keys[i]->text, "row") == 0)
        name = row->items[i]->text;
      if (is_row_key(row->keys[i]->text))
        continue;
      columns->keys[columns->count] = row->keys[i];
      columns->items[columns->count++] = row->items[i];
    }
    size_t rest = product, within = index;
    for (size_t i = 0; cross != NULL && i < cross->count; i++) {
      const struct node *list = cross->items[i];
      rest /= list->count;
      const struct node *value = list->items[within / rest];
      within %= rest;
      const char *part = value_name(arena, value);
      name = name == NULL ? part : arena_print(arena, "%s-%s", name, part);
      columns->keys[columns->count] = cross->keys[i];
      columns->items[columns->count++] = (struct node *)value_of(value);
    }
    if (name == NULL || !vector_id_legal(name, true))
      return tree_error(diag, row != NULL ? row : cross,
                        "'%s' is no row name; expected [a-z0-9][A-Za-z0-9._+-]*",
                        name != NULL ? name : "");
    if (!add_vector(suite, root, columns, row, name, diag))
      return false;
  }
  return true;
}

static bool check_rows(const struct node *rows, struct diag *diag) {
  const struct node *first = rows->items[0];
  if (rows->count > MAX_ROWS)
    return tree_error(diag, rows, "more than %d rows", MAX_ROWS);
  for (size_t i = 0; i < rows->count; i++) {
    const struct node *row = rows->items[i];
    const struct node *name = tree_get(row, "row");
    if (name == NULL || name->kind != NODE_SCALAR)
      return tree_error(diag, row, "a row without a name; expected a column `row`");
    for (size_t k = 0; k < row->count; k++) {
      const char *key = row->keys[k]->text;
      if (!is_row_key(key) && tree_get(first, key) == NULL)
        return tree_error(diag, row->keys[k],
                          "column '%s' is not in the first row; expected the same columns in all "
                          "rows",
                          key);
    }
    for (size_t k = 0; k < first->count; k++) {
      const char *key = first->keys[k]->text;
      if (!is_row_key(key) && tree_get(row, key) == NULL)
        return tree_error(diag, row,
                          "the row has no column '%s'; expected the same columns in all "
                          "rows",
                          key);
    }
  }
  return true;
}

static bool load_file(struct suite *suite, const char *file, struct diag *diag) {
  const struct node *root = tree_read(&suite->arena, file, diag);
  if (root == NULL || !vector_validate_file(root, diag))
    return false;
  suite->files++;
  suite->file_first = suite->count;
  const struct node *rows = tree_get(root, "rows"), *cross = tree_get(root, "cross");
  if (rows == NULL && cross == NULL)
    return add_vector(suite, root, NULL, NULL, NULL, diag);
  if (rows == NULL)
    return add_product(suite, root, NULL, cross, diag);
  if (!check_rows(rows, diag))
    return false;
  for (size_t i = 0; i < rows->count; i++) {
    if (!add_product(suite, root, rows->items[i], cross, diag))
      return false;
  }
  return true;
}

/* ---- folders --------------------------------------------------------------------------------- */

struct names {
  char **items;
  size_t count, capacity;
};

static bool is_vector_name(const char *name) {
  size_t length = strlen(name);
  return name[0] != '.' && ((length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
                            (length > 4 && strcmp(name + length - 4, ".yml") == 0));
}

static bool exists(const char *folder, const char *name) {
  char path[PATH_MAX];
  struct stat status;
  if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
    return false;
  return stat(path, &status) == 0;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Files lie in folders below the one that holds requirements.yaml; a folder without that file may
 * hold vectors itself. */
static bool collect(struct suite *suite, const char *folder, unsigned depth, struct names *names,
                    struct diag *diag) {
  DIR *stream = opendir(folder);
  if (stream == NULL)
    return diag_error(diag, folder, 0, 0, "cannot be read: %s; expected a folder of vectors",
                      strerror(errno));
  bool root = exists(folder, REQUIREMENTS_FILE), good = depth < 32;
  if (!good)
    diag_error(diag, folder, 0, 0, "folders nested too deeply");
  for (struct dirent *entry; good && (entry = readdir(stream)) != NULL;) {
    if (entry->d_name[0] == '.')
      continue;
    char *path = arena_print(&suite->arena, "%s/%s", folder, entry->d_name);
    struct stat status;
    if (stat(path, &status) != 0) {
      good = diag_error(diag, path, 0, 0, "cannot be read: %s; expected a file or a folder",
                        strerror(errno));
    } else if (S_ISDIR(status.st_mode)) {
      good = collect(suite, path, depth + 1, names, diag);
    } else if (!root && is_vector_name(entry->d_name)) {
      names->items = array_grow(names->items, names->count, &names->capacity, sizeof(char *));
      names->items[names->count++] = path;
    }
  }
  closedir(stream);
  return good;
}

static bool read_requirements(struct suite *suite, const char *folder, struct diag *diag) {
  char *file = arena_print(&suite->arena, "%s/%s", folder, REQUIREMENTS_FILE);
  if (!requirements_read(&suite->arena, file, &suite->requirements, diag))
    return false;
  if (!exists(folder, PROOFS_FILE))
    return true;
  file = arena_print(&suite->arena, "%s/%s", folder, PROOFS_FILE);
  return requirements_read_proofs(&suite->arena, file, &suite->requirements, diag);
}

/* requirements.yaml of the nearest folder at or above `path`, else the shipped one. */
static bool find_requirements(struct suite *suite, const char *path, struct diag *diag) {
  if (suite->requirements.items != NULL)
    return true;
  char folder[PATH_MAX];
  if (realpath(path, folder) == NULL)
    return diag_error(diag, path, 0, 0, "cannot be read: %s; expected a file or folder of vectors",
                      strerror(errno));
  for (;;) {
    if (exists(folder, REQUIREMENTS_FILE))
      return read_requirements(suite, folder, diag);
    char *slash = strrchr(folder, '/');
    if (slash == NULL || slash == folder)
      break;
    *slash = '\0';
  }
  if (suite->shipped != NULL && exists(suite->shipped, REQUIREMENTS_FILE))
    return read_requirements(suite, suite->shipped, diag);
  return diag_error(diag, path, 0, 0, "no %s; expected one in this folder or above it",
                    REQUIREMENTS_FILE);
}

static char *without_trailing_slash(struct suite *suite, const char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/')
    length--;
  return arena_copy(&suite->arena, path, length);
}

bool suite_load(struct suite *suite, const char *const *paths, size_t count, struct diag *diag) {
  for (size_t i = 0; i < count; i++) {
    char *path = without_trailing_slash(suite, paths[i]);
    if (!find_requirements(suite, path, diag))
      return false;
    struct stat status;
    if (stat(path, &status) != 0)
      return diag_error(diag, path, 0, 0, "cannot be read: %s", strerror(errno));
    if (!S_ISDIR(status.st_mode)) {
      if (!load_file(suite, path, diag))
        return false;
      continue;
    }
    struct names names = {0};
    bool good = collect(suite, path, 0, &names, diag);
    if (good && names.count == 0)
      good = diag_error(diag, path, 0, 0, "holds no vector; expected *.yaml files in it");
    if (good && names.items != NULL)
      qsort(names.items, names.count, sizeof(char *), by_name);
    for (size_t k = 0; good && names.items != NULL && k < names.count; k++)
      good = load_file(suite, names.items[k], diag);
    free(names.items);
    if (!good)
      return false;
  }
  return true;
}

void suite_free(struct suite *suite) {
  free(suite->vectors);
  arena_free(&suite->arena);
  *suite = (struct suite){0};
}
