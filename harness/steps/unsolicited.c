/* SPDX-License-Identifier: Apache-2.0 */
/* unsolicited.c: the calls that a registration got. */
#include "../callbacks.h"
#include "responses.h"
#include "steps.h"

static HDAUDIO_CODEC_RESPONSE response_of(const void *owner, size_t index) {
  const struct unsolicited_call *calls = owner;
  return calls[index].response;
}

static bool never(const void *owner, size_t index) {
  (void)owner;
  (void)index;
  return false;
}

void step_expect_unsolicited(struct world *world, const struct step *step) {
  const struct node *map = step->node;
  const struct mark *since = world_since(world, map, "since");
  struct binding *binding = world_ref(world, tree_get(map, "registration"), BIND_REGISTRATION);
  if (since == NULL || binding == NULL)
    return;
  const struct registration *registration = binding->registration;
  size_t first = 0;
  while (first < registration->call_count &&
         registration->calls[first].order < since->counts.callbacks)
    first++;
  matcher_expect_key(world, map, "count", registration->call_count - first);
  for (size_t i = first; i < registration->call_count && !world->stop; i++)
    matcher_expect_key(world, map, "irql", registration->calls[i].irql);
  const struct responses calls = {world,       "call", registration->call_count - first, 0,
                                  response_of, never,  registration->calls + first};
  const struct node *all = tree_get(map, "all"), *list = tree_get(map, "calls");
  struct responses responses = calls;
  if (all != NULL && !responses_expect_all(&responses, all))
    return;
  responses = calls;
  if (list != NULL)
    (void)responses_expect_list(&responses, list, false);
}
