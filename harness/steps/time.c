/* SPDX-License-Identifier: Apache-2.0 */
/* time.c: moving and measuring simulated time. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../callbacks.h"
#include "../matcher.h"
#include "../stream_callbacks.h"
#include "../world.h"
#include "calls.h"
#include "registers.h"
#include "steps.h"

struct condition {
  const struct node *map; /* NULL: `word` */
  enum until_word word;
  struct event *event;
  struct buffer *buffer;
  enum callback_routine callback; /* with the key `notification` */
  struct transfer *transfer;
  struct registration *registration;
  uint64_t stream, frame;
  uint64_t base; /* counter at `since` */
  uint64_t count;
};

static uint64_t count_signals(const struct world *world, const struct event *event, size_t from) {
  uint64_t count = 0;
  for (size_t i = from; i < world->counts.signals; i++)
    count += world->signals[i].kevent == event->kevent;
  return count;
}

static uint64_t count_bcis(const struct world *world, uint64_t stream, size_t from) {
  uint64_t count = 0;
  for (size_t i = from; i < world->counts.bcis; i++)
    count += world->bcis[i].stream == stream;
  return count;
}

static uint64_t count_calls(const struct registration *registration, uint64_t from) {
  uint64_t count = 0;
  for (size_t i = 0; i < registration->call_count; i++)
    count += registration->calls[i].order >= from;
  return count;
}

static bool word_holds(const struct world *world, const struct condition *condition,
                       const struct mark *since) {
  const struct record_counts *now = &world->counts.seen, *then = &since->counts.seen;
  switch (condition->word) {
  case UNTIL_COMMAND:
    return now->commands - then->commands >= condition->count;
  case UNTIL_RESPONSE:
    return now->responses - then->responses >= condition->count;
  case UNTIL_ADDRESS:
    return now->assigned - then->assigned >= condition->count;
  case UNTIL_MSI:
    return now->messages - then->messages >= condition->count;
  case UNTIL_PME:
    return now->pme_rises - then->pme_rises >= condition->count;
  case UNTIL_ISR_CALL:
    return callback_count(world, CALLBACK_ISR, since) >= condition->count;
  default:
    return hda_sim_irq(world->sim);
  }
}

static bool holds(struct world *world, const struct condition *condition,
                  const struct mark *since) {
  struct hda_sim_time now;
  if (condition->map == NULL)
    return word_holds(world, condition, since);
  if (condition->event != NULL)
    return count_signals(world, condition->event, since->counts.signals) >= condition->count;
  if (condition->buffer != NULL) {
    unsigned tag = condition->buffer->stream_id;
    return tag < WORLD_TAGS &&
           world->counts.packets[tag] - since->counts.packets[tag] >= condition->count;
  }
  if (tree_get(condition->map, "notification") != NULL)
    return callback_count(world, condition->callback, since) >= condition->count;
  if (condition->transfer != NULL)
    return condition->transfer->callback_count >= condition->count;
  if (condition->registration != NULL)
    return count_calls(condition->registration, since->counts.callbacks) >= condition->count;
  if (tree_get(condition->map, "bcis") != NULL)
    return count_bcis(world, condition->stream, since->counts.bcis) >= condition->count;
  if (tree_get(condition->map, "frame") != NULL) {
    world_now(world, &now);
    return now.link && now.frame >= condition->frame;
  }
  return registers_agree(world, condition->map);
}

static bool read_condition(struct world *world, const struct node *until,
                           struct condition *condition) {
  while (until->kind != NODE_MAP && !tree_is(until, spec_until_words[condition->word]))
    condition->word++; /* one of them, as checked */
  if (until->kind != NODE_MAP)
    return true;
  condition->map = until;
  struct binding *binding;
  const struct node *node = tree_get(until, "event");
  if (node != NULL) {
    if ((binding = world_ref(world, node, BIND_EVENT)) == NULL)
      return false;
    condition->event = binding->event;
  }
  node = tree_get(until, "notification");
  condition->callback = node != NULL && tree_is(node, "second") ? CALLBACK_SECOND : CALLBACK_FIRST;
  node = tree_get(until, "packets");
  if (node != NULL) {
    if ((binding = world_ref(world, node, BIND_BUFFER)) == NULL)
      return false;
    condition->buffer = binding->buffer;
  }
  node = tree_get(until, "transfer");
  if (node != NULL) {
    if ((binding = world_ref(world, node, BIND_TRANSFER)) == NULL)
      return false;
    condition->transfer = binding->transfer;
  }
  node = tree_get(until, "unsolicited");
  if (node != NULL) {
    if ((binding = world_ref(world, node, BIND_REGISTRATION)) == NULL)
      return false;
    condition->registration = binding->registration;
  }
  return world_int_key(world, until, "bcis", 0, &condition->stream) &&
         world_int_key(world, until, "frame", 0, &condition->frame);
}

static void run_until_condition(struct world *world, const struct node *map) {
  struct condition condition = {0};
  struct mark here;
  uint64_t limit = world->ticks_second;
  world_take_mark(world, &here);
  const struct mark *since =
      tree_get(map, "since") != NULL ? world_since(world, map, "since") : &here;
  const struct node *limit_node = tree_get(map, "limit");
  if (since == NULL || !read_condition(world, tree_get(map, "until"), &condition) ||
      !world_int_key(world, map, "count", 1, &condition.count) ||
      (limit_node != NULL && !world_ticks(world, limit_node, &limit)))
    return;
  uint64_t end = here.when.ticks + limit, slice = world->ticks_bclk * HDA_ORACLE_FRAME_BCLK;
  world->result->expectations++;
  struct hda_sim_time now = here.when;
  while (!holds(world, &condition, since) && !world->stop) {
    if (now.ticks >= end) {
      struct text wanted;
      text_clear(&wanted);
      tree_print(&wanted, map);
      world_fail(world, "run until", wanted.data, "not within %" PRIu64 " frames",
                 (now.ticks - here.when.ticks) / slice);
      break;
    }
    /* A signal stops the run at once; everything else is looked at once a frame. */
    uint64_t next = end;
    if (condition.event != NULL) {
      world->stop_event = condition.event->kevent;
      world->stop_count =
          condition.count - count_signals(world, condition.event, since->counts.signals);
    } else {
      next = now.link ? hda_sim_frame_tick(world->sim, now.frame + 1) : now.ticks + slice;
      if (next <= now.ticks)
        next = now.ticks + slice;
      if (next > end)
        next = end;
    }
    world_run_until(world, next);
    world->stop_event = NULL;
    world_now(world, &now);
  }
}

void step_run(struct world *world, const struct step *step) {
  uint64_t ticks;
  struct hda_sim_time now;
  if (step->node->kind == NODE_MAP) {
    run_until_condition(world, step->node);
    return;
  }
  if (!world_ticks(world, step->node, &ticks))
    return;
  world_now(world, &now);
  world_run_until(world, now.ticks + ticks);
}

void step_mark(struct world *world, const struct step *step) {
  struct mark *mark = calloc(1, sizeof *mark);
  if (mark == NULL)
    abort();
  world_take_mark(world, mark);
  struct binding *binding = world_bind(world, step->node->text, BIND_MARK);
  if (binding != NULL)
    binding->mark = mark;
}

void step_expect_elapsed(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct hda_sim_time now;
  if (since == NULL)
    return;
  world_now(world, &now);
  for (unsigned i = 0; i < UNIT_COUNT; i++)
    matcher_expect_key(world, step->node, time_unit_names[i],
                       calls_in_unit(world, now.ticks - since->when.ticks, time_unit_names[i]));
}
