/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fake_rings.h: the command rings of the fake hardware and the codecs behind them.
 *
 * One command leaves in every link frame, its response comes in the frame after. Node 0 of a codec
 * tells its function groups, nodes from 1 on tell their type; any other command is answered with
 * its complement.
 */
#ifndef FAKE_RINGS_H
#define FAKE_RINGS_H

#include <hda_sim.h>

#define FAKE_CODECS 15u
#define FAKE_FRAME_TICKS 25000u
#define FAKE_GROUPS 4u

struct fake_codec {
  bool mute;            /* takes commands, answers none */
  unsigned late_frames; /* beyond the frame after the command */
  uint8_t group_count, first_node;
  uint8_t group_type[FAKE_GROUPS];
  uint32_t unsolicited[8]; /* responses to be sent, one a frame */
  unsigned unsolicited_count;
};

struct fake_ring_faults {
  bool pointer_never_sets;   /* CORBRP bit 15 written 1 reads 0 */
  bool pointer_never_clears; /* written 0 it reads 1 */
  bool corb_never_runs, corb_never_stops, rirb_never_runs;
  bool corb_stalls;      /* runs and fetches nothing */
  bool no_response_flag; /* RINTFL is never set: the interrupt is lost */
  unsigned overruns;     /* so many responses are lost, each flagged in RIRBSTS */
};

struct fake_command {
  uint64_t tick;
  uint32_t command;
};

struct fake_answer {
  bool pending;
  uint64_t tick;
  uint32_t response;
};

struct fake_rings {
  struct fake_codec codecs[FAKE_CODECS];
  struct fake_ring_faults faults;
  uint8_t size_offers[2]; /* CORB and RIRB: bits 7:4 of the size registers */
  uint8_t reg[0x20];      /* offsets 0x40 to 0x5F */
  uint8_t count;          /* responses since the last RINTFL */
  uint64_t next_frame;
  struct fake_answer answers[FAKE_CODECS][4];
  struct fake_command commands[2048];
  size_t command_count;
};

void fake_rings_reset(struct fake_rings *rings, uint64_t now);
uint8_t fake_rings_read(const struct fake_rings *rings, uint32_t offset);
void fake_rings_write(struct fake_rings *rings, uint32_t offset, uint8_t value);
/* INTSTS.CIS as far as the rings go. */
bool fake_rings_interrupt(const struct fake_rings *rings);
/* Tick of the next frame in which anything can happen, not before `now`; UINT64_MAX: none. */
uint64_t fake_rings_next(struct fake_rings *rings, uint64_t now);
void fake_rings_frame(struct fake_rings *rings, struct hda_sim *sim);

/* ---- for tests; implemented by fake_hda_sim.c */
struct fake_rings *fake_rings_of(struct hda_sim *sim);

#endif
