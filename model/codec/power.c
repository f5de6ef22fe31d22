/* SPDX-License-Identifier: Apache-2.0 */
/* Power states and resets. */
#include <string.h>

#include "codec.h"
#include "stream.h"

#define POWER_ERROR (1u << 8)
#define POWER_CLOCK_STOP_OK (1u << 9)
#define POWER_SETTINGS_RESET (1u << 10)
#define STATES_DEFAULT 0x0Fu /* D0 to D3, where parameter 0F says nothing */
#define STATES_MASK 0x1Fu

static bool has_power(const struct node *node) {
  return node->type == HDA_CODEC_GROUP || node_has(node, CAP_POWER);
}

uint32_t power_states(const struct hda_codec *codec, const struct node *node) {
  uint32_t states = node->param[PARAM_POWER] & STATES_MASK;
  if (states == 0)
    states = codec_group(codec, node)->param[PARAM_POWER] & STATES_MASK;
  return states != 0 ? states : STATES_DEFAULT;
}

unsigned node_power(const struct hda_codec *codec, const struct node *node) {
  const struct node *group = codec_group(codec, node);
  const unsigned own = has_power(node) ? node->power_actual : 0;
  return group != NULL && group->power_actual > own ? group->power_actual : own;
}

uint32_t power_get(struct hda_codec *codec, struct node *node, uint32_t payload) {
  (void)payload;
  if (!has_power(node))
    return 0;
  const unsigned actual = node_power(codec, node);
  uint32_t response = (uint32_t)node->power_set | actual << 4;
  if (node->power_error)
    response |= POWER_ERROR;
  if (node->type == HDA_CODEC_GROUP && actual >= POWER_D3 &&
      (node->param[PARAM_POWER] & POWER_CLKSTOP) != 0)
    response |= POWER_CLOCK_STOP_OK;
  if (node->settings_reset)
    response |= POWER_SETTINGS_RESET;
  return response;
}

/* Settings outlive D3 only with extended power states, and D3cold never. */
static bool loses_settings(const struct node *group) {
  return group->power_actual == POWER_D3COLD ||
         (group->power_actual == POWER_D3 && (group->param[PARAM_POWER] & POWER_EPSS) == 0);
}

static void forget_settings(struct hda_codec *codec, unsigned group) {
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    struct node *node = codec_node(codec, nid);
    if (node != NULL && (nid == group || (node_is_widget(node) && node->group == group))) {
      const uint8_t set = node->power_set, actual = node->power_actual;
      node_reset(codec, node, false);
      node->power_set = set;
      node->power_actual = actual;
    }
  }
  codec->queue_count = 0;
}

uint32_t power_set(struct hda_codec *codec, struct node *node, uint32_t payload) {
  if (!has_power(node))
    return 0;
  const uint8_t state = payload & 0xF;
  const uint8_t before = node->power_actual;
  node->power_set = state;
  node->power_error = (power_states(codec, node) >> state & 1) == 0;
  if (node->power_error)
    return 0;
  node->power_actual = state;
  if (node->type == HDA_CODEC_GROUP && state != before && loses_settings(node))
    forget_settings(codec, node->nid);
  return 0;
}

void node_reset(struct hda_codec *codec, struct node *node, bool strong) {
  const uint32_t config = node->reg[REG_CONFIG], subsystem = node->reg[REG_SUBSYSTEM];
  memcpy(node->reg, node->reset, sizeof node->reg);
  if (!strong) {
    node->reg[REG_CONFIG] = config;
    node->reg[REG_SUBSYSTEM] = subsystem;
  }
  amp_reset(codec, node);
  node->power_set = node->power_actual = 0;
  node->power_error = false;
  node->settings_reset = true;
  node->gpio_latch = 0;
  if (node->coefficient != NULL)
    memcpy(node->coefficient, node->coefficient_reset,
           (node->param[PARAM_PROCESSING] >> 8 & 0xFF) * sizeof *node->coefficient);
}

void group_reset(struct hda_codec *codec, struct node *group, bool strong) {
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    struct node *node = codec_node(codec, nid);
    if (node == group || (node != NULL && node_is_widget(node) && node->group == group->nid))
      node_reset(codec, node, strong);
  }
  codec->queue_count = 0;
}
