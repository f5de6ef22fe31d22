/* SPDX-License-Identifier: Apache-2.0 */
/* schema.c: the JSON Schema of a vector file, made from the tables that validate it. */
#include <jansson.h>
#include <stdio.h>

#include "cli.h"
#include "expr.h"
#include "routine.h"
#include "spec.h"

static json_t *ref(const char *name) {
  return json_pack("{s:o}", "$ref", json_sprintf("#/$defs/%s", name));
}

static json_t *list_of(json_t *item) {
  return json_pack("{s:s, s:o}", "type", "array", "items", item);
}

static json_t *words(const char *const *names) {
  json_t *list = json_array();
  for (size_t i = 0; names[i] != NULL; i++)
    json_array_append_new(list, json_string(names[i]));
  return json_pack("{s:o}", "enum", list);
}

static json_t *either(json_t *one, json_t *other) {
  return json_pack("{s:[o, o]}", "anyOf", one, other);
}

static json_t *word(const char *text) { return json_pack("{s:s}", "const", text); }

static json_t *map_of(const struct key_spec *keys, size_t count, const struct routine *routine);

static json_t *map_to(json_t *values) {
  return json_pack("{s:s, s:o}", "type", "object", "additionalProperties", values);
}

/* To a YAML reader the plain word NULL is null, hence that type wherever a pointer may stand. */

/* A whole value of a family may be a column: `$name` stands for anything. */
static json_t *or_column(json_t *schema) { return either(schema, ref("column")); }

static json_t *call_expect(const struct routine *routine) {
  json_t *properties = json_object();
  json_object_set_new(properties, "status", ref("matcher"));
  json_object_set_new(properties, "outputs", ref("matcher"));
  json_object_set_new(properties, "elapsed", ref("units"));
  json_object_set_new(properties, "registers_written", ref("matcher"));
  for (unsigned i = 0; routine != NULL && i < routine_output_count(routine); i++)
    json_object_set_new(properties, routine->outputs[i].name, ref("matcher"));
  json_t *map = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                          "additionalProperties", 0);
  json_t *simple = json_pack("{s:[s, s, s]}", "type", "string", "integer", "array");
  return either(simple, map);
}

static json_t *value_schema(const struct key_spec *key, const struct routine *routine) {
  size_t count;
  const struct key_spec *keys;
  switch (key->type) {
  case VALUE_INT:
    return ref("integer");
  case VALUE_BOOL:
    return or_column(json_pack("{s:s}", "type", "boolean"));
  case VALUE_BIND:
    return ref("name");
  case VALUE_REF:
    return ref("column");
  case VALUE_TIME:
    return ref("time");
  case VALUE_FORMAT:
    return ref("format");
  case VALUE_MATCH:
  case VALUE_STATUS:
    return ref("matcher");
  case VALUE_CALL_EXPECT:
    return or_column(call_expect(routine));
  case VALUE_UNITS:
    return ref("units");
  case VALUE_FIELDS:
    return either(ref("matcher"), ref("fields"));
  case VALUE_FIELD_INTS:
    return map_to(ref("integer"));
  case VALUE_FRAMES:
    return or_column(either(word("oracle"), list_of(ref("matcher"))));
  case VALUE_DESCRIPTORS:
    keys = spec_descriptor_keys(&count);
    return or_column(either(word("oracle"), list_of(map_of(keys, count, NULL))));
  case VALUE_INTS:
    return or_column(list_of(ref("integer")));
  case VALUE_HANDLES:
    return either(ref("integer"), list_of(ref("integer")));
  case VALUE_WORD:
    return or_column(words(key->choices));
  case VALUE_TEXT:
    return json_pack("{s:s}", "type", "string");
  case VALUE_TEXTS:
  case VALUE_IDS:
    return or_column(list_of(json_pack("{s:s}", "type", "string")));
  case VALUE_STEPS:
    return ref("steps");
  case VALUE_UNTIL:
    keys = spec_until_keys(&count);
    return either(words(spec_until_words), map_of(keys, count, NULL));
  case VALUE_REGISTER:
    return json_pack("{s:s}", "type", "string");
  case VALUE_LIMIT:
    return either(word("unlimited"), ref("integer"));
  case VALUE_SHAPE:
    return map_to(ref("matcher"));
  case VALUE_FAULTS:
    return list_of(
        map_of(spec_find_step("inject")->keys, spec_find_step("inject")->key_count, NULL));
  case VALUE_ROWS:
    return list_of(json_pack("{s:s, s:[s]}", "type", "object", "required", "row"));
  case VALUE_CROSS:
    return map_to(json_pack("{s:s}", "type", "array"));
  case VALUE_MATCHES:
    return or_column(list_of(ref("matcher")));
  case VALUE_FRAGMENTS:
  case VALUE_BUFFERS:
  case VALUE_WINDOWS:
  case VALUE_PACKETS:
    keys = spec_nested_keys(key->type, &count);
    return or_column(list_of(map_of(keys, count, NULL)));
  case VALUE_RESPONSE:
    keys = spec_nested_keys(key->type, &count);
    return or_column(map_of(keys, count, NULL));
  case VALUE_WORDS:
    return or_column(list_of(words(key->choices)));
  case VALUE_CALLS:
    return or_column(list_of(json_pack("{s:s}", "type", "string")));
  case VALUE_CODECS:
    return or_column(map_to(json_pack("{s:s}", "type", "string")));
  case VALUE_COMMANDS:
    return either(ref("integer"), ref("commands"));
  case VALUE_ANSWER:
    return or_column(ref("answer"));
  case VALUE_ANSWERS:
    return or_column(ref("answers"));
  case VALUE_ID:
    return json_pack("{s:s, s:s}", "type", "string", "pattern", "^[a-z0-9][a-z0-9._/-]*$");
  default:
    return json_object();
  }
}

static json_t *map_of(const struct key_spec *keys, size_t count, const struct routine *routine) {
  json_t *properties = json_object(), *required = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *schema = value_schema(&keys[i], routine);
    if (keys[i].help != NULL && json_object_get(schema, "$ref") == NULL)
      json_object_set_new(schema, "description", json_string(keys[i].help));
    json_object_set_new(properties, keys[i].name, schema);
    if (keys[i].required)
      json_array_append_new(required, json_string(keys[i].name));
  }
  json_t *map = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                          "additionalProperties", 0);
  if (json_array_size(required) > 0) {
    json_object_set_new(map, "required", required);
  } else {
    json_decref(required);
  }
  return map;
}

static json_t *step_schema(const struct step_spec *step) {
  json_t *form = NULL;
  if (step->key_count > 0)
    form = map_of(step->keys, step->key_count, step->routine);
  if (step->scalar != VALUE_NONE) {
    const struct key_spec key = {.type = step->scalar};
    json_t *scalar = value_schema(&key, NULL);
    form = form == NULL ? scalar : either(scalar, form);
  }
  if (step->routine != NULL) {
    bool none_required = true;
    for (size_t i = 0; i < step->key_count; i++)
      none_required = none_required && !step->keys[i].required;
    if (none_required)
      form = either(json_pack("{s:s}", "type", "null"), form);
  }
  return form;
}

static json_t *steps_schema(void) {
  size_t count;
  const struct step_spec *steps = spec_steps(&count);
  json_t *properties = json_object();
  for (size_t i = 0; i < count; i++)
    json_object_set_new(properties, steps[i].name, step_schema(&steps[i]));
  json_t *item = json_pack("{s:s, s:o, s:b, s:i, s:i}", "type", "object", "properties", properties,
                           "additionalProperties", 0, "minProperties", 1, "maxProperties", 1);
  return json_pack("{s:s, s:o, s:i}", "type", "array", "items", item, "minItems", 1);
}

/* A list of `item` that may be generated; `list` is its own name. */
static json_t *generated(const char *list, const char *item) {
  json_t *properties = json_object();
  json_object_set_new(properties, "repeat", ref(list));
  json_object_set_new(properties, "times", ref("integer"));
  json_object_set_new(properties, "as", ref("name"));
  json_t *generator =
      json_pack("{s:s, s:o, s:b, s:[s, s]}", "type", "object", "properties", properties,
                "additionalProperties", 0, "required", "repeat", "times");
  return list_of(either(ref(item), generator));
}

static json_t *definitions(void) {
  json_t *defs = json_object();
  json_object_set_new(defs, "column",
                      json_pack("{s:s, s:s, s:s}", "type", "string", "pattern",
                                "^\\$[A-Za-z_][A-Za-z0-9_]*$", "description",
                                "a bound name or a column of the row"));
  json_object_set_new(
      defs, "name",
      json_pack("{s:s, s:s}", "type", "string", "pattern", "^[A-Za-z_][A-Za-z0-9_]*$"));
  json_object_set_new(defs, "integer",
                      json_pack("{s:[s, s, s, s], s:s}", "type", "integer", "string", "boolean",
                                "null", "description", "a number or an expression"));
  json_object_set_new(defs, "time",
                      json_pack("{s:s, s:s}", "type", "string", "pattern",
                                "^(.+ (frames|bclk|cycles|us|ms|s)|\\$[A-Za-z_][A-Za-z0-9_]*)$"));
  json_t *members = json_object();
  static const char *const names[] = {"SampleRate", "ValidBitsPerSample", "ContainerSize",
                                      "NumberOfChannels"};
  for (size_t i = 0; i < 4; i++)
    json_object_set_new(members, names[i], ref("integer"));
  json_object_set_new(defs, "format",
                      either(json_pack("{s:[s, s], s:s}", "type", "string", "null", "pattern",
                                       "^([0-9]+/[0-9]+(:[0-9]+)?/[0-9]+|garbage|\\$.+)$"),
                             json_pack("{s:s, s:o, s:b, s:i}", "type", "object", "properties",
                                       members, "additionalProperties", 0, "minProperties", 4)));
  static const char *const bounds[] = {"min", "max", "multiple_of", "mask", "value"};
  static const char *const nested[] = {"not", "strict", "accept"};
  json_t *keys = json_object();
  for (size_t i = 0; i < 5; i++)
    json_object_set_new(keys, bounds[i], ref("integer"));
  for (size_t i = 0; i < 3; i++)
    json_object_set_new(keys, nested[i], ref("matcher"));
  json_object_set_new(defs, "matcher",
                      json_pack("{s:[{s:[s, s, s, s]}, o, {s:s, s:o, s:b, s:i}]}", "anyOf", "type",
                                "integer", "string", "boolean", "null", list_of(ref("matcher")),
                                "type", "object", "properties", keys, "additionalProperties", 0,
                                "minProperties", 1));
  json_t *units = json_object();
  for (unsigned i = 0; i < UNIT_COUNT; i++)
    json_object_set_new(units, time_unit_names[i], ref("matcher"));
  json_object_set_new(defs, "units",
                      json_pack("{s:s, s:o, s:b}", "type", "object", "properties", units,
                                "additionalProperties", 0));
  json_object_set_new(defs, "fields",
                      json_pack("{s:s, s:{s:o}, s:b}", "type", "object", "patternProperties",
                                "^[A-Z0-9]+$", ref("matcher"), "additionalProperties", 0));
  size_t count;
  const struct key_spec *fields = spec_nested_keys(VALUE_ANSWER, &count);
  static const char *const answer_words[] = {"unchanged", "written", "any", NULL};
  json_object_set_new(defs, "answer", either(words(answer_words), map_of(fields, count, NULL)));
  json_object_set_new(defs, "answers", generated("answers", "answer"));
  json_object_set_new(defs, "commands", generated("commands", "integer"));
  json_object_set_new(defs, "steps", steps_schema());
  return defs;
}

bool schema_print(void) {
  size_t count;
  const struct key_spec *keys = spec_file_keys(&count);
  json_t *root = map_of(keys, count, NULL);
  json_object_set_new(root, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
  json_object_set_new(root, "title", json_string("hdasim test vector"));
  json_object_set_new(root, "$comment", json_string("made by `hdasim check --schema`"));
  json_object_set_new(root, "$defs", definitions());
  bool good = json_dumpf(root, stdout, JSON_INDENT(1) | JSON_SORT_KEYS) == 0;
  putchar('\n');
  json_decref(root);
  return good && fflush(stdout) == 0;
}
