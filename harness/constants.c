/* SPDX-License-Identifier: Apache-2.0 */
#include "expr.h"

#include <string.h>

/* Numbers that have a name in vectors. The status block stands first: expr_status_name reads it
 * backwards from value to name. */
static const struct expr_constant_entry constants[] = {
    {"STATUS_SUCCESS", 0x00000000},
    {"STATUS_TIMEOUT", 0x00000102},
    {"STATUS_PENDING", 0x00000103},
    {"STATUS_BUFFER_OVERFLOW", 0x80000005},
    {"STATUS_DEVICE_BUSY", 0x80000011},
    {"STATUS_UNSUCCESSFUL", 0xC0000001},
    {"STATUS_NOT_IMPLEMENTED", 0xC0000002},
    {"STATUS_INVALID_HANDLE", 0xC0000008},
    {"STATUS_INVALID_PARAMETER", 0xC000000D},
    {"STATUS_NO_SUCH_DEVICE", 0xC000000E},
    {"STATUS_INVALID_DEVICE_REQUEST", 0xC0000010},
    {"STATUS_NO_MEMORY", 0xC0000017},
    {"STATUS_BUFFER_TOO_SMALL", 0xC0000023},
    {"STATUS_DATA_OVERRUN", 0xC000003C},
    {"STATUS_DATA_LATE_ERROR", 0xC000003D},
    {"STATUS_INSUFFICIENT_RESOURCES", 0xC000009A},
    {"STATUS_DEVICE_NOT_CONNECTED", 0xC000009D},
    {"STATUS_DEVICE_POWER_FAILURE", 0xC000009E},
    {"STATUS_DEVICE_NOT_READY", 0xC00000A3},
    {"STATUS_IO_TIMEOUT", 0xC00000B5},
    {"STATUS_NOT_SUPPORTED", 0xC00000BB},
    {"STATUS_DEVICE_DOES_NOT_EXIST", 0xC00000C0},
    {"STATUS_INVALID_DEVICE_STATE", 0xC0000184},
    {"STATUS_INVALID_BUFFER_SIZE", 0xC0000206},
    {"STATUS_NOT_FOUND", 0xC0000225},
    {"STATUS_RETRY", 0xC000022D},
    {"ResetState", 0},
    {"StopState", 1},
    {"PauseState", 1},
    {"RunState", 2},
    {"PASSIVE_LEVEL", 0},
    {"APC_LEVEL", 1},
    {"DISPATCH_LEVEL", 2},
    {"KSSTATE_STOP", 0},
    {"KSSTATE_ACQUIRE", 1},
    {"KSSTATE_PAUSE", 2},
    {"KSSTATE_RUN", 3},
    {"KSPROPERTY_TYPE_GET", 0x001},
    {"KSPROPERTY_TYPE_SET", 0x002},
    {"KSPROPERTY_TYPE_BASICSUPPORT", 0x200},
    {"KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM", 0x200},
    {"MmNonCached", 0},
    {"MmCached", 1},
    {"MmWriteCombined", 2},
    {"PAGE_SIZE", 4096},
    {"NULL", 0},
    {"garbage", 0xDEADBEEFDEADB000},
    {"true", 1},
    {"false", 0},
};
#define CONSTANT_COUNT (sizeof constants / sizeof constants[0])

const struct expr_constant_entry *expr_constants(size_t *count) {
  *count = CONSTANT_COUNT;
  return constants;
}

bool expr_constant(const char *word, uint64_t *value) {
  for (size_t i = 0; i < CONSTANT_COUNT; i++) {
    if (strcmp(constants[i].name, word) == 0) {
      *value = constants[i].value;
      return true;
    }
  }
  return false;
}

const char *expr_status_name(uint32_t status) {
  for (size_t i = 0; i < CONSTANT_COUNT; i++) {
    if (strncmp(constants[i].name, "STATUS_", 7) == 0 && constants[i].value == status)
      return constants[i].name;
  }
  return NULL;
}
