/* SPDX-License-Identifier: Apache-2.0 */
/* rig.h: cmocka, a codec under test, and short names for its verbs. */
#ifndef CODEC_RIG_H
#define CODEC_RIG_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "hda_codec.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* The shipped codec `name`, or a failed test. */
struct hda_codec *rig_load(const char *name);
struct hda_codec *rig_text(const char *yaml);
/* A path in the folder for temporary files; free() it. */
char *rig_path(const char *name);

/* The response to verb `id` of 12 bits with 8 bits of payload, or of 4 bits with 16; the test
 * fails if there is none. */
uint32_t rig_verb(struct hda_codec *codec, unsigned nid, unsigned id, unsigned payload);
#define GET(nid, id) rig_verb(codec, nid, id, 0)
#define SET(nid, id, payload) assert_int_equal(rig_verb(codec, nid, id, payload), 0)
#define PARAM(nid, id) rig_verb(codec, nid, 0xF00, id)

/* The test of each name gets a fresh codec in *state. */
int rig_setup_stereo(void **state);
int rig_setup_desktop(void **state);
int rig_setup_digital(void **state);
int rig_teardown(void **state);
#define TEST_ON(codec_name, function)                                                              \
  cmocka_unit_test_setup_teardown(function, rig_setup_##codec_name, rig_teardown)

#endif
