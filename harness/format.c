/* SPDX-License-Identifier: Apache-2.0 */
#include "format.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const format_field_names[FORMAT_MEMBERS] = {"SampleRate", "ValidBitsPerSample",
                                                        "ContainerSize", "NumberOfChannels"};

bool format_is_field(const char *name) {
  for (unsigned i = 0; i < FORMAT_MEMBERS; i++) {
    if (strcmp(name, format_field_names[i]) == 0)
      return true;
  }
  return false;
}

static bool take(const char **at, uint64_t *number) {
  if (!isdigit((unsigned char)**at))
    return false;
  char *end;
  errno = 0;
  *number = strtoull(*at, &end, 10);
  *at = end;
  return errno == 0;
}

static uint64_t usual_container(uint64_t bits) {
  return bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : bits;
}

bool format_parse(const char *text, uint64_t numbers[FORMAT_MEMBERS]) {
  const char *at = text;
  if (!take(&at, &numbers[FORMAT_RATE]) || *at++ != '/')
    return false;
  if (!take(&at, &numbers[FORMAT_BITS]))
    return false;
  numbers[FORMAT_CONTAINER] = usual_container(numbers[FORMAT_BITS]);
  if (*at == ':') {
    at++;
    if (!take(&at, &numbers[FORMAT_CONTAINER]))
      return false;
  }
  return *at++ == '/' && take(&at, &numbers[FORMAT_CHANNELS]) && *at == '\0';
}
