/* SPDX-License-Identifier: Apache-2.0 */
/* failure.c: what went wrong, where, when, and which sentence it breaks. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "world.h"

/* Requirements of the current step, else those of the vector. */
static size_t charged(struct world *world, const struct requirement **items, size_t room) {
  const struct node *ids = world->step != NULL ? tree_get(world->step->node, "requirements") : NULL;
  size_t count = 0;
  for (size_t i = 0; i < world->vector->requirement_count && count < room; i++) {
    const struct requirement *item = world->vector->requirements[i];
    bool taken = ids == NULL;
    for (size_t k = 0; ids != NULL && k < ids->count; k++)
      taken = taken || strcmp(ids->items[k]->text, item->id) == 0;
    if (taken)
      items[count++] = item;
  }
  return count;
}

struct moment {
  const char *what, *expected, *observed;
  struct hda_sim_time when;
};

static json_t *describe(struct world *world, const struct moment *moment,
                        const struct requirement *const *items, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "id", items[i]->id, "level",
                                          items[i]->level, "text", items[i]->text));
  const struct step *step = world->step;
  const struct hda_sim_time *when = &moment->when;
  return json_pack("{s:i, s:s, s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:{s:I, s:i, s:I, s:I, s:I}}",
                   "step", step != NULL ? (int)step->index : 0, "name",
                   step != NULL ? step->spec->name : "end of vector", "file",
                   result_string(world->vector->file), "line",
                   step != NULL ? step->key->line : world->vector->line, "column",
                   step != NULL ? step->key->column : 1, "requirements", list, "what",
                   result_string(moment->what), "expected", result_string(moment->expected),
                   "observed", result_string(moment->observed), "time", "frame",
                   (json_int_t)when->frame, "cell", (int)when->cell, "bclk", (json_int_t)when->bclk,
                   "bus_cycle", (json_int_t)when->bus_cycles, "ticks", (json_int_t)when->ticks);
}

static void record(struct world *world, const struct moment *moment,
                   const struct requirement *const *items, size_t count) {
  int weight = requirements_weight(items, count);
  bool fails = weight == 2 || (weight == 1 && world->options->strict);
  json_t *entry = describe(world, moment, items, count);
  log_line(world, "%s %s: expected %s, observed %s", fails ? "FAILED" : "remark", moment->what,
           moment->expected, moment->observed);
  if (!fails) {
    json_array_append_new(world->result->warnings, entry);
    return;
  }
  json_array_append_new(world->result->failures, entry);
  if (world->result->verdict == VERDICT_PASS)
    world->result->verdict = VERDICT_FAIL;
  world->stop = true;
}

void world_fail(struct world *world, const char *what, const char *expected, const char *format,
                ...) {
  char observed[512];
  va_list args;
  va_start(args, format);
  vsnprintf(observed, sizeof observed, format, args);
  va_end(args);
  const struct requirement *items[32];
  size_t count = charged(world, items, sizeof items / sizeof items[0]);
  struct moment moment = {.what = what, .expected = expected, .observed = observed};
  world_now(world, &moment.when);
  record(world, &moment, items, count);
}

void world_fail_rule(struct world *world, const char *what, const char *const *ids,
                     const char *expected, const char *observed, const struct hda_sim_time *when) {
  const struct requirement *items[8];
  size_t count = 0;
  for (; *ids != NULL && count < sizeof items / sizeof items[0]; ids++) {
    const struct requirement *item = requirements_find(world->vector->known, *ids);
    if (item != NULL)
      items[count++] = item;
  }
  const struct moment moment = {
      .what = what, .expected = expected, .observed = observed, .when = *when};
  record(world, &moment, items, count);
}

void world_block(struct world *world, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(world->result->reason, sizeof world->result->reason, format, args);
  va_end(args);
  text_clean(world->result->reason);
  world->result->verdict = VERDICT_BLOCKED;
  world->stop = true;
}
