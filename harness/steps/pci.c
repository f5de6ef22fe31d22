/* SPDX-License-Identifier: Apache-2.0 */
/* pci.c: the PCI function around the controller: configuration space, resets, interrupts. */
#include <inttypes.h>

#include "../matcher.h"
#include "../world.h"
#include "steps.h"

struct place {
  uint32_t offset;
  unsigned bytes;
};

static bool find_place(struct world *world, const struct node *map, struct place *place) {
  uint64_t offset, width;
  if (!world_int_key(world, map, "offset", 0, &offset) ||
      !world_int_key(world, map, "width", 32, &width))
    return false;
  bool good = (width == 8 || width == 16 || width == 32) && offset <= UINT32_MAX;
  if (!good)
    world_fail(world, "configuration space", "an offset, and 8, 16 or 32 bits",
               "0x%" PRIX64 ", %" PRIu64 " bits", offset, width);
  *place = (struct place){(uint32_t)offset, (unsigned)width / 8};
  return good;
}

static bool taken(struct world *world, const struct place *place, int error) {
  if (error != HDA_SIM_OK)
    world_fail(world, "configuration space", "an aligned offset below 256", "0x%" PRIX32 ": %s",
               place->offset, hda_sim_strerror(error));
  return error == HDA_SIM_OK;
}

void step_config_read(struct world *world, const struct step *step) {
  struct place place;
  uint32_t value = 0;
  if (!find_place(world, step->node, &place) ||
      !taken(world, &place, hda_sim_config_read(world->sim, place.offset, place.bytes, &value)))
    return;
  const struct node *expect = tree_get(step->node, "expect");
  const struct observed observed = {.value = value, .style = STYLE_HEX};
  if (expect != NULL)
    matcher_expect(world, expect, "configuration space", &observed);
  world_bind_number(world, step->node, value);
}

void step_config_write(struct world *world, const struct step *step) {
  struct place place;
  uint64_t value;
  if (find_place(world, step->node, &place) && world_int_key(world, step->node, "value", 0, &value))
    taken(world, &place,
          hda_sim_config_write(world->sim, place.offset, place.bytes, (uint32_t)value));
}

void step_reset(struct world *world, const struct step *step) {
  bool power_on = tree_is(tree_get(step->node, "kind"), "power_on");
  int error = hda_sim_reset(world->sim, power_on ? HDA_SIM_RESET_POWER_ON : HDA_SIM_RESET_FUNCTION);
  if (error != HDA_SIM_OK)
    world_fail(world, "reset", "taken by the platform", "%s", hda_sim_strerror(error));
}

void step_expect_irq(struct world *world, const struct step *step) {
  matcher_expect_key(world, step->node, "level", hda_sim_irq(world->sim));
}

void step_expect_msi(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  if (since == NULL)
    return;
  size_t first = since->counts.seen.messages, end = world->counts.seen.messages;
  matcher_expect_key(world, step->node, "count", end - first);
  for (size_t i = first; i < end && !world->stop; i++) {
    matcher_expect_key(world, step->node, "address", world->records.messages[i].address);
    matcher_expect_key(world, step->node, "data", world->records.messages[i].data);
  }
}

void step_expect_pme(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  if (since == NULL)
    return;
  matcher_expect_key(world, step->node, "level", world->records.pme);
  matcher_expect_key(world, step->node, "count",
                     world->counts.seen.pme_rises - since->counts.seen.pme_rises);
}
