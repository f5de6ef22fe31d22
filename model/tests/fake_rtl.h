/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers of the fake RTL. Every other offset of the BAR is plain storage. An access takes four
 * bus cycles; GCTL bit 0 starts the link at once.
 */
#ifndef FAKE_RTL_H
#define FAKE_RTL_H

enum {
  FAKE_GCTL = 0x08,
  FAKE_WALCLKA = 0x2030,       /* bus cycles since power-on */
  FAKE_IRQ_AFTER = 0x1000,     /* n: irq rises n link clock cycles from now; 0: irq falls */
  FAKE_DMA_ADDRESS = 0x1004,   /* below 4 GiB */
  FAKE_DMA_GO = 0x1008,        /* reads 8 bytes at the address, writes bytes 1, 2 and 5 of them,
                                * each plus 1, behind them */
  FAKE_DMA_RESPONSES = 0x100C, /* read response << 8 | write response */
  FAKE_DMA_READ_TICKS = 0x1010,
  FAKE_DMA_WRITE_TICKS = 0x1014,
  FAKE_BCIS = 0x1018, /* mask: reported once, at once */
  FAKE_HANG = 0x101C, /* never answers */
};

#endif
