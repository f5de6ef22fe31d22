/* SPDX-License-Identifier: Apache-2.0 */
/* Programs a controller register by register, the way a driver would; used by tests and benches. */
#ifndef RIG_H
#define RIG_H

#include "hda_sim.h"

enum {
  RIG_GCAP = 0x00,
  RIG_GCTL = 0x08,
  RIG_INTCTL = 0x20,
  RIG_INTSTS = 0x24,
  RIG_WALCLK = 0x30,
  RIG_SSYNC = 0x38,
  RIG_SD0 = 0x80,
  RIG_SD_STRIDE = 0x20,
  RIG_SD_CTL = 0x00,
  RIG_SD_STS = 0x03,
  RIG_SD_LPIB = 0x04,
  RIG_SD_CBL = 0x08,
  RIG_SD_LVI = 0x0C,
  RIG_SD_FIFOS = 0x10,
  RIG_SD_FMT = 0x12,
  RIG_SD_BDPL = 0x18,
  RIG_SD_BDPU = 0x1C,
  RIG_CTL_SRST = 0x01,
  RIG_CTL_RUN = 0x02,
  RIG_CTL_IOCE = 0x04,
  RIG_STS_BCIS = 0x04,
};

/* One cyclic buffer of `entries` equal BDL entries, each with IOC. */
struct rig_stream {
  unsigned index;   /* descriptor */
  unsigned tag;     /* 1..15 */
  uint16_t fmt;     /* SDnFMT */
  uint64_t bdl;     /* address of the BDL, 128-byte aligned */
  uint64_t buffer;  /* address of the samples */
  uint32_t bytes;   /* of the whole buffer */
  unsigned entries; /* 2..256 */
};

/* Offset of a register of a stream descriptor. */
uint32_t rig_sd(unsigned index, uint32_t reg);

/* GCTL.CRST = 1 and wait for it; `up` also until the codecs, which ask in frame 1, have their
 * addresses. Each function returns 0 or a hda_sim error; EHANG when the
 * hardware does not follow within a millisecond. */
int rig_link_start(struct hda_sim *sim);
int rig_link_up(struct hda_sim *sim);
int rig_stream_setup(struct hda_sim *sim, const struct rig_stream *stream);
int rig_stream_run(struct hda_sim *sim, unsigned index, bool run);
/* Lets `frames` link frames pass. */
int rig_frames(struct hda_sim *sim, uint64_t frames);
/* Polls the byte at `offset` until (value & mask) == want. */
int rig_poll(struct hda_sim *sim, uint32_t offset, uint8_t mask, uint8_t want);

#endif
