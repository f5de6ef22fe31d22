/* SPDX-License-Identifier: Apache-2.0 */
/* notify.c: when events were signalled and IOC completions happened, against list or oracle. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "calls.h"
#include "notify.h"
#include "steps.h"

struct moments notify_moments(const char *what, size_t room) {
  struct moments moments = {.what = what};
  moments.when = calloc(room + 1, sizeof *moments.when);
  moments.irql = calloc(room + 1, sizeof *moments.irql);
  if (moments.when == NULL || moments.irql == NULL)
    abort();
  return moments;
}

void notify_free(struct moments *moments) {
  free(moments->when);
  free(moments->irql);
}

void notify_add(struct moments *moments, const struct hda_sim_time *when, KIRQL irql) {
  moments->irql[moments->count] = irql;
  moments->when[moments->count++] = *when;
}

static struct moments signals_of(const struct world *world, const struct event *event,
                                 size_t from) {
  struct moments moments = notify_moments("signal", world->counts.signals - from);
  for (size_t i = from; i < world->counts.signals; i++) {
    if (world->signals[i].kevent == event->kevent)
      notify_add(&moments, &world->signals[i].when, world->signals[i].irql);
  }
  return moments;
}

struct moments notify_completions(const struct world *world, unsigned stream, size_t from) {
  struct moments moments = notify_moments("completion", world->counts.bcis - from);
  for (size_t i = from; i < world->counts.bcis; i++) {
    if (world->bcis[i].stream == stream)
      notify_add(&moments, &world->bcis[i].when, PASSIVE_LEVEL);
  }
  return moments;
}

/* ---- frames ---------------------------------------------------------------------------------- */

static bool find_origin(struct world *world, const struct node *map, struct buffer *buffer,
                        uint64_t *origin) {
  *origin = 0;
  if (tree_get(map, "origin") != NULL) {
    const struct mark *mark = world_since(world, map, "origin");
    if (mark == NULL)
      return false;
    *origin = mark->when.frame;
    return true;
  }
  if (buffer == NULL)
    return true;
  *origin = world_first_frame(world, buffer);
  if (*origin != NEVER)
    return true;
  world_fail(world, "first frame of the buffer", "a packet on the link", "none yet");
  return false;
}

static void fail_moment(struct world *world, const struct moments *moments, size_t index,
                        const char *expected, int64_t frame) {
  const struct hda_sim_time *when = &moments->when[index];
  struct text what;
  text_clear(&what);
  text_add(&what, "frame of %s %zu", moments->what, index);
  world_fail(world, what.data, expected,
             "frame %" PRId64 " (link frame %" PRIu64 ", cell %" PRIu32 ", BCLK %" PRIu64
             ", bus cycle %" PRIu64 ")",
             frame, when->frame, when->cell, when->bclk, when->bus_cycles);
}

static void compare_list(struct world *world, const struct node *map, const struct node *list,
                         const struct moments *moments, uint64_t origin) {
  bool prefix = tree_get(map, "count") != NULL || tree_get(map, "passes") != NULL;
  if (prefix ? moments->count < list->count : moments->count != list->count) {
    struct text wanted;
    text_clear(&wanted);
    text_add(&wanted, "%s%zu", prefix ? "at least " : "", list->count);
    world_fail(world, "number of moments", wanted.data, "%zu", moments->count);
  }
  for (size_t i = 0; i < list->count && i < moments->count; i++) {
    int64_t frame = (int64_t)(moments->when[i].frame - origin);
    const struct observed observed = {.value = (uint64_t)frame, .style = STYLE_SIGNED};
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "frame ");
    world->result->expectations++;
    if (!matcher_agrees(world, list->items[i], &observed, &expected)) {
      fail_moment(world, moments, i, expected.data, frame);
      return; /* the rest would only be shifted */
    }
  }
}

/* ---- oracle ---------------------------------------------------------------------------------- */

static bool oracle_stream(struct world *world, const struct node *map, const struct buffer *buffer,
                          struct hda_oracle_stream *stream) {
  uint64_t moved;
  if (!world_int_key(world, map, "moved", 0, &moved))
    return false;
  if (buffer == NULL || buffer->engine == NULL || !buffer->engine->format_valid ||
      buffer->count == 0) {
    world_fail(world, "oracle", "a notification buffer of a valid format", "none");
    return false;
  }
  *stream = (struct hda_oracle_stream){.format = buffer->engine->format,
                                       .capture = buffer->engine->capture,
                                       .size = buffer->size,
                                       .count = buffer->count,
                                       .fifo = buffer->fifo,
                                       .start = moved};
  return true;
}

/* Another controller may fill its FIFO in its own way: then the specification's bounds hold. */
static bool exact_wanted(const struct world *world, const struct node *map) {
  const struct node *window = tree_get(map, "window");
  if (window != NULL)
    return tree_is(window, "false");
  return world->options->rtl == NULL;
}

static bool within(const struct hda_oracle_window *window, bool exact, int64_t frame,
                   struct text *expected) {
  if (window->prefill) {
    text_add(expected, "at most frame 0 (oracle: completes while the FIFO fills)");
    return frame <= 0;
  }
  if (exact) {
    text_add(expected, "frame %" PRIu64 " (oracle)", window->exact);
    return frame == (int64_t)window->exact;
  }
  text_add(expected, "frame %" PRIu64 " to %" PRIu64 " (oracle)", window->earliest, window->latest);
  return frame >= (int64_t)window->earliest && frame <= (int64_t)window->latest;
}

static void compare_oracle(struct world *world, const struct node *map, const struct buffer *buffer,
                           const struct moments *moments, uint64_t origin) {
  struct hda_oracle_stream stream;
  struct hda_oracle_window window = {0};
  uint64_t first;
  if (!oracle_stream(world, map, buffer, &stream))
    return;
  uint64_t fallback = stream.start > 0 ? hda_oracle_first_ioc(&stream) : 0;
  if (!world_int_key(world, map, "first", fallback, &first))
    return;
  bool exact = exact_wanted(world, map);
  for (size_t i = 0; i <= moments->count; i++) {
    if (!hda_oracle_ioc_window(&stream, first + i, &window)) {
      world_fail(world, "oracle", "a stream it knows", "completion %" PRIu64, first + i);
      return;
    }
    world->result->expectations++;
    struct text expected;
    text_clear(&expected);
    if (i < moments->count) {
      int64_t frame = (int64_t)(moments->when[i].frame - origin);
      if (within(&window, exact, frame, &expected))
        continue;
      fail_moment(world, moments, i, expected.data, frame);
      return;
    }
    /* The one after the last must not be due, as long as the stream still runs. */
    struct hda_sim_time now;
    world_now(world, &now);
    uint64_t due = window.prefill ? 0 : exact ? window.exact : window.latest;
    if (buffer->engine->state == RunState && now.frame > origin + due + 1) {
      text_add(&expected, "one in frame %" PRIu64 " (oracle)", due);
      struct text what;
      text_clear(&what);
      text_add(&what, "%s %zu", moments->what, i);
      world_fail(world, what.data, expected.data, "none until frame %" PRIu64, now.frame - origin);
    }
  }
}

/* ---- steps ----------------------------------------------------------------------------------- */

static void compare(struct world *world, const struct node *map, struct buffer *buffer,
                    const struct moments *moments) {
  matcher_expect_key(world, map, "count", moments->count);
  uint64_t passes, origin;
  if (!world_int_key(world, map, "passes", 0, &passes))
    return;
  if (passes > 0 && buffer != NULL) {
    world->result->expectations++;
    uint64_t wanted = passes * (buffer->count > 0 ? buffer->count : 1);
    struct text text;
    text_clear(&text);
    text_add(&text, "at least %" PRIu64 " (%" PRIu64 " passes)", wanted, passes);
    if (moments->count < wanted)
      world_fail(world, "number of moments", text.data, "%zu", moments->count);
  }
  const struct node *frames = tree_get(map, "frames");
  if (frames == NULL || !find_origin(world, map, buffer, &origin))
    return;
  if (frames->kind == NODE_LIST) {
    compare_list(world, map, frames, moments, origin);
  } else {
    compare_oracle(world, map, buffer, moments, origin);
  }
}

bool notify_find_buffer(struct world *world, const struct node *map, struct buffer **buffer) {
  *buffer = NULL;
  const struct node *node = tree_get(map, "buffer");
  if (node == NULL)
    return true;
  struct binding *binding = world_ref(world, node, BIND_BUFFER);
  if (binding == NULL)
    return false;
  *buffer = binding->buffer;
  return true;
}

/* Time from the last completion at or before each signal. */
static void check_latency(struct world *world, const struct node *map, const struct buffer *buffer,
                          const struct moments *signals) {
  const struct node *units = tree_get(map, "latency");
  if (units == NULL || buffer == NULL || buffer->stream < 0)
    return;
  struct moments completions = notify_completions(world, (unsigned)buffer->stream, 0);
  struct text what;
  text_clear(&what);
  text_add(&what, "latency of a %s", signals->what);
  for (size_t i = 0; i < signals->count && !world->stop; i++) {
    uint64_t ticks = NEVER;
    for (size_t k = 0; k < completions.count; k++) {
      if (completions.when[k].ticks <= signals->when[i].ticks)
        ticks = signals->when[i].ticks - completions.when[k].ticks;
    }
    if (ticks == NEVER) {
      world_fail(world, "latency", "a completion before each", "%s %zu has none", signals->what, i);
    } else {
      calls_expect_units(world, units, what.data, ticks);
    }
  }
  notify_free(&completions);
}

void notify_judge(struct world *world, const struct node *map, struct buffer *buffer,
                  const struct moments *moments) {
  compare(world, map, buffer, moments);
  const struct node *irql = tree_get(map, "irql");
  struct text what;
  text_clear(&what);
  text_add(&what, "IRQL of a %s", moments->what);
  for (size_t i = 0; irql != NULL && i < moments->count && !world->stop; i++)
    matcher_expect(world, irql, what.data, &(struct observed){.value = moments->irql[i]});
  check_latency(world, map, buffer, moments);
}

void step_expect_signals(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct binding *binding = world_ref(world, tree_get(step->node, "event"), BIND_EVENT);
  struct buffer *buffer;
  if (since == NULL || binding == NULL || !notify_find_buffer(world, step->node, &buffer))
    return;
  struct moments moments = signals_of(world, binding->event, since->counts.signals);
  notify_judge(world, step->node, buffer, &moments);
  notify_free(&moments);
}

void step_expect_bcis(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct buffer *buffer;
  uint64_t stream = 0;
  if (since == NULL || !notify_find_buffer(world, step->node, &buffer) ||
      !world_int_key(world, step->node, "stream", 0, &stream))
    return;
  if (buffer != NULL) {
    if (buffer->stream < 0) {
      world_fail(world, "stream of the buffer", "a descriptor that the call programmed", "none");
      return;
    }
    stream = (uint64_t)buffer->stream;
  }
  struct moments moments = notify_completions(world, (unsigned)stream, since->counts.bcis);
  compare(world, step->node, buffer, &moments);
  notify_free(&moments);
}
