/* SPDX-License-Identifier: Apache-2.0 */
/* Commands as data: most verbs read or write one register of a node (7.1). */
#include "codec.h"
#include "stream.h"

/* A register and its verbs. `get` answers the whole register; `set` writes as many bits as its
 * payload has at `shift`. `bits` are those that the node has; none: it has not got the verb. */
struct verb_register {
  uint16_t get, set; /* 0: none */
  uint8_t shift;
  enum reg reg;
  uint32_t (*bits)(const struct hda_codec *codec, const struct node *node);
  bool (*legal)(const struct hda_codec *codec, const struct node *node, uint32_t value);
};

typedef uint32_t verb_routine(struct hda_codec *codec, struct node *node, uint32_t payload);

/* ---- which bits a node has ---------------------------------------------------------------- */

#define UNUSED_CODEC (void)codec

static uint32_t bits_connection(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  /* Mixers, volume knobs and power widgets act on all that they list. */
  const bool all = node->type == HDA_CODEC_MIXER || node->type == HDA_CODEC_VOLUME_KNOB ||
                   node->type == HDA_CODEC_POWER;
  return node_has(node, CAP_CONNECTIONS) && !all ? 0xFF : 0;
}
static bool legal_connection(const struct hda_codec *codec, const struct node *node,
                             uint32_t value) {
  UNUSED_CODEC;
  return value < node->input_count;
}
static uint32_t bits_processing(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_has(node, CAP_PROCESSING) ? 0x03 : 0;
}
static bool legal_processing(const struct hda_codec *codec, const struct node *node,
                             uint32_t value) {
  UNUSED_CODEC;
  return value < 2 || (value == 2 && (node->param[PARAM_PROCESSING] & 1) != 0);
}
static uint32_t bits_sdi(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node->type == HDA_CODEC_AUDIO_INPUT ? 0x0F : 0;
}
static bool legal_sdi(const struct hda_codec *codec, const struct node *node, uint32_t value) {
  (void)node;
  return value < codec->lines;
}
static uint32_t bits_stream(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_is_converter(node) ? 0xFF : 0;
}
static uint32_t bits_format(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_is_converter(node) ? 0xFF7F : 0;
}
static uint32_t bits_pin(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  const uint32_t caps = node->param[PARAM_PIN_CAPS];
  if (node->type != HDA_CODEC_PIN)
    return 0;
  uint32_t bits = (caps & PIN_HEADPHONE ? 0x80u : 0) | (caps & PIN_OUT ? 0x40u : 0) |
                  (caps & PIN_IN ? 0x20u : 0) | (caps >> PIN_VREF_SHIFT & 0xFF ? 0x07u : 0);
  if ((caps & PIN_HDMI) != 0)
    bits |= 0x03; /* encoded packet type */
  return bits;
}
/* [2:0] is a Vref level that the pin capabilities list, or 0. */
static bool legal_pin(const struct hda_codec *codec, const struct node *node, uint32_t value) {
  UNUSED_CODEC;
  const uint32_t caps = node->param[PARAM_PIN_CAPS];
  return (value & 7) == 0 || (caps & PIN_HDMI) != 0 ||
         (caps >> (PIN_VREF_SHIFT + (value & 7)) & 1) != 0;
}
static uint32_t bits_unsolicited(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_can_event(node) ? UNSOLICITED_ENABLE | UNSOLICITED_TAG : 0;
}
static uint32_t bits_beep(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  const bool group = node->type == HDA_CODEC_GROUP;
  return node->type == HDA_CODEC_BEEP ||
                 (group && (node->param[PARAM_GROUP_CAPS] & GROUP_BEEP) != 0)
             ? 0xFF
             : 0;
}
static uint32_t bits_eapd(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  const uint32_t pin = node->type == HDA_CODEC_PIN ? node->param[PARAM_PIN_CAPS] : 0;
  return (pin & PIN_BALANCED ? 0x01u : 0) | (pin & PIN_EAPD ? 0x02u : 0) |
         (node_has(node, CAP_SWAP) ? EAPD_SWAP : 0);
}
static uint32_t bits_digital(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  /* Byte 1 control, byte 2 category, byte 3 coding type and keep-alive, byte 4 reserved. */
  return node_is_converter(node) && node_has(node, CAP_DIGITAL) ? 0x008F7FFF : 0;
}
static uint32_t bits_knob(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node->type == HDA_CODEC_VOLUME_KNOB ? 0xFF : 0;
}
static uint32_t bits_gpio(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return (1u << node_gpio_count(node)) - 1;
}
static uint32_t bits_gpio_wake(const struct hda_codec *codec, const struct node *node) {
  return node->param[PARAM_GPIO] & GPIO_WAKE ? bits_gpio(codec, node) : 0;
}
static uint32_t bits_gpio_unsolicited(const struct hda_codec *codec, const struct node *node) {
  return node->param[PARAM_GPIO] & GPIO_UNSOLICITED ? bits_gpio(codec, node) : 0;
}
static uint32_t bits_config(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node->type == HDA_CODEC_PIN ? UINT32_MAX : 0;
}
static uint32_t bits_subsystem(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node->type == HDA_CODEC_GROUP ? UINT32_MAX : 0;
}
static uint32_t bits_stripe(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node->type == HDA_CODEC_AUDIO_OUTPUT && node_has(node, CAP_STRIPE) ? 0x03 : 0;
}
static bool legal_stripe(const struct hda_codec *codec, const struct node *node, uint32_t value) {
  UNUSED_CODEC;
  return (node->stripe_mask >> value & 1) != 0;
}
static uint32_t bits_channels(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_is_converter(node) && node_channels(node) > 2 ? 0x0F : 0;
}
static bool legal_channels(const struct hda_codec *codec, const struct node *node, uint32_t value) {
  UNUSED_CODEC;
  return value < node_channels(node);
}
static uint32_t bits_coefficient(const struct hda_codec *codec, const struct node *node) {
  UNUSED_CODEC;
  return node_has(node, CAP_PROCESSING) ? 0xFFFF : 0;
}

/* ---- registers ---------------------------------------------------------------------------- */

static const struct verb_register registers[] = {
    {0xF01, 0x701, 0, REG_CONNECTION, bits_connection, legal_connection},
    {0xF03, 0x703, 0, REG_PROCESSING, bits_processing, legal_processing},
    {0xF04, 0x704, 0, REG_SDI, bits_sdi, legal_sdi},
    {0xF06, 0x706, 0, REG_STREAM, bits_stream, NULL},
    {0xF07, 0x707, 0, REG_PIN, bits_pin, legal_pin},
    {0xF08, 0x708, 0, REG_UNSOLICITED, bits_unsolicited, NULL},
    {0xF0A, 0x70A, 0, REG_BEEP, bits_beep, NULL},
    {0xF0C, 0x70C, 0, REG_EAPD, bits_eapd, NULL},
    {0xF0D, 0x70D, 0, REG_DIGITAL, bits_digital, NULL},
    {0, 0x70E, 8, REG_DIGITAL, bits_digital, NULL},
    {0, 0x73E, 16, REG_DIGITAL, bits_digital, NULL},
    {0, 0x73F, 24, REG_DIGITAL, bits_digital, NULL},
    {0xF0F, 0x70F, 0, REG_KNOB, bits_knob, NULL},
    {0, 0x715, 0, REG_GPIO_DATA, bits_gpio, NULL},
    {0xF16, 0x716, 0, REG_GPIO_ENABLE, bits_gpio, NULL},
    {0xF17, 0x717, 0, REG_GPIO_DIRECTION, bits_gpio, NULL},
    {0xF18, 0x718, 0, REG_GPIO_WAKE, bits_gpio_wake, NULL},
    {0xF19, 0x719, 0, REG_GPIO_UNSOLICITED, bits_gpio_unsolicited, NULL},
    {0xF1A, 0x71A, 0, REG_GPIO_STICKY, bits_gpio, NULL},
    {0xF1C, 0x71C, 0, REG_CONFIG, bits_config, NULL},
    {0, 0x71D, 8, REG_CONFIG, bits_config, NULL},
    {0, 0x71E, 16, REG_CONFIG, bits_config, NULL},
    {0, 0x71F, 24, REG_CONFIG, bits_config, NULL},
    {0xF20, 0x720, 0, REG_SUBSYSTEM, bits_subsystem, NULL},
    {0, 0x721, 8, REG_SUBSYSTEM, bits_subsystem, NULL},
    {0, 0x722, 16, REG_SUBSYSTEM, bits_subsystem, NULL},
    {0, 0x723, 24, REG_SUBSYSTEM, bits_subsystem, NULL},
    {0, 0x724, 0, REG_STRIPE, bits_stripe, legal_stripe},
    {0xF2D, 0x72D, 0, REG_CHANNELS, bits_channels, legal_channels},
    {0xA, 0x2, 0, REG_FORMAT, bits_format, NULL},
    {0xD, 0x5, 0, REG_COEFFICIENT, bits_coefficient, NULL},
};

static void register_set(struct hda_codec *codec, struct node *node,
                         const struct verb_register *verb, uint32_t payload) {
  const uint32_t bits = verb->bits(codec, node);
  const uint32_t field = (verb->set < 0x10 ? 0xFFFFu : 0xFFu) << verb->shift;
  const uint32_t value = payload << verb->shift & field & bits;
  if ((bits & field) == 0 || (verb->legal != NULL && !verb->legal(codec, node, value)))
    return;
  node->reg[verb->reg] = (node->reg[verb->reg] & ~field) | value;
  if (verb->reg == REG_GPIO_DATA)
    gpio_written(node, value);
}

/* ---- verbs that do more --------------------------------------------------------------------- */

static uint32_t parameter_get(struct hda_codec *codec, struct node *node, uint32_t payload) {
  UNUSED_CODEC;
  return payload < PARAM_COUNT ? node->param[payload] : 0;
}

/* Four 8-bit or two 16-bit entries from that of the payload on; 0 beyond the end. */
static uint32_t connection_entries(struct hda_codec *codec, struct node *node, uint32_t payload) {
  UNUSED_CODEC;
  const unsigned per = node->long_form ? 2 : 4;
  const unsigned first = payload / per * per;
  uint32_t response = 0;
  for (unsigned i = 0; i < per && first + i < node->connection_count; i++)
    response |= (uint32_t)node->connection[first + i] << (i * 32 / per);
  return response;
}

static uint32_t stripe_get(struct hda_codec *codec, struct node *node, uint32_t payload) {
  (void)payload;
  return bits_stripe(codec, node) == 0 ? 0
                                       : node->reg[REG_STRIPE] | (uint32_t)node->stripe_mask << 20;
}

/* The index moves on by itself, so that a table can be written in a row. */
static uint16_t *next_coefficient(struct node *node) {
  const unsigned count = node->param[PARAM_PROCESSING] >> 8 & 0xFF;
  const uint32_t index = node->reg[REG_COEFFICIENT];
  if (!node_has(node, CAP_PROCESSING) || node->coefficient == NULL || index >= count)
    return NULL;
  node->reg[REG_COEFFICIENT] = (index + 1) % count;
  return &node->coefficient[index];
}

static uint32_t coefficient_get(struct hda_codec *codec, struct node *node, uint32_t payload) {
  UNUSED_CODEC;
  (void)payload;
  const uint16_t *coefficient = next_coefficient(node);
  return coefficient != NULL ? *coefficient : 0;
}

static uint32_t coefficient_set(struct hda_codec *codec, struct node *node, uint32_t payload) {
  UNUSED_CODEC;
  uint16_t *coefficient = next_coefficient(node);
  if (coefficient != NULL)
    *coefficient = (uint16_t)payload;
  return 0;
}

static const struct {
  uint16_t id;
  verb_routine *routine;
} routines[] = {
    {0xF00, parameter_get}, {0xF02, connection_entries}, {0xF05, power_get},
    {0x705, power_set},     {0xF09, pin_sense},          {0x709, pin_trigger},
    {0xF15, gpio_data},     {0xF24, stripe_get},         {0xB, amp_get},
    {0x3, amp_set},         {0xC, coefficient_get},      {0x4, coefficient_set},
};

/* ---- dispatch ------------------------------------------------------------------------------- */

#define VERB_RESET 0x7FF

static bool is_set(unsigned id) { return id < 0x10 ? id < 8 : id >> 8 == 7; }

static uint32_t carry_out(struct hda_codec *codec, struct node *node, unsigned id,
                          uint32_t payload) {
  for (size_t i = 0; i < COUNT_OF(routines); i++) {
    if (routines[i].id == id)
      return routines[i].routine(codec, node, payload);
  }
  for (size_t i = 0; i < COUNT_OF(registers); i++) {
    const struct verb_register *verb = &registers[i];
    if (verb->get == id && id != 0)
      return node->reg[verb->reg] & verb->bits(codec, node);
    if (verb->set == id)
      register_set(codec, node, verb, payload);
  }
  return 0;
}

/* Two resets in a row are the strong form, and the only way out of D3cold. */
static bool reset_verb(struct hda_codec *codec, struct node *node) {
  if (node->type != HDA_CODEC_GROUP)
    return true;
  const bool second = codec->reset_pending == node->nid;
  codec->reset_pending = second ? 0 : node->nid;
  if (node->power_actual == POWER_D3COLD && !second)
    return false;
  group_reset(codec, node, second);
  streams_refresh(codec);
  return true;
}

bool hda_codec_verb(struct hda_codec *codec, uint32_t command, uint32_t *response) {
  if (command == 0)
    return false;
  *response = 0;
  struct node *node = codec_node(codec, command >> 20 & 0xFF);
  const bool long_id = (command >> 16 & 7) == 7;
  const unsigned id = long_id ? command >> 8 & 0xFFF : command >> 16 & 0xF;
  const uint32_t payload = command & (long_id ? 0xFF : 0xFFFF);
  if (node != NULL && id == VERB_RESET)
    return reset_verb(codec, node);
  codec->reset_pending = 0;
  if (node == NULL)
    return true;
  const struct node *group = codec_group(codec, node);
  if (group != NULL && group->power_actual == POWER_D3COLD)
    return false;
  *response = carry_out(codec, node, id, payload);
  if (is_set(id)) {
    if (id != 0x705)
      node->settings_reset = false;
    streams_refresh(codec);
  }
  return true;
}
