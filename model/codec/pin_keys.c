/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of pins, connections, and parameters written raw. */
#include "diag.h"
#include "load_yaml.h"

/* ---- pins ----------------------------------------------------------------------------------- */

bool read_pin_caps(struct node *node, const struct yaml *value, const char *name,
                   struct diag *diag) {
  uint32_t caps = 0;
  const bool good = yaml_words(value, name, names_pin_caps.word, names_pin_caps.count, &caps, diag);
  node->param[PARAM_PIN_CAPS] |= caps;
  return good;
}
bool read_vref(struct node *node, const struct yaml *value, const char *name, struct diag *diag) {
  uint32_t caps = 0;
  const bool good = yaml_words(value, name, names_vref.word, names_vref.count, &caps, diag);
  node->param[PARAM_PIN_CAPS] |= caps;
  return good;
}

bool read_default(struct node *node, const struct yaml *value, const char *name,
                  struct diag *diag) {
  static const struct {
    const char *key;
    const struct words *words;
    unsigned shift;
  } fields[] = {{"connectivity", &names_connectivity, CONFIG_CONNECTIVITY_SHIFT},
                {"location", &names_location, CONFIG_LOCATION_SHIFT},
                {"device", &names_device, CONFIG_DEVICE_SHIFT},
                {"connection", &names_connection, CONFIG_CONNECTION_SHIFT},
                {"color", &names_color, CONFIG_COLOR_SHIFT}};
  static const char *const keys[] = {"connectivity", "location",    "device",      "connection",
                                     "color",        "jack_detect", "association", "sequence"};
  uint32_t *config = &node->reset[REG_CONFIG];
  if (value->kind == YAML_SCALAR)
    return yaml_number(value, name, 0, UINT32_MAX, config, diag);
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag))
    return false;
  uint32_t association = 0, sequence = 0;
  bool detect = true;
  if (!yaml_field(value, "association", 1, 15, 15, &association, diag) ||
      !yaml_field(value, "sequence", 0, 15, 0, &sequence, diag) ||
      !yaml_flag(value, "jack_detect", true, &detect, diag))
    return false;
  *config = association << CONFIG_ASSOCIATION_SHIFT | sequence | (detect ? 0 : CONFIG_NO_DETECT);
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    const struct yaml *at = yaml_get(value, fields[i].key);
    uint32_t word = 0;
    if (at != NULL &&
        !yaml_word(at, fields[i].key, fields[i].words->word, fields[i].words->count, &word, diag))
      return false;
    *config |= word << fields[i].shift;
  }
  return true;
}
bool read_control(struct node *node, const struct yaml *value, const char *name,
                  struct diag *diag) {
  return yaml_number(value, name, 0, 0xFF, &node->reset[REG_PIN], diag);
}
bool read_eapd(struct node *node, const struct yaml *value, const char *name, struct diag *diag) {
  bool on = false;
  const bool good = yaml_bool(value, name, &on, diag);
  node->reset[REG_EAPD] = on ? 2 : 0;
  return good;
}
bool read_subtag(struct node *node, const struct yaml *value, const char *name, struct diag *diag) {
  uint32_t subtag = 0;
  const bool good = yaml_number(value, name, 0, 31, &subtag, diag);
  node->subtag = (uint8_t)subtag;
  return good;
}

/* ---- connections ---------------------------------------------------------------------------- */

static bool add_connection(struct node *node, const struct yaml *value, uint32_t entry,
                           struct diag *diag) {
  if (node->connection_count == MAX_CONNECTIONS)
    return diag_at(diag, value->line, value->column, "connections: expected at most 127 entries");
  node->connection[node->connection_count++] = (uint16_t)entry;
  return true;
}

bool read_long_connections(struct node *node, const struct yaml *value, const char *name,
                           struct diag *diag) {
  return yaml_bool(value, name, &node->long_form, diag);
}

/* A node id, or `[first, last]` for a range, which is stored as one. */
bool read_connections(struct node *node, const struct yaml *value, const char *name,
                      struct diag *diag) {
  const uint32_t range = node->long_form ? 0x8000 : 0x80;
  if (!yaml_want(value, YAML_LIST, name, diag))
    return false;
  node->param[PARAM_WIDGET_CAPS] |= CAP_CONNECTIONS;
  for (size_t i = 0; i < value->count; i++) {
    const struct yaml *item = value->items[i];
    const bool pair = item->kind == YAML_LIST;
    uint32_t first = 0, last = 0;
    if (pair && item->count != 2)
      return diag_at(diag, item->line, item->column,
                     "connections: a list of %zu; expected [first, last]", item->count);
    if (!yaml_number(pair ? item->items[0] : item, name, 1, MAX_NODES - 1, &first, diag) ||
        (pair && !yaml_number(item->items[1], name, first + 1, MAX_NODES - 1, &last, diag)) ||
        !add_connection(node, item, first, diag) ||
        (pair && !add_connection(node, item, last | range, diag)))
      return false;
  }
  return true;
}

bool read_select(struct node *node, const struct yaml *value, const char *name, struct diag *diag) {
  return yaml_number(value, name, 0, MAX_CONNECTIONS - 1, &node->reset[REG_CONNECTION], diag);
}

/* ---- raw words ------------------------------------------------------------------------------ */

bool read_parameters(struct node *node, const struct yaml *value, const char *name,
                     struct diag *diag) {
  if (!yaml_want(value, YAML_MAP, name, diag))
    return false;
  for (size_t i = 0; i < value->count; i++) {
    uint32_t id = 0;
    const struct yaml *key = value->keys[i];
    if (!yaml_number(key, name, 0, PARAM_COUNT - 1, &id, diag))
      return false;
    if (id == PARAM_NODES || id == PARAM_CONNECTIONS)
      return diag_at(diag, key->line, key->column,
                     "parameters: %s; expected no parameter that follows from the nodes",
                     key->text);
    if (!yaml_number(value->items[i], name, 0, UINT32_MAX, &node->param[id], diag))
      return false;
  }
  return true;
}
