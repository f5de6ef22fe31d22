/* SPDX-License-Identifier: Apache-2.0 */
/* routine_fields.h: outputs that are members of a structure, and formats as arguments. */
#ifndef HDASIM_ROUTINE_FIELDS_H
#define HDASIM_ROUTINE_FIELDS_H

#include <string.h>

#include "dataformat.h"
#include "routine_call.h"

/* A member of a structure: its place and length. */
struct member {
  size_t at, bytes;
};
#define MEMBER(type, name)                                                                         \
  { offsetof(type, name), sizeof(((type *)NULL)->name) }

/* The members become the first outputs, in order. */
static inline void routine_take_members(struct call *call, const void *structure,
                                        const struct member *members, size_t count) {
  for (size_t i = 0; i < count; i++)
    memcpy(call->output[i].cell.bytes, (const uint8_t *)structure + members[i].at,
           members[i].bytes);
}

/* Arguments of every routine that takes a KSDATAFORMAT, from argument `first` on. */
#define DATAFORMAT_ARGUMENTS                                                                       \
  {"DataFormat", VALUE_FORMAT, NULL, NULL},                                                        \
      {"Form", VALUE_WORD, "WAVEFORMATEXTENSIBLE", dataformat_forms}, {                            \
    "FormatSize", VALUE_INT, "-1", NULL                                                            \
  }

/* Which pin: a number, or the n-th of its direction (wavert_find_pin); then Nth and Capture follow.
 */
#define PIN_ARGUMENTS(name)                                                                        \
  {name, VALUE_INT, "-1", NULL}, {"Nth", VALUE_INT, "0", NULL}, {                                  \
    "Capture", VALUE_BOOL, "false", NULL                                                           \
  }

/* The format of the call, in *room; or the pointer the vector wants instead. `form` is the index of
 * the argument Form. */
static inline PKSDATAFORMAT routine_dataformat(struct call *call, union dataformat *room,
                                               unsigned form) {
  if (call->format_pointer != &call->format)
    return (PKSDATAFORMAT)(void *)call->format_pointer;
  dataformat_make(room, (enum dataformat_form)ARG(form), &call->format);
  if (ARG(form + 1) != UINT64_MAX)
    room->head.FormatSize = (ULONG)ARG(form + 1);
  return &room->head;
}

#endif
