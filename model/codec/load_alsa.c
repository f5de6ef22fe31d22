/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text that ALSA shows of a codec (docs/codecs.md).
 *
 * It lists what the codec can do and how it is set at the moment. Only the first makes the model:
 * settings are a driver's, not the codec's. Lines that this reader does not know are passed over
 * inside a node, as they differ between kernels; what a codec cannot be without must be there.
 */
#include <string.h>

#include "diag.h"
#include "load_alsa.h"

/* ---- the head ------------------------------------------------------------------------------- */

static bool read_name(struct alsa *alsa) {
  if (alsa->codec->name[0] != '\0') {
    alsa->line.cursor = alsa->line.text;
    return line_refuse(&alsa->line, "one codec in a file");
  }
  line_skip_blanks(&alsa->line);
  if (line_at_end(&alsa->line))
    return line_refuse(&alsa->line, "the name of the codec");
  strncpy(alsa->codec->name, alsa->line.cursor, sizeof alsa->codec->name - 1);
  return true;
}
static bool read_function_id(struct alsa *alsa) {
  uint32_t id = 0, unsolicited = 0;
  if (!line_hex(&alsa->line, 0xFF, &id))
    return false;
  if (line_find(&alsa->line, "unsol ") && !line_number(&alsa->line, 1, &unsolicited))
    return false;
  alsa->group.param[PARAM_GROUP_TYPE] = id | (unsolicited ? GROUP_UNSOLICITED : 0);
  return true;
}
static bool read_vendor(struct alsa *alsa) {
  return line_hex(&alsa->line, UINT32_MAX, &alsa->codec->node[0].param[PARAM_VENDOR]);
}
static bool read_subsystem(struct alsa *alsa) {
  return line_hex(&alsa->line, UINT32_MAX, &alsa->group.reset[REG_SUBSYSTEM]);
}
static bool read_revision(struct alsa *alsa) {
  return line_hex(&alsa->line, UINT32_MAX, &alsa->codec->node[0].param[PARAM_REVISION]);
}
static bool read_modem(struct alsa *alsa) {
  return line_hex(&alsa->line, MAX_NODES - 1, &alsa->modem_nid);
}
static bool read_state_of_group(struct alsa *alsa) {
  if (alsa->grouped)
    return line_refuse(&alsa->line, "this before the first node");
  return line_hex(&alsa->line, MAX_NODES - 1, &alsa->audio_nid);
}
static bool read_gpio(struct alsa *alsa) {
  uint32_t io = 0, out = 0, in = 0, unsolicited = 0, wake = 0;
  struct alsa_line *line = &alsa->line;
  if (!line_field(line, "io", 0xFF, &io) || !line_field(line, "o", 0xFF, &out) ||
      !line_field(line, "i", 0xFF, &in) || !line_field(line, "unsolicited", 1, &unsolicited) ||
      !line_field(line, "wake", 1, &wake))
    return false;
  alsa->group.param[PARAM_GPIO] =
      io | out << 8 | in << 16 | (unsolicited ? GPIO_UNSOLICITED : 0) | (wake ? GPIO_WAKE : 0);
  return true;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static bool node_complete(struct alsa *alsa) {
  const struct node *node = alsa->node;
  if (alsa->inputs > 0)
    return diag_at(alsa->diag, alsa->line.number, 1, "expected the list of %u connections",
                   alsa->inputs);
  if (node == &alsa->group)
    return true;
  const char *missing = NULL;
  if (node->type == HDA_CODEC_PIN && !alsa->saw_pincap)
    missing = "Pincap";
  else if (node->type == HDA_CODEC_PIN && !alsa->saw_default)
    missing = "Pin Default";
  else if (node_has(node, CAP_CONNECTIONS) && !alsa->saw_connections)
    missing = "Connection";
  return missing == NULL ||
         diag_at(alsa->diag, node->line, 1, "node 0x%02X has no line '%s'; expected the whole text",
                 node->nid, missing);
}

static void fill_group(struct alsa *alsa) {
  struct node *group = codec_node(alsa->codec, alsa->audio_nid);
  if (group == NULL || alsa->audio_nid == alsa->modem_nid)
    return;
  memcpy(group->param, alsa->group.param, sizeof group->param);
  group->reset[REG_SUBSYSTEM] = alsa->group.reset[REG_SUBSYSTEM];
}

/* The groups have no place of their own in the text; they begin where the first node does. */
static bool add_groups(struct alsa *alsa) {
  if (alsa->grouped)
    return true;
  alsa->grouped = true;
  const int line = alsa->line.number;
  if (alsa->has_audio || alsa->modem_nid == 0) {
    struct node *group =
        codec_add(alsa->codec, alsa->audio_nid, HDA_CODEC_GROUP, line, 1, alsa->diag);
    if (group == NULL)
      return false;
  }
  if (alsa->modem_nid == 0)
    return true;
  struct node *modem =
      codec_add(alsa->codec, alsa->modem_nid, HDA_CODEC_GROUP, line, 1, alsa->diag);
  if (modem != NULL)
    modem->param[PARAM_GROUP_TYPE] = 2;
  return modem != NULL;
}

static bool read_node(struct alsa *alsa) {
  uint32_t nid = 0, caps = 0;
  if (!node_complete(alsa) || !add_groups(alsa) || !line_hex(&alsa->line, MAX_NODES - 1, &nid))
    return false;
  if (!line_find(&alsa->line, "] wcaps "))
    return line_refuse(&alsa->line, "[type] wcaps and a number");
  if (!line_hex(&alsa->line, 0xFFFFFF, &caps))
    return false;
  alsa->node = codec_add(alsa->codec, nid, (enum hda_codec_node_type)(caps >> CAP_TYPE_SHIFT & 0xF),
                         alsa->line.number, 1, alsa->diag);
  if (alsa->node == NULL)
    return false;
  alsa->node->group = (uint8_t)alsa->audio_nid;
  alsa->node->param[PARAM_WIDGET_CAPS] = caps;
  alsa->pcm = NULL;
  alsa->saw_pincap = alsa->saw_default = alsa->saw_connections = false;
  return true;
}

/* `0x0c* 0x0d`: the star marks the one selected. */
static bool read_inputs(struct alsa *alsa) {
  for (; alsa->inputs > 0; alsa->inputs--) {
    uint32_t nid = 0;
    if (!line_hex(&alsa->line, MAX_NODES - 1, &nid))
      return false;
    line_take(&alsa->line, "*");
    alsa->node->connection[alsa->node->connection_count++] = (uint16_t)nid;
  }
  line_skip_blanks(&alsa->line);
  return line_at_end(&alsa->line) || line_refuse(&alsa->line, "no more connections");
}

/* ---- the table ------------------------------------------------------------------------------ */

/* Lines that say how things are set, or what repeats the words of a number, have no reader. */
static const struct {
  const char *text;
  bool indented;
  alsa_reader *read;
} readers[] = {
    {"Codec:", false, read_name},
    {"Address:", false, NULL},
    {"AFG Function Id:", false, read_function_id},
    {"Function Id:", false, read_function_id},
    {"MFG Function Id:", false, NULL},
    {"Vendor Id:", false, read_vendor},
    {"Subsystem Id:", false, read_subsystem},
    {"Revision Id:", false, read_revision},
    {"Modem Function Group:", false, read_modem},
    {"No Modem Function Group found", false, NULL},
    {"Default PCM:", false, alsa_read_default_pcm},
    {"Default Amp-In caps:", false, alsa_read_default_amp_in},
    {"Default Amp-Out caps:", false, alsa_read_default_amp_out},
    {"State of AFG node", false, read_state_of_group},
    {"GPIO:", false, read_gpio},
    {"Power-Map:", false, NULL},
    {"Analog Loopback:", false, NULL},
    {"Node", false, read_node},
    {"rates [", true, alsa_read_rates},
    {"bits [", true, alsa_read_bits},
    {"formats [", true, alsa_read_formats},
    {"PCM:", true, alsa_read_pcm},
    {"Amp-In caps:", true, alsa_read_amp_in},
    {"Amp-Out caps:", true, alsa_read_amp_out},
    {"Power states:", true, alsa_read_power_states},
    {"Pincap", true, alsa_read_pincap},
    {"Pin Default", true, alsa_read_pin_default},
    {"Connection:", true, alsa_read_connection},
    {"Processing caps:", true, alsa_read_processing},
    {"Coeff ", true, alsa_read_coefficient},
    {"Volume-Knob:", true, alsa_read_knob},
};

static bool read_line(struct alsa *alsa) {
  if (alsa->inputs > 0)
    return read_inputs(alsa);
  for (size_t i = 0; i < COUNT_OF(readers); i++) {
    if (readers[i].indented != alsa->line.indented || !line_take(&alsa->line, readers[i].text))
      continue;
    if (!readers[i].indented)
      alsa->pcm = NULL;
    return readers[i].read == NULL || readers[i].read(alsa);
  }
  return alsa->line.indented || line_refuse(&alsa->line, "a line of ALSA's codec text");
}

bool load_alsa(struct hda_codec *codec, const char *text, size_t length, struct diag *diag) {
  struct alsa alsa = {.line = {.at = text, .end = text + length, .diag = diag},
                      .codec = codec,
                      .diag = diag,
                      .audio_nid = 1};
  alsa.node = &alsa.group;
  alsa.group.param[PARAM_GROUP_TYPE] = GROUP_AUDIO;
  if (codec_add(codec, 0, HDA_CODEC_ROOT, 1, 1, diag) == NULL)
    return false;
  while (line_next(&alsa.line)) {
    if (!read_line(&alsa))
      return false;
  }
  if (diag->error != HDA_CODEC_OK || !node_complete(&alsa) || !add_groups(&alsa))
    return false;
  fill_group(&alsa);
  return codec->node[0].param[PARAM_VENDOR] != 0 ||
         diag_at(diag, alsa.line.number, 1, "no line 'Vendor Id'; expected the whole text");
}
