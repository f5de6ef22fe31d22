/* SPDX-License-Identifier: Apache-2.0 */
/* codecs.c: what sits on the SDI lines, and what is done to it. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "codecs.h"
#include "steps.h"

#define WORDS 16u /* of 500 cells */
#define CELLS 500u
#define FIRST_PACKET 36u

static bool find_line(struct world *world, const struct node *map, unsigned *line) {
  uint64_t sdi;
  if (!world_int_key(world, map, "sdi", 0, &sdi))
    return false;
  *line = sdi > UINT_MAX ? UINT_MAX : (unsigned)sdi;
  return true;
}

static bool good(struct world *world, const char *what, int error) {
  if (error != HDA_SIM_OK)
    world_fail(world, what, "accepted by the platform", "%s", hda_sim_strerror(error));
  return error == HDA_SIM_OK;
}

/* ---- attaching ------------------------------------------------------------------------------- */

/* A name with a slash in it is a file, seen from the vector's own folder. */
static void codec_path(const struct world *world, const char *codec, char *path, size_t room) {
  const char *file = world->vector->file, *slash = strrchr(file, '/');
  bool relative = strchr(codec, '/') != NULL && codec[0] != '/' && slash != NULL;
  snprintf(path, room, "%.*s%s", relative ? (int)(slash - file) + 1 : 0, file, codec);
}

static void attach(struct world *world, unsigned line, const struct node *codec) {
  char path[PATH_MAX], message[256] = "";
  if (tree_is(codec, "none")) {
    good(world, "codec", hda_sim_codec_detach(world->sim, line));
    return;
  }
  codec_path(world, codec->text, path, sizeof path);
  int error = hda_sim_codec_attach(world->sim, line, path, message, sizeof message);
  if (error != HDA_SIM_OK)
    world_fail(world, "codec", "a codec that can sit on the line", "%s: %s: %s", path,
               hda_sim_strerror(error), message);
}

void codecs_attach(struct world *world, const struct node *map) {
  const struct node *all = tree_get(map, "all");
  for (unsigned i = 0; all != NULL && i < world->build.sdi && !world->stop; i++)
    attach(world, i, all);
  for (size_t i = 0; i < map->count && !world->stop; i++) {
    if (map->items[i] != all)
      attach(world, (unsigned)strtoul(map->keys[i]->text, NULL, 10), map->items[i]);
  }
}

void step_attach_codec(struct world *world, const struct step *step) {
  unsigned line;
  if (find_line(world, step->node, &line))
    attach(world, line, tree_get(step->node, "codec"));
}

/* ---- looking, asking, poking ----------------------------------------------------------------- */

void step_expect_codec(struct world *world, const struct step *step) {
  struct hda_sim_codec_state state;
  unsigned line;
  if (!find_line(world, step->node, &line) ||
      !good(world, "codec", hda_sim_codec_get_state(world->sim, line, &state)))
    return;
  matcher_expect_key(world, step->node, "present", state.present);
  matcher_expect_key(world, step->node, "addressed", state.addressed);
  matcher_expect_key(world, step->node, "address", state.address);
}

void step_codec_verb(struct world *world, const struct step *step) {
  uint64_t verb;
  uint32_t response = 0;
  unsigned line;
  if (!find_line(world, step->node, &line) || !world_int_key(world, step->node, "verb", 0, &verb) ||
      !good(world, "verb", hda_sim_codec_verb(world->sim, line, (uint32_t)verb, &response)))
    return;
  const struct node *expect = tree_get(step->node, "expect");
  const struct observed observed = {.value = response, .style = STYLE_HEX};
  if (expect != NULL)
    matcher_expect(world, expect, "answer of the codec", &observed);
  world_bind_number(world, step->node, response);
}

void step_jack(struct world *world, const struct step *step) {
  uint64_t nid;
  unsigned line;
  if (find_line(world, step->node, &line) && world_int_key(world, step->node, "nid", 0, &nid))
    good(world, "jack",
         hda_sim_codec_jack(world->sim, line, nid > UINT_MAX ? UINT_MAX : (unsigned)nid,
                            world_bool_key(world, step->node, "present", true)));
}

void step_unsolicited(struct world *world, const struct step *step) {
  uint64_t response;
  unsigned line;
  if (find_line(world, step->node, &line) &&
      world_int_key(world, step->node, "response", 0, &response))
    good(world, "unsolicited response",
         hda_sim_codec_unsolicited(world->sim, line, (uint32_t)response));
}

void step_wake(struct world *world, const struct step *step) {
  uint64_t sdi;
  if (world_int(world, step->node, &sdi))
    good(world, "wake", hda_sim_codec_wake(world->sim, sdi > UINT_MAX ? UINT_MAX : (unsigned)sdi));
}

/* ---- raw frames ------------------------------------------------------------------------------ */

struct cells {
  uint32_t words[WORDS];
  unsigned at;
};

/* What runs past the end of the frame is cut off, as a codec's last bits would be. */
static void put(struct cells *cells, uint64_t value, unsigned bits) {
  for (unsigned i = bits; i > 0; i--, cells->at++) {
    if (cells->at < CELLS && (value >> (i - 1) & 1) != 0)
      cells->words[cells->at / 32] |= UINT32_C(1) << (31 - cells->at % 32);
  }
}

static bool put_response(struct world *world, const struct node *map, struct cells *cells) {
  uint64_t value, valid, unsol, reserved;
  if (!world_int_key(world, map, "value", 0, &value) ||
      !world_int_key(world, map, "valid", 1, &valid) ||
      !world_int_key(world, map, "unsol", 0, &unsol) ||
      !world_int_key(world, map, "reserved", 0, &reserved))
    return false;
  put(cells, valid, 1);
  put(cells, unsol, 1);
  put(cells, reserved, 2);
  put(cells, value, 32);
  return true;
}

static bool put_packet(struct world *world, const struct node *map, struct cells *cells) {
  const struct node *data = tree_get(map, "u8");
  uint64_t tag, length, byte;
  if (!world_int_key(world, map, "tag", 0, &tag) ||
      !world_int_key(world, map, "length", data != NULL ? data->count : 0, &length))
    return false;
  put(cells, tag, 4);
  put(cells, length, 6);
  for (size_t i = 0; data != NULL && i < data->count; i++) {
    if (!world_int(world, data->items[i], &byte))
      return false;
    put(cells, byte, 8);
  }
  return true;
}

static bool put_words(struct world *world, const struct node *list, struct cells *cells) {
  for (size_t i = 0; i < list->count; i++) {
    uint64_t word;
    if (!world_int(world, list->items[i], &word))
      return false;
    put(cells, word, 32);
  }
  return true;
}

void step_raw_frame(struct world *world, const struct step *step) {
  const struct node *map = step->node, *words = tree_get(map, "words");
  const struct node *response = tree_get(map, "response"), *packets = tree_get(map, "packets");
  struct cells cells = {0};
  struct hda_sim_time now;
  uint64_t frame;
  unsigned line;
  world_now(world, &now);
  if (!find_line(world, map, &line) || !world_int_key(world, map, "frame", now.frame + 2, &frame) ||
      (words != NULL && !put_words(world, words, &cells)) ||
      (response != NULL && !put_response(world, response, &cells)))
    return;
  if (packets != NULL)
    cells.at = FIRST_PACKET;
  for (size_t i = 0; packets != NULL && i < packets->count; i++) {
    if (!put_packet(world, packets->items[i], &cells))
      return;
  }
  good(world, "raw frame", hda_sim_codec_raw_frame(world->sim, line, frame, cells.words));
  world_bind_number(world, map, frame);
}
