/* SPDX-License-Identifier: Apache-2.0 */
/* wavert.c: events of a client in user mode, fronts of miniports, calls between drivers. */
#include "../wavert.h"

#include <stdlib.h>
#include <string.h>

#include "../front.h"
#include "../matcher.h"
#include "steps.h"

/* ---- events ---------------------------------------------------------------------------------- */

void step_create_user_event(struct world *world, const struct step *step) {
  struct event *event = calloc(1, sizeof *event);
  if (event == NULL)
    abort();
  world->events =
      array_grow(world->events, world->event_count, &world->event_capacity, sizeof(struct event *));
  world->events[world->event_count++] = event;
  bool manual = tree_is(tree_get(step->node, "type"), "NotificationEvent");
  event->handle = nt_create_user_event(manual ? NotificationEvent : SynchronizationEvent,
                                       world_bool_key(world, step->node, "state", false));
  event->kevent = nt_user_event(event->handle);
  struct binding *binding = world_bind(world, tree_get(step->node, "as")->text, BIND_EVENT);
  if (binding != NULL)
    binding->event = event;
}

void step_close_handle(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, step->node, BIND_EVENT);
  if (binding != NULL && !nt_close_handle(binding->event->handle))
    world_fail(world, "handle", "open, of a user event", "it is not");
}

/* What vectors leave open is closed with the client. */
void events_close_handles(struct world *world) {
  for (size_t i = 0; i < world->event_count; i++) {
    if (world->events[i]->handle != NULL)
      nt_close_handle(world->events[i]->handle);
  }
}

/* ---- mappings -------------------------------------------------------------------------------- */

void step_expect_mapping(struct world *world, const struct step *step) {
  uint64_t address;
  if (world_int_key(world, step->node, "address", 0, &address))
    matcher_expect_key(world, step->node, "mapped", nt_is_mapped(pointer_of(address)));
}

/* ---- fronts ---------------------------------------------------------------------------------- */

void step_front_miniport(struct world *world, const struct step *step) {
  struct front_manner manner = {0};
  struct binding *real = world_ref(world, tree_get(step->node, "Miniport"), BIND_MINIPORT);
  const struct node *hide = tree_get(step->node, "hide");
  const struct node *failing = tree_get(step->node, "fail");
  uint64_t offset, cache, status;
  if (real == NULL || !world_int_key(world, step->node, "OffsetFromFirstPage", 0, &offset) ||
      !world_int_key(world, step->node, "CacheType", UINT64_MAX, &cache) ||
      !world_int_key(world, step->node, "status", (uint32_t)STATUS_UNSUCCESSFUL, &status))
    return;
  for (size_t i = 0; hide != NULL && i < hide->count; i++) {
    for (unsigned k = 0; k < STREAM_INTERFACES; k++)
      manner.hidden[k] = manner.hidden[k] || tree_is(hide->items[i], wavert_interface_names[k]);
  }
  manner.offset = (ULONG)offset;
  manner.other_cache = cache != UINT64_MAX;
  manner.cache = (MEMORY_CACHING_TYPE)cache;
  manner.failing = failing != NULL ? failing->text : NULL;
  manner.status = (NTSTATUS)status;
  struct object *front = wavert_add(world, BIND_MINIPORT);
  front->handle = front_create(world, real->object->handle, &manner);
  struct binding *binding = world_bind(world, tree_get(step->node, "as")->text, BIND_MINIPORT);
  if (binding != NULL)
    binding->object = front;
}

/* ---- refusals of the bus driver ----------------------------------------------------------------
 */

void step_fail_ddi(struct world *world, const struct step *step) {
  uint64_t status, skip, times;
  if (world_int_key(world, step->node, "status", (uint32_t)STATUS_UNSUCCESSFUL, &status) &&
      world_int_key(world, step->node, "skip", 0, &skip) &&
      world_int_key(world, step->node, "times", 1, &times))
    tap_fail(tree_get(step->node, "call")->text, skip, times, (NTSTATUS)status);
}

/* ---- calls between drivers ------------------------------------------------------------------- */

/* "SetState", or "SetState(KSSTATE_RUN)". */
static bool is_called(const struct noted *noted, const char *wanted) {
  size_t length = strlen(noted->name), detail = strlen(noted->detail);
  if (strncmp(wanted, noted->name, length) != 0)
    return false;
  wanted += length;
  return *wanted == '\0' || (wanted[0] == '(' && strncmp(wanted + 1, noted->detail, detail) == 0 &&
                             strcmp(wanted + 1 + detail, ")") == 0);
}

static bool is_among(const struct noted *noted, const struct node *names) {
  for (size_t i = 0; names != NULL && i < names->count; i++) {
    if (is_called(noted, names->items[i]->text))
      return true;
  }
  return names == NULL;
}

static void show(struct text *text, const struct noted *noted) {
  text_add(text, noted->detail[0] != '\0' ? "%s(%s)" : "%s", noted->name, noted->detail);
}

static void fail_call(struct world *world, size_t index, const char *expected,
                      const struct noted *noted) {
  struct text what, observed;
  text_clear(&what);
  text_clear(&observed);
  text_add(&what, "call %zu", index);
  if (noted != NULL)
    show(&observed, noted);
  world_fail(world, what.data, expected, "%s", noted != NULL ? observed.data : "none");
}

static void expect_calls(struct world *world, const struct step *step, enum noted_side side) {
  const struct mark *since = world_since(world, step->node, "since");
  const struct node *calls = tree_get(step->node, "calls"), *of = tree_get(step->node, "of");
  const struct node *irql = tree_get(step->node, "irql");
  const struct node *status = tree_get(step->node, "status");
  size_t seen = 0, wanted = calls->count;
  bool collapse = world_bool_key(world, step->node, "collapse", false);
  const struct noted *last = NULL;
  if (since == NULL)
    return;
  for (size_t i = since->counts.noted; i < world->counts.noted && !world->stop; i++) {
    const struct noted *noted = &world->noted[i];
    if (noted->side != side || !is_among(noted, of))
      continue;
    if (collapse && last != NULL && strcmp(last->name, noted->name) == 0 &&
        strcmp(last->detail, noted->detail) == 0)
      continue;
    last = noted;
    world->result->expectations++;
    if (seen >= wanted || !is_called(noted, calls->items[seen]->text)) {
      fail_call(world, seen, seen < wanted ? calls->items[seen]->text : "no further call", noted);
      return;
    }
    struct observed result = {.value = (uint32_t)noted->status, .style = STYLE_STATUS};
    if (irql != NULL)
      matcher_expect(world, irql, "IRQL of a call", &(struct observed){.value = noted->irql});
    if (status != NULL)
      matcher_expect(world, status, "status of a call", &result);
    seen++;
  }
  world->result->expectations++;
  if (!world->stop && seen < wanted)
    fail_call(world, seen, calls->items[seen]->text, NULL);
}

void step_expect_ddi_calls(struct world *world, const struct step *step) {
  expect_calls(world, step, NOTED_DDI);
}

void step_expect_miniport_calls(struct world *world, const struct step *step) {
  expect_calls(world, step, NOTED_MINIPORT);
}
