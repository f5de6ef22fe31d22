/* SPDX-License-Identifier: Apache-2.0 */
/* spec_keys.h: how the tables of steps are written (spec.c, spec_hardware.c). */
#ifndef HDASIM_SPEC_KEYS_H
#define HDASIM_SPEC_KEYS_H

#include "spec.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define REQUIREMENTS                                                                               \
  { "requirements", VALUE_IDS, false, BIND_NONE, NULL, "ids a failure of this step is charged to" }
#define KEY(name, type, help)                                                                      \
  { name, type, false, BIND_NONE, NULL, help }
#define NEED(name, type, help)                                                                     \
  { name, type, true, BIND_NONE, NULL, help }
#define REF(name, kind, help)                                                                      \
  { name, VALUE_REF, false, kind, NULL, help }
#define NEED_REF(name, kind, help)                                                                 \
  { name, VALUE_REF, true, kind, NULL, help }
#define WORD(name, choices, help)                                                                  \
  { name, VALUE_WORD, false, BIND_NONE, choices, help }

extern const char *const spec_patterns[];
extern const char *const spec_caches[];    /* MEMORY_CACHING_TYPE, the index is the value */
extern const char *const spec_callbacks[]; /* the callbacks that a notification may go to */

#define PATTERN_KEYS                                                                               \
  WORD("pattern", spec_patterns, "generator of the content"),                                      \
      KEY("start", VALUE_INT, "counter: value of container 0"),                                    \
      KEY("seed", VALUE_INT, "random: seed"), KEY("value", VALUE_INT, "constant"),                 \
      KEY("u8", VALUE_INTS, "bytes: given bytes"),                                                 \
      KEY("u32", VALUE_INTS, "bytes: given little-endian dwords"),                                 \
      KEY("format", VALUE_FORMAT, "container and valid bits")

#define REGISTER_KEYS                                                                              \
  KEY("register", VALUE_REGISTER, "name"), KEY("stream", VALUE_INT, "for SDn names"),              \
      KEY("offset", VALUE_INT, "in the BAR, instead of a name"),                                   \
      KEY("width", VALUE_INT, "8, 16 or 32 bits")

/* When completions, signals or calls happened. */
#define FRAME_KEYS                                                                                 \
  REF("since", BIND_MARK, "default the start of the vector"),                                      \
      KEY("count", VALUE_MATCH, "how many"),                                                       \
      KEY("frames", VALUE_FRAMES, "frame of each, relative to the origin"),                        \
      KEY("passes", VALUE_INT, "at least so many passes through the buffer"),                      \
      REF("origin", BIND_MARK, "mark whose frame is 0"),                                           \
      KEY("first", VALUE_INT, "oracle: number of the first completion, 0 = since reset"),          \
      KEY("moved", VALUE_INT, "oracle: bytes on the link since reset before the first frame"),     \
      KEY("window", VALUE_BOOL, "oracle: the specification's bounds instead of the exact frame")

/* Steps: only a map, a short form or a map, only a short form. */
#define MAP(step, table, binds, fn, help)                                                          \
  { #step, help, VALUE_NONE, BIND_NONE, table, COUNT(table), binds, fn, NULL }
#define BOTH(step, scalar, table, fn, help)                                                        \
  { #step, help, scalar, BIND_NONE, table, COUNT(table), BIND_NONE, fn, NULL }
#define SHORT(step, scalar, kind, fn, help)                                                        \
  { #step, help, scalar, kind, NULL, 0, BIND_NONE, fn, NULL }

/* Steps that touch the hardware without the DDI (spec_hardware.c). */
const struct step_spec *spec_hardware_steps(size_t *count);
/* Steps about WaveRT that are no routine (spec_wavert.c). */
const struct step_spec *spec_wavert_steps(size_t *count);
/* Callbacks, device objects and contiguous buffers (spec_callback.c). */
const struct step_spec *spec_callback_steps(size_t *count);
/* What is expected of callbacks (spec_codec.c). */
const struct step_spec *spec_codec_steps(size_t *count);

#endif
