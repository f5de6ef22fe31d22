/* SPDX-License-Identifier: Apache-2.0 */
/* callbacks.c: device objects of the client, and what its callbacks were called with. */
#include "../stream_callbacks.h"

#include <inttypes.h>
#include <stdlib.h>

#include "../matcher.h"
#include "notify.h"
#include "steps.h"

/* ---- device objects --------------------------------------------------------------------------
 */

void step_create_device(struct world *world, const struct step *step) {
  struct device *device = calloc(1, sizeof *device);
  if (device == NULL)
    abort();
  world->devices = array_grow(world->devices, world->device_count, &world->device_capacity,
                              sizeof(struct device *));
  world->devices[world->device_count++] = device;
  device->object = nt_create_device();
  struct binding *binding = world_bind(world, tree_get(step->node, "as")->text, BIND_DEVICE);
  if (binding != NULL)
    binding->device = device;
}

static struct device *live_device(struct world *world, const struct node *node) {
  struct binding *binding = world_ref(world, node, BIND_DEVICE);
  if (binding == NULL)
    return NULL;
  if (binding->device->object != NULL)
    return binding->device;
  world_fail(world, "device object", "not deleted", "deleted by an earlier step");
  return NULL;
}

void step_delete_device(struct world *world, const struct step *step) {
  struct device *device = live_device(world, step->node);
  if (device == NULL)
    return;
  nt_delete_device(device->object);
  device->object = NULL;
}

void step_expect_device(struct world *world, const struct step *step) {
  const struct device *device = live_device(world, tree_get(step->node, "device"));
  if (device != NULL)
    matcher_expect_key(world, step->node, "references",
                       (uint64_t)nt_object_references(device->object));
}

/* ---- calls -----------------------------------------------------------------------------------
 */

/* The calls that a step is about. */
struct calls {
  const struct callback_record **record;
  size_t count;
};

static bool is_wanted(const struct node *map, const struct callback_record *record, bool isr,
                      uint64_t context) {
  const struct node *callback = tree_get(map, "callback");
  if ((record->routine == CALLBACK_ISR) != isr)
    return false;
  if (callback != NULL && !tree_is(callback, callback_words[record->routine]))
    return false;
  return tree_get(map, "context") == NULL || record->context == context;
}

static bool find_calls(struct world *world, const struct node *map, const struct mark *since,
                       bool isr, struct calls *calls) {
  uint64_t context;
  if (!world_int_key(world, map, "context", 0, &context))
    return false;
  size_t from = since->counts.stream_calls;
  *calls = (struct calls){0};
  calls->record = calloc(world->counts.stream_calls - from + 1, sizeof(struct callback_record *));
  if (calls->record == NULL)
    abort();
  for (size_t i = from; i < world->counts.stream_calls; i++) {
    if (is_wanted(map, &world->stream_calls[i], isr, context))
      calls->record[calls->count++] = &world->stream_calls[i];
  }
  return true;
}

/* A list of matchers for the calls, one by one. */
static void expect_list(struct world *world, const struct node *list, const struct calls *calls,
                        const char *what, bool contexts) {
  struct text text;
  if (list == NULL)
    return;
  world->result->expectations++;
  for (size_t i = 0; i < list->count && i < calls->count && !world->stop; i++) {
    text_clear(&text);
    text_add(&text, "%s of call %zu", what, i);
    uint64_t value = contexts ? calls->record[i]->context : calls->record[i]->value;
    matcher_expect(world, list->items[i], text.data,
                   &(struct observed){.value = value, .style = STYLE_HEX});
  }
  if (list->count == calls->count || world->stop)
    return;
  text_clear(&text);
  text_add(&text, "%zu", list->count);
  world_fail(world, "number of calls", text.data, "%zu", calls->count);
}

static void judge(struct world *world, const struct node *map, const struct calls *calls) {
  struct buffer *buffer;
  if (!notify_find_buffer(world, map, &buffer))
    return;
  struct moments moments = notify_moments("call", calls->count);
  for (size_t i = 0; i < calls->count; i++)
    notify_add(&moments, &calls->record[i]->when, calls->record[i]->irql);
  notify_judge(world, map, buffer, &moments);
  notify_free(&moments);
  expect_list(world, tree_get(map, "contexts"), calls, "context", true);
}

/* ---- time stamps -----------------------------------------------------------------------------
 */

static uint64_t counter_at(const struct world *world, uint64_t ticks) {
  struct hda_sim_time now;
  LARGE_INTEGER frequency, counter = KeQueryPerformanceCounter(&frequency);
  world_now(world, &now);
  uint64_t rate = (uint64_t)frequency.QuadPart;
  uint64_t here = (uint64_t)((unsigned __int128)now.ticks * rate / world->ticks_second);
  uint64_t there = (uint64_t)((unsigned __int128)ticks * rate / world->ticks_second);
  return (uint64_t)counter.QuadPart - here + there;
}

/* Which call of its own callback and context this is. */
static size_t rank(const struct calls *calls, size_t index) {
  size_t count = 0;
  for (size_t i = 0; i < index; i++)
    count += calls->record[i]->routine == calls->record[index]->routine &&
             calls->record[i]->context == calls->record[index]->context;
  return count;
}

/* The interrupt routine that acknowledged completion `index` of the stream, NULL. Completions that
 * one routine served are one. */
static const struct isr_record *find_service(const struct world *world, unsigned stream,
                                             const struct mark *since, size_t index) {
  for (size_t i = since->counts.isr; i < world->counts.isr; i++) {
    if ((world->isrs[i].served >> stream & 1) != 0 && index-- == 0)
      return &world->isrs[i];
  }
  return NULL;
}

static void expect_served(struct world *world, const struct calls *calls,
                          const struct buffer *buffer, const struct mark *since) {
  for (size_t i = 0; i < calls->count && !world->stop; i++) {
    size_t index = rank(calls, i);
    uint64_t stamp = calls->record[i]->value;
    const struct isr_record *isr = find_service(world, (unsigned)buffer->stream, since, index);
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "time stamp of call %zu", i);
    world->result->expectations++;
    if (isr == NULL) {
      text_add(&expected, "an interrupt routine that served completion %zu", index);
      world_fail(world, what.data, expected.data, "%" PRIu64 ", and no such interrupt", stamp);
      break;
    }
    uint64_t from = counter_at(world, isr->from), to = counter_at(world, isr->to);
    text_add(&expected, "%" PRIu64 " to %" PRIu64 ", when the interrupt routine served it", from,
             to);
    if (stamp < from || stamp > to)
      world_fail(world, what.data, expected.data, "%" PRIu64, stamp);
  }
}

static void expect_rising(struct world *world, const struct calls *calls) {
  world->result->expectations++;
  for (size_t i = 1; i < calls->count && !world->stop; i++) {
    const struct callback_record *now = calls->record[i], *before = NULL;
    for (size_t k = 0; k < i; k++) {
      if (calls->record[k]->routine == now->routine && calls->record[k]->context == now->context)
        before = calls->record[k];
    }
    if (before == NULL || now->value > before->value)
      continue;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "time stamp of call %zu", i);
    text_add(&expected, "more than %" PRIu64, before->value);
    world_fail(world, what.data, expected.data, "%" PRIu64, now->value);
  }
}

/* ---- steps -----------------------------------------------------------------------------------
 */

void step_expect_notifications(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct buffer *buffer;
  struct calls calls;
  if (since == NULL || !notify_find_buffer(world, step->node, &buffer) ||
      !find_calls(world, step->node, since, false, &calls))
    return;
  judge(world, step->node, &calls);
  const struct node *timestamps = tree_get(step->node, "timestamps");
  if (timestamps != NULL && tree_is(timestamps, "isr") && buffer != NULL && buffer->stream >= 0)
    expect_served(world, &calls, buffer, since);
  if (timestamps != NULL)
    expect_rising(world, &calls);
  free(calls.record);
}

void step_expect_isr_calls(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  struct calls calls;
  if (since == NULL || !find_calls(world, step->node, since, true, &calls))
    return;
  judge(world, step->node, &calls);
  const struct node *mask = tree_get(step->node, "mask");
  for (size_t i = 0; mask != NULL && i < calls.count && !world->stop; i++)
    matcher_expect(world, mask, "InterruptBitMask",
                   &(struct observed){.value = calls.record[i]->value, .style = STYLE_HEX});
  expect_list(world, tree_get(step->node, "masks"), &calls, "InterruptBitMask", false);
  free(calls.record);
}
