/* SPDX-License-Identifier: Apache-2.0 */
#include "records.h"

#include <string.h>

#include "arena.h"

static void take_frame(struct records *records, struct record_counts *counts, unsigned lines,
                       uint64_t frame_ticks, const struct hda_sim_event *event) {
  uint64_t number = event->frame.number;
  struct frame_record *kept = &records->frames[number % RECORD_FRAMES];
  kept->number = number;
  kept->seen = true;
  memcpy(kept->line[0], event->frame.sync, sizeof kept->line[0]);
  for (unsigned i = 0; i < lines && i < RECORD_LINES; i++)
    memcpy(kept->line[1 + i], event->frame.sdo + i * RECORD_WORDS, sizeof kept->line[0]);
  records->link.end = event->when.ticks;
  if (number == 0)
    records->link.begin = event->when.ticks - frame_ticks;
  if (event->frame.command == 0)
    return;
  records->commands = array_grow(records->commands, counts->commands, &records->command_capacity,
                                 sizeof *records->commands);
  records->commands[counts->commands++] = (struct command_record){number, event->frame.command};
}

static void take_link(struct link_record *link, const struct hda_sim_event *event) {
  if (event->level) {
    link->rises++;
    link->up = event->when.ticks;
  } else {
    link->falls++;
    link->down = event->when.ticks;
  }
}

void records_take(struct records *records, struct record_counts *counts, unsigned lines,
                  uint64_t frame_ticks, const struct hda_sim_event *event) {
  switch (event->kind) {
  case HDA_SIM_EV_FRAME:
    take_frame(records, counts, lines, frame_ticks, event);
    break;
  case HDA_SIM_EV_LINK:
    take_link(&records->link, event);
    break;
  case HDA_SIM_EV_DMA:
    if (counts->dma >= RECORD_MAX_DMA)
      break;
    records->dma =
        array_grow(records->dma, counts->dma, &records->dma_capacity, sizeof *records->dma);
    records->dma[counts->dma++] =
        (struct dma_record){event->dma.address, event->dma.bytes, event->dma.write};
    break;
  case HDA_SIM_EV_RESPONSE:
    records->responses = array_grow(records->responses, counts->responses,
                                    &records->response_capacity, sizeof *records->responses);
    records->responses[counts->responses++] =
        (struct response_record){event->when.frame + 1, event->response.value, event->response.line,
                                 event->response.unsolicited};
    break;
  case HDA_SIM_EV_ASSIGNED:
    counts->assigned++;
    break;
  case HDA_SIM_EV_MSI:
    records->messages = array_grow(records->messages, counts->messages, &records->message_capacity,
                                   sizeof *records->messages);
    records->messages[counts->messages++] =
        (struct message_record){event->msi.address, event->msi.data};
    break;
  case HDA_SIM_EV_PME:
    counts->pme_rises += event->level;
    records->pme = event->level;
    break;
  default:
    break;
  }
}

const struct frame_record *records_frame(const struct records *records, uint64_t number) {
  const struct frame_record *kept = &records->frames[number % RECORD_FRAMES];
  return kept->seen && kept->number == number ? kept : NULL;
}

uint64_t records_bits(const struct frame_record *frame, unsigned line, unsigned at, unsigned bits) {
  uint64_t value = 0;
  for (unsigned i = at; i < at + bits; i++)
    value = value << 1 | (frame->line[line][i / 32] >> (31 - i % 32) & 1u);
  return value;
}
