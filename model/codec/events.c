/* SPDX-License-Identifier: Apache-2.0 */
/* Unsolicited responses and the outside world that causes them: jacks, GPIO pins, knobs. */
#include "codec.h"

#define TAG_SHIFT 26
#define SUBTAG_SHIFT 21
#define DATA_MASK 0x1FFFFFu
#define SENSE_PRESENCE (1u << 31)
#define EVENT_PRESENCE 1u

bool hda_codec_has_unsolicited(const struct hda_codec *codec) { return codec->queue_count > 0; }

bool hda_codec_take_unsolicited(struct hda_codec *codec, uint32_t *response) {
  if (codec->queue_count == 0)
    return false;
  *response = codec->queue[codec->queue_first];
  codec->queue_first = (codec->queue_first + 1) % HDA_CODEC_MAX_UNSOLICITED;
  codec->queue_count--;
  return true;
}

int hda_codec_inject_unsolicited(struct hda_codec *codec, uint32_t response) {
  if (codec->queue_count == HDA_CODEC_MAX_UNSOLICITED)
    return HDA_CODEC_ERANGE;
  codec->queue[(codec->queue_first + codec->queue_count++) % HDA_CODEC_MAX_UNSOLICITED] = response;
  return HDA_CODEC_OK;
}

bool event_queue(struct hda_codec *codec, const struct node *node, unsigned subtag, uint32_t data) {
  const uint32_t setting = node->reg[REG_UNSOLICITED];
  if (!node_can_event(node) || (setting & UNSOLICITED_ENABLE) == 0 ||
      node_power(codec, node) == POWER_D3COLD)
    return false;
  const uint32_t word =
      (setting & UNSOLICITED_TAG) << TAG_SHIFT | subtag << SUBTAG_SHIFT | (data & DATA_MASK);
  return hda_codec_inject_unsolicited(codec, word) == HDA_CODEC_OK;
}

int hda_codec_event(struct hda_codec *codec, unsigned nid, unsigned subtag, uint32_t data,
                    bool *queued) {
  const struct node *node = codec_node(codec, nid);
  if (node == NULL || !node_can_event(node))
    return HDA_CODEC_ENODE;
  if (subtag > 31 || data > DATA_MASK)
    return HDA_CODEC_EINVAL;
  const bool done = event_queue(codec, node, subtag, data);
  if (queued != NULL)
    *queued = done;
  return HDA_CODEC_OK;
}

/* ---- jacks ---------------------------------------------------------------------------------- */

static struct node *sensing_pin(const struct hda_codec *codec, unsigned nid, uint32_t caps) {
  struct node *node = codec_node(codec, nid);
  const bool fits =
      node != NULL && node->type == HDA_CODEC_PIN && (node->param[PARAM_PIN_CAPS] & caps) != 0;
  return fits ? node : NULL;
}

int hda_codec_set_jack(struct hda_codec *codec, unsigned nid, bool present) {
  struct node *pin = sensing_pin(codec, nid, PIN_PRESENCE);
  if (pin == NULL)
    return HDA_CODEC_ENODE;
  if (pin->jack == present)
    return HDA_CODEC_OK;
  pin->jack = present;
  const bool hdmi = (pin->param[PARAM_PIN_CAPS] & PIN_HDMI) != 0;
  event_queue(codec, pin, pin->subtag, hdmi && present ? EVENT_PRESENCE : 0);
  return HDA_CODEC_OK;
}

int hda_codec_set_impedance(struct hda_codec *codec, unsigned nid, uint32_t value) {
  struct node *pin = sensing_pin(codec, nid, PIN_PRESENCE | 1);
  if (pin == NULL)
    return HDA_CODEC_ENODE;
  if (value > 0x7FFFFFFF)
    return HDA_CODEC_EINVAL;
  pin->impedance = value;
  return HDA_CODEC_OK;
}

static uint32_t measure(const struct node *pin) {
  return pin->impedance | (pin->jack ? SENSE_PRESENCE : 0);
}

/* A pin that needs a trigger answers what it measured then. */
uint32_t pin_sense(struct hda_codec *codec, struct node *pin, uint32_t payload) {
  (void)payload;
  if (sensing_pin(codec, pin->nid, PIN_PRESENCE | 1) == NULL)
    return 0;
  return pin->param[PARAM_PIN_CAPS] & PIN_TRIGGER ? pin->sense : measure(pin);
}

uint32_t pin_trigger(struct hda_codec *codec, struct node *pin, uint32_t payload) {
  (void)payload;
  if (sensing_pin(codec, pin->nid, PIN_PRESENCE | 1) != NULL)
    pin->sense = measure(pin);
  return 0;
}

/* ---- GPIO ----------------------------------------------------------------------------------- */

static uint32_t gpio_inputs(const struct node *group) {
  return group->reg[REG_GPIO_ENABLE] & ~group->reg[REG_GPIO_DIRECTION];
}

/* A sticky input keeps a 1 until software writes 0 there. */
void gpio_written(struct node *group, uint32_t value) { group->gpio_latch &= value; }

uint32_t gpio_data(struct hda_codec *codec, struct node *group, uint32_t payload) {
  (void)codec;
  (void)payload;
  if (node_gpio_count(group) == 0)
    return 0;
  const uint32_t sticky = group->reg[REG_GPIO_STICKY];
  const uint32_t inputs =
      (group->gpio_level & ~sticky) | ((group->gpio_latch | group->gpio_level) & sticky);
  const uint32_t outputs = group->reg[REG_GPIO_ENABLE] & group->reg[REG_GPIO_DIRECTION];
  return (inputs & gpio_inputs(group)) | (group->reg[REG_GPIO_DATA] & outputs);
}

int hda_codec_set_gpio(struct hda_codec *codec, unsigned nid, unsigned gpio, bool level) {
  struct node *group = codec_node(codec, nid);
  if (group == NULL || gpio >= node_gpio_count(group))
    return HDA_CODEC_ENODE;
  const uint32_t bit = 1u << gpio;
  if (((group->gpio_level & bit) != 0) == level)
    return HDA_CODEC_OK;
  group->gpio_level ^= bit;
  if (level)
    group->gpio_latch |= bit;
  if ((gpio_inputs(group) & group->reg[REG_GPIO_UNSOLICITED] & bit) != 0)
    event_queue(codec, group, 0, bit);
  return HDA_CODEC_OK;
}

int hda_codec_turn_knob(struct hda_codec *codec, unsigned nid, unsigned position) {
  struct node *knob = codec_node(codec, nid);
  if (knob == NULL || knob->type != HDA_CODEC_VOLUME_KNOB)
    return HDA_CODEC_ENODE;
  if (position > 0x7F)
    return HDA_CODEC_EINVAL;
  if ((knob->reg[REG_KNOB] & 0x7F) == position)
    return HDA_CODEC_OK;
  knob->reg[REG_KNOB] = (knob->reg[REG_KNOB] & 0x80) | position;
  event_queue(codec, knob, knob->subtag, 0);
  return HDA_CODEC_OK;
}
