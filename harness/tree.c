/* SPDX-License-Identifier: Apache-2.0 */
#include "tree.h"

#include <errno.h>
#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_DEPTH 64
#define MAX_KEYS 1000 /* of one map */
#define MAX_FILE_BYTES (4L * 1024 * 1024)

struct reader {
  struct arena *arena;
  const char *file;
  struct diag *diag;
  struct fy_diag *log; /* the library's own errors */
  struct fy_parser *parser;
  struct fy_event *event;
  int line, column; /* of the event; an empty value has no place, it gets that of what is before */
};

static bool refuse(struct reader *reader, const char *what) {
  return diag_error(reader->diag, reader->file, reader->line, reader->column, "%s", what);
}

/* The library keeps its own errors; the first one is the message. */
static bool refuse_syntax(struct reader *reader) {
  void *at = NULL;
  const struct fy_diag_error *error = fy_diag_errors_iterate(reader->log, &at);
  if (error == NULL)
    return diag_error(reader->diag, reader->file, 1, 1,
                      "malformed YAML; expected the subset of docs/vectors.md");
  return diag_error(reader->diag, reader->file, error->line, error->column,
                    "malformed YAML: %s; expected the subset of docs/vectors.md", error->msg);
}

static bool next(struct reader *reader) {
  fy_parser_event_free(reader->parser, reader->event);
  reader->event = fy_parser_parse(reader->parser);
  if (reader->event != NULL) {
    const struct fy_mark *mark = fy_event_start_mark(reader->event);
    if (mark != NULL) {
      reader->line = mark->line + 1;
      reader->column = mark->column + 1;
    }
    return true;
  }
  if (fy_parser_get_stream_error(reader->parser))
    return refuse_syntax(reader);
  return refuse(reader, "the file ends too early; expected a whole document");
}

static struct node *new_node(struct reader *reader, enum node_kind kind) {
  struct node *node = arena_alloc(reader->arena, sizeof *node);
  node->kind = kind;
  node->file = reader->file;
  node->line = reader->line;
  node->column = reader->column;
  return node;
}

static struct node *read_node(struct reader *reader, unsigned depth);

static struct node *read_scalar(struct reader *reader) {
  const struct fy_event *event = reader->event;
  if (event->scalar.anchor != NULL) {
    refuse(reader, "an anchor is not allowed; write the value out");
    return NULL;
  }
  if (event->scalar.tag != NULL) {
    refuse(reader, "a tag is not allowed; write the plain value");
    return NULL;
  }
  struct node *node = new_node(reader, NODE_SCALAR);
  size_t bytes = 0;
  const char *text = "";
  if (event->scalar.value != NULL) {
    text = fy_token_get_text(event->scalar.value, &bytes);
    enum fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    node->quoted = style != FYSS_PLAIN;
    /* The library's mark stands behind the opening quote. */
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
      node->column--;
  }
  if (text == NULL || memchr(text, '\0', bytes) != NULL) {
    refuse(reader, "a text with a NUL character; expected printable UTF-8");
    return NULL;
  }
  node->text = arena_copy(reader->arena, text, bytes);
  return node;
}

struct entries {
  struct node **keys, **items;
  size_t count, capacity, key_capacity;
};

static struct node *close_entries(struct reader *reader, struct node *node,
                                  struct entries *entries) {
  node->count = entries->count;
  node->items = arena_alloc(reader->arena, entries->count * sizeof(struct node *));
  if (entries->count > 0)
    memcpy(node->items, entries->items, entries->count * sizeof(struct node *));
  if (node->kind == NODE_MAP) {
    node->keys = arena_alloc(reader->arena, entries->count * sizeof(struct node *));
    if (entries->count > 0)
      memcpy(node->keys, entries->keys, entries->count * sizeof(struct node *));
  }
  return node;
}

static struct node *read_list(struct reader *reader, unsigned depth) {
  struct node *node = new_node(reader, NODE_LIST), *result = NULL;
  struct entries entries = {0};
  for (;;) {
    if (!next(reader))
      break;
    if (reader->event->type == FYET_SEQUENCE_END) {
      result = close_entries(reader, node, &entries);
      break;
    }
    struct node *item = read_node(reader, depth + 1);
    if (item == NULL)
      break;
    entries.items =
        array_grow(entries.items, entries.count, &entries.capacity, sizeof(struct node *));
    entries.items[entries.count++] = item;
  }
  free(entries.items);
  return result;
}

static bool check_key(struct reader *reader, const struct entries *entries,
                      const struct node *key) {
  if (key->kind != NODE_SCALAR)
    return tree_error(reader->diag, key, "a key is a %s; expected a word", tree_kind_name(key));
  if (entries->count == MAX_KEYS)
    return tree_error(reader->diag, key, "more than %d keys in one map", MAX_KEYS);
  for (size_t i = 0; i < entries->count; i++) {
    if (strcmp(entries->keys[i]->text, key->text) == 0)
      return tree_error(reader->diag, key, "duplicate key '%s'; it stands in line %d already",
                        key->text, entries->keys[i]->line);
  }
  return true;
}

static struct node *read_map(struct reader *reader, unsigned depth) {
  struct node *node = new_node(reader, NODE_MAP), *result = NULL;
  struct entries entries = {0};
  for (;;) {
    if (!next(reader))
      break;
    if (reader->event->type == FYET_MAPPING_END) {
      result = close_entries(reader, node, &entries);
      break;
    }
    struct node *key = read_node(reader, depth + 1);
    if (key == NULL || !check_key(reader, &entries, key) || !next(reader))
      break;
    struct node *value = read_node(reader, depth + 1);
    if (value == NULL)
      break;
    entries.keys =
        array_grow(entries.keys, entries.count, &entries.key_capacity, sizeof(struct node *));
    entries.items =
        array_grow(entries.items, entries.count, &entries.capacity, sizeof(struct node *));
    entries.keys[entries.count] = key;
    entries.items[entries.count++] = value;
  }
  free(entries.keys);
  free(entries.items);
  return result;
}

static struct node *read_node(struct reader *reader, unsigned depth) {
  const struct fy_event *event = reader->event;
  if (depth > MAX_DEPTH) {
    refuse(reader, "nested too deeply; expected at most 64 levels");
    return NULL;
  }
  switch (event->type) {
  case FYET_SCALAR:
    return read_scalar(reader);
  case FYET_SEQUENCE_START:
    if (event->sequence_start.anchor == NULL && event->sequence_start.tag == NULL)
      return read_list(reader, depth);
    break;
  case FYET_MAPPING_START:
    if (event->mapping_start.anchor == NULL && event->mapping_start.tag == NULL)
      return read_map(reader, depth);
    break;
  case FYET_ALIAS:
    refuse(reader, "an alias is not allowed; write the value out");
    return NULL;
  default:
    refuse(reader, "expected a value");
    return NULL;
  }
  refuse(reader, "an anchor or a tag is not allowed; write the value out");
  return NULL;
}

static struct node *read_stream(struct reader *reader) {
  if (!next(reader))
    return NULL; /* stream start */
  if (!next(reader))
    return NULL;
  if (reader->event->type != FYET_DOCUMENT_START) {
    diag_error(reader->diag, reader->file, 1, 1, "the file is empty; expected a map with `id`");
    return NULL;
  }
  struct fy_document_state *state = reader->event->document_start.document_state;
  if (fy_document_state_version_explicit(state) || fy_document_state_tags_explicit(state)) {
    refuse(reader, "a directive is not allowed; remove it");
    return NULL;
  }
  if (!next(reader))
    return NULL;
  struct node *root = read_node(reader, 0);
  if (root == NULL || !next(reader) || !next(reader))
    return NULL;
  if (reader->event->type != FYET_STREAM_END) {
    refuse(reader, "a second document; expected one document in a file");
    return NULL;
  }
  return root;
}

static char *read_whole(const char *file, size_t *bytes, struct diag *diag) {
  struct stat status;
  FILE *stream = fopen(file, "rb");
  if (stream == NULL) {
    diag_error(diag, file, 0, 0, "cannot be read: %s; expected a YAML file", strerror(errno));
    return NULL;
  }
  char *data = NULL;
  if (fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode)) {
    diag_error(diag, file, 0, 0, "is no regular file; expected a YAML file");
  } else if (status.st_size > MAX_FILE_BYTES) {
    diag_error(diag, file, 0, 0, "is larger than %ld bytes", MAX_FILE_BYTES);
  } else if ((data = malloc((size_t)status.st_size + 1)) != NULL) {
    *bytes = fread(data, 1, (size_t)status.st_size, stream);
    data[*bytes] = '\0';
    if (ferror(stream)) {
      diag_error(diag, file, 0, 0, "cannot be read: %s", strerror(errno));
      free(data);
      data = NULL;
    }
  }
  fclose(stream);
  return data;
}

/* The YAML library lets other bytes through; the result files could not hold them. */
static bool check_utf8(const char *file, const char *data, size_t bytes, struct diag *diag) {
  int line = 1, column = 1;
  for (size_t at = 0; at < bytes;) {
    size_t length = text_utf8_length(data + at, bytes - at);
    if (length == 0 || data[at] == '\0')
      return diag_error(diag, file, line, column, "byte 0x%02X is no UTF-8 text; expected UTF-8",
                        (unsigned char)data[at]);
    column = data[at] == '\n' ? 1 : column + 1;
    line += data[at] == '\n';
    at += length;
  }
  return true;
}

struct node *tree_read(struct arena *arena, const char *file, struct diag *diag) {
  size_t bytes = 0;
  char *data = read_whole(file, &bytes, diag);
  if (data == NULL)
    return NULL;
  if (!check_utf8(file, data, bytes, diag)) {
    free(data);
    return NULL;
  }
  struct reader reader = {.arena = arena,
                          .file = arena_copy(arena, file, strlen(file)),
                          .diag = diag,
                          .line = 1,
                          .column = 1};
  struct node *root = NULL;
  struct fy_diag_cfg log_config;
  fy_diag_cfg_default(&log_config);
  log_config.fp = NULL;
  reader.log = fy_diag_create(&log_config);
  if (reader.log != NULL)
    fy_diag_set_collect_errors(reader.log, true);
  const struct fy_parse_cfg config = {.flags = FYPCF_JSON_NONE, .diag = reader.log};
  reader.parser = fy_parser_create(&config);
  if (reader.parser != NULL && fy_parser_set_string(reader.parser, data, bytes) == 0) {
    root = read_stream(&reader);
    fy_parser_event_free(reader.parser, reader.event);
  } else {
    diag_error(diag, file, 0, 0, "the YAML reader could not be started");
  }
  if (reader.parser != NULL)
    fy_parser_destroy(reader.parser);
  if (reader.log != NULL)
    fy_diag_destroy(reader.log);
  free(data);
  return diag->failed ? NULL : root;
}

const struct node *tree_get(const struct node *map, const char *key) {
  if (map == NULL || map->kind != NODE_MAP)
    return NULL;
  for (size_t i = 0; i < map->count; i++) {
    if (strcmp(map->keys[i]->text, key) == 0)
      return map->items[i];
  }
  return NULL;
}

bool tree_is(const struct node *node, const char *word) {
  return node != NULL && node->kind == NODE_SCALAR && strcmp(node->text, word) == 0;
}

const char *tree_kind_name(const struct node *node) {
  switch (node->kind) {
  case NODE_LIST:
    return "list";
  case NODE_MAP:
    return "map";
  default:
    return "single value";
  }
}

bool tree_error(struct diag *diag, const struct node *node, const char *format, ...) {
  char words[768];
  va_list args;
  va_start(args, format);
  vsnprintf(words, sizeof words, format, args);
  va_end(args);
  return diag_error(diag, node->file, node->line, node->column, "%s", words);
}

void tree_print(struct text *text, const struct node *node) {
  if (node->kind == NODE_SCALAR) {
    text_add(text, "%s", node->text);
    return;
  }
  text_add(text, node->kind == NODE_LIST ? "[" : "{");
  for (size_t i = 0; i < node->count; i++) {
    if (i > 0)
      text_add(text, ", ");
    if (node->kind == NODE_MAP)
      text_add(text, "%s: ", node->keys[i]->text);
    tree_print(text, node->items[i]);
  }
  text_add(text, node->kind == NODE_LIST ? "]" : "}");
}
