/* SPDX-License-Identifier: Apache-2.0 */
/* registers.c: reading, writing and polling the controller's registers. */
#include "registers.h"

#include <inttypes.h>
#include <string.h>

#include "../matcher.h"
#include "../registers.h"
#include "steps.h"

struct place {
  const struct hda_reg_info *reg; /* NULL: given by offset */
  uint32_t offset;
  unsigned width; /* bits: 8, 16, 24 or 32 */
};

static bool find_place(struct world *world, const struct node *map, struct place *place) {
  const struct node *name = tree_get(map, "register");
  uint64_t offset = 0, width = 32, stream = 0;
  if (name != NULL) {
    int number;
    place->reg = registers_find(name->text, &number);
    if (place->reg == NULL)
      return false; /* the name was checked when the file was read */
    if (number < 0 && place->reg->stream) {
      const struct node *node = tree_get(map, "stream");
      if (node == NULL) {
        world_fail(world, "register", "`stream` with a name SDn...", "%s", name->text);
        return false;
      }
      if (!world_int(world, node, &stream))
        return false;
    } else if (number >= 0) {
      stream = (uint64_t)number;
    }
    if (stream >= HDA_SD_MAX) {
      world_fail(world, "stream", "below 30", "%" PRIu64, stream);
      return false;
    }
    offset = registers_offset(place->reg, (unsigned)stream);
    width = place->reg->width;
  }
  if (!world_int_key(world, map, "offset", offset, &offset) ||
      !world_int_key(world, map, "width", width, &width))
    return false;
  if (width != 8 && width != 16 && width != 24 && width != 32) {
    world_fail(world, "width", "8, 16 or 32", "%" PRIu64, width);
    return false;
  }
  if (offset > UINT32_MAX) {
    world_fail(world, "offset", "inside the BAR", "0x%" PRIX64, offset);
    return false;
  }
  place->offset = (uint32_t)offset;
  place->width = (unsigned)width;
  return true;
}

static bool bus_good(struct world *world, int error, const char *what) {
  if (error == HDA_SIM_OK)
    return true;
  world_fail(world, what, "an answer of the controller", "%s", hda_sim_strerror(error));
  return false;
}

/* 24 bits: SDnCTL, whose fourth byte is SDnSTS. */
static bool read_place(struct world *world, const struct place *place, uint32_t *value) {
  uint8_t byte = 0;
  uint16_t half = 0;
  int error;
  switch (place->width) {
  case 8:
    error = hda_sim_read8(world->sim, place->offset, &byte);
    *value = byte;
    break;
  case 16:
    error = hda_sim_read16(world->sim, place->offset, &half);
    *value = half;
    break;
  default:
    error = hda_sim_read32(world->sim, place->offset, value);
    if (place->width == 24)
      *value &= 0xFFFFFF;
    break;
  }
  return bus_good(world, error, "register read");
}

static bool write_place(struct world *world, const struct place *place, uint32_t value) {
  int error;
  switch (place->width) {
  case 8:
    error = hda_sim_write8(world->sim, place->offset, (uint8_t)value);
    break;
  case 16:
    error = hda_sim_write16(world->sim, place->offset, (uint16_t)value);
    break;
  case 24:
    error = hda_sim_write_strobe(world->sim, place->offset, value, 0x7);
    break;
  default:
    error = hda_sim_write32(world->sim, place->offset, value);
    break;
  }
  return bus_good(world, error, "register write");
}

static uint32_t field_mask(const struct hda_reg_field *field) {
  unsigned width = field->msb - field->lsb + 1u;
  return (width == 32 ? UINT32_MAX : (UINT32_C(1) << width) - 1) << field->lsb;
}

static const struct hda_reg_field *find_field(struct world *world, const struct place *place,
                                              const char *name) {
  const struct hda_reg_field *field = place->reg != NULL ? registers_field(place->reg, name) : NULL;
  if (field == NULL)
    world_fail(world, "register field", "a field of that register", "%s", name);
  return field;
}

static bool names_fields(const struct world *world, const struct node *expect) {
  (void)world;
  return expect->kind == NODE_MAP && registers_any_field(expect->keys[0]->text);
}

/* Compares with a matcher or a map of fields. `record`: failures go into the result. */
static bool agree(struct world *world, const struct place *place, const struct node *expect,
                  uint32_t value, bool record) {
  const char *name = place->reg != NULL ? place->reg->name : "register";
  struct text expected;
  if (!names_fields(world, expect)) {
    const struct observed observed = {.value = value, .style = STYLE_HEX};
    text_clear(&expected);
    return record ? matcher_expect(world, expect, name, &observed)
                  : matcher_agrees(world, expect, &observed, &expected);
  }
  bool good = true;
  for (size_t i = 0; i < expect->count; i++) {
    const struct hda_reg_field *field = find_field(world, place, expect->keys[i]->text);
    if (field == NULL)
      return false;
    const struct observed observed = {.value = (value & field_mask(field)) >> field->lsb};
    struct text what;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "%s.%s (register = 0x%" PRIX32 ")", name, field->name, value);
    if (record ? !matcher_expect(world, expect->items[i], what.data, &observed)
               : !matcher_agrees(world, expect->items[i], &observed, &expected))
      good = false;
  }
  return good;
}

bool registers_agree(struct world *world, const struct node *map) {
  struct place place = {0};
  uint32_t value;
  return find_place(world, map, &place) && read_place(world, &place, &value) &&
         agree(world, &place, tree_get(map, "expect"), value, false);
}

bool registers_read_stream(struct world *world, const char *name, unsigned stream,
                           uint32_t *value) {
  const struct hda_reg_info *reg = registers_find(name, NULL);
  if (reg == NULL)
    return false;
  const struct place place = {reg, registers_offset(reg, stream), reg->width};
  return read_place(world, &place, value);
}

bool registers_write(struct world *world, const char *name, unsigned stream, uint32_t value) {
  const struct hda_reg_info *reg = registers_find(name, NULL);
  if (reg == NULL)
    return false;
  const struct place place = {reg, registers_offset(reg, stream), reg->width};
  return write_place(world, &place, value);
}

bool registers_field_value(struct world *world, const char *name, const struct node *fields,
                           uint32_t *value) {
  const struct hda_reg_info *reg = registers_find(name, NULL);
  const struct place place = {reg, 0, 0};
  for (size_t i = 0; reg != NULL && i < fields->count; i++) {
    const struct hda_reg_field *field = find_field(world, &place, fields->keys[i]->text);
    uint64_t wanted;
    if (field == NULL || !world_int(world, fields->items[i], &wanted))
      return false;
    *value = (*value & ~field_mask(field)) | (((uint32_t)wanted << field->lsb) & field_mask(field));
  }
  return reg != NULL;
}

/* Between two reads of a poll: nothing at first, then a part of the time it has taken so far, 2 us
 * at most, in which the controller may stop its clock. False when the time is up. */
static bool poll_pause(struct world *world, uint64_t begin, uint64_t limit) {
  struct hda_sim_time now;
  world_now(world, &now);
  if (now.ticks - begin >= limit)
    return false;
  uint64_t pause = (now.ticks - begin) / 32, most = world->ticks_second / 500000;
  if (pause > most)
    pause = most;
  if (pause > limit - (now.ticks - begin))
    pause = limit - (now.ticks - begin);
  if (pause > world->ticks_cycle)
    world_run_until(world, now.ticks + pause);
  return true;
}

bool registers_poll(struct world *world, const char *name, uint32_t mask, uint32_t value) {
  const struct hda_reg_info *reg = registers_find(name, NULL);
  if (reg == NULL)
    return false;
  const struct place place = {reg, registers_offset(reg, 0), reg->width};
  struct hda_sim_time now;
  world_now(world, &now);
  uint32_t seen;
  do {
    if (!read_place(world, &place, &seen))
      return false;
    if ((seen & mask) == value)
      return true;
  } while (poll_pause(world, now.ticks, world->ticks_second / 1000));
  struct text expected;
  text_clear(&expected);
  text_add(&expected, "bits 0x%" PRIX32 " read 0x%" PRIX32 " within 1 ms", mask, value);
  world_fail(world, name, expected.data, "0x%" PRIX32, seen);
  return false;
}

void step_require(struct world *world, const struct step *step) {
  struct text wanted;
  text_clear(&wanted);
  tree_print(&wanted, step->node);
  if (!registers_agree(world, step->node) && !world->stop)
    world_block(world, "the controller is another: the vector needs %s", wanted.data);
}

void step_read(struct world *world, const struct step *step) {
  struct place place = {0};
  uint32_t value;
  if (!find_place(world, step->node, &place) || !read_place(world, &place, &value))
    return;
  const struct node *expect = tree_get(step->node, "expect");
  if (expect != NULL)
    agree(world, &place, expect, value, true);
  world_bind_number(world, step->node, value);
}

static void write_strobed(struct world *world, const struct node *map, const struct place *place,
                          uint32_t value) {
  uint64_t strobe;
  if (!world_int_key(world, map, "strobe", 0, &strobe))
    return;
  if (strobe > 0xF || place->offset % 4 != 0) {
    world_fail(world, "strobe", "0 to 15, at the offset of a dword", "0x%" PRIX64 " at 0x%" PRIX32,
               strobe, place->offset);
    return;
  }
  bus_good(world, hda_sim_write_strobe(world->sim, place->offset, value, (uint8_t)strobe),
           "register write");
}

void step_write(struct world *world, const struct step *step) {
  struct place place = {0};
  uint64_t value = 0;
  uint32_t present = 0;
  if (!find_place(world, step->node, &place))
    return;
  const struct node *fields = tree_get(step->node, "fields");
  if (fields == NULL) {
    if (!world_int_key(world, step->node, "value", 0, &value))
      return;
    if (tree_get(step->node, "strobe") != NULL) {
      write_strobed(world, step->node, &place, (uint32_t)value);
    } else {
      write_place(world, &place, (uint32_t)value);
    }
    return;
  }
  if (!read_place(world, &place, &present))
    return;
  for (size_t i = 0; i < fields->count; i++) {
    const struct hda_reg_field *field = find_field(world, &place, fields->keys[i]->text);
    if (field == NULL || !world_int(world, fields->items[i], &value))
      return;
    present =
        (present & ~field_mask(field)) | (((uint32_t)value << field->lsb) & field_mask(field));
  }
  write_place(world, &place, present);
}

void step_poll(struct world *world, const struct step *step) {
  struct place place = {0};
  uint64_t limit = world->ticks_second / 1000;
  uint32_t value;
  struct hda_sim_time now;
  const struct node *limit_node = tree_get(step->node, "limit");
  const struct node *expect = tree_get(step->node, "expect");
  if (!find_place(world, step->node, &place) ||
      (limit_node != NULL && !world_ticks(world, limit_node, &limit)))
    return;
  world_now(world, &now);
  uint64_t begin = now.ticks;
  do {
    if (!read_place(world, &place, &value))
      return;
    if (agree(world, &place, expect, value, false)) {
      world->result->expectations++;
      world_bind_number(world, step->node, value);
      return;
    }
  } while (poll_pause(world, begin, limit) && !world->stop);
  agree(world, &place, expect, value, true);
}

/* One 32-bit load as the client would make it. What is not mirrored is no place for a plain load,
 * but a driver may hand out the register itself, or what hardware writes to memory. */
static bool load_pointer(uint64_t number, uint32_t *value) {
  volatile ULONG *address = pointer_of(number);
  uint64_t physical;
  uint32_t offset;
  MEMORY_CACHING_TYPE cache;
  if (number % sizeof(ULONG) != 0)
    return false;
  bool memory = nt_system_address((const void *)(uintptr_t)number, &physical, &cache);
  if (memory)
    nt_sync_mappings();
  if (memory || nt_watch_register(address))
    *value = *address;
  else if (nt_bar_offset(address, &offset))
    *value = READ_REGISTER_ULONG(address);
  else
    return false;
  return true;
}

void step_read_pointer(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, tree_get(step->node, "pointer"), BIND_POINTER);
  if (binding == NULL)
    return;
  uint32_t value;
  if (!load_pointer(binding->number, &value)) {
    world_fail(world, "register pointer",
               "an aligned address in a mapping of the device or in memory of the kernel",
               "0x%" PRIX64, binding->number);
    return;
  }
  const struct node *expect = tree_get(step->node, "expect");
  if (expect != NULL)
    matcher_expect(world, expect, "*pointer", &(struct observed){.value = value});
  world_bind_number(world, step->node, value);
}
