/* SPDX-License-Identifier: Apache-2.0 */
#include "validate.h"

#include <ctype.h>
#include <string.h>

#include "expects.h"
#include "format.h"
#include "generated.h"
#include "registers.h"
#include "routine.h"

#define MAX_COLUMN_DEPTH 8
#define MAX_COLUMN_USES 1000 /* in one expression; columns of columns multiply */

/* ---- names ----------------------------------------------------------------------------------- */

static const struct known_name *find_name(const struct validator *validator, const char *name) {
  for (size_t i = 0; i < validator->name_count; i++) {
    if (strcmp(validator->names[i].name, name) == 0)
      return &validator->names[i];
  }
  return NULL;
}

static bool unknown_name(struct validator *validator, const char *name, struct text *error) {
  const char *near = text_nearest(name, &validator->names[0].name, validator->name_count,
                                  sizeof validator->names[0]);
  text_add(error, "unknown name '$%s'; expected one bound by an earlier step or a column%s%s%s",
           name, near ? ", did you mean '$" : "", near ? near : "", near ? "'?" : "");
  return false;
}

static bool scope_word(void *context, const char *word, uint64_t *value, struct text *error) {
  (void)context;
  if (expr_constant(word, value) || strcmp(word, "DIRQL") == 0) {
    if (strcmp(word, "DIRQL") == 0)
      *value = 5;
    return true;
  }
  size_t count;
  const struct expr_constant_entry *constants = expr_constants(&count);
  const char *near = text_nearest(word, &constants[0].name, count, sizeof constants[0]);
  text_add(error, "unknown word '%s'; expected a number, $name or a named value%s%s%s", word,
           near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
  return false;
}

static bool scope_value(void *context, const char *name, const char *field, uint64_t *value,
                        struct text *error) {
  struct validator *validator = context;
  *value = 1; /* any number will do: only the form is checked */
  const struct node *column = tree_get(validator->vector->columns, name);
  if (column != NULL && field == NULL) {
    if (column->kind != NODE_SCALAR) {
      text_add(error, "column '%s' is a %s; expected a number here", name, tree_kind_name(column));
      return false;
    }
    if (++validator->column_depth > MAX_COLUMN_DEPTH) {
      text_add(error, "columns refer to each other in a circle");
      return false;
    }
    if (++validator->column_uses > MAX_COLUMN_USES) {
      text_add(error, "more than %d columns in one expression", MAX_COLUMN_USES);
      return false;
    }
    const struct expr_scope scope = {validator, scope_value, scope_word};
    bool good = expr_eval(column->text, &scope, value, error);
    validator->column_depth--;
    *value = 1;
    return good;
  }
  const struct known_name *known = find_name(validator, name);
  if (known == NULL)
    return unknown_name(validator, name, error);
  if (field == NULL) {
    if (bind_has_value(known->kind))
      return true;
    text_add(error, "'$%s' is %s; expected one of its fields, such as $%s.%s", name,
             bind_kind_names[known->kind], name, bind_fields[known->kind][0]);
    return false;
  }
  const char *const *fields = bind_fields[known->kind];
  size_t count = 0;
  for (; fields[count] != NULL; count++) {
    if (strcmp(fields[count], field) == 0)
      return true;
  }
  const char *near = text_nearest(field, fields, count, sizeof fields[0]);
  text_add(error, "'$%s' is %s and has no field '%s'%s%s%s", name, bind_kind_names[known->kind],
           field, near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
  return false;
}

static bool check_expression(struct validator *validator, const struct node *node, bool time) {
  const struct expr_scope scope = {validator, scope_value, scope_word};
  struct text error;
  text_clear(&error);
  uint64_t value;
  enum time_unit unit;
  validator->column_depth = 0;
  validator->column_uses = 0;
  bool good = time ? expr_time(node->text, &scope, &value, &unit, &error)
                   : expr_eval(node->text, &scope, &value, &error);
  /* The stand-in values make some divisions impossible; those are judged when they run. */
  if (!good && strcmp(error.data, "division by zero") != 0)
    return tree_error(validator->diag, node, "%s", error.data);
  return true;
}

bool validate_int(struct validator *validator, const struct node *node) {
  if (node->kind != NODE_SCALAR)
    return tree_error(validator->diag, node, "a %s; expected a number or an expression",
                      tree_kind_name(node));
  if (node->text[0] == '\0')
    return tree_error(validator->diag, node, "nothing; expected a number or an expression");
  return check_expression(validator, node, false);
}

bool validate_bind(struct validator *validator, const struct node *node, enum bind_kind kind) {
  const char *name = node->text;
  if (node->kind != NODE_SCALAR || (!isalpha((unsigned char)name[0]) && name[0] != '_') ||
      strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") !=
          strlen(name) ||
      strlen(name) > 60)
    return tree_error(validator->diag, node,
                      "no name; expected [A-Za-z_][A-Za-z0-9_]*, at most 60 characters");
  if (tree_get(validator->vector->columns, name) != NULL)
    return tree_error(validator->diag, node, "'%s' is a column already; expected another name",
                      name);
  const struct known_name *known = find_name(validator, name);
  if (known != NULL) {
    if (validator->in_repeat && known->kind == kind)
      return true;
    int line = known->place != NULL ? known->place->line : 0;
    return tree_error(validator->diag, node,
                      "'%s' is bound in line %d already; expected another name", name, line);
  }
  if (validator->name_count == VALIDATE_MAX_NAMES)
    return tree_error(validator->diag, node, "more than %d names", VALIDATE_MAX_NAMES);
  validator->names[validator->name_count++] = (struct known_name){name, kind, node};
  return true;
}

static bool check_ref(struct validator *validator, const struct node *node, enum bind_kind kind) {
  if (node->kind != NODE_SCALAR || node->text[0] != '$')
    return tree_error(validator->diag, node, "expected %s, written $name", bind_kind_names[kind]);
  struct text error;
  text_clear(&error);
  const struct known_name *known = find_name(validator, node->text + 1);
  if (known == NULL) {
    unknown_name(validator, node->text + 1, &error);
    return tree_error(validator->diag, node, "%s", error.data);
  }
  if (kind != BIND_NONE && known->kind != kind)
    return tree_error(validator->diag, node, "'%s' is %s; expected %s", node->text,
                      bind_kind_names[known->kind], bind_kind_names[kind]);
  return true;
}

/* ---- matchers -------------------------------------------------------------------------------- */

static const char *const matcher_keys[] = {"min",   "max",         "not",    "mask",
                                           "value", "multiple_of", "strict", "accept"};
static const char *const matcher_words[] = {"oracle", "unchanged", "written",
                                            "any",    "success",   "failure"};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_word(const char *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(words[i], text) == 0)
      return true;
  }
  return false;
}

bool validate_matcher(struct validator *validator, const struct node *node, bool status) {
  if (node->kind == NODE_SCALAR) {
    if (is_word(node->text, matcher_words, COUNT(matcher_words) - (status ? 0 : 2)))
      return true;
    return validate_int(validator, node);
  }
  if (node->count == 0)
    return tree_error(validator->diag, node, "empty; expected at least one alternative");
  for (size_t i = 0; i < node->count; i++) {
    const struct node *item = node->items[i];
    if (node->kind == NODE_LIST) {
      if (!validate_matcher(validator, item, status))
        return false;
      continue;
    }
    const char *key = node->keys[i]->text;
    if (!is_word(key, matcher_keys, COUNT(matcher_keys))) {
      const char *near = text_nearest(key, matcher_keys, COUNT(matcher_keys), sizeof(char *));
      return tree_error(validator->diag, node->keys[i],
                        "unknown key '%s' in a matcher; expected min, max, not, mask, value, "
                        "multiple_of, strict or accept%s%s%s",
                        key, near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    bool nested =
        strcmp(key, "not") == 0 || strcmp(key, "strict") == 0 || strcmp(key, "accept") == 0;
    if (nested ? !validate_matcher(validator, item, status) : !validate_int(validator, item))
      return false;
  }
  if (node->kind == NODE_MAP) {
    if ((tree_get(node, "mask") != NULL) != (tree_get(node, "value") != NULL))
      return tree_error(validator->diag, node, "expected `mask` and `value` together");
    if ((tree_get(node, "strict") != NULL) != (tree_get(node, "accept") != NULL))
      return tree_error(validator->diag, node, "expected `strict` and `accept` together");
  }
  return true;
}

static bool check_call_expect(struct validator *validator, const struct step_spec *step,
                              const struct node *node) {
  const struct routine *routine = step->routine;
  static const char *const own[] = {"status", "outputs", "elapsed", "registers_written"};
  if (node->kind != NODE_MAP)
    return validate_matcher(validator, node, true);
  unsigned outputs = routine_output_count(routine);
  for (size_t i = 0; i < node->count; i++) {
    const char *key = node->keys[i]->text;
    const struct node *value = node->items[i];
    bool known = false, good;
    for (unsigned k = 0; k < outputs; k++)
      known = known || strcmp(routine->outputs[k].name, key) == 0;
    if (strcmp(key, "status") == 0) {
      good = validate_matcher(validator, value, true);
    } else if (strcmp(key, "elapsed") == 0) {
      const struct key_spec units = {.name = "elapsed", .type = VALUE_UNITS};
      good = validate_value(validator, &units, step, value);
    } else if (known || is_word(key, own, COUNT(own))) {
      good = validate_matcher(validator, value, false);
    } else {
      const char *words[ROUTINE_MAX_OUTPUTS + COUNT(own)];
      size_t count = 0;
      for (; count < COUNT(own); count++)
        words[count] = own[count];
      for (unsigned k = 0; k < outputs; k++)
        words[count++] = routine->outputs[k].name;
      const char *near = text_nearest(key, words, count, sizeof words[0]);
      return tree_error(validator->diag, node->keys[i],
                        "unknown key '%s' in `expect` of %s; expected status, outputs, elapsed, "
                        "registers_written or an output%s%s%s",
                        key, step->name, near ? ", did you mean '" : "", near ? near : "",
                        near ? "'?" : "");
    }
    if (!good)
      return false;
  }
  return true;
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool check_list(struct validator *validator, const struct node *node, const char *what,
                       bool (*each)(struct validator *, const struct node *)) {
  if (node->kind != NODE_LIST)
    return tree_error(validator->diag, node, "a %s; expected a list of %s", tree_kind_name(node),
                      what);
  for (size_t i = 0; i < node->count; i++) {
    if (!each(validator, node->items[i]))
      return false;
  }
  return true;
}

static bool check_text(struct validator *validator, const struct node *node) {
  if (node->kind == NODE_SCALAR && node->text[0] != '\0')
    return true;
  return tree_error(validator->diag, node, "%s%s; expected a text",
                    node->kind == NODE_SCALAR ? "nothing" : "a ",
                    node->kind == NODE_SCALAR ? "" : tree_kind_name(node));
}

static bool check_number_matcher(struct validator *validator, const struct node *node) {
  return validate_matcher(validator, node, false);
}

static bool check_id(struct validator *validator, const struct node *node) {
  if (!check_text(validator, node))
    return false;
  for (size_t i = 0; i < validator->vector->requirement_count; i++) {
    if (strcmp(validator->vector->requirements[i]->id, node->text) == 0)
      return true;
  }
  return tree_error(validator->diag, node,
                    "'%s' is not among the requirements of the file; expected one of those",
                    node->text);
}

static bool check_descriptor(struct validator *validator, const struct node *node) {
  size_t count;
  const struct key_spec *keys = spec_descriptor_keys(&count);
  return validate_map(validator, keys, count, "a descriptor", NULL, node);
}

/* One map whose keys `type` knows. */
static bool check_nested(struct validator *validator, enum value_type type, const char *what,
                         const struct node *node) {
  size_t count;
  const struct key_spec *keys = spec_nested_keys(type, &count);
  return validate_map(validator, keys, count, what, NULL, node);
}

static bool check_nested_list(struct validator *validator, enum value_type type, const char *what,
                              const struct node *node) {
  if (node->kind != NODE_LIST || node->count == 0)
    return tree_error(validator->diag, node, "no list; expected a list of maps, each %s", what);
  for (size_t i = 0; i < node->count; i++) {
    if (!check_nested(validator, type, what, node->items[i]))
      return false;
  }
  return true;
}

static bool check_codecs(struct validator *validator, const struct node *node) {
  if (node->kind != NODE_MAP || node->count == 0)
    return tree_error(validator->diag, node,
                      "expected a map of SDI line, or `all`, to a codec, such as {0: stereo}");
  for (size_t i = 0; i < node->count; i++) {
    const char *line = node->keys[i]->text;
    bool number =
        line[0] != '\0' && strlen(line) <= 2 && strspn(line, "0123456789") == strlen(line);
    if (strcmp(line, "all") != 0 && !number)
      return tree_error(validator->diag, node->keys[i],
                        "'%s' is no SDI line; expected a number or `all`", line);
    if (!check_text(validator, node->items[i]))
      return false;
  }
  return true;
}

static bool check_word(struct validator *validator, const struct key_spec *key,
                       const struct node *node) {
  size_t count = 0;
  struct text words;
  text_clear(&words);
  for (; key->choices[count] != NULL; count++) {
    if (tree_is(node, key->choices[count]))
      return true;
    text_add(&words, "%s%s", count > 0 ? ", " : "", key->choices[count]);
  }
  const char *near = node->kind == NODE_SCALAR
                         ? text_nearest(node->text, key->choices, count, sizeof(char *))
                         : NULL;
  return tree_error(validator->diag, node, "`%s` is %s%s%s; expected one of %s%s%s%s", key->name,
                    node->kind == NODE_SCALAR ? "'" : "a ",
                    node->kind == NODE_SCALAR ? node->text : tree_kind_name(node),
                    node->kind == NODE_SCALAR ? "'" : "", words.data,
                    near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* A list of words; of calls, only what stands before the bracket is a word. */
static bool check_words(struct validator *validator, const struct key_spec *key,
                        const struct node *node) {
  if (node->kind != NODE_LIST)
    return tree_error(validator->diag, node, "a %s; expected a list of names",
                      tree_kind_name(node));
  for (size_t i = 0; i < node->count; i++) {
    struct node word = *node->items[i];
    char name[64];
    size_t length = word.kind == NODE_SCALAR ? strcspn(word.text, "(") : 0;
    bool detailed = key->type == VALUE_CALLS && length > 0 && length < sizeof name &&
                    word.text[length] == '(' && word.text[strlen(word.text) - 1] == ')';
    if (detailed) {
      memcpy(name, word.text, length);
      name[length] = '\0';
      word.text = name;
    }
    if (!check_word(validator, key, &word))
      return false;
  }
  return true;
}

static bool check_units(struct validator *validator, const struct node *node) {
  if (node->kind != NODE_MAP || node->count == 0)
    return tree_error(validator->diag, node,
                      "expected a map of time unit to matcher, such as "
                      "{us: {max: 40}}");
  for (size_t i = 0; i < node->count; i++) {
    if (!is_word(node->keys[i]->text, time_unit_names, UNIT_COUNT))
      return tree_error(validator->diag, node->keys[i],
                        "unknown unit '%s'; expected frames, bclk, cycles, us, ms or s",
                        node->keys[i]->text);
    if (!validate_matcher(validator, node->items[i], false))
      return false;
  }
  return true;
}

static bool check_format(struct validator *validator, const struct node *node) {
  struct text error;
  text_clear(&error);
  if (tree_is(node, "NULL") || tree_is(node, "garbage"))
    return true;
  if (node->kind == NODE_MAP) {
    for (size_t i = 0; i < node->count; i++) {
      if (!format_is_field(node->keys[i]->text))
        return tree_error(validator->diag, node->keys[i],
                          "unknown key '%s' in a format; expected SampleRate, "
                          "ValidBitsPerSample, ContainerSize, NumberOfChannels",
                          node->keys[i]->text);
      if (!validate_int(validator, node->items[i]))
        return false;
    }
    if (node->count == 4)
      return true;
    return tree_error(validator->diag, node,
                      "a format lacks a member; expected SampleRate, "
                      "ValidBitsPerSample, ContainerSize, NumberOfChannels");
  }
  uint64_t numbers[4];
  if (node->kind == NODE_SCALAR && format_parse(node->text, numbers))
    return true;
  tree_print(&error, node);
  return tree_error(validator->diag, node,
                    "'%s' is no format; expected rate/bits/channels, such "
                    "as 48000/16/2, or 48000/24:32/2 with the container",
                    error.data);
}

static bool check_register_fields(struct validator *validator, const struct node *node,
                                  bool matcher) {
  if (matcher && (node->kind != NODE_MAP || node->count == 0 ||
                  !isupper((unsigned char)node->keys[0]->text[0])))
    if (node->kind != NODE_MAP || node->count == 0 ||
        !isdigit((unsigned char)node->keys[0]->text[0]))
      return validate_matcher(validator, node, false);
  if (node->kind != NODE_MAP)
    return tree_error(validator->diag, node, "a %s; expected a map of register field to value",
                      tree_kind_name(node));
  for (size_t i = 0; i < node->count; i++) {
    if (!registers_any_field(node->keys[i]->text))
      return tree_error(validator->diag, node->keys[i],
                        "no register has a field '%s'; expected a field name such as RUN",
                        node->keys[i]->text);
    if (matcher ? !validate_matcher(validator, node->items[i], false)
                : !validate_int(validator, node->items[i]))
      return false;
  }
  return true;
}

static bool check_until(struct validator *validator, const struct node *node) {
  for (size_t i = 0; spec_until_words[i] != NULL; i++) {
    if (tree_is(node, spec_until_words[i]))
      return true;
  }
  if (node->kind != NODE_MAP)
    return tree_error(validator->diag, node,
                      "expected irq, command, response, address, msi, pme, isr_call or a map with "
                      "one of event, notification, bcis, packets, frame, register, transfer, "
                      "unsolicited");
  size_t count, conditions = 0;
  const struct key_spec *keys = spec_until_keys(&count);
  if (!validate_map(validator, keys, count, "`until`", NULL, node))
    return false;
  static const char *const kinds[] = {"event",    "notification", "bcis",     "packets",    "frame",
                                      "register", "offset",       "transfer", "unsolicited"};
  for (size_t i = 0; i < COUNT(kinds); i++)
    conditions += tree_get(node, kinds[i]) != NULL;
  if (conditions != 1)
    return tree_error(validator->diag, node,
                      "%zu conditions; expected one of event, notification, bcis, "
                      "packets, frame, register, transfer, unsolicited",
                      conditions);
  bool reads = tree_get(node, "register") != NULL || tree_get(node, "offset") != NULL;
  if (reads != (tree_get(node, "expect") != NULL))
    return tree_error(validator->diag, node, "expected `expect` with a register, and only there");
  return true;
}

static bool check_bool(struct validator *validator, const struct node *node) {
  if (tree_is(node, "true") || tree_is(node, "false"))
    return true;
  struct text shown;
  text_clear(&shown);
  tree_print(&shown, node);
  return tree_error(validator->diag, node, "'%s' is no boolean; expected true or false",
                    shown.data);
}

static bool check_register_name(struct validator *validator, const struct node *node) {
  if (!check_text(validator, node))
    return false;
  if (registers_find(node->text, NULL) != NULL)
    return true;
  const char *near = registers_nearest(node->text);
  return tree_error(validator->diag, node,
                    "unknown register '%s'; expected a name of the "
                    "register list, such as GCTL or SDnCTL%s%s%s",
                    node->text, near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static bool check_shape(struct validator *validator, const struct node *node) {
  static const char *const names[] = {"iss", "oss", "bss", "sdi", "sdo"};
  if (node->kind != NODE_MAP)
    return tree_error(validator->diag, node,
                      "expected a map of iss, oss, bss, sdi, sdo to "
                      "matchers");
  for (size_t i = 0; i < node->count; i++) {
    if (!is_word(node->keys[i]->text, names, COUNT(names)))
      return tree_error(validator->diag, node->keys[i],
                        "unknown key '%s' in `controller`; "
                        "expected iss, oss, bss, sdi or sdo",
                        node->keys[i]->text);
    if (!validate_matcher(validator, node->items[i], false))
      return false;
  }
  return true;
}

static bool check_fault(struct validator *validator, const struct node *node) {
  const struct step_spec *inject = spec_find_step("inject");
  return validate_map(validator, inject->keys, inject->key_count, "a fault", NULL, node);
}

static bool check_handles(struct validator *validator, const struct node *node) {
  if (node->kind == NODE_SCALAR)
    return validate_int(validator, node);
  if (node->kind == NODE_LIST && node->count > ROUTINE_MAX_HANDLES)
    return tree_error(validator->diag, node, "%zu entries; expected at most %d", node->count,
                      ROUTINE_MAX_HANDLES);
  return check_list(validator, node, "numbers", validate_int);
}

static bool check_answer(struct validator *validator, const struct node *node) {
  if (tree_is(node, "unchanged") || tree_is(node, "written") || tree_is(node, "any"))
    return true;
  if (node->kind != NODE_MAP)
    return tree_error(validator->diag, node,
                      "no response; expected unchanged, written, any or a map of its fields");
  return check_nested(validator, VALUE_ANSWER, "a response", node);
}

/* Steps that may be carried out several times: their names may be bound again. */
static bool check_repeated_steps(struct validator *validator, const struct node *node) {
  bool outer = validator->in_repeat;
  validator->in_repeat = true;
  bool good = validate_steps(validator, node);
  validator->in_repeat = outer;
  return good;
}

bool validate_value(struct validator *validator, const struct key_spec *key,
                    const struct step_spec *step, const struct node *value) {
  switch (key->type) {
  case VALUE_INT:
    return validate_int(validator, value);
  case VALUE_BOOL:
    return check_bool(validator, value);
  case VALUE_BIND:
    return true; /* bound after the other keys were checked */
  case VALUE_REF:
    return check_ref(validator, value, key->kind);
  case VALUE_TIME:
    if (value->kind != NODE_SCALAR)
      return tree_error(validator->diag, value, "a %s; expected a time, such as 20 frames",
                        tree_kind_name(value));
    return check_expression(validator, value, true);
  case VALUE_FORMAT:
    return check_format(validator, value);
  case VALUE_MATCH:
    return validate_matcher(validator, value, false);
  case VALUE_STATUS:
    return validate_matcher(validator, value, true);
  case VALUE_CALL_EXPECT:
    return check_call_expect(validator, step, value);
  case VALUE_UNITS:
    return check_units(validator, value);
  case VALUE_FIELDS:
    return check_register_fields(validator, value, true);
  case VALUE_FIELD_INTS:
    return check_register_fields(validator, value, false);
  case VALUE_FRAMES:
    return tree_is(value, "oracle") ||
           check_list(validator, value, "frame numbers", check_number_matcher);
  case VALUE_DESCRIPTORS:
    return tree_is(value, "oracle") ||
           check_list(validator, value, "descriptors", check_descriptor);
  case VALUE_INTS:
    return check_list(validator, value, "numbers", validate_int);
  case VALUE_HANDLES:
    return check_handles(validator, value);
  case VALUE_WORD:
    return check_word(validator, key, value);
  case VALUE_TEXT:
  case VALUE_ID:
    return check_text(validator, value);
  case VALUE_TEXTS:
    return check_list(validator, value, "names", check_text);
  case VALUE_IDS:
    return check_list(validator, value, "requirement ids", check_id);
  case VALUE_STEPS:
    return check_repeated_steps(validator, value);
  case VALUE_UNTIL:
    return check_until(validator, value);
  case VALUE_REGISTER:
    return check_register_name(validator, value);
  case VALUE_LIMIT:
    return tree_is(value, "unlimited") || validate_int(validator, value);
  case VALUE_SHAPE:
    return check_shape(validator, value);
  case VALUE_FAULTS:
    return check_list(validator, value, "faults", check_fault);
  case VALUE_MATCHES:
    return check_list(validator, value, "matchers", check_number_matcher);
  case VALUE_FRAGMENTS:
    return check_nested_list(validator, key->type, "a fragment", value);
  case VALUE_BUFFERS:
  case VALUE_WINDOWS:
    return check_nested_list(validator, key->type, "a piece of memory", value);
  case VALUE_PACKETS:
    return check_nested_list(validator, key->type, "a packet", value);
  case VALUE_RESPONSE:
    return check_nested(validator, key->type, "a response", value);
  case VALUE_WORDS:
  case VALUE_CALLS:
    return check_words(validator, key, value);
  case VALUE_CODECS:
    return check_codecs(validator, value);
  case VALUE_COMMANDS:
    return value->kind == NODE_SCALAR
               ? validate_int(validator, value)
               : generated_validate(validator, value, "commands", validate_int);
  case VALUE_ANSWER:
    return check_answer(validator, value);
  case VALUE_ANSWERS:
    return generated_validate(validator, value, "responses", check_answer);
  default:
    return true;
  }
}

bool validate_map(struct validator *validator, const struct key_spec *keys, size_t count,
                  const char *what, const struct step_spec *step, const struct node *map) {
  if (map->kind != NODE_MAP)
    return tree_error(validator->diag, map, "%s is a %s; expected a map of keys", what,
                      tree_kind_name(map));
  for (size_t i = 0; i < map->count; i++) {
    const struct key_spec *key = spec_find_key(keys, count, map->keys[i]->text);
    if (key == NULL) {
      const char *near =
          text_nearest(map->keys[i]->text, &keys[0].name, count, sizeof(struct key_spec));
      return tree_error(validator->diag, map->keys[i], "unknown key '%s' in %s%s%s%s",
                        map->keys[i]->text, what, near ? "; did you mean '" : "",
                        near ? near : "; expected a key of docs/vectors.md", near ? "'?" : "");
    }
    if (!validate_value(validator, key, step, map->items[i]))
      return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (keys[i].required && tree_get(map, keys[i].name) == NULL)
      return tree_error(validator->diag, map, "missing key '%s' in %s; expected it: %s",
                        keys[i].name, what, keys[i].help);
  }
  return true;
}

/* ---- steps ----------------------------------------------------------------------------------- */

static bool check_write_bdl(struct validator *validator, const struct node *map) {
  const struct node *entries = tree_get(map, "entries");
  if (entries != NULL && entries->count > 256)
    return tree_error(validator->diag, entries, "%zu entries; expected at most 256",
                      entries->count);
  if ((tree_get(map, "count") != NULL) != (tree_get(map, "bytes") != NULL))
    return tree_error(validator->diag, map, "expected `count` and `bytes` together");
  if (entries != NULL && (tree_get(map, "stride") != NULL || tree_get(map, "every") != NULL))
    return tree_error(validator->diag, map, "expected `stride` and `every` only with `count`");
  return true;
}

/* What the tables cannot say: keys that exclude or need each other. */
static bool check_together(struct validator *validator, const struct step_spec *spec,
                           const struct node *map) {
  static const struct {
    const char *step, *one, *other;
  } exactly_one[] = {
      {"read", "register", "offset"},         {"write", "register", "offset"},
      {"poll", "register", "offset"},         {"fill", "buffer", "address"},
      {"expect_memory", "buffer", "address"}, {"expect_bcis", "buffer", "stream"},
      {"write", "value", "fields"},           {"require", "register", "offset"},
      {"write_bdl", "entries", "count"},
  };
  for (size_t i = 0; i < COUNT(exactly_one); i++) {
    if (strcmp(spec->name, exactly_one[i].step) != 0)
      continue;
    bool one = tree_get(map, exactly_one[i].one) != NULL;
    bool other = tree_get(map, exactly_one[i].other) != NULL;
    if (one == other)
      return tree_error(validator->diag, map, "expected either `%s` or `%s` in %s",
                        exactly_one[i].one, exactly_one[i].other, spec->name);
  }
  bool places = strcmp(spec->name, "fill") == 0 || strcmp(spec->name, "expect_memory") == 0 ||
                strcmp(spec->name, "expect_dma") == 0;
  if (places && tree_get(map, "address") != NULL && tree_get(map, "bytes") == NULL)
    return tree_error(validator->diag, map, "expected `bytes` with `address`");
  bool fills = strcmp(spec->name, "fill") == 0 || strcmp(spec->name, "expect_memory") == 0 ||
               strcmp(spec->name, "expect_received") == 0;
  if (fills && tree_get(map, "pattern") == NULL)
    return tree_error(validator->diag, map,
                      "missing key 'pattern' in %s; expected counter, "
                      "random, constant or bytes",
                      spec->name);
  if (tree_get(map, "strobe") != NULL && tree_get(map, "value") == NULL)
    return tree_error(validator->diag, map, "expected `value` with `strobe`");
  if (strcmp(spec->name, "expect_received") == 0 && tree_get(map, "format") == NULL)
    return tree_error(validator->diag, map, "missing key 'format' in expect_received");
  if (tree_is(tree_get(map, "frames"), "oracle") && tree_get(map, "buffer") == NULL)
    return tree_error(validator->diag, map, "expected `buffer` with `frames: oracle`");
  if (tree_get(map, "latency") != NULL && tree_get(map, "buffer") == NULL)
    return tree_error(validator->diag, map, "expected `buffer` with `latency`");
  if (tree_get(map, "passes") != NULL && tree_get(map, "buffer") == NULL)
    return tree_error(validator->diag, map, "expected `buffer` with `passes`");
  const struct node *timestamps = tree_get(map, "timestamps");
  if (timestamps != NULL && tree_is(timestamps, "isr") && tree_get(map, "buffer") == NULL)
    return tree_error(validator->diag, map, "expected `buffer` with `timestamps: isr`");
  if (!expects_something(spec->name, map))
    return tree_error(validator->diag, map, "%s expects nothing; expected a key with a matcher",
                      spec->name);
  if (strcmp(spec->name, "write_bdl") == 0)
    return check_write_bdl(validator, map);
  return true;
}

static bool check_repeat(struct validator *validator, const struct step_spec *spec,
                         const struct node *map) {
  bool outer = validator->in_repeat;
  const struct node *as = tree_get(map, "as");
  validator->in_repeat = true; /* a counter may count again in a later step */
  if (as != NULL && !validate_bind(validator, as, BIND_NUMBER))
    return false;
  bool good = validate_map(validator, spec->keys, spec->key_count, spec->name, spec, map);
  validator->in_repeat = outer;
  return good;
}

static bool check_step(struct validator *validator, const struct node *item) {
  if (item->kind != NODE_MAP || item->count != 1)
    return tree_error(validator->diag, item,
                      "a step is a %s%s; expected a map of one key, such as "
                      "`- run: 20 frames`",
                      tree_kind_name(item), item->kind == NODE_MAP ? " with several keys" : "");
  const char *name = item->keys[0]->text;
  const struct node *value = item->items[0];
  const struct step_spec *spec = spec_find_step(name);
  if (spec == NULL) {
    size_t count;
    const struct step_spec *steps = spec_steps(&count);
    const char *near = text_nearest(name, &steps[0].name, count, sizeof(struct step_spec));
    return tree_error(validator->diag, item->keys[0],
                      "unknown step '%s'; expected a routine of "
                      "the DDI or a step of docs/vectors.md%s%s%s",
                      name, near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
  }
  if (strcmp(name, "repeat") == 0 && value->kind == NODE_MAP)
    return check_repeat(validator, spec, value);
  if (spec->scalar != VALUE_NONE && (value->kind != NODE_MAP || spec->key_count == 0)) {
    if (spec->scalar == VALUE_BIND)
      return validate_bind(validator, value, spec->binds);
    const struct key_spec key = {.name = name, .type = spec->scalar, .kind = spec->scalar_kind};
    return validate_value(validator, &key, spec, value);
  }
  /* `- StartDevice:` with nothing behind it is a step without arguments. */
  if (value->kind == NODE_SCALAR && value->text[0] == '\0' && spec->routine != NULL) {
    struct node empty = {
        .kind = NODE_MAP, .file = value->file, .line = item->line, .column = item->column};
    return validate_map(validator, spec->keys, spec->key_count, name, spec, &empty);
  }
  if (!validate_map(validator, spec->keys, spec->key_count, name, spec, value) ||
      !check_together(validator, spec, value))
    return false;
  const struct node *as = tree_get(value, "as");
  return as == NULL || validate_bind(validator, as, spec->binds);
}

bool validate_steps(struct validator *validator, const struct node *steps) {
  if (steps->kind != NODE_LIST || steps->count == 0)
    return tree_error(validator->diag, steps, "no steps; expected a list of steps");
  for (size_t i = 0; i < steps->count; i++) {
    if (!check_step(validator, steps->items[i]))
      return false;
  }
  return true;
}

bool vector_validate(const struct vector *vector, const struct requirements *requirements,
                     struct diag *diag) {
  struct validator validator = {.vector = vector, .requirements = requirements, .diag = diag};
  validator.names[validator.name_count++] = (struct known_name){"now", BIND_NOW, NULL};
  validator.names[validator.name_count++] =
      (struct known_name){"controller", BIND_CONTROLLER, NULL};
  validator.names[validator.name_count++] = (struct known_name){"seed", BIND_NUMBER, NULL};
  validator.names[validator.name_count++] = (struct known_name){"link", BIND_LINK, NULL};
  if (strcmp(vector->interface, "none") != 0)
    validator.names[validator.name_count++] = (struct known_name){"hda", BIND_CLIENT, NULL};
  if (vector->wavert != WAVERT_NONE)
    validator.names[validator.name_count++] = (struct known_name){"miniport", BIND_MINIPORT, NULL};
  if (vector->wavert == WAVERT_PORT)
    validator.names[validator.name_count++] = (struct known_name){"filter", BIND_FILTER, NULL};
  if (vector->manual && vector->wavert != WAVERT_NONE)
    return diag_error(diag, vector->file, vector->line, 1,
                      "`wavert` with `device: manual`; expected a device that is started");
  if (vector->manual && strcmp(vector->interface, "none") != 0)
    return diag_error(diag, vector->file, vector->line, 1,
                      "`device: manual` without `interface: none`; expected both");
  static const struct key_spec faults = {.name = "faults", .type = VALUE_FAULTS};
  static const struct key_spec shape = {.name = "controller", .type = VALUE_SHAPE};
  static const struct key_spec limit = {.name = "limit", .type = VALUE_TIME};
  static const struct key_spec codecs = {.name = "codecs", .type = VALUE_CODECS};
  return (vector->faults == NULL || validate_value(&validator, &faults, NULL, vector->faults)) &&
         (vector->controller == NULL ||
          validate_value(&validator, &shape, NULL, vector->controller)) &&
         (vector->limit == NULL || validate_value(&validator, &limit, NULL, vector->limit)) &&
         (vector->codecs == NULL || validate_value(&validator, &codecs, NULL, vector->codecs)) &&
         validate_steps(&validator, vector->steps);
}

/* ---- the top of a file ------------------------------------------------------------------------
 */

static bool check_rows(struct validator *validator, const struct node *rows) {
  if (rows->kind != NODE_LIST || rows->count == 0)
    return tree_error(validator->diag, rows, "no rows; expected a list of maps");
  for (size_t i = 0; i < rows->count; i++) {
    if (rows->items[i]->kind != NODE_MAP)
      return tree_error(validator->diag, rows->items[i],
                        "a row is a %s; expected a map with "
                        "`row: name`",
                        tree_kind_name(rows->items[i]));
    const struct node *title = tree_get(rows->items[i], "title");
    if (title != NULL && !check_text(validator, title))
      return false;
  }
  return true;
}

static bool check_cross(struct validator *validator, const struct node *cross,
                        const struct node *rows) {
  if (cross->kind != NODE_MAP || cross->count == 0)
    return tree_error(validator->diag, cross, "expected a map of column to list of values");
  for (size_t i = 0; i < cross->count; i++) {
    if (cross->items[i]->kind != NODE_LIST || cross->items[i]->count == 0)
      return tree_error(validator->diag, cross->items[i],
                        "column '%s' is empty or no list; "
                        "expected a list of values",
                        cross->keys[i]->text);
    if (rows != NULL && tree_get(rows->items[0], cross->keys[i]->text) != NULL)
      return tree_error(validator->diag, cross->keys[i], "column '%s' is in `rows` already",
                        cross->keys[i]->text);
  }
  return true;
}

bool vector_validate_file(const struct node *root, struct diag *diag) {
  struct vector none = {0};
  struct validator validator = {.vector = &none, .diag = diag};
  if (root->kind != NODE_MAP)
    return tree_error(diag, root, "the file is a %s; expected a map with `id`",
                      tree_kind_name(root));
  size_t count;
  const struct key_spec *keys = spec_file_keys(&count);
  for (size_t i = 0; i < root->count; i++) {
    const struct key_spec *key = spec_find_key(keys, count, root->keys[i]->text);
    if (key == NULL) {
      const char *near =
          text_nearest(root->keys[i]->text, &keys[0].name, count, sizeof(struct key_spec));
      return tree_error(diag, root->keys[i], "unknown key '%s' at the top%s%s%s",
                        root->keys[i]->text, near ? "; did you mean '" : "",
                        near ? near : "; expected a key of docs/vectors.md", near ? "'?" : "");
    }
    bool simple = key->type == VALUE_TEXT || key->type == VALUE_ID || key->type == VALUE_WORD ||
                  key->type == VALUE_BOOL;
    bool column = strcmp(key->name, "build") == 0 && root->items[i]->kind == NODE_SCALAR &&
                  root->items[i]->text[0] == '$'; /* seen when the row is known */
    if (simple && !column && !validate_value(&validator, key, NULL, root->items[i]))
      return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (keys[i].required && tree_get(root, keys[i].name) == NULL)
      return tree_error(diag, root, "missing key '%s' at the top; expected it: %s", keys[i].name,
                        keys[i].help);
  }
  const struct node *id = tree_get(root, "id");
  if (!vector_id_legal(id->text, false))
    return tree_error(diag, id, "'%s' is no id; expected [a-z0-9][a-z0-9._/-]*", id->text);
  const struct node *rows = tree_get(root, "rows"), *cross = tree_get(root, "cross");
  return (rows == NULL || check_rows(&validator, rows)) &&
         (cross == NULL || check_cross(&validator, cross, rows));
}
