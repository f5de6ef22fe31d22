/* SPDX-License-Identifier: Apache-2.0 */
/* What each key of a node means: a bit, a field or a whole parameter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "load_yaml.h"

/* ---- widget capabilities -------------------------------------------------------------------- */

static bool set_cap(struct node *node, const struct yaml *value, const char *name, uint32_t cap,
                    struct diag *diag) {
  bool on = false;
  if (!yaml_bool(value, name, &on, diag))
    return false;
  if (on)
    node->param[PARAM_WIDGET_CAPS] |= cap;
  return true;
}

static bool read_channels(struct node *node, const struct yaml *value, const char *name,
                          struct diag *diag) {
  uint32_t channels = 0;
  if (!yaml_number(value, name, 1, 16, &channels, diag))
    return false;
  uint32_t *caps = &node->param[PARAM_WIDGET_CAPS];
  *caps = (*caps & ~(7u << CAP_CHANNELS_SHIFT | CAP_STEREO)) |
          (channels - 1) >> 1 << CAP_CHANNELS_SHIFT | ((channels - 1) & CAP_STEREO);
  return true;
}
static bool read_digital(struct node *node, const struct yaml *value, const char *name,
                         struct diag *diag) {
  return set_cap(node, value, name, CAP_DIGITAL, diag);
}
static bool read_swap(struct node *node, const struct yaml *value, const char *name,
                      struct diag *diag) {
  return set_cap(node, value, name, CAP_SWAP, diag);
}
static bool read_protection(struct node *node, const struct yaml *value, const char *name,
                            struct diag *diag) {
  return set_cap(node, value, name, CAP_PROTECTION, diag);
}
static bool read_delay(struct node *node, const struct yaml *value, const char *name,
                       struct diag *diag) {
  uint32_t delay = 0;
  const bool good = yaml_number(value, name, 0, 15, &delay, diag);
  node->param[PARAM_WIDGET_CAPS] |= delay << CAP_DELAY_SHIFT;
  return good;
}
static bool read_unsolicited(struct node *node, const struct yaml *value, const char *name,
                             struct diag *diag) {
  bool on = false;
  if (!yaml_bool(value, name, &on, diag))
    return false;
  if (on && node->type == HDA_CODEC_GROUP)
    node->param[PARAM_GROUP_TYPE] |= GROUP_UNSOLICITED;
  else if (on)
    node->param[PARAM_WIDGET_CAPS] |= CAP_UNSOLICITED;
  return true;
}
static bool read_stripe(struct node *node, const struct yaml *value, const char *name,
                        struct diag *diag) {
  static const struct word lines[] = {{"1", 1}, {"2", 3}, {"4", 7}};
  uint32_t mask = 0;
  if (!yaml_word(value, name, lines, COUNT_OF(lines), &mask, diag))
    return false;
  node->stripe_mask = (uint8_t)mask;
  node->param[PARAM_WIDGET_CAPS] |= CAP_STRIPE;
  return true;
}

/* ---- parameters ----------------------------------------------------------------------------- */

static bool read_pcm(struct node *node, const struct yaml *value, const char *name,
                     struct diag *diag) {
  static const char *const keys[] = {"rates", "bits"};
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag))
    return false;
  const struct yaml *rates = yaml_get(value, "rates"), *bits = yaml_get(value, "bits");
  uint32_t rate_bits = 0, size_bits = 0;
  if (rates == NULL || bits == NULL)
    return diag_at(diag, value->line, value->column, "pcm: expected rates and bits");
  if (!yaml_words(rates, "rates", names_rates.word, names_rates.count, &rate_bits, diag) ||
      !yaml_words(bits, "bits", names_bits.word, names_bits.count, &size_bits, diag))
    return false;
  node->param[PARAM_PCM] = rate_bits | size_bits;
  if (node->type != HDA_CODEC_GROUP)
    node->param[PARAM_WIDGET_CAPS] |= CAP_FORMAT_OVERRIDE;
  if (node->param[PARAM_FORMATS] == 0)
    node->param[PARAM_FORMATS] = names_formats.word[0].value;
  return true;
}
static bool read_formats(struct node *node, const struct yaml *value, const char *name,
                         struct diag *diag) {
  if (node->type != HDA_CODEC_GROUP) {
    node->param[PARAM_WIDGET_CAPS] |= CAP_FORMAT_OVERRIDE;
    node->param[PARAM_PCM] = OF_GROUP;
  }
  return yaml_words(value, name, names_formats.word, names_formats.count,
                    &node->param[PARAM_FORMATS], diag);
}

/* Decibels are written in quarters: 0.25, 0.5, 1, 1.5, ... */
static bool read_step(const struct yaml *amp, uint32_t *size, struct diag *diag) {
  const struct yaml *value = yaml_get(amp, "step_db");
  *size = 0;
  if (value == NULL)
    return true;
  char *end = NULL;
  const double quarters = value->kind == YAML_SCALAR ? strtod(value->text, &end) * 4 : 0;
  if (end != NULL && end != value->text && *end == '\0' && quarters >= 1 && quarters <= 128 &&
      quarters == (double)(unsigned)quarters) {
    *size = (uint32_t)quarters - 1;
    return true;
  }
  return diag_at(diag, value->line, value->column, "step_db: expected 0.25 to 32 in steps of 0.25");
}

static bool read_amp(struct node *node, const struct yaml *value, uint32_t cap, enum param param,
                     const char *name, struct diag *diag) {
  static const char *const keys[] = {"steps", "offset", "step_db", "mute"};
  const bool widget = node->type != HDA_CODEC_GROUP;
  if (widget)
    node->param[PARAM_WIDGET_CAPS] |= cap;
  if (widget && value->kind == YAML_SCALAR && strcmp(value->text, "default") == 0) {
    node->param[param] = OF_GROUP;
    return true;
  }
  if (value->kind != YAML_MAP)
    return diag_at(diag, value->line, value->column, "%s: %s; expected a map%s", name,
                   yaml_kind_name(value), widget ? " or 'default'" : "");
  uint32_t steps = 0, offset = 0, size = 0;
  bool mute = false;
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag) ||
      !yaml_field(value, "steps", 0, 127, 0, &steps, diag) ||
      !yaml_field(value, "offset", 0, steps, steps, &offset, diag) ||
      !read_step(value, &size, diag) || !yaml_flag(value, "mute", false, &mute, diag))
    return false;
  node->param[param] = (mute ? 1u << 31 : 0) | size << 16 | steps << 8 | offset;
  if (widget)
    node->param[PARAM_WIDGET_CAPS] |= CAP_AMP_OVERRIDE;
  return true;
}
static bool read_amp_in(struct node *node, const struct yaml *value, const char *name,
                        struct diag *diag) {
  return read_amp(node, value, CAP_AMP_IN, PARAM_AMP_IN, name, diag);
}
static bool read_amp_out(struct node *node, const struct yaml *value, const char *name,
                         struct diag *diag) {
  return read_amp(node, value, CAP_AMP_OUT, PARAM_AMP_OUT, name, diag);
}

static bool read_power(struct node *node, const struct yaml *value, const char *name,
                       struct diag *diag) {
  const bool widget = node->type != HDA_CODEC_GROUP;
  if (widget)
    node->param[PARAM_WIDGET_CAPS] |= CAP_POWER;
  if (widget && value->kind == YAML_SCALAR && strcmp(value->text, "default") == 0)
    return true;
  if (!yaml_words(value, name, names_power.word, names_power.count, &node->param[PARAM_POWER],
                  diag))
    return false;
  return (node->param[PARAM_POWER] & 1) != 0 ||
         diag_at(diag, value->line, value->column, "power: expected d0 in the list");
}

static bool read_processing(struct node *node, const struct yaml *value, const char *name,
                            struct diag *diag) {
  static const char *const keys[] = {"coefficients", "benign"};
  bool benign = false;
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag) ||
      !yaml_flag(value, "benign", false, &benign, diag))
    return false;
  const struct yaml *list = yaml_get(value, "coefficients");
  if (!codec_add_coefficients(node, MAX_COEFFICIENTS, diag))
    return false;
  uint32_t count = 0;
  if (list != NULL && list->kind == YAML_LIST) {
    if (list->count > MAX_COEFFICIENTS)
      return diag_at(diag, list->line, list->column, "coefficients: expected at most 255");
    for (; count < list->count; count++) {
      uint32_t word = 0;
      if (!yaml_number(list->items[count], "coefficients", 0, 0xFFFF, &word, diag))
        return false;
      node->coefficient_reset[count] = (uint16_t)word;
    }
  } else if (list != NULL &&
             !yaml_number(list, "coefficients", 0, MAX_COEFFICIENTS, &count, diag)) {
    return false;
  }
  node->param[PARAM_PROCESSING] = count << 8 | benign;
  node->param[PARAM_WIDGET_CAPS] |= CAP_PROCESSING;
  return true;
}

static bool read_knob(struct node *node, const struct yaml *value, const char *name,
                      struct diag *diag) {
  static const char *const keys[] = {"steps", "delta"};
  uint32_t steps = 0;
  bool delta = false;
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag) ||
      !yaml_field(value, "steps", 0, 127, 0, &steps, diag) ||
      !yaml_flag(value, "delta", false, &delta, diag))
    return false;
  node->param[PARAM_KNOB] = (delta ? 0x80u : 0) | steps;
  return true;
}

/* ---- function groups ------------------------------------------------------------------------ */

static bool read_group_type(struct node *node, const struct yaml *value, const char *name,
                            struct diag *diag) {
  /* Widgets have their type by now. */
  if (node->type != HDA_CODEC_GROUP)
    return true;
  uint32_t type = 0;
  const bool good =
      yaml_word(value, name, names_group_types.word, names_group_types.count, &type, diag);
  node->param[PARAM_GROUP_TYPE] = (node->param[PARAM_GROUP_TYPE] & ~0xFFu) | type;
  return good;
}
static bool read_subsystem(struct node *node, const struct yaml *value, const char *name,
                           struct diag *diag) {
  return yaml_number(value, name, 0, UINT32_MAX, &node->reset[REG_SUBSYSTEM], diag);
}
static bool read_beep(struct node *node, const struct yaml *value, const char *name,
                      struct diag *diag) {
  bool on = false;
  const bool good = yaml_bool(value, name, &on, diag);
  node->param[PARAM_GROUP_CAPS] |= on ? GROUP_BEEP : 0;
  return good;
}
static bool read_group_delay(struct node *node, const struct yaml *value, const char *name,
                             struct diag *diag) {
  uint32_t samples = 0;
  const bool good = yaml_number(value, name, 0, 15, &samples, diag);
  node->param[PARAM_GROUP_CAPS] |= samples << (strcmp(name, "input_delay") == 0 ? 8 : 0);
  return good;
}
static bool read_gpio(struct node *node, const struct yaml *value, const char *name,
                      struct diag *diag) {
  static const char *const keys[] = {"io", "in", "out", "unsolicited", "wake"};
  uint32_t io = 0, in = 0, out = 0;
  bool unsolicited = false, wake = false;
  if (!yaml_only_keys(value, name, keys, COUNT_OF(keys), diag) ||
      !yaml_field(value, "io", 0, 8, 0, &io, diag) ||
      !yaml_field(value, "in", 0, 8, 0, &in, diag) ||
      !yaml_field(value, "out", 0, 8, 0, &out, diag) ||
      !yaml_flag(value, "unsolicited", false, &unsolicited, diag) ||
      !yaml_flag(value, "wake", false, &wake, diag))
    return false;
  node->param[PARAM_GPIO] =
      io | out << 8 | in << 16 | (unsolicited ? GPIO_UNSOLICITED : 0) | (wake ? GPIO_WAKE : 0);
  return true;
}

/* ---- the table ------------------------------------------------------------------------------ */

#define OUTPUT KIND(HDA_CODEC_AUDIO_OUTPUT)
#define INPUT KIND(HDA_CODEC_AUDIO_INPUT)
#define MIXER KIND(HDA_CODEC_MIXER)
#define SELECTOR KIND(HDA_CODEC_SELECTOR)
#define PIN KIND(HDA_CODEC_PIN)
#define KNOB KIND(HDA_CODEC_VOLUME_KNOB)
#define BEEP KIND(HDA_CODEC_BEEP)
#define VENDOR KIND(HDA_CODEC_VENDOR)
#define WIDGET                                                                                     \
  (OUTPUT | INPUT | MIXER | SELECTOR | PIN | KIND(HDA_CODEC_POWER) | KNOB | BEEP | VENDOR)
#define CONVERTER (OUTPUT | INPUT)

const struct node_key node_keys[] = {
    {"nid", WIDGET | KIND_GROUP, NULL},
    {"type", WIDGET | KIND_GROUP, read_group_type},
    {"widgets", KIND_GROUP, NULL},
    {"unsolicited", WIDGET | KIND_GROUP, read_unsolicited},
    {"subsystem", KIND_GROUP, read_subsystem},
    {"beep", KIND_GROUP, read_beep},
    {"input_delay", KIND_GROUP, read_group_delay},
    {"output_delay", KIND_GROUP, read_group_delay},
    {"gpio", KIND_GROUP, read_gpio},
    {"channels", WIDGET, read_channels},
    {"digital", WIDGET, read_digital},
    {"swap", WIDGET, read_swap},
    {"copy_protection", WIDGET, read_protection},
    {"delay", WIDGET, read_delay},
    {"stripe", OUTPUT, read_stripe},
    {"formats", CONVERTER | KIND_GROUP, read_formats},
    {"pcm", CONVERTER | KIND_GROUP, read_pcm},
    {"amp_in", INPUT | MIXER | SELECTOR | PIN | VENDOR | KIND_GROUP, read_amp_in},
    {"amp_out", OUTPUT | MIXER | SELECTOR | PIN | BEEP | VENDOR | KIND_GROUP, read_amp_out},
    {"power", WIDGET | KIND_GROUP, read_power},
    {"processing", WIDGET, read_processing},
    {"knob", KNOB, read_knob},
    {"capabilities", PIN, read_pin_caps},
    {"vref", PIN, read_vref},
    {"default", PIN, read_default},
    {"control", PIN, read_control},
    {"eapd", PIN, read_eapd},
    {"subtag", PIN | KNOB, read_subtag},
    {"long_connections", WIDGET, read_long_connections},
    {"connections", WIDGET, read_connections},
    {"select", WIDGET, read_select},
    {"parameters", WIDGET | KIND_GROUP, read_parameters},
};
const size_t node_key_count = COUNT_OF(node_keys);
