/* SPDX-License-Identifier: Apache-2.0 */
/* resources.c: faults of the platform, limits of the kernel, and what the kernel found. */
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "steps.h"

#define MAX_FAULT_ARGS 4

void step_inject(struct world *world, const struct step *step) {
  uint64_t args[MAX_FAULT_ARGS] = {0};
  const char *name = tree_get(step->node, "fault")->text;
  const struct node *list = tree_get(step->node, "args");
  size_t count = list != NULL ? list->count : 0;
  if (count > MAX_FAULT_ARGS)
    count = MAX_FAULT_ARGS;
  for (size_t i = 0; i < count; i++) {
    if (!world_int(world, list->items[i], &args[i]))
      return;
  }
  int error = hda_sim_fault_set(world->sim, name, args, count);
  if (error == HDA_SIM_ENAME) {
    world_block(world, "the platform has no fault '%s'", name);
  } else if (error != HDA_SIM_OK) {
    world_fail(world, "fault", "accepted by the platform", "%s", hda_sim_strerror(error));
  }
}

void step_clear(struct world *world, const struct step *step) {
  int error = hda_sim_fault_clear(world->sim, step->node->text);
  if (error != HDA_SIM_OK)
    world_fail(world, "fault", "one that the platform has", "%s", step->node->text);
}

void step_page_budget(struct world *world, const struct step *step) {
  uint64_t pages;
  if (tree_is(step->node, "unlimited")) {
    nt_set_page_budget(NT_UNLIMITED);
  } else if (world_int(world, step->node, &pages)) {
    nt_set_page_budget((size_t)pages);
  }
}

void step_fail_pool(struct world *world, const struct step *step) {
  uint64_t n;
  if (world_int(world, step->node, &n))
    nt_fail_pool_allocation((size_t)n);
}

void step_foreign_interrupts(struct world *world, const struct step *step) {
  uint64_t count;
  if (!world_int(world, step->node, &count))
    return;
  for (uint64_t i = 0; i < count && !world->stop; i++)
    nt_foreign_interrupt();
}

void step_hold_dpcs(struct world *world, const struct step *step) {
  (void)world;
  nt_hold_dpcs(tree_is(step->node, "true"));
}

void step_bus_master(struct world *world, const struct step *step) {
  hda_sim_set_bus_master(world->sim, tree_is(step->node, "true"));
}

void step_expect_findings(struct world *world, const struct step *step) {
  const struct node *rules =
      step->node->kind == NODE_LIST ? step->node : tree_get(step->node, "rules");
  size_t found = world->counts.findings - world->findings_expected;
  world->result->expectations++;
  for (size_t i = 0; i < rules->count && i < found; i++) {
    const char *text = world->findings[world->findings_expected + i];
    size_t length = strlen(rules->items[i]->text);
    if (strncmp(text, rules->items[i]->text, length) == 0 && text[length] == ':')
      continue;
    world_fail(world, "kernel finding", rules->items[i]->text, "%s", text);
    return;
  }
  if (found != rules->count) {
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "%zu", rules->count);
    world_fail(world, "number of kernel findings", expected.data, "%zu", found);
  }
  world->findings_expected = world->counts.findings;
}

void step_expect_resources(struct world *world, const struct step *step) {
  size_t pages = nt_pages_in_use(), blocks = nt_pool_blocks_in_use();
  if (tree_get(step->node, "since") != NULL) {
    const struct mark *since = world_since(world, step->node, "since");
    if (since == NULL)
      return;
    pages -= since->pages;
    blocks -= since->pool_blocks;
  }
  matcher_expect_key(world, step->node, "pages", pages);
  matcher_expect_key(world, step->node, "pool_blocks", blocks);
}
