/* SPDX-License-Identifier: Apache-2.0 */
/* records.h: what was seen on the link and on the bus, kept for the expectations of a vector. */
#ifndef HDASIM_RECORDS_H
#define HDASIM_RECORDS_H

#include <hda_sim.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_LINES 4u   /* SDO lines */
#define RECORD_WORDS 32u  /* of 1000 half cells, first = bit 31 of word 0 */
#define RECORD_FRAMES 64u /* link frames that are kept */
#define RECORD_MAX_DMA ((size_t)1 << 20)

struct command_record {
  uint64_t frame, command; /* 40 bits, not null */
};
struct response_record {
  uint64_t frame; /* that carries it */
  uint32_t value;
  unsigned line;
  bool unsolicited;
};
struct dma_record {
  uint64_t address;
  uint32_t bytes;
  bool write;
};
struct message_record {
  uint64_t address;
  uint32_t data;
};
struct frame_record {
  uint64_t number;
  bool seen;
  uint32_t line[1 + RECORD_LINES][RECORD_WORDS]; /* SYNC, SDO0 .. */
};

/* RST# and the frames between its edges, in ticks; 0 before the first. */
struct link_record {
  uint64_t rises, falls;
  uint64_t up, down;   /* of the last edges of RST# */
  uint64_t begin, end; /* of cell 0 of frame 0 since `up`; end of the last whole frame */
};

struct records {
  struct command_record *commands;
  struct response_record *responses;
  struct dma_record *dma;
  struct message_record *messages;
  size_t command_capacity, response_capacity, dma_capacity, message_capacity;
  struct frame_record frames[RECORD_FRAMES];
  struct link_record link;
  bool pme;
};

/* How many of each came; a mark holds a copy. */
struct record_counts {
  size_t commands, responses, assigned, dma, messages, pme_rises;
};

/* Takes what an event tells. `lines`: SDO lines of the controller. */
void records_take(struct records *records, struct record_counts *counts, unsigned lines,
                  uint64_t frame_ticks, const struct hda_sim_event *event);
/* A kept frame, NULL if it is not kept (any more). */
const struct frame_record *records_frame(const struct records *records, uint64_t number);
/* Half cells [at, at + bits) of a line of a kept frame, first = highest bit; bits 1 .. 64. */
uint64_t records_bits(const struct frame_record *frame, unsigned line, unsigned at, unsigned bits);

#endif
