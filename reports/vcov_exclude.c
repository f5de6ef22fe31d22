/* SPDX-License-Identifier: Apache-2.0 */
#include "vcov_exclude.h"

#include <errno.h>
#include <libfyaml.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- signals ----------------------------------------------------------------------------------
 */

static bool number(const char **at, unsigned *value) {
  char *end = NULL;
  if (**at < '0' || **at > '9')
    return false;
  errno = 0;
  const unsigned long parsed = strtoul(*at, &end, 10);
  if (errno != 0 || parsed >= UINT_MAX)
    return false;
  *value = (unsigned)parsed;
  *at = end;
  return true;
}

/* One "[7]", "[7:0]" or "[*]". */
static bool range(const char **at, unsigned *low, unsigned *high) {
  if (*(*at)++ != '[')
    return false;
  if (**at == '*') {
    *low = 0;
    *high = UINT_MAX;
    (*at)++;
  } else {
    if (!number(at, high))
      return false;
    *low = *high;
    if (**at == ':' && ((*at)++, !number(at, low)))
      return false;
  }
  return *(*at)++ == ']' && *low <= *high;
}

bool vcov_signal_parse(const char *text, char **name, unsigned *dimensions, unsigned *low,
                       unsigned *high) {
  const size_t length = strcspn(text, "[");
  const char *at = text + length;
  *dimensions = 0;
  *name = NULL;
  while (*at != '\0') {
    if (*dimensions == VCOV_MAX_DIMENSIONS || !range(&at, &low[*dimensions], &high[*dimensions]))
      return false;
    ++*dimensions;
  }
  *name = length > 0 ? strndup(text, length) : NULL;
  return *name != NULL;
}

/* ---- the list ----------------------------------------------------------------------------------
 */

/* Of a scalar, or of the first key of a map. */
static void place_of(struct fy_node *node, unsigned *line, unsigned *column) {
  if (node != NULL && fy_node_is_mapping(node) && fy_node_mapping_item_count(node) > 0)
    node = fy_node_pair_key(fy_node_mapping_get_by_index(node, 0));
  struct fy_token *token = node != NULL ? fy_node_get_scalar_token(node) : NULL;
  const struct fy_mark *mark = token != NULL ? fy_token_start_mark(token) : NULL;
  *line = mark != NULL ? (unsigned)mark->line + 1 : 1;
  *column = mark != NULL ? (unsigned)mark->column + 1 : 1;
}

__attribute__((format(printf, 3, 4))) static bool complain(const char *path, struct fy_node *node,
                                                           const char *format, ...) {
  unsigned line, column;
  place_of(node, &line, &column);
  fprintf(stderr, "%s:%u:%u: error: ", path, line, column);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  return false;
}

static char *scalar(struct fy_node *node) {
  size_t length = 0;
  const char *text = fy_node_get_scalar(node, &length);
  return text != NULL ? strndup(text, length) : NULL;
}

static bool read_item(struct vcov_exclusion *item, const char *path, struct fy_node *map) {
  char *toggle = NULL;
  const struct {
    const char *key;
    char **value;
  } keys[] = {
      {"file", &item->file}, {"line", &item->line}, {"toggle", &toggle}, {"reason", &item->reason}};
  if (!fy_node_is_mapping(map))
    return complain(path, map, "expected a map with file, line or toggle, and reason");
  place_of(map, &item->yaml_line, &item->yaml_column);
  bool good = true;
  void *at = NULL;
  for (struct fy_node_pair *pair; good && (pair = fy_node_mapping_iterate(map, &at)) != NULL;) {
    struct fy_node *key = fy_node_pair_key(pair), *value = fy_node_pair_value(pair);
    size_t i = 0;
    while (i < 4 &&
           (!fy_node_is_scalar(key) || !fy_node_compare_string(key, keys[i].key, (size_t)-1)))
      i++;
    if (i == 4)
      good = complain(path, key, "unknown key; expected file, line, toggle or reason");
    else if (!fy_node_is_scalar(value) || (*keys[i].value = scalar(value)) == NULL ||
             **keys[i].value == '\0')
      good = complain(path, value, "expected a text");
  }
  if (good && (item->file == NULL || item->reason == NULL))
    good = complain(path, map, "missing key '%s'", item->file == NULL ? "file" : "reason");
  if (good && (item->line == NULL) == (toggle == NULL))
    good = complain(path, map, "expected either line or toggle");
  if (good && toggle != NULL &&
      !vcov_signal_parse(toggle, &item->signal, &item->dimensions, item->low, item->high))
    good = complain(path, map, "toggle: expected a signal and ranges of bits such as a_q[7:0]");
  free(toggle);
  return good;
}

static bool read_list(struct vcov_exclusions *exclusions, struct fy_node *root) {
  if (root == NULL || !fy_node_is_sequence(root))
    return complain(exclusions->path, root, "expected a list of exclusions");
  const int count = fy_node_sequence_item_count(root);
  exclusions->items = calloc(count > 0 ? (size_t)count : 1, sizeof *exclusions->items);
  void *at = NULL;
  bool good = exclusions->items != NULL;
  for (struct fy_node *item; good && (item = fy_node_sequence_iterate(root, &at)) != NULL;)
    good = read_item(&exclusions->items[exclusions->count++], exclusions->path, item);
  return good;
}

bool vcov_exclusions_read(struct vcov_exclusions *exclusions, const char *path) {
  *exclusions = (struct vcov_exclusions){.path = path};
  if (access(path, R_OK) != 0)
    return complain(path, NULL, "%s", strerror(errno));
  /* The library names file, line and column of what is not YAML. */
  struct fy_document *document = fy_document_build_from_file(NULL, path);
  if (document == NULL)
    return false;
  const bool good = read_list(exclusions, fy_document_root(document));
  fy_document_destroy(document);
  return good;
}

void vcov_exclusions_free(struct vcov_exclusions *exclusions) {
  for (size_t i = 0; i < exclusions->count; i++) {
    free(exclusions->items[i].file);
    free(exclusions->items[i].line);
    free(exclusions->items[i].signal);
    free(exclusions->items[i].reason);
  }
  free(exclusions->items);
  exclusions->items = NULL;
  exclusions->count = 0;
}

struct vcov_exclusion *vcov_exclusion_of_line(struct vcov_exclusions *exclusions, const char *file,
                                              const char *text) {
  for (size_t i = 0; i < exclusions->count; i++) {
    struct vcov_exclusion *item = &exclusions->items[i];
    if (item->line != NULL && strcmp(item->file, file) == 0 && strcmp(item->line, text) == 0)
      return item;
  }
  return NULL;
}

struct vcov_exclusion *vcov_exclusion_of_bit(struct vcov_exclusions *exclusions, const char *file,
                                             const char *bit) {
  char *name = NULL;
  unsigned dimensions = 0, index[VCOV_MAX_DIMENSIONS], same[VCOV_MAX_DIMENSIONS];
  struct vcov_exclusion *found = NULL;
  if (!vcov_signal_parse(bit, &name, &dimensions, index, same))
    return NULL;
  for (size_t i = 0; i < exclusions->count && found == NULL; i++) {
    struct vcov_exclusion *item = &exclusions->items[i];
    bool matches = item->signal != NULL && strcmp(item->file, file) == 0 &&
                   strcmp(item->signal, name) == 0 && item->dimensions <= dimensions;
    for (unsigned d = 0; matches && d < item->dimensions; d++)
      matches = index[d] >= item->low[d] && index[d] <= item->high[d];
    if (matches)
      found = item;
  }
  free(name);
  return found;
}
