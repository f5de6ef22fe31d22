/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_rtl.h: the C ABI between the platform and an RTL library.
 *
 * An RTL library is a Verilated controller with the link PHY of the codec side and the loop that
 * owns both clocks. The platform asks it to run; it calls back once per DMA burst, once or twice
 * per link frame, and at every interrupt edge, never per cycle. A library is not thread-safe.
 */
#ifndef HDA_RTL_H
#define HDA_RTL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HDA_RTL_ABI 2u
#define HDA_RTL_FRAME_WORDS 32u /* 1000 half cells, first half cell = bit 31 of word 0 */
#define HDA_RTL_SDI_WORDS 16u   /* 500 cells, cell 0 = bit 31 of word 0 */

struct hda_rtl_host {
  void *ctx;
  /* A DMA read burst was accepted at `tick`. Fill data[bytes]; return the AXI response (0, 2, 3);
   * *delay = ticks until the first data beat. */
  unsigned (*dma_read)(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes, uint8_t *data,
                       uint64_t *delay);
  /* The last beat of a DMA write burst was accepted at `tick`. strobe[i] != 0: byte i is written.
   * *delay = ticks until the write response. */
  unsigned (*dma_write)(void *ctx, uint64_t tick, uint64_t address, uint32_t bytes,
                        const uint8_t *data, const uint8_t *strobe, uint64_t *delay);
  void (*irq)(void *ctx, uint64_t tick, bool level);
  /* The power management event request changed. */
  void (*pme)(void *ctx, uint64_t tick, bool level);
  void (*bcis)(void *ctx, uint64_t tick, uint32_t stream_mask);
  /* RST# changed. */
  void (*link)(void *ctx, uint64_t tick, bool running);
  /* An outbound frame ended; `tick` is the start of cell 0 of the frame after it. SDO bits are
   * sdo[line * HDA_RTL_FRAME_WORDS + word]. */
  void (*frame)(void *ctx, uint64_t tick, const uint32_t *sdo, const uint32_t *sync);
  /* In the middle of a frame, with the command field of that frame: give the SDI bits of the next
   * frame, sdi[line * 16 + word], for the lines whose bit is set in the returned mask (the others
   * send zeros). Only a line that has an address, or is forced, sends them. *connect: lines whose
   * codec asks for initialization in the next frame (HDA-LNK-018); *force: lines that drive their
   * bits whatever the state of their codec is. Both are 0 at the call. Also called when RST# is
   * released, for frame 0, of which only *connect counts. */
  uint32_t (*sdi)(void *ctx, uint64_t tick, uint64_t command, uint32_t *sdi, uint32_t *connect,
                  uint32_t *force);
  /* The codec at `line` has read its address off the link; `tick` is the end of that frame. */
  void (*assigned)(void *ctx, uint64_t tick, unsigned line, unsigned address);
  /* Both sides drove an SDI line in one cell (HDA-LNK-028), reported once a frame. */
  void (*contention)(void *ctx, uint64_t tick, uint32_t lines);
};

enum hda_rtl_sideband {
  HDA_RTL_BUS_MASTER, /* PCI COMMAND bit 2 */
  HDA_RTL_D3HOT,      /* PCI power state D3hot */
};

enum hda_rtl_reset {
  HDA_RTL_RESET_POWER_ON, /* everything */
  HDA_RTL_RESET_FUNCTION, /* all but WAKEEN and STATESTS */
};

struct hda_rtl_config {
  uint64_t ticks_per_bus_half;  /* half a bus clock period */
  uint64_t ticks_per_bclk_half; /* half a link clock period */
  bool always_clock;            /* no clock ever stops, whatever its request says */
};

struct hda_rtl_info {
  const char *name;
  unsigned iss, oss, bss, sdi, sdo;
  bool trace, coverage;
};

struct hda_rtl_ops {
  uint32_t abi;
  struct hda_rtl_info info;
  void *(*create)(const struct hda_rtl_config *config, const struct hda_rtl_host *host);
  void (*destroy)(void *rtl);
  uint64_t (*now)(const void *rtl);
  /* Link clock cycles since cell 0 of frame 0; *running says whether frames run. */
  uint64_t (*bclk)(const void *rtl, bool *running);
  /* Runs to `until`, or stops early after the event in whose callback `stop` was called. */
  void (*run)(void *rtl, uint64_t until);
  void (*stop)(void *rtl);
  /* One AXI4-Lite transfer; false if the RTL gave no answer within bound_cycles. */
  bool (*read)(void *rtl, uint32_t offset, uint32_t *value, unsigned *response,
               uint32_t bound_cycles);
  bool (*write)(void *rtl, uint32_t offset, uint32_t value, uint8_t strobe, unsigned *response,
                uint32_t bound_cycles);
  void (*set_sideband)(void *rtl, enum hda_rtl_sideband which, bool level);
  /* Asserts the reset inputs for some cycles of both clocks, whatever is going on; takes time. */
  void (*reset)(void *rtl, enum hda_rtl_reset kind);
  /* Lines on which a codec holds SDI high while RST# is low (wake). */
  void (*set_wake)(void *rtl, uint32_t lines);
  bool (*trace_open)(void *rtl, const char *path);
  void (*trace_close)(void *rtl);
  bool (*coverage_write)(void *rtl, const char *path);
};

/* The one exported symbol; NULL if the library does not know `abi`. */
const struct hda_rtl_ops *hda_rtl_entry(uint32_t abi);

#ifdef __cplusplus
}
#endif
#endif
