/* SPDX-License-Identifier: Apache-2.0 */
/* Reads hda_regs.yaml; every complaint points at the node that is wrong. */
#include <ctype.h>
#include <errno.h>
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "regs.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

struct reader {
  unsigned errors;
};

static struct fy_node *key_of(struct fy_node *mapping, const struct fy_node *value) {
  void *iterator = NULL;
  for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(mapping, &iterator)) != NULL;) {
    if (fy_node_pair_value(pair) == value || value == NULL) {
      return fy_node_pair_key(pair);
    }
  }
  return NULL;
}

/* The node to point at in a complaint about `node`. libfyaml says nothing at all when it is asked
 * to point at an empty value or at a collection that holds one; a key always has a place. */
static struct fy_node *visible(struct fy_node *node) {
  struct fy_node *key = fy_node_is_mapping(node) ? key_of(node, NULL) : NULL;
  for (; key == NULL && node != NULL; node = fy_node_get_parent(node)) {
    const char *text = fy_node_is_scalar(node) ? fy_node_get_scalar0(node) : NULL;
    if (text != NULL && text[0] != '\0') {
      return node;
    }
    struct fy_node *parent = fy_node_get_parent(node);
    key = fy_node_is_mapping(parent) ? key_of(parent, node) : NULL;
  }
  return key;
}

#define COMPLAIN(reader, node, ...)                                                                \
  do {                                                                                             \
    fy_node_report(visible(node), FYET_ERROR, __VA_ARGS__);                                        \
    (reader)->errors++;                                                                            \
  } while (0)

/* The keys a mapping may have; a NULL name ends the list. */
struct key {
  const char *name;
  bool required;
};

static bool check_keys(struct reader *reader, struct fy_node *node, const struct key *keys) {
  if (!fy_node_is_mapping(node)) {
    COMPLAIN(reader, node, "expected a mapping");
    return false;
  }
  const unsigned before = reader->errors;
  void *iterator = NULL;
  for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(node, &iterator)) != NULL;) {
    struct fy_node *key_node = fy_node_pair_key(pair);
    const char *name = fy_node_get_scalar0(key_node);
    bool known = false;
    for (const struct key *key = keys; name != NULL && key->name != NULL && !known; key++) {
      known = strcmp(name, key->name) == 0;
    }
    if (!known) {
      COMPLAIN(reader, key_node != NULL ? key_node : node, "unknown key '%s'",
               name != NULL ? name : "?");
    }
  }
  for (const struct key *key = keys; key->name != NULL; key++) {
    if (key->required && fy_node_mapping_lookup_by_string(node, key->name, FY_NT) == NULL) {
      COMPLAIN(reader, node, "missing key '%s'", key->name);
    }
  }
  return reader->errors == before;
}

static struct fy_node *child(struct fy_node *node, const char *key) {
  return fy_node_mapping_lookup_by_string(node, key, FY_NT);
}

static uint32_t get_number(struct reader *reader, struct fy_node *node, const char *key,
                           uint32_t max) {
  struct fy_node *value = child(node, key);
  const char *text = fy_node_get_scalar0(value);
  if (text == NULL || !isdigit((unsigned char)text[0])) {
    COMPLAIN(reader, value, "%s: expected a number", key);
    return 0;
  }
  char *end = NULL;
  errno = 0;
  const int base = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
  const unsigned long long number = strtoull(text, &end, base);
  if (*end != '\0' || errno != 0 || number > max) {
    COMPLAIN(reader, value, "%s: expected a number from 0 to %u, got '%s'", key, max, text);
    return 0;
  }
  return (uint32_t)number;
}

static void get_text(struct reader *reader, struct fy_node *node, const char *key, char *out,
                     size_t bytes) {
  struct fy_node *value = child(node, key);
  out[0] = '\0';
  if (value == NULL) {
    return;
  }
  const char *text = fy_node_get_scalar0(value);
  if (text == NULL || text[0] == '\0' || strlen(text) >= bytes) {
    COMPLAIN(reader, value, "%s: expected a text of 1 to %zu characters", key, bytes - 1);
    return;
  }
  for (const char *c = text; *c != '\0'; c++) {
    if ((unsigned char)*c < ' ' || strchr("|\"\\", *c) != NULL) {
      COMPLAIN(reader, value, "%s: a control character, bar, quote or backslash", key);
      return;
    }
  }
  memcpy(out, text, strlen(text) + 1);
}

/* A name becomes part of SystemVerilog and C identifiers. */
static void get_name(struct reader *reader, struct fy_node *node, char out[REGS_NAME_BYTES]) {
  get_text(reader, node, "name", out, REGS_NAME_BYTES);
  for (const char *c = out; *c != '\0'; c++) {
    if (!isupper((unsigned char)*c) && !isdigit((unsigned char)*c)) {
      COMPLAIN(reader, child(node, "name"), "name: expected capital letters and digits, got '%s'",
               out);
      return;
    }
  }
}

static unsigned get_choice(struct reader *reader, struct fy_node *node, const char *key,
                           const char *const *names, size_t count) {
  struct fy_node *value = child(node, key);
  const char *text = fy_node_get_scalar0(value);
  for (unsigned i = 0; text != NULL && i < count; i++) {
    if (strcmp(text, names[i]) == 0) {
      return i;
    }
  }
  char all[64] = "";
  size_t used = 0;
  for (size_t i = 0; i < count && used < sizeof all; i++) {
    used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i == 0 ? "" : ", ", names[i]);
  }
  COMPLAIN(reader, value, "%s: expected one of %s", key, all);
  return 0;
}

static bool get_present(struct reader *reader, struct fy_node *node) {
  static const char *const names[] = {"false", "true"};
  return child(node, "present") == NULL ||
         get_choice(reader, node, "present", names, COUNT_OF(names)) == 1;
}

static void get_requirements(struct reader *reader, struct fy_node *node,
                             struct regs_requirements *out) {
  struct fy_node *list = child(node, "requirements");
  if (!fy_node_is_sequence(list)) {
    COMPLAIN(reader, list, "requirements: expected a list");
    return;
  }
  void *iterator = NULL;
  for (struct fy_node *item; (item = fy_node_sequence_iterate(list, &iterator)) != NULL;) {
    const char *id = fy_node_get_scalar0(item);
    if (id == NULL || strncmp(id, "HDA-", 4) != 0 || strlen(id) >= REGS_NAME_BYTES) {
      COMPLAIN(reader, item, "requirements: expected an id such as HDA-SD-012");
    } else if (out->count == REGS_MAX_REQUIREMENTS) {
      COMPLAIN(reader, item, "requirements: more than %d", REGS_MAX_REQUIREMENTS);
      return;
    } else {
      memcpy(out->id[out->count++], id, strlen(id) + 1);
    }
  }
  if (out->count == 0) {
    COMPLAIN(reader, list, "requirements: expected at least one id");
  }
}

static void read_field(struct reader *reader, struct fy_node *node, const struct regs_register *reg,
                       struct regs_field *field) {
  static const struct key keys[] = {{"name", true},       {"msb", true},      {"lsb", true},
                                    {"access", true},     {"reset", true},    {"class", true},
                                    {"parameter", false}, {"present", false}, {"description", true},
                                    {NULL, false}};
  if (!check_keys(reader, node, keys)) {
    return;
  }
  const unsigned before = reader->errors;
  get_name(reader, node, field->name);
  field->msb = get_number(reader, node, "msb", 31);
  field->lsb = get_number(reader, node, "lsb", 31);
  field->access = get_choice(reader, node, "access", regs_access_names, REGS_ACCESS_COUNT);
  field->reset_class = get_choice(reader, node, "class", regs_class_names, REGS_CLASS_COUNT);
  field->reset = get_number(reader, node, "reset", UINT32_MAX);
  field->present = get_present(reader, node);
  get_text(reader, node, "parameter", field->parameter, sizeof field->parameter);
  get_text(reader, node, "description", field->description, sizeof field->description);
  if (reader->errors != before) {
    return;
  }
  if (field->msb < field->lsb || field->msb >= reg->width) {
    COMPLAIN(reader, child(node, "msb"), "msb: expected %u to %u", field->lsb, reg->width - 1);
    return;
  }
  if ((uint64_t)field->reset >> (field->msb - field->lsb + 1u) != 0) {
    COMPLAIN(reader, child(node, "reset"), "reset: does not fit into %u bits",
             field->msb - field->lsb + 1u);
  }
  for (size_t i = 0; i < reg->field_count; i++) {
    const struct regs_field *other = &reg->field[i];
    if (field->msb >= other->lsb && other->msb >= field->lsb) {
      COMPLAIN(reader, node, "field %s overlaps field %s", field->name, other->name);
    }
    if (strcmp(field->name, other->name) == 0) {
      COMPLAIN(reader, node, "field %s is there twice", field->name);
    }
  }
}

static void check_place(struct reader *reader, struct fy_node *node, const struct regs *regs,
                        const struct regs_register *reg) {
  const uint32_t bytes = reg->width / 8; /* checked by the caller */
  const uint32_t end = reg->offset + bytes;
  const uint32_t unit = reg->width == 24 ? 4 : bytes;
  const uint32_t limit = reg->scope == REGS_STREAM ? regs->stream_stride : regs->stream_base;
  if (end > limit || (reg->offset & (unit - 1)) != 0) {
    COMPLAIN(reader, child(node, "offset"), "offset: out of its area or not aligned");
  }
  for (size_t i = 0; i < regs->register_count; i++) {
    const struct regs_register *other = &regs->reg[i];
    if (strcmp(reg->name, other->name) == 0) {
      COMPLAIN(reader, child(node, "name"), "register %s is there twice", reg->name);
    }
    if (reg->scope == other->scope && reg->offset < other->offset + other->width / 8 &&
        other->offset < end) {
      COMPLAIN(reader, child(node, "offset"), "register %s overlaps register %s", reg->name,
               other->name);
    }
  }
}

static void read_register(struct reader *reader, struct fy_node *node, struct regs *regs) {
  static const struct key keys[] = {
      {"name", true},         {"offset", true},   {"width", true},
      {"scope", true},        {"present", false}, {"description", true},
      {"requirements", true}, {"fields", true},   {NULL, false}};
  if (!check_keys(reader, node, keys)) {
    return;
  }
  if (regs->register_count == REGS_MAX_REGISTERS) {
    COMPLAIN(reader, node, "more than %d registers", REGS_MAX_REGISTERS);
    return;
  }
  const unsigned before = reader->errors;
  struct regs_register *reg = &regs->reg[regs->register_count];
  get_name(reader, node, reg->name);
  reg->offset = get_number(reader, node, "offset", regs->bar_bytes - 1);
  reg->width = get_number(reader, node, "width", 32);
  reg->scope = get_choice(reader, node, "scope", regs_scope_names, REGS_SCOPE_COUNT);
  reg->present = get_present(reader, node);
  get_text(reader, node, "description", reg->description, sizeof reg->description);
  get_requirements(reader, node, &reg->requirements);
  if (reg->width == 0 || reg->width % 8 != 0) {
    COMPLAIN(reader, child(node, "width"), "width: expected 8, 16, 24 or 32");
  }
  if (reader->errors != before) {
    return;
  }
  check_place(reader, node, regs, reg);
  struct fy_node *fields = child(node, "fields");
  if (!fy_node_is_sequence(fields)) {
    COMPLAIN(reader, fields, "fields: expected a list");
    return;
  }
  void *iterator = NULL;
  for (struct fy_node *item; (item = fy_node_sequence_iterate(fields, &iterator)) != NULL;) {
    if (reg->field_count == REGS_MAX_FIELDS) {
      COMPLAIN(reader, item, "fields: more than %d", REGS_MAX_FIELDS);
      return;
    }
    read_field(reader, item, reg, &reg->field[reg->field_count]);
    reg->field_count++;
  }
  regs->register_count++;
}

static void read_alias(struct reader *reader, struct fy_node *node, struct regs *regs) {
  static const struct key keys[] = {{"name", true},        {"of", true},           {"offset", true},
                                    {"description", true}, {"requirements", true}, {NULL, false}};
  if (!check_keys(reader, node, keys)) {
    return;
  }
  if (regs->alias_count == REGS_MAX_ALIASES) {
    COMPLAIN(reader, node, "more than %d aliases", REGS_MAX_ALIASES);
    return;
  }
  struct regs_alias *alias = &regs->alias[regs->alias_count++];
  get_name(reader, node, alias->name);
  alias->offset = get_number(reader, node, "offset", regs->bar_bytes - 1);
  get_text(reader, node, "description", alias->description, sizeof alias->description);
  get_requirements(reader, node, &alias->requirements);
  const char *of = fy_node_get_scalar0(child(node, "of"));
  for (size_t i = 0; of != NULL && i < regs->register_count; i++) {
    if (strcmp(of, regs->reg[i].name) == 0) {
      alias->of = i;
      return;
    }
  }
  COMPLAIN(reader, child(node, "of"), "of: no register of that name");
}

static void read_list(struct reader *reader, struct fy_node *root, const char *key,
                      struct regs *regs,
                      void (*read)(struct reader *, struct fy_node *, struct regs *)) {
  struct fy_node *list = child(root, key);
  if (!fy_node_is_sequence(list)) {
    COMPLAIN(reader, list, "%s: expected a list", key);
    return;
  }
  void *iterator = NULL;
  for (struct fy_node *item; (item = fy_node_sequence_iterate(list, &iterator)) != NULL;) {
    read(reader, item, regs);
  }
}

static void read_root(struct reader *reader, struct fy_node *root, struct regs *regs) {
  static const struct key keys[] = {
      {"format", true},     {"bar_bytes", true}, {"stream_base", true}, {"stream_stride", true},
      {"stream_max", true}, {"registers", true}, {"aliases", true},     {NULL, false}};
  if (!check_keys(reader, root, keys)) {
    return;
  }
  if (get_number(reader, root, "format", 1) != 1) {
    COMPLAIN(reader, child(root, "format"), "format: expected 1");
  }
  regs->bar_bytes = get_number(reader, root, "bar_bytes", 0x4000);
  regs->stream_base = get_number(reader, root, "stream_base", 0x1000);
  regs->stream_stride = get_number(reader, root, "stream_stride", 0x100);
  regs->stream_max = get_number(reader, root, "stream_max", 30);
  if (regs->bar_bytes == 0) {
    COMPLAIN(reader, child(root, "bar_bytes"), "bar_bytes: expected 1 to 16384");
    return;
  }
  read_list(reader, root, "registers", regs, read_register);
  read_list(reader, root, "aliases", regs, read_alias);
}

bool regs_read(const char *path, struct regs *regs) {
  struct reader reader = {0};
  bool good = false;
  memset(regs, 0, sizeof *regs);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    fprintf(stderr, "%s:1:1: error: %s\n", path, strerror(errno));
    return false;
  }
  fclose(file);
  const struct fy_parse_cfg cfg = {.flags = FYPCF_DEFAULT_DOC};
  struct fy_document *document = fy_document_build_from_file(&cfg, path);
  struct fy_node *root = document != NULL ? fy_document_root(document) : NULL;
  if (root != NULL && fy_node_is_mapping(root)) {
    read_root(&reader, root, regs);
    good = reader.errors == 0;
  } else {
    fprintf(stderr, "%s:1:1: error: expected a mapping\n", path);
  }
  fy_document_destroy(document);
  return good;
}
