/* SPDX-License-Identifier: Apache-2.0 */
#include "registers.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

static const struct hda_reg_info *find(const char *name, bool stream) {
  for (size_t i = 0; i < HDA_REG_COUNT; i++) {
    if (hda_reg_table[i].stream == stream && strcmp(hda_reg_table[i].name, name) == 0)
      return &hda_reg_table[i];
  }
  return NULL;
}

const struct hda_reg_info *registers_find(const char *name, int *stream) {
  int number = -1;
  const char *rest = NULL;
  if (strncmp(name, "SDn", 3) == 0) {
    rest = name + 3;
  } else if (strncmp(name, "SD", 2) == 0 && isdigit((unsigned char)name[2])) {
    number = 0;
    rest = name + 2;
    for (; isdigit((unsigned char)*rest) && number < 1000; rest++)
      number = number * 10 + (*rest - '0');
    if (number >= (int)HDA_SD_MAX)
      return NULL;
  }
  if (stream != NULL)
    *stream = number;
  if (rest == NULL)
    return find(name, false);
  char full[32];
  if (snprintf(full, sizeof full, "SD%s", rest) >= (int)sizeof full)
    return NULL;
  return find(full, true);
}

uint32_t registers_offset(const struct hda_reg_info *reg, unsigned stream) {
  if (!reg->stream)
    return reg->offset;
  return reg->alias ? reg->offset + HDA_SD_STRIDE * stream : HDA_SD(stream) + reg->offset;
}

const struct hda_reg_field *registers_field(const struct hda_reg_info *reg, const char *name) {
  for (size_t i = 0; i < reg->field_count; i++) {
    if (strcmp(reg->fields[i].name, name) == 0)
      return &reg->fields[i];
  }
  return NULL;
}

bool registers_any_field(const char *name) {
  for (size_t i = 0; i < HDA_REG_COUNT; i++) {
    if (registers_field(&hda_reg_table[i], name) != NULL)
      return true;
  }
  return false;
}

const char *registers_nearest(const char *name) {
  char plain[32];
  if (strncmp(name, "SDn", 3) == 0 && strlen(name) < sizeof plain) {
    snprintf(plain, sizeof plain, "SD%s", name + 3);
    name = plain;
  }
  return text_nearest(name, &hda_reg_table[0].name, HDA_REG_COUNT, sizeof hda_reg_table[0]);
}
