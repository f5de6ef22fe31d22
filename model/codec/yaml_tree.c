/* SPDX-License-Identifier: Apache-2.0 */
#include "yaml_tree.h"

#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "hda_codec.h"

#define MAX_DEPTH 12
#define MAX_ENTRIES 512

struct reader {
  struct diag *diag;
  struct fy_diag *log; /* the library's own errors */
  struct fy_parser *parser;
  struct fy_event *event;
  int line, column; /* of the event; an empty value has that of what is before it */
  struct yaml *all; /* newest first */
};

static bool refuse(struct reader *reader, const char *what) {
  return diag_at(reader->diag, reader->line, reader->column, "%s", what);
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
  void *at = NULL;
  const struct fy_diag_error *error = fy_diag_errors_iterate(reader->log, &at);
  if (error != NULL)
    return diag_at(reader->diag, error->line, error->column, "malformed YAML: %s; expected %s",
                   error->msg, "a codec description");
  return refuse(reader, "malformed YAML; expected a whole document");
}

static struct yaml *new_node(struct reader *reader, enum yaml_kind kind) {
  struct yaml *yaml = calloc(1, sizeof *yaml);
  if (yaml == NULL) {
    diag_fail(reader->diag, HDA_CODEC_ENOMEM, "out of memory");
    return NULL;
  }
  yaml->kind = kind;
  yaml->line = reader->line;
  yaml->column = reader->column;
  yaml->next = reader->all;
  reader->all = yaml;
  return yaml;
}

static struct yaml *read_scalar(struct reader *reader) {
  const struct fy_event *event = reader->event;
  if (event->scalar.anchor != NULL || event->scalar.tag != NULL) {
    refuse(reader, "an anchor or a tag; expected the plain value");
    return NULL;
  }
  struct yaml *yaml = new_node(reader, YAML_SCALAR);
  if (yaml == NULL)
    return NULL;
  size_t length = 0;
  const char *text = "";
  if (event->scalar.value != NULL) {
    text = fy_token_get_text(event->scalar.value, &length);
    const enum fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    /* The library's mark stands behind the opening quote. */
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
      yaml->column--;
  }
  for (size_t i = 0; text != NULL && i < length; i++) {
    if ((unsigned char)text[i] < ' ' || text[i] == 0x7F) {
      refuse(reader, "a control character in a text; expected printable text");
      return NULL;
    }
  }
  yaml->text = text != NULL ? strndup(text, length) : NULL;
  if (yaml->text == NULL)
    diag_fail(reader->diag, HDA_CODEC_ENOMEM, "out of memory");
  return yaml->text != NULL ? yaml : NULL;
}

/* Adds an entry, whose key may be NULL. */
static bool append(struct reader *reader, struct yaml *yaml, struct yaml *key, struct yaml *item) {
  if (yaml->count == MAX_ENTRIES)
    return refuse(reader, "a collection of more than 512 entries; expected at most 512");
  struct yaml **items = realloc(yaml->items, (yaml->count + 1) * sizeof *items);
  if (items != NULL)
    yaml->items = items;
  struct yaml **keys = realloc(yaml->keys, (yaml->count + 1) * sizeof *keys);
  if (keys != NULL)
    yaml->keys = keys;
  if (items == NULL || keys == NULL)
    return diag_fail(reader->diag, HDA_CODEC_ENOMEM, "out of memory");
  items[yaml->count] = item;
  keys[yaml->count++] = key;
  return true;
}

static struct yaml *read_node(struct reader *reader, unsigned depth);

static struct yaml *read_key(struct reader *reader, const struct yaml *map) {
  if (reader->event->type != FYET_SCALAR) {
    refuse(reader, "a key that is a collection; expected a word");
    return NULL;
  }
  struct yaml *key = read_scalar(reader);
  for (size_t i = 0; key != NULL && i < map->count; i++) {
    if (strcmp(map->keys[i]->text, key->text) == 0) {
      diag_at(reader->diag, key->line, key->column,
              "key '%s' is in line %d already; expected it once", key->text, map->keys[i]->line);
      return NULL;
    }
  }
  return key;
}

static bool read_entries(struct reader *reader, struct yaml *yaml, unsigned depth) {
  const bool map = yaml->kind == YAML_MAP;
  while (next(reader)) {
    if (reader->event->type == (map ? FYET_MAPPING_END : FYET_SEQUENCE_END))
      return true;
    struct yaml *key = NULL;
    if (map) {
      key = read_key(reader, yaml);
      if (key == NULL || !next(reader))
        return false;
    }
    struct yaml *item = read_node(reader, depth + 1);
    if (item == NULL || !append(reader, yaml, key, item))
      return false;
  }
  return false;
}

static struct yaml *read_collection(struct reader *reader, enum yaml_kind kind, unsigned depth) {
  struct yaml *yaml = new_node(reader, kind);
  return yaml != NULL && read_entries(reader, yaml, depth) ? yaml : NULL;
}

static struct yaml *read_node(struct reader *reader, unsigned depth) {
  const struct fy_event *event = reader->event;
  if (depth > MAX_DEPTH) {
    refuse(reader, "nested too deeply; expected at most 12 levels");
    return NULL;
  }
  switch (event->type) {
  case FYET_SCALAR:
    return read_scalar(reader);
  case FYET_SEQUENCE_START:
    if (event->sequence_start.anchor == NULL && event->sequence_start.tag == NULL)
      return read_collection(reader, YAML_LIST, depth);
    break;
  case FYET_MAPPING_START:
    if (event->mapping_start.anchor == NULL && event->mapping_start.tag == NULL)
      return read_collection(reader, YAML_MAP, depth);
    break;
  default:
    break;
  }
  refuse(reader, "an alias, anchor or tag; expected the plain value");
  return NULL;
}

static struct yaml *read_document(struct reader *reader) {
  if (!next(reader)) /* start of the stream */
    return NULL;
  if (!next(reader))
    return NULL;
  if (reader->event->type != FYET_DOCUMENT_START) {
    diag_at(reader->diag, 1, 1, "the file is empty; expected a codec description");
    return NULL;
  }
  struct fy_document_state *state = reader->event->document_start.document_state;
  if (fy_document_state_version_explicit(state) || fy_document_state_tags_explicit(state)) {
    refuse(reader, "a directive; expected a plain document");
    return NULL;
  }
  if (!next(reader))
    return NULL;
  struct yaml *root = read_node(reader, 0);
  if (root == NULL || !next(reader)) /* end of the document */
    return NULL;
  if (!next(reader))
    return NULL;
  if (reader->event->type != FYET_STREAM_END) {
    refuse(reader, "a second document; expected one codec in a file");
    return NULL;
  }
  return root;
}

static void free_all(struct yaml *yaml) {
  for (struct yaml *following; yaml != NULL; yaml = following) {
    following = yaml->next;
    free(yaml->text);
    free(yaml->keys);
    free(yaml->items);
    free(yaml);
  }
}

/* The root is the oldest node, so the newest is put behind it. */
static void own_all(struct yaml *root, struct yaml *all) {
  root->next = all != root ? all : NULL;
  for (struct yaml *at = all; at != root; at = at->next) {
    if (at->next == root) {
      at->next = NULL;
      return;
    }
  }
}

struct yaml *yaml_read(const char *text, size_t length, struct diag *diag) {
  struct reader reader = {.diag = diag, .line = 1, .column = 1};
  struct yaml *root = NULL;
  struct fy_diag_cfg config;
  fy_diag_cfg_default(&config);
  config.fp = NULL;
  reader.log = fy_diag_create(&config);
  if (reader.log != NULL)
    fy_diag_set_collect_errors(reader.log, true);
  const struct fy_parse_cfg parse = {.flags = FYPCF_JSON_NONE, .diag = reader.log};
  reader.parser = fy_parser_create(&parse);
  /* The library takes length 0 for "ends in NUL". */
  const bool empty = length == 0;
  if (reader.parser != NULL &&
      fy_parser_set_string(reader.parser, empty ? "\n" : text, empty ? 1 : length) == 0) {
    root = read_document(&reader);
    fy_parser_event_free(reader.parser, reader.event);
  } else {
    diag_fail(diag, HDA_CODEC_ENOMEM, "the YAML reader could not be started");
  }
  if (reader.parser != NULL)
    fy_parser_destroy(reader.parser);
  if (reader.log != NULL)
    fy_diag_destroy(reader.log);
  if (root == NULL)
    free_all(reader.all);
  else
    own_all(root, reader.all);
  return root;
}

void yaml_free(struct yaml *root) { free_all(root); }
