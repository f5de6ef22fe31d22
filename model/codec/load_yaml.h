/* SPDX-License-Identifier: Apache-2.0 */
/* load_yaml.h: the keys of a node in the YAML form. */
#ifndef CODEC_LOAD_YAML_H
#define CODEC_LOAD_YAML_H

#include "codec.h"
#include "names.h"

#define KIND(type) (1u << (type))
#define KIND_GROUP (1u << 16)

/* Stands in a parameter of a widget until the group is complete, whose word it is to have. */
#define OF_GROUP UINT32_MAX

/* Reads the value of key `name` into the node; false after a complaint. */
typedef bool key_reader(struct node *node, const struct yaml *value, const char *name,
                        struct diag *diag);

struct node_key {
  const char *name;
  unsigned kinds; /* nodes that may have it */
  key_reader *read;
};
/* In the order in which they are to be read. */
extern const struct node_key node_keys[];
extern const size_t node_key_count;

/* pin_keys.c */
key_reader read_pin_caps, read_vref, read_default, read_control, read_eapd, read_subtag,
    read_long_connections, read_connections, read_select, read_parameters;

#endif
