/* SPDX-License-Identifier: Apache-2.0 */
/* A controller in a few lines: enough behaviour behind hda_rtl.h to test the platform. Sends
 * one packet a frame under tag 1: cells 32..63 of SDI line 0 as last asked for. A codec that asks
 * for an address has it at the end of the frame. */
#include "fake_rtl.h"
#include "hda_rtl.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_WORDS = 0x4000 / 4, BUS_CYCLES_PER_ACCESS = 4, CELLS = 500, DMA_BYTES = 8 };
#define NEVER UINT64_MAX

struct fake {
  struct hda_rtl_config config;
  struct hda_rtl_host host;
  uint64_t now, irq_at, epoch, frames_done, half_frames_done;
  bool running, stop;
  uint32_t reg[BAR_WORDS];
  uint32_t echo, asking;
};

static void *create(const struct hda_rtl_config *config, const struct hda_rtl_host *host) {
  struct fake *fake = calloc(1, sizeof *fake);
  if (fake != NULL) {
    fake->config = *config;
    fake->host = *host;
    fake->irq_at = NEVER;
  }
  return fake;
}

static uint64_t now(const void *rtl) {
  const struct fake *fake = rtl;
  return fake->now;
}

static uint64_t bclk(const void *rtl, bool *running) {
  const struct fake *fake = rtl;
  if (running != NULL) {
    *running = fake->running;
  }
  return fake->running ? (fake->now - fake->epoch) / (2 * fake->config.ticks_per_bclk_half) : 0;
}

static uint64_t half_frame_ticks(const struct fake *fake) {
  return CELLS * fake->config.ticks_per_bclk_half;
}

static void end_half_frame(struct fake *fake) {
  ++fake->half_frames_done;
  if (fake->half_frames_done % 2 == 1) {
    uint32_t sdi[15 * HDA_RTL_SDI_WORDS] = {0};
    uint32_t connect = 0, force = 0;
    const uint32_t lines = fake->host.sdi(fake->host.ctx, fake->now, 0, sdi, &connect, &force);
    fake->echo = (lines & 1) != 0 ? sdi[1] : 0;
    fake->asking = connect;
    return;
  }
  uint32_t sdo[HDA_RTL_FRAME_WORDS] = {0}, sync[HDA_RTL_FRAME_WORDS] = {0};
  sync[1] = 0xE1000000; /* tag 1 in half cells 32..39 */
  sync[HDA_RTL_FRAME_WORDS - 1] = 0xFF000000;
  sdo[1] = fake->echo >> 8;
  sdo[2] = fake->echo << 24;
  fake->host.frame(fake->host.ctx, fake->now, sdo, sync);
  for (unsigned line = 0; fake->asking >> line != 0; ++line) {
    if ((fake->asking >> line & 1) != 0) {
      fake->host.assigned(fake->host.ctx, fake->now, line, line);
    }
  }
  fake->asking = 0;
}

static void run(void *rtl, uint64_t until) {
  struct fake *fake = rtl;
  fake->stop = false;
  while (!fake->stop) {
    const uint64_t half =
        fake->running ? fake->epoch + (fake->half_frames_done + 1) * half_frame_ticks(fake) : NEVER;
    const uint64_t next = half < fake->irq_at ? half : fake->irq_at;
    if (next > until) {
      fake->now = until;
      return;
    }
    fake->now = next;
    if (next == fake->irq_at) {
      fake->irq_at = NEVER;
      fake->host.irq(fake->host.ctx, next, true);
    }
    if (next == half) {
      end_half_frame(fake);
    }
  }
}

static void stop(void *rtl) {
  struct fake *fake = rtl;
  fake->stop = true;
}

static void dma(struct fake *fake) {
  static const uint8_t strobe[DMA_BYTES] = {0, 1, 1, 0, 0, 1, 0, 0};
  const uint64_t address = fake->reg[FAKE_DMA_ADDRESS / 4];
  uint8_t data[DMA_BYTES] = {0};
  uint64_t read_ticks = 0, write_ticks = 0;
  const unsigned read =
      fake->host.dma_read(fake->host.ctx, fake->now, address, DMA_BYTES, data, &read_ticks);
  for (int i = 0; i < DMA_BYTES; ++i) {
    ++data[i];
  }
  const unsigned write = fake->host.dma_write(fake->host.ctx, fake->now, address + DMA_BYTES,
                                              DMA_BYTES, data, strobe, &write_ticks);
  fake->reg[FAKE_DMA_RESPONSES / 4] = read << 8 | write;
  fake->reg[FAKE_DMA_READ_TICKS / 4] = (uint32_t)read_ticks;
  fake->reg[FAKE_DMA_WRITE_TICKS / 4] = (uint32_t)write_ticks;
}

static void link_enable(struct fake *fake, bool enable) {
  if (fake->running != enable) {
    fake->running = enable;
    fake->epoch =
        fake->now / (2 * fake->config.ticks_per_bclk_half) * (2 * fake->config.ticks_per_bclk_half);
    fake->half_frames_done = 0;
    fake->host.link(fake->host.ctx, fake->now, enable);
  }
}

static void pass_access_time(struct fake *fake) {
  const uint64_t cycle = 2 * fake->config.ticks_per_bus_half;
  uint64_t end = (fake->now / cycle + BUS_CYCLES_PER_ACCESS) * cycle;
  while (fake->now < end) {
    run(fake, end);
  }
}

static bool read(void *rtl, uint32_t offset, uint32_t *value, unsigned *response,
                 uint32_t bound_cycles) {
  struct fake *fake = rtl;
  (void)bound_cycles;
  pass_access_time(fake);
  fake->reg[FAKE_WALCLKA / 4] = (uint32_t)(fake->now / (2 * fake->config.ticks_per_bus_half));
  *value = fake->reg[offset / 4];
  *response = 0;
  return offset != FAKE_HANG;
}

static bool write(void *rtl, uint32_t offset, uint32_t value, uint8_t strobe, unsigned *response,
                  uint32_t bound_cycles) {
  struct fake *fake = rtl;
  (void)bound_cycles;
  pass_access_time(fake);
  for (unsigned lane = 0; lane < 4; ++lane) {
    if ((strobe >> lane & 1) != 0) {
      const uint32_t mask = (uint32_t)0xFF << (8 * lane);
      fake->reg[offset / 4] = (fake->reg[offset / 4] & ~mask) | (value & mask);
    }
  }
  switch (offset) {
  case FAKE_GCTL:
    link_enable(fake, (value & 1) != 0);
    break;
  case FAKE_IRQ_AFTER:
    fake->irq_at =
        value == 0 ? NEVER : fake->now + (uint64_t)value * 2 * fake->config.ticks_per_bclk_half;
    if (value == 0) {
      fake->host.irq(fake->host.ctx, fake->now, false);
    }
    break;
  case FAKE_DMA_GO:
    dma(fake);
    break;
  case FAKE_BCIS:
    fake->host.bcis(fake->host.ctx, fake->now, value);
    break;
  default:
    break;
  }
  *response = 0;
  return true;
}

static void set_sideband(void *rtl, enum hda_rtl_sideband which, bool level) {
  (void)rtl;
  (void)which;
  (void)level;
}

static void reset(void *rtl, enum hda_rtl_reset kind) {
  (void)rtl;
  (void)kind;
}

static void set_wake(void *rtl, uint32_t lines) {
  (void)rtl;
  (void)lines;
}

static bool no_file(void *rtl, const char *path) {
  (void)rtl;
  (void)path;
  return false;
}

static void no_trace(void *rtl) { (void)rtl; }

const struct hda_rtl_ops *hda_rtl_entry(uint32_t abi) {
  static const struct hda_rtl_ops ops = {
      .abi = HDA_RTL_ABI,
      .info = {.name = "fake", .iss = 2, .oss = 1, .sdi = 3, .sdo = 1},
      .create = create,
      .destroy = free,
      .now = now,
      .bclk = bclk,
      .run = run,
      .stop = stop,
      .read = read,
      .write = write,
      .set_sideband = set_sideband,
      .reset = reset,
      .set_wake = set_wake,
      .trace_open = no_file,
      .trace_close = no_trace,
      .coverage_write = no_file,
  };
  return abi == HDA_RTL_ABI ? &ops : NULL;
}
