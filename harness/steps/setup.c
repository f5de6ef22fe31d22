/* SPDX-License-Identifier: Apache-2.0 */
/* setup.c: the sequences every controller must understand, in one step each. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../registers.h"
#include "../world.h"
#include "registers.h"
#include "steps.h"

#define MAX_ENTRIES 256u

void step_start_link(struct world *world, const struct step *step) {
  uint64_t ticks;
  struct hda_sim_time now;
  if (!world_ticks(world, step->node, &ticks) ||
      !registers_write(world, "GCTL", 0, HDA_GCTL_CRST_MASK) ||
      !registers_poll(world, "GCTL", HDA_GCTL_CRST_MASK, HDA_GCTL_CRST_MASK))
    return;
  world_now(world, &now);
  world_run_until(world, now.ticks + ticks);
}

/* ---- rings ----------------------------------------------------------------------------------- */

struct rings {
  uint64_t corb, rirb, entries, rintcnt, corbctl, rirbctl;
};

/* The order in which drivers do it; the pointer resets with their handshake. */
static bool start_corb(struct world *world, const struct rings *rings, uint32_t size) {
  return registers_write(world, "CORBLBASE", 0, (uint32_t)rings->corb) &&
         registers_write(world, "CORBUBASE", 0, (uint32_t)(rings->corb >> 32)) &&
         registers_write(world, "CORBSIZE", 0, size) && registers_write(world, "CORBWP", 0, 0) &&
         registers_write(world, "CORBRP", 0, HDA_CORBRP_CORBRPRST_MASK) &&
         registers_poll(world, "CORBRP", HDA_CORBRP_CORBRPRST_MASK, HDA_CORBRP_CORBRPRST_MASK) &&
         registers_write(world, "CORBRP", 0, 0) &&
         registers_poll(world, "CORBRP", HDA_CORBRP_CORBRPRST_MASK, 0) &&
         registers_write(world, "CORBCTL", 0, (uint32_t)rings->corbctl);
}

static bool start_rirb(struct world *world, const struct rings *rings, uint32_t size) {
  return registers_write(world, "RIRBLBASE", 0, (uint32_t)rings->rirb) &&
         registers_write(world, "RIRBUBASE", 0, (uint32_t)(rings->rirb >> 32)) &&
         registers_write(world, "RIRBSIZE", 0, size) &&
         registers_write(world, "RIRBWP", 0, HDA_RIRBWP_RIRBWPRST_MASK) &&
         registers_write(world, "RINTCNT", 0, (uint32_t)rings->rintcnt) &&
         registers_write(world, "RIRBCTL", 0, (uint32_t)rings->rirbctl);
}

void step_setup_rings(struct world *world, const struct step *step) {
  const struct node *map = step->node;
  struct rings rings;
  if (!world_int_key(world, map, "corb", 0, &rings.corb) ||
      !world_int_key(world, map, "rirb", 0, &rings.rirb) ||
      !world_int_key(world, map, "entries", 256, &rings.entries) ||
      !world_int_key(world, map, "rintcnt", 1, &rings.rintcnt) ||
      !world_int_key(world, map, "corbctl", HDA_CORBCTL_CORBRUN_MASK, &rings.corbctl) ||
      !world_int_key(world, map, "rirbctl", HDA_RIRBCTL_RIRBDMAEN_MASK | HDA_RIRBCTL_RINTCTL_MASK,
                     &rings.rirbctl))
    return;
  if (rings.entries != 2 && rings.entries != 16 && rings.entries != 256) {
    world_fail(world, "entries", "2, 16 or 256", "%" PRIu64, rings.entries);
    return;
  }
  uint32_t size = rings.entries == 2 ? 0 : rings.entries == 16 ? 1 : 2;
  if (start_corb(world, &rings, size))
    start_rirb(world, &rings, size);
}

/* ---- streams --------------------------------------------------------------------------------- */

struct entry {
  uint8_t bytes[16];
};

static void put(uint8_t *bytes, uint64_t value, unsigned count) {
  for (unsigned i = 0; i < count; i++)
    bytes[i] = (uint8_t)(value >> (8 * i));
}

/* Writes the list to memory; *total = sum of the lengths. */
static bool write_list(struct world *world, const struct node *list, uint64_t base,
                       uint64_t *total) {
  struct entry entries[MAX_ENTRIES];
  *total = 0;
  if (list->count > MAX_ENTRIES) {
    world_fail(world, "buffers", "at most 256 entries", "%zu", list->count);
    return false;
  }
  for (size_t i = 0; i < list->count; i++) {
    uint64_t address, bytes, ioc;
    if (!world_int_key(world, list->items[i], "address", 0, &address) ||
        !world_int_key(world, list->items[i], "bytes", 0, &bytes) ||
        !world_int_key(world, list->items[i], "ioc", 0, &ioc))
      return false;
    put(entries[i].bytes, address, 8);
    put(entries[i].bytes + 8, bytes, 4);
    put(entries[i].bytes + 12, ioc, 4);
    *total += bytes;
  }
  int error = hda_sim_mem_write(world->sim, base, entries, list->count * sizeof entries[0]);
  if (error != HDA_SIM_OK)
    world_fail(world, "descriptor list", "RAM", "0x%" PRIX64 ": %s", base, hda_sim_strerror(error));
  return error == HDA_SIM_OK;
}

void step_setup_stream(struct world *world, const struct step *step) {
  const struct node *map = step->node, *list = tree_get(map, "buffers");
  const struct node *fields = tree_get(map, "fields");
  uint64_t stream, tag, fmt, bdl, cbl, lvi, total;
  uint32_t ctl = 0;
  if (!world_int_key(world, map, "stream", 0, &stream) ||
      !world_int_key(world, map, "tag", 0, &tag) || !world_int_key(world, map, "fmt", 0, &fmt) ||
      !world_int_key(world, map, "bdl", 0, &bdl) ||
      !world_int_key(world, map, "lvi", list->count - 1, &lvi) ||
      !write_list(world, list, bdl, &total) || !world_int_key(world, map, "cbl", total, &cbl) ||
      (fields != NULL && !registers_field_value(world, "SDnCTL", fields, &ctl)))
    return;
  if (stream >= HDA_SD_MAX) {
    world_fail(world, "stream", "below 30", "%" PRIu64, stream);
    return;
  }
  unsigned n = (unsigned)stream;
  uint32_t direction = ctl & HDA_SDCTL_DIR_MASK;
  ctl |= (uint32_t)tag << HDA_SDCTL_STRM_SHIFT & HDA_SDCTL_STRM_MASK;
  /* The direction comes before anything else: the other registers hang on it. */
  if ((direction == 0 || registers_write(world, "SDnCTL", n, direction)) &&
      registers_write(world, "SDnCTL", n, ctl) &&
      registers_write(world, "SDnCBL", n, (uint32_t)cbl) &&
      registers_write(world, "SDnLVI", n, (uint32_t)lvi) &&
      registers_write(world, "SDnFMT", n, (uint32_t)fmt) &&
      registers_write(world, "SDnBDPL", n, (uint32_t)bdl))
    registers_write(world, "SDnBDPU", n, (uint32_t)(bdl >> 32));
}
