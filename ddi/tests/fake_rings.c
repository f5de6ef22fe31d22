/* SPDX-License-Identifier: Apache-2.0 */
#include "fake_rings.h"

#include <string.h>

#define CORBBASE 0x00u
#define CORBWP 0x08u
#define CORBRP 0x0Au
#define CORBCTL 0x0Cu
#define CORBSTS 0x0Du
#define CORBSIZE 0x0Eu
#define RIRBBASE 0x10u
#define RIRBWP 0x18u
#define RINTCNT 0x1Au
#define RIRBCTL 0x1Cu
#define RIRBSTS 0x1Du
#define RIRBSIZE 0x1Eu

#define GET_PARAMETER 0xF00u

static unsigned entries(const struct fake_rings *rings, unsigned size_register) {
  static const unsigned sizes[4] = {2, 16, 256, 256};
  return sizes[rings->reg[size_register] & 3];
}

static uint64_t base(const struct fake_rings *rings, unsigned at) {
  uint64_t address;
  memcpy(&address, rings->reg + at, sizeof address);
  return address;
}

void fake_rings_reset(struct fake_rings *rings, uint64_t now) {
  memset(rings->reg, 0, sizeof rings->reg);
  memset(rings->answers, 0, sizeof rings->answers);
  rings->count = 0;
  rings->next_frame = now + FAKE_FRAME_TICKS;
}

/* ---- registers ---- */

uint8_t fake_rings_read(const struct fake_rings *rings, uint32_t offset) {
  const struct fake_ring_faults *faults = &rings->faults;
  unsigned at = offset - 0x40;
  uint8_t value = rings->reg[at];
  switch (at) {
  case CORBRP + 1:
    return faults->pointer_never_sets ? 0 : faults->pointer_never_clears ? 0x80 : value;
  case CORBCTL:
    return faults->corb_never_runs ? value & (uint8_t)~2u : value;
  case RIRBCTL:
    return faults->rirb_never_runs ? value & (uint8_t)~2u : value;
  case CORBSIZE:
    return (uint8_t)(rings->size_offers[0] << 4 | value);
  case RIRBSIZE:
    return (uint8_t)(rings->size_offers[1] << 4 | value);
  default:
    return value;
  }
}

void fake_rings_write(struct fake_rings *rings, uint32_t offset, uint8_t value) {
  unsigned at = offset - 0x40;
  switch (at) {
  case CORBRP:
    break;
  case CORBRP + 1:
    rings->reg[at] = value & 0x80;
    rings->reg[CORBRP] = value & 0x80 ? 0 : rings->reg[CORBRP];
    break;
  case RIRBWP + 1:
    rings->reg[RIRBWP] = value & 0x80 ? 0 : rings->reg[RIRBWP];
    break;
  case RIRBWP:
    break;
  case CORBCTL:
    rings->reg[at] = rings->faults.corb_never_stops ? value | 2u : value;
    break;
  case CORBSTS:
  case RIRBSTS:
    rings->reg[at] &= (uint8_t)~value;
    break;
  case CORBSIZE:
  case RIRBSIZE:
    rings->reg[at] = value & 3;
    break;
  default:
    rings->reg[at] = value;
    break;
  }
}

bool fake_rings_interrupt(const struct fake_rings *rings) {
  return (rings->reg[RIRBSTS] & rings->reg[RIRBCTL] & 5u) != 0;
}

/* ---- frames ---- */

static void set_flag(struct fake_rings *rings) {
  rings->count = 0;
  if (!rings->faults.no_response_flag)
    rings->reg[RIRBSTS] |= 1;
}

static void store(struct fake_rings *rings, struct hda_sim *sim, uint32_t response,
                  uint32_t source) {
  if (!(rings->reg[RIRBCTL] & 2))
    return;
  if (rings->faults.overruns != 0) {
    rings->faults.overruns--;
    rings->reg[RIRBSTS] |= 4;
    return;
  }
  unsigned at = (rings->reg[RIRBWP] + 1u) % entries(rings, RIRBSIZE);
  uint32_t *entry = hda_sim_mem(sim, base(rings, RIRBBASE) + 8ull * at, 8);
  entry[0] = response;
  entry[1] = source;
  rings->reg[RIRBWP] = (uint8_t)at;
  if (++rings->count == rings->reg[RINTCNT])
    set_flag(rings);
}

static uint32_t answer_to(const struct fake_codec *codec, uint32_t command) {
  uint32_t node = command >> 20 & 0xFF, verb = command >> 8 & 0xFFF, data = command & 0xFF;
  if (verb == GET_PARAMETER && node == 0 && data == 4)
    return (uint32_t)codec->first_node << 16 | codec->group_count;
  uint32_t group = node - codec->first_node;
  if (verb == GET_PARAMETER && data == 5 && group < codec->group_count && group < FAKE_GROUPS)
    return 0x100u | codec->group_type[group];
  return ~command;
}

static void take_command(struct fake_rings *rings, uint32_t command) {
  size_t limit = sizeof rings->commands / sizeof rings->commands[0];
  if (rings->command_count < limit)
    rings->commands[rings->command_count++] =
        (struct fake_command){.tick = rings->next_frame, .command = command};
  uint32_t address = command >> 28;
  if (address >= FAKE_CODECS || rings->codecs[address].mute)
    return;
  const struct fake_codec *codec = &rings->codecs[address];
  for (unsigned i = 0; i < 4; i++) {
    struct fake_answer *answer = &rings->answers[address][i];
    if (answer->pending)
      continue;
    answer->pending = true;
    answer->tick = rings->next_frame + FAKE_FRAME_TICKS * (1ull + codec->late_frames);
    answer->response = answer_to(codec, command);
    return;
  }
}

static void fetch(struct fake_rings *rings, struct hda_sim *sim) {
  bool waiting = rings->reg[CORBRP] != rings->reg[CORBWP];
  if (!(rings->reg[CORBCTL] & 2) || !waiting || rings->faults.corb_stalls)
    return;
  unsigned at = (rings->reg[CORBRP] + 1u) % entries(rings, CORBSIZE);
  uint32_t *entry = hda_sim_mem(sim, base(rings, CORBBASE) + 4ull * at, 4);
  rings->reg[CORBRP] = (uint8_t)at;
  take_command(rings, *entry);
}

/* One response a codec and frame, solicited ones first. */
static bool respond(struct fake_rings *rings, struct hda_sim *sim, uint32_t address) {
  for (unsigned i = 0; i < 4; i++) {
    struct fake_answer *answer = &rings->answers[address][i];
    if (!answer->pending || answer->tick > rings->next_frame)
      continue;
    answer->pending = false;
    store(rings, sim, answer->response, address);
    return true;
  }
  struct fake_codec *codec = &rings->codecs[address];
  if (codec->unsolicited_count == 0)
    return false;
  store(rings, sim, codec->unsolicited[0], 0x10u | address);
  codec->unsolicited_count--;
  memmove(codec->unsolicited, codec->unsolicited + 1, sizeof codec->unsolicited - 4);
  return true;
}

void fake_rings_frame(struct fake_rings *rings, struct hda_sim *sim) {
  bool any = false;
  for (uint32_t address = 0; address < FAKE_CODECS; address++)
    any |= respond(rings, sim, address);
  if (!any && rings->count != 0)
    set_flag(rings);
  fetch(rings, sim);
  rings->next_frame += FAKE_FRAME_TICKS;
}

static bool idle(const struct fake_rings *rings) {
  if ((rings->reg[CORBCTL] & 2) && rings->reg[CORBRP] != rings->reg[CORBWP])
    return false;
  for (unsigned i = 0; i < FAKE_CODECS; i++) {
    if (rings->codecs[i].unsolicited_count != 0)
      return false;
    for (unsigned j = 0; j < 4; j++)
      if (rings->answers[i][j].pending)
        return false;
  }
  return rings->count == 0;
}

/* Frames in which nothing could happen are passed over. */
uint64_t fake_rings_next(struct fake_rings *rings, uint64_t now) {
  if (rings->next_frame < now)
    rings->next_frame +=
        (now - rings->next_frame + FAKE_FRAME_TICKS - 1) / FAKE_FRAME_TICKS * FAKE_FRAME_TICKS;
  if (idle(rings))
    return UINT64_MAX;
  return rings->next_frame;
}
