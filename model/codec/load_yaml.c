/* SPDX-License-Identifier: Apache-2.0 */
/* The YAML form of a codec: its maps and their keys (docs/codecs.md). */
#include <string.h>

#include "codec.h"
#include "diag.h"
#include "load_yaml.h"

static const struct node_key *find_key(const char *name) {
  for (size_t i = 0; i < node_key_count; i++) {
    if (strcmp(node_keys[i].name, name) == 0)
      return &node_keys[i];
  }
  return NULL;
}

static unsigned kind_of(const struct node *node) {
  return node->type == HDA_CODEC_GROUP ? KIND_GROUP : 1u << node->type;
}

static bool check_node_keys(const struct node *node, const struct yaml *map, struct diag *diag) {
  for (size_t i = 0; i < map->count; i++) {
    const struct yaml *at = map->keys[i];
    const struct node_key *key = find_key(at->text);
    if (key == NULL)
      return diag_at(diag, at->line, at->column, "unknown key '%s'; expected a key of a %s",
                     at->text, hda_codec_type_name(node->type));
    if ((key->kinds & kind_of(node)) == 0)
      return diag_at(diag, at->line, at->column, "key '%s'; expected no such key in a %s", at->text,
                     hda_codec_type_name(node->type));
  }
  return true;
}

/* In the order of the table, whatever that in the file is: some keys build on others. */
static bool read_node_keys(struct node *node, const struct yaml *map, struct diag *diag) {
  for (size_t i = 0; i < node_key_count; i++) {
    const struct yaml *value = yaml_get(map, node_keys[i].name);
    if (value != NULL && node_keys[i].read != NULL &&
        !node_keys[i].read(node, value, node_keys[i].name, diag))
      return false;
  }
  return true;
}

static bool read_nid(const struct yaml *map, uint32_t *nid, struct diag *diag) {
  const struct yaml *value = yaml_get(map, "nid");
  if (value == NULL)
    return diag_at(diag, map->line, map->column, "no 'nid'; expected the id of the node");
  return yaml_number(value, "nid", 1, MAX_NODES - 1, nid, diag);
}

/* A widget without `channels` is stereo if it carries sound. */
static uint32_t initial_caps(enum hda_codec_node_type type) {
  const bool sounds = type <= HDA_CODEC_PIN;
  return (uint32_t)type << CAP_TYPE_SHIFT | (sounds ? CAP_STEREO : 0);
}

static bool read_widget(struct hda_codec *codec, const struct node *group, const struct yaml *map,
                        struct diag *diag) {
  uint32_t nid = 0, type = 0;
  if (!yaml_want(map, YAML_MAP, "a widget", diag) || !read_nid(map, &nid, diag))
    return false;
  const struct yaml *word = yaml_get(map, "type");
  if (word == NULL)
    return diag_at(diag, map->line, map->column, "no 'type'; expected the type of the widget");
  if (!yaml_word(word, "type", names_types.word, names_types.count, &type, diag))
    return false;
  struct node *node =
      codec_add(codec, nid, (enum hda_codec_node_type)type, map->line, map->column, diag);
  if (node == NULL)
    return false;
  node->group = group->nid;
  node->param[PARAM_WIDGET_CAPS] = initial_caps(node->type);
  return check_node_keys(node, map, diag) && read_node_keys(node, map, diag);
}

/* An override bit speaks for two parameters: where only one is the widget's own, the other repeats
 * that of the group. */
static void resolve(const struct node *group, struct node *node) {
  static const struct {
    enum param param;
    uint32_t override;
  } rows[] = {{PARAM_AMP_IN, CAP_AMP_OVERRIDE},
              {PARAM_AMP_OUT, CAP_AMP_OVERRIDE},
              {PARAM_PCM, CAP_FORMAT_OVERRIDE}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    uint32_t *word = &node->param[rows[i].param];
    if (*word == OF_GROUP)
      *word = node_has(node, rows[i].override) ? group->param[rows[i].param] : 0;
  }
}

static bool read_group(struct hda_codec *codec, const struct yaml *map, struct diag *diag) {
  uint32_t nid = 0;
  if (!yaml_want(map, YAML_MAP, "a function group", diag) || !read_nid(map, &nid, diag))
    return false;
  struct node *group = codec_add(codec, nid, HDA_CODEC_GROUP, map->line, map->column, diag);
  if (group == NULL)
    return false;
  group->param[PARAM_GROUP_TYPE] = GROUP_AUDIO;
  if (!check_node_keys(group, map, diag) || !read_node_keys(group, map, diag))
    return false;
  const struct yaml *widgets = yaml_get(map, "widgets");
  if (widgets == NULL)
    return true;
  if (!yaml_want(widgets, YAML_LIST, "widgets", diag))
    return false;
  for (size_t i = 0; i < widgets->count; i++) {
    if (!read_widget(codec, group, widgets->items[i], diag))
      return false;
  }
  for (unsigned id = 1; id < MAX_NODES; id++) {
    struct node *node = codec_node(codec, id);
    if (node != NULL && node_is_widget(node) && node->group == group->nid)
      resolve(group, node);
  }
  return true;
}

static bool read_root(struct hda_codec *codec, const struct yaml *map, struct diag *diag) {
  static const char *const keys[] = {"codec", "vendor", "revision", "sdi_lines", "function_groups"};
  struct node *root = &codec->node[0];
  for (size_t i = 0; i < map->count; i++) {
    bool known = false;
    for (size_t key = 0; key < COUNT_OF(keys); key++)
      known = known || strcmp(keys[key], map->keys[i]->text) == 0;
    if (!known)
      return diag_at(diag, map->keys[i]->line, map->keys[i]->column,
                     "unknown key '%s'; expected codec, vendor, revision, sdi_lines or "
                     "function_groups",
                     map->keys[i]->text);
  }
  const struct yaml *name = yaml_get(map, "codec"), *vendor = yaml_get(map, "vendor");
  const struct yaml *revision = yaml_get(map, "revision"), *lines = yaml_get(map, "sdi_lines");
  if (name == NULL || vendor == NULL)
    return diag_at(diag, map->line, map->column, "no '%s'; expected it at the top of the file",
                   name == NULL ? "codec" : "vendor");
  if (!yaml_want(name, YAML_SCALAR, "codec", diag))
    return false;
  if (strlen(name->text) == 0 || strlen(name->text) >= sizeof codec->name)
    return diag_at(diag, name->line, name->column, "codec: expected a name of 1 to %zu characters",
                   sizeof codec->name - 1);
  memcpy(codec->name, name->text, strlen(name->text) + 1);
  root->param[PARAM_REVISION] = 0x00100000;
  uint32_t count = 1;
  if (!yaml_number(vendor, "vendor", 0, UINT32_MAX, &root->param[PARAM_VENDOR], diag) ||
      (revision != NULL &&
       !yaml_number(revision, "revision", 0, UINT32_MAX, &root->param[PARAM_REVISION], diag)) ||
      (lines != NULL && !yaml_number(lines, "sdi_lines", 1, MAX_LINES, &count, diag)))
    return false;
  codec->lines = count;
  return true;
}

static bool read_codec(struct hda_codec *codec, const struct yaml *map, struct diag *diag) {
  if (!yaml_want(map, YAML_MAP, "the document", diag) ||
      codec_add(codec, 0, HDA_CODEC_ROOT, map->line, map->column, diag) == NULL ||
      !read_root(codec, map, diag))
    return false;
  const struct yaml *groups = yaml_get(map, "function_groups");
  if (groups == NULL)
    return diag_at(diag, map->line, map->column,
                   "no 'function_groups'; expected a list with at least one");
  if (!yaml_want(groups, YAML_LIST, "function_groups", diag))
    return false;
  for (size_t i = 0; i < groups->count; i++) {
    if (!read_group(codec, groups->items[i], diag))
      return false;
  }
  return true;
}

bool load_yaml(struct hda_codec *codec, const char *text, size_t length, struct diag *diag) {
  struct yaml *root = yaml_read(text, length, diag);
  const bool good = root != NULL && read_codec(codec, root, diag);
  if (root != NULL)
    yaml_free(root);
  return good;
}
