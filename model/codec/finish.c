/* SPDX-License-Identifier: Apache-2.0 */
/* What makes a list of nodes a codec. */
#include "codec.h"
#include "diag.h"
#include "stream.h"

#define RANGE_SHORT 0x80u
#define RANGE_LONG 0x8000u

static bool refuse(struct diag *diag, const struct node *node, const char *what) {
  return diag_at(diag, node->line, node->column, "node 0x%02X: %s", node->nid, what);
}

static bool is_child(const struct node *node, const struct node *parent) {
  if (!node->present || node == parent)
    return false;
  return parent->type == HDA_CODEC_ROOT ? node->type == HDA_CODEC_GROUP
                                        : node_is_widget(node) && node->group == parent->nid;
}

/* Parameter 04 names the first child and how many there are: ids cannot have gaps. */
static bool number_children(struct hda_codec *codec, struct node *parent, struct diag *diag) {
  unsigned first = 0, count = 0;
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    const struct node *node = &codec->node[nid];
    if (!is_child(node, parent))
      continue;
    if (count == 0)
      first = nid;
    else if (nid != first + count)
      return diag_at(diag, node->line, node->column,
                     "node 0x%02X stands after 0x%02X; expected ids without a gap", nid,
                     first + count - 1);
    count++;
  }
  parent->param[PARAM_NODES] = first << 16 | count;
  return true;
}

/* Replaces ranges by what lies between. */
static bool expand_connections(struct hda_codec *codec, struct node *node, struct diag *diag) {
  const uint32_t range = node->long_form ? RANGE_LONG : RANGE_SHORT;
  unsigned previous = 0;
  node->input_count = 0;
  for (unsigned i = 0; i < node->connection_count; i++) {
    const unsigned entry = node->connection[i], last = entry & (range - 1);
    unsigned nid = last;
    if ((entry & range) != 0)
      nid = previous + 1;
    for (; nid <= last; nid++) {
      const struct node *input = codec_node(codec, nid);
      if (input == NULL || !node_is_widget(input) || input->group != node->group)
        return diag_at(diag, node->line, node->column,
                       "node 0x%02X: connection to 0x%02X; expected a widget of its group",
                       node->nid, nid);
      if (node->input_count == MAX_CONNECTIONS)
        return refuse(diag, node, "more than 127 connections; expected at most 127");
      node->input[node->input_count++] = (uint8_t)nid;
    }
    previous = last;
  }
  node->param[PARAM_CONNECTIONS] = (node->long_form ? 0x80u : 0) | node->connection_count;
  return true;
}

static bool finish_widget(struct hda_codec *codec, struct node *node, struct diag *diag) {
  const uint32_t caps = node->param[PARAM_WIDGET_CAPS];
  const struct node *group = codec_node(codec, node->group);
  if (group == NULL || group->type != HDA_CODEC_GROUP)
    return refuse(diag, node, "belongs to no function group; expected one that has it");
  if ((caps >> CAP_TYPE_SHIFT & 0xF) != (unsigned)node->type)
    return refuse(diag, node, "its capabilities name another type; expected that of the node");
  if (node->type > HDA_CODEC_BEEP && node->type != HDA_CODEC_VENDOR)
    return refuse(diag, node, "a reserved type of widget; expected 0 to 7 or 15");
  /* A volume knob has a list without saying so. */
  if (node->connection_count > 0 && (caps & CAP_CONNECTIONS) == 0 &&
      node->type != HDA_CODEC_VOLUME_KNOB)
    return refuse(diag, node,
                  "connections, but no connection list in its capabilities; expected both");
  if (!expand_connections(codec, node, diag))
    return false;
  if (node->reset[REG_CONNECTION] != 0 && node->reset[REG_CONNECTION] >= node->input_count)
    return refuse(diag, node, "selects a connection that it has not got; expected one of its list");
  if ((caps & CAP_PROCESSING) != 0 && node->coefficient == NULL &&
      !codec_add_coefficients(node, MAX_COEFFICIENTS, diag))
    return false;
  if (!node_is_converter(node))
    return true;
  const unsigned channels = node_channels(node);
  const unsigned start = channels < 2 ? channels : 2;
  node->reset[REG_CHANNELS] = start - 1;
  node->reset[REG_FORMAT] = 0x0010 | (start - 1); /* 48 kHz, 16 bits */
  return converter_add(codec, node) || diag_fail(diag, HDA_CODEC_ENOMEM, "out of memory");
}

bool codec_finish(struct hda_codec *codec, struct diag *diag) {
  struct node *root = &codec->node[0];
  if (!number_children(codec, root, diag))
    return false;
  if ((root->param[PARAM_NODES] & 0xFF) == 0)
    return diag_at(diag, root->line, root->column, "a codec without function group; expected one");
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    struct node *node = codec_node(codec, nid);
    if (node == NULL)
      continue;
    if (node->type == HDA_CODEC_GROUP ? !number_children(codec, node, diag)
                                      : !finish_widget(codec, node, diag))
      return false;
  }
  return true;
}
