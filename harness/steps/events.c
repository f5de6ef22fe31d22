/* SPDX-License-Identifier: Apache-2.0 */
/* events.c: KEVENTs, and everything that is counted. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "steps.h"

void step_create_event(struct world *world, const struct step *step) {
  struct event *event = calloc(1, sizeof *event);
  if (event == NULL)
    abort();
  event->kevent = calloc(1, sizeof *event->kevent);
  if (event->kevent == NULL)
    abort();
  world->events =
      array_grow(world->events, world->event_count, &world->event_capacity, sizeof(struct event *));
  world->events[world->event_count++] = event;
  bool manual = tree_is(tree_get(step->node, "type"), "NotificationEvent");
  KeInitializeEvent(event->kevent, manual ? NotificationEvent : SynchronizationEvent,
                    world_bool_key(world, step->node, "state", false));
  struct binding *binding = world_bind(world, tree_get(step->node, "as")->text, BIND_EVENT);
  if (binding != NULL)
    binding->event = event;
}

void step_clear_event(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, step->node, BIND_EVENT);
  if (binding != NULL)
    KeClearEvent(binding->event->kevent);
}

/* The memory stays mapped: a later signal must be seen as a wrong signal, not as a crash. */
void step_destroy_event(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, step->node, BIND_EVENT);
  if (binding != NULL)
    memset(binding->event->kevent, 0xDD, sizeof *binding->event->kevent);
}

void step_expect_event(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, tree_get(step->node, "event"), BIND_EVENT);
  if (binding == NULL)
    return;
  uint64_t state = KeReadStateEvent(binding->event->kevent) != 0;
  matcher_expect_key(world, step->node, "state", state);
}

void step_expect_counts(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  if (since == NULL)
    return;
  const struct counts *now = &world->counts, *then = &since->counts;
  const struct node *map = step->node;
  matcher_expect_key(world, map, "isr", now->isr - then->isr);
  matcher_expect_key(world, map, "isr_claimed", now->isr_claimed - then->isr_claimed);
  matcher_expect_key(world, map, "dpc", now->dpc - then->dpc);
  matcher_expect_key(world, map, "bcis", now->bcis - then->bcis);
  matcher_expect_key(world, map, "irq_edges", now->irq_edges - then->irq_edges);
  matcher_expect_key(world, map, "dma_reads", now->dma_reads - then->dma_reads);
  matcher_expect_key(world, map, "dma_writes", now->dma_writes - then->dma_writes);
  matcher_expect_key(world, map, "register_writes", now->register_writes - then->register_writes);
  matcher_expect_key(world, map, "signals", now->signals - then->signals);
}
