/* SPDX-License-Identifier: Apache-2.0 */
#include "codec.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "stream.h"

const char *hda_codec_strerror(int error) {
  static const char *const words[] = {
      [HDA_CODEC_OK] = "success",
      [HDA_CODEC_ENOMEM] = "out of memory",
      [HDA_CODEC_EINVAL] = "argument out of range",
      [HDA_CODEC_ENODE] = "no such node, or not of that kind",
      [HDA_CODEC_EIO] = "a file could not be opened, read or written",
      [HDA_CODEC_EFILE] = "malformed file",
      [HDA_CODEC_ERANGE] = "past the end",
  };
  return error >= 0 && (size_t)error < COUNT_OF(words) ? words[error] : "unknown error";
}

struct node *codec_node(const struct hda_codec *codec, unsigned nid) {
  const struct node *node = nid < MAX_NODES ? &codec->node[nid] : NULL;
  return node != NULL && node->present ? (struct node *)node : NULL;
}

struct node *codec_group(const struct hda_codec *codec, const struct node *node) {
  if (node->type == HDA_CODEC_GROUP)
    return (struct node *)node;
  return node->type == HDA_CODEC_ROOT ? NULL : codec_node(codec, node->group);
}

unsigned node_channels(const struct node *node) {
  const uint32_t caps = node->param[PARAM_WIDGET_CAPS];
  return ((caps >> CAP_CHANNELS_SHIFT & 7) << 1 | (caps & CAP_STEREO)) + 1;
}

bool node_can_event(const struct node *node) {
  if (node->type == HDA_CODEC_GROUP)
    return (node->param[PARAM_GROUP_TYPE] & GROUP_UNSOLICITED) != 0;
  return node_has(node, CAP_UNSOLICITED);
}

unsigned node_gpio_count(const struct node *group) {
  const unsigned count = group->param[PARAM_GPIO] & 0xFF;
  return group->type != HDA_CODEC_GROUP ? 0 : count < 8 ? count : 8;
}

const char *hda_codec_name(const struct hda_codec *codec) { return codec->name; }

unsigned hda_codec_line_count(const struct hda_codec *codec) { return codec->lines; }

void hda_codec_destroy(struct hda_codec *codec) {
  if (codec == NULL)
    return;
  converters_free(codec);
  for (unsigned nid = 0; nid < MAX_NODES; nid++) {
    free(codec->node[nid].coefficient_reset);
    free(codec->node[nid].coefficient);
  }
  free(codec);
}

void hda_codec_reset(struct hda_codec *codec, enum hda_codec_reset kind) {
  for (unsigned nid = 0; nid < MAX_NODES; nid++) {
    struct node *group = codec_node(codec, nid);
    if (group == NULL || group->type != HDA_CODEC_GROUP)
      continue;
    /* Extended power states are there for this: the group sleeps through the link reset with its
     * jack events armed. */
    if (kind == HDA_CODEC_LINK_RESET && group->power_actual == POWER_D3 &&
        (group->param[PARAM_POWER] & POWER_EPSS) != 0)
      continue;
    group_reset(codec, group, kind == HDA_CODEC_POWER_ON);
  }
  codec->reset_pending = 0;
  streams_stop(codec);
  streams_refresh(codec);
}

static const char *const widget_names[] = {
    "audio_output", "audio_input", "mixer", "selector", "pin", "power", "volume_knob", "beep",
};

const char *hda_codec_type_name(enum hda_codec_node_type type) {
  switch (type) {
  case HDA_CODEC_ROOT:
    return "root";
  case HDA_CODEC_GROUP:
    return "function_group";
  case HDA_CODEC_VENDOR:
    return "vendor";
  default:
    return (size_t)type < COUNT_OF(widget_names) ? widget_names[type] : "reserved";
  }
}

static void describe(const struct node *node, struct hda_codec_node *out) {
  *out = (struct hda_codec_node){.nid = node->nid, .group = node->group, .type = node->type};
  if (node->type == HDA_CODEC_GROUP) {
    out->caps = node->param[PARAM_GROUP_CAPS];
  } else if (node_is_widget(node)) {
    out->caps = node->param[PARAM_WIDGET_CAPS];
    out->pin_caps = node->param[PARAM_PIN_CAPS];
    out->channels = node_channels(node);
  }
}

int hda_codec_node_at(const struct hda_codec *codec, size_t index, struct hda_codec_node *node) {
  for (unsigned nid = 0; nid < MAX_NODES; nid++) {
    if (codec->node[nid].present && index-- == 0) {
      describe(&codec->node[nid], node);
      return HDA_CODEC_OK;
    }
  }
  return HDA_CODEC_ERANGE;
}

int hda_codec_node(const struct hda_codec *codec, unsigned nid, struct hda_codec_node *node) {
  const struct node *found = codec_node(codec, nid);
  if (found == NULL)
    return HDA_CODEC_ENODE;
  describe(found, node);
  return HDA_CODEC_OK;
}
