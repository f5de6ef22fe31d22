/* SPDX-License-Identifier: Apache-2.0 */
/* control.c: checks of any value, and repetition. */
#include "../matcher.h"
#include "../world.h"
#include "steps.h"

void step_check(struct world *world, const struct step *step) {
  const struct node *node = tree_get(step->node, "value");
  uint64_t value;
  if (!world_int(world, node, &value))
    return;
  const struct observed observed = {.value = value, .style = STYLE_SIGNED};
  matcher_expect(world, tree_get(step->node, "expect"), node->text, &observed);
  world_bind_number(world, step->node, value);
}

void step_repeat(struct world *world, const struct step *step) {
  uint64_t times;
  if (!world_int_key(world, step->node, "times", 1, &times))
    return;
  for (uint64_t i = 0; i < times && !world->stop; i++) {
    world_bind_number(world, step->node, i);
    world_run_steps(world, tree_get(step->node, "steps"), false);
  }
}
