/* SPDX-License-Identifier: Apache-2.0 */
#include "routine.h"

#include <stdlib.h>
#include <string.h>

#include "routine_call.h"

static const struct routine_group *const groups[] = {&routines_bus,   &routines_bdl,
                                                     &routines_codec, &routines_miniport,
                                                     &routines_port,  &routines_ks};

const struct routine *routine_table(size_t *count) {
  static struct routine *all;
  static size_t all_count;
  if (all == NULL) {
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
      all_count += groups[i]->count;
    all = calloc(all_count, sizeof *all);
    if (all == NULL)
      abort();
    size_t at = 0;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; at += groups[i++]->count)
      memcpy(all + at, groups[i]->routines, groups[i]->count * sizeof *all);
  }
  *count = all_count;
  return all;
}

unsigned routine_argument_count(const struct routine *routine) {
  unsigned count = 0;
  while (count < ROUTINE_MAX_ARGS && routine->arguments[count].name != NULL)
    count++;
  return count;
}

unsigned routine_output_count(const struct routine *routine) {
  unsigned count = 0;
  while (count < ROUTINE_MAX_OUTPUTS && routine->outputs[count].name != NULL)
    count++;
  return count;
}

bool routine_output_touched(const struct call *call, unsigned index) {
  for (size_t i = 0; i < sizeof call->output[index].cell.bytes; i++) {
    if (call->output[index].cell.bytes[i] != ROUTINE_SENTINEL)
      return true;
  }
  return false;
}

uint64_t routine_output_value(const struct call *call, unsigned index) {
  uint64_t value = 0;
  memcpy(&value, call->output[index].cell.bytes, call->routine->outputs[index].bytes);
  return value;
}
