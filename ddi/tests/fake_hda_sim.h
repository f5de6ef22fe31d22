/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fake_hda_sim.h: a small register model behind hda_sim.h, for tests without RTL.
 *
 * Registers, handshakes and the interrupt line behave; no data moves. Completions and errors of
 * streams are scheduled by the test.
 */
#ifndef FAKE_HDA_SIM_H
#define FAKE_HDA_SIM_H

#include <hda_sim.h>

#include "fake_rings.h"

struct fake_config {
  unsigned iss, oss, bss;
  unsigned nsdo_code; /* GCAP.NSDO */
  bool no_64bit;      /* GCAP.64OK = 0 */
  unsigned out_fifo_bytes, in_fifo_bytes;
  unsigned out_stream_words; /* OUTSTRMPAY */
  unsigned sdi_lines;        /* writable bits of WAKEEN */
  unsigned codecs;           /* lines that announce a codec once the link is up */
};

/* Masks have one bit a stream. */
struct fake_faults {
  bool crst_stuck;            /* GCTL.CRST keeps its value */
  uint32_t srst_never_sets;   /* SRST written 1 reads 0 */
  uint32_t srst_never_clears; /* SRST written 0 reads 1 */
  uint32_t run_never_clears;
  uint32_t never_ready; /* FIFORDY stays 0 */
  bool gone;            /* no device: reads are all ones, writes are lost, the line is low */
  uint64_t gone_from;   /* the same from this tick on; 0 = never */
  bool hangs;           /* time does not move and no register answers: HDA_SIM_EHANG */
};

struct fake_write {
  uint64_t tick;
  uint32_t offset, bytes, value;
};

struct fake_config fake_default_config(void); /* 4 input, 4 output, 512 and 256 bytes of FIFO */
struct hda_sim *fake_create(const struct fake_config *config);
void fake_destroy(struct hda_sim *sim);

void fake_set_faults(struct hda_sim *sim, const struct fake_faults *faults);
/* At `tick`, stream `stream` sets `bits` of its status (4 BCIS, 8 FIFOE, 0x10 DESE). */
void fake_schedule(struct hda_sim *sim, uint64_t tick, unsigned stream, uint8_t bits);
/* The line is high whatever the registers say. */
void fake_force_line(struct hda_sim *sim, bool high);
void fake_set_lpib(struct hda_sim *sim, unsigned stream, uint32_t value);

/* The hardware reads or writes memory now, as far as observers can tell. */
void fake_dma(struct hda_sim *sim, uint64_t address, uint32_t bytes, bool write);

/* A register without moving time. */
uint32_t fake_peek(const struct hda_sim *sim, uint32_t offset, unsigned bytes);
/* Register writes since creation or the last fake_forget_writes. */
size_t fake_writes(const struct hda_sim *sim, const struct fake_write **writes);
void fake_forget_writes(struct hda_sim *sim);

#endif
