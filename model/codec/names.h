/* SPDX-License-Identifier: Apache-2.0 */
/* names.h: the words of the YAML form and the bits that they stand for. */
#ifndef CODEC_NAMES_H
#define CODEC_NAMES_H

#include "yaml_tree.h"

struct words {
  const struct word *word;
  size_t count;
};

extern const struct words names_types;        /* widget types */
extern const struct words names_group_types;  /* parameter 05 */
extern const struct words names_rates;        /* parameter 0A */
extern const struct words names_bits;         /* parameter 0A */
extern const struct words names_formats;      /* parameter 0B */
extern const struct words names_pin_caps;     /* parameter 0C */
extern const struct words names_vref;         /* parameter 0C */
extern const struct words names_power;        /* parameter 0F */
extern const struct words names_connectivity; /* fields of the config default, right-justified */
extern const struct words names_location;
extern const struct words names_device;
extern const struct words names_connection;
extern const struct words names_color;

/* Config default: field positions. */
#define CONFIG_CONNECTIVITY_SHIFT 30
#define CONFIG_LOCATION_SHIFT 24
#define CONFIG_DEVICE_SHIFT 20
#define CONFIG_CONNECTION_SHIFT 16
#define CONFIG_COLOR_SHIFT 12
#define CONFIG_NO_DETECT (1u << 8)
#define CONFIG_ASSOCIATION_SHIFT 4

#endif
