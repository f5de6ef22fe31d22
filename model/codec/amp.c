/* SPDX-License-Identifier: Apache-2.0 */
/* Amplifiers: verbs 3 and B, and what they are after a reset. */
#include "codec.h"

#define GET_OUTPUT (1u << 15)
#define GET_LEFT (1u << 13)
#define SET_OUTPUT (1u << 15)
#define SET_INPUT (1u << 14)
#define SET_LEFT (1u << 13)
#define SET_RIGHT (1u << 12)

uint32_t amp_caps(const struct hda_codec *codec, const struct node *node, bool output) {
  if (!node_has(node, output ? CAP_AMP_OUT : CAP_AMP_IN))
    return 0;
  const struct node *from = node_has(node, CAP_AMP_OVERRIDE) ? node : codec_group(codec, node);
  return from->param[output ? PARAM_AMP_OUT : PARAM_AMP_IN];
}

/* Mixers, selectors and input converters have one per connection, pins one. */
unsigned amp_in_count(const struct node *node) {
  if (!node_has(node, CAP_AMP_IN))
    return 0;
  const unsigned inputs = node->type == HDA_CODEC_PIN ? 1 : node->input_count;
  return inputs < 1 ? 1 : inputs > MAX_IN_AMPS ? MAX_IN_AMPS : inputs;
}

/* Muted where it can be, at 0 dB. */
static struct amp initial(uint32_t caps) {
  const uint8_t value = (uint8_t)((caps >> 31 ? AMP_MUTE : 0) | (caps & AMP_GAIN));
  return (struct amp){{value, value}};
}

void amp_reset(const struct hda_codec *codec, struct node *node) {
  node->amp_out = initial(amp_caps(codec, node, true));
  for (unsigned i = 0; i < MAX_IN_AMPS; i++)
    node->amp_in[i] = initial(amp_caps(codec, node, false));
}

static struct amp *find(struct node *node, bool output, unsigned index) {
  if (output)
    return node_has(node, CAP_AMP_OUT) && index == 0 ? &node->amp_out : NULL;
  return index < amp_in_count(node) ? &node->amp_in[index] : NULL;
}

static enum side side_of(const struct node *node, bool left) {
  return left || !node_has(node, CAP_STEREO) ? LEFT : RIGHT;
}

uint32_t amp_get(struct hda_codec *codec, struct node *node, uint32_t payload) {
  (void)codec;
  const struct amp *amp = find(node, (payload & GET_OUTPUT) != 0, payload & 0xF);
  return amp != NULL ? amp->value[side_of(node, (payload & GET_LEFT) != 0)] : 0;
}

uint32_t amp_set(struct hda_codec *codec, struct node *node, uint32_t payload) {
  for (unsigned output = 0; output < 2; output++) {
    if ((payload & (output ? SET_OUTPUT : SET_INPUT)) == 0)
      continue;
    const uint32_t caps = amp_caps(codec, node, output);
    const uint32_t steps = caps >> 8 & 0x7F, gain = payload & AMP_GAIN;
    const uint32_t value = (caps >> 31 ? payload & AMP_MUTE : 0) | (gain < steps ? gain : steps);
    struct amp *amp = find(node, output, output ? 0 : payload >> 8 & 0xF);
    for (unsigned left = 0; left < 2 && amp != NULL; left++) {
      if ((payload & (left ? SET_LEFT : SET_RIGHT)) != 0)
        amp->value[side_of(node, left)] = (uint8_t)value;
    }
  }
  return 0;
}
