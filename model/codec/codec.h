/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codec.h: what the files of the codec model share.
 *
 * A node is its description (parameters, connections, reset values), its settings (what verbs
 * change) and the outside world at it (jack, GPIO levels), which no reset touches.
 */
#ifndef CODEC_H
#define CODEC_H

#include "hda_codec.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#define MAX_NODES 128 /* NID bit 7 would be indirect addressing */
#define MAX_CONNECTIONS 127
#define MAX_IN_AMPS 16 /* 4-bit index of verb 3 */
#define MAX_COEFFICIENTS 255
#define MAX_LINES 15
#define MAX_NAME_BYTES 80

/* Parameters of verb F00. */
enum param {
  PARAM_VENDOR = 0x00,
  PARAM_REVISION = 0x02,
  PARAM_NODES = 0x04,
  PARAM_GROUP_TYPE = 0x05,
  PARAM_GROUP_CAPS = 0x08,
  PARAM_WIDGET_CAPS = 0x09,
  PARAM_PCM = 0x0A,
  PARAM_FORMATS = 0x0B,
  PARAM_PIN_CAPS = 0x0C,
  PARAM_AMP_IN = 0x0D,
  PARAM_CONNECTIONS = 0x0E,
  PARAM_POWER = 0x0F,
  PARAM_PROCESSING = 0x10,
  PARAM_GPIO = 0x11,
  PARAM_AMP_OUT = 0x12,
  PARAM_KNOB = 0x13,
  PARAM_COUNT = 0x14
};

/* Parameter 09. */
enum {
  CAP_STEREO = 1u << 0,
  CAP_AMP_IN = 1u << 1,
  CAP_AMP_OUT = 1u << 2,
  CAP_AMP_OVERRIDE = 1u << 3,
  CAP_FORMAT_OVERRIDE = 1u << 4,
  CAP_STRIPE = 1u << 5,
  CAP_PROCESSING = 1u << 6,
  CAP_UNSOLICITED = 1u << 7,
  CAP_CONNECTIONS = 1u << 8,
  CAP_DIGITAL = 1u << 9,
  CAP_POWER = 1u << 10,
  CAP_SWAP = 1u << 11,
  CAP_PROTECTION = 1u << 12
};
#define CAP_TYPE_SHIFT 20
#define CAP_DELAY_SHIFT 16
#define CAP_CHANNELS_SHIFT 13 /* upper three bits of channels - 1 */

/* Parameters 05, 08, 0C, 0F, 11. */
#define GROUP_UNSOLICITED (1u << 8)
#define GROUP_AUDIO 0x01u
#define GROUP_BEEP (1u << 16)
#define PIN_TRIGGER (1u << 1)
#define PIN_PRESENCE (1u << 2)
#define PIN_HEADPHONE (1u << 3)
#define PIN_OUT (1u << 4)
#define PIN_IN (1u << 5)
#define PIN_BALANCED (1u << 6)
#define PIN_HDMI (1u << 7)
#define PIN_VREF_SHIFT 8
#define PIN_EAPD (1u << 16)
#define POWER_CLKSTOP (1u << 30)
#define POWER_EPSS (1u << 31)
#define GPIO_UNSOLICITED (1u << 30)
#define GPIO_WAKE (1u << 31)

/* Settings that are a register written and read by one verb. */
enum reg {
  REG_CONNECTION,
  REG_PROCESSING,
  REG_SDI,
  REG_STREAM, /* stream id [7:4], lowest channel [3:0] */
  REG_PIN,
  REG_UNSOLICITED,
  REG_BEEP,
  REG_EAPD,
  REG_DIGITAL,
  REG_KNOB,
  REG_GPIO_DATA,
  REG_GPIO_ENABLE,
  REG_GPIO_DIRECTION,
  REG_GPIO_WAKE,
  REG_GPIO_UNSOLICITED,
  REG_GPIO_STICKY,
  REG_CONFIG,
  REG_SUBSYSTEM,
  REG_STRIPE,
  REG_CHANNELS, /* channels - 1 */
  REG_FORMAT,
  REG_COEFFICIENT,
  REG_COUNT
};

#define UNSOLICITED_ENABLE 0x80u
#define UNSOLICITED_TAG 0x3Fu
#define DIGITAL_ENABLE 0x01u
#define EAPD_SWAP 0x04u
#define AMP_MUTE 0x80u
#define AMP_GAIN 0x7Fu
#define POWER_D3 3u
#define POWER_D3COLD 4u

enum side { LEFT, RIGHT };

/* Mute [7] and gain [6:0] as verb B answers, per side. A mono amplifier uses LEFT. */
struct amp {
  uint8_t value[2];
};

struct node {
  /* description */
  bool present;
  uint8_t nid, group;
  enum hda_codec_node_type type;
  int line, column; /* where it begins in its file */
  uint32_t param[PARAM_COUNT];
  uint16_t connection[MAX_CONNECTIONS]; /* entries as stored, with range flags */
  uint8_t connection_count;
  bool long_form;
  uint8_t input[MAX_CONNECTIONS]; /* the NIDs that the entries stand for */
  uint8_t input_count;
  uint8_t stripe_mask; /* bit n: 2^n SDO lines */
  uint8_t subtag;      /* of its jack event */
  uint32_t reset[REG_COUNT];
  uint16_t *coefficient_reset;

  /* settings */
  uint32_t reg[REG_COUNT];
  struct amp amp_in[MAX_IN_AMPS], amp_out;
  uint8_t power_set, power_actual; /* actual: its own, without that of the group */
  bool power_error, settings_reset;
  uint16_t *coefficient;

  /* outside world */
  bool jack;
  uint32_t impedance; /* 31 bits */
  uint32_t sense;     /* jack as of the last trigger */
  uint32_t gpio_level, gpio_latch;

  struct converter *converter; /* of an audio output or input */
};

struct hda_codec {
  char name[MAX_NAME_BYTES];
  unsigned lines;
  struct node node[MAX_NODES];

  uint8_t reset_pending; /* NID of the group whose reset was the last command, else 0 */
  uint32_t queue[HDA_CODEC_MAX_UNSOLICITED];
  unsigned queue_first, queue_count;

  uint32_t outbound_tags, inbound_lines;
  struct converter *converters; /* list in ascending order of NID */
};

/* ---- nodes (codec.c) --------------------------------------------------------------------- */

/* NULL if there is none. */
struct node *codec_node(const struct hda_codec *codec, unsigned nid);
struct node *codec_group(const struct hda_codec *codec, const struct node *node);
static inline bool node_is_converter(const struct node *node) {
  return node->type == HDA_CODEC_AUDIO_OUTPUT || node->type == HDA_CODEC_AUDIO_INPUT;
}
static inline bool node_is_widget(const struct node *node) {
  return node->type != HDA_CODEC_ROOT && node->type != HDA_CODEC_GROUP;
}
static inline bool node_has(const struct node *node, uint32_t cap) {
  return node_is_widget(node) && (node->param[PARAM_WIDGET_CAPS] & cap) != 0;
}
/* Channels that the widget capabilities name, 1..16. */
unsigned node_channels(const struct node *node);
bool node_can_event(const struct node *node);
unsigned node_gpio_count(const struct node *group);

/* ---- reading (load_yaml.c, load_alsa.c, finish.c) ----------------------------------------- */

struct diag;
bool load_yaml(struct hda_codec *codec, const char *text, size_t length, struct diag *diag);
bool load_alsa(struct hda_codec *codec, const char *text, size_t length, struct diag *diag);
/* A new node, or NULL after a complaint that NID is taken or out of range. */
struct node *codec_add(struct hda_codec *codec, unsigned nid, enum hda_codec_node_type type,
                       int line, int column, struct diag *diag);
/* Room for `count` coefficients, 0 at first. */
bool codec_add_coefficients(struct node *node, unsigned count, struct diag *diag);
/* Sets what follows from the rest (subordinate nodes, expanded connections, converters) and
 * refuses what cannot be a codec. */
bool codec_finish(struct hda_codec *codec, struct diag *diag);

/* ---- settings (verbs.c, power.c, amp.c) --------------------------------------------------- */

/* strong: also what survives a function group reset. */
void node_reset(struct hda_codec *codec, struct node *node, bool strong);
void group_reset(struct hda_codec *codec, struct node *group, bool strong);
/* D-state that the node is really in: no lower than that of its group. */
unsigned node_power(const struct hda_codec *codec, const struct node *node);
uint32_t power_states(const struct hda_codec *codec, const struct node *node);
uint32_t power_get(struct hda_codec *codec, struct node *node, uint32_t payload);
uint32_t power_set(struct hda_codec *codec, struct node *node, uint32_t payload);

/* Capabilities that rule the amplifier, 0 if there is none. */
uint32_t amp_caps(const struct hda_codec *codec, const struct node *node, bool output);
unsigned amp_in_count(const struct node *node);
void amp_reset(const struct hda_codec *codec, struct node *node);
uint32_t amp_get(struct hda_codec *codec, struct node *node, uint32_t payload);
uint32_t amp_set(struct hda_codec *codec, struct node *node, uint32_t payload);

/* ---- events (events.c) -------------------------------------------------------------------- */

/* Queues an event of the node if verb 708 enabled it; says whether. */
bool event_queue(struct hda_codec *codec, const struct node *node, unsigned subtag, uint32_t data);
void gpio_written(struct node *group, uint32_t value);
uint32_t gpio_data(struct hda_codec *codec, struct node *group, uint32_t payload);
uint32_t pin_sense(struct hda_codec *codec, struct node *pin, uint32_t payload);
uint32_t pin_trigger(struct hda_codec *codec, struct node *pin, uint32_t payload);

#endif
