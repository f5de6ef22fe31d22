/* SPDX-License-Identifier: Apache-2.0 */
/* hda_registers.h: the registers this driver uses, as offsets from the BAR. */
#ifndef BUS_HDA_REGISTERS_H
#define BUS_HDA_REGISTERS_H

#define HDA_GCAP 0x00 /* USHORT */
#define HDA_GCAP_64OK 0x0001u
#define HDA_GCAP_NSDO(gcap) (((gcap) >> 1) & 0x3u) /* 0, 1, 2: one, two, four lines */
#define HDA_GCAP_BSS(gcap) (((gcap) >> 3) & 0x1Fu)
#define HDA_GCAP_ISS(gcap) (((gcap) >> 8) & 0xFu)
#define HDA_GCAP_OSS(gcap) (((gcap) >> 12) & 0xFu)
#define HDA_VMIN 0x02   /* UCHAR */
#define HDA_VMAJ 0x03   /* UCHAR */
#define HDA_OUTPAY 0x04 /* USHORT, words of 16 bits a frame */
#define HDA_INPAY 0x06  /* USHORT */
#define HDA_GCTL 0x08   /* ULONG */
#define HDA_GCTL_CRST 0x1u
#define HDA_GCTL_UNSOL 0x100u
#define HDA_WAKEEN 0x0C   /* USHORT, one bit an SDI line */
#define HDA_STATESTS 0x0E /* USHORT, write 1 clears */
#define HDA_STATESTS_SDIWAKE 0x7FFFu
#define HDA_OUTSTRMPAY 0x18 /* USHORT, words a frame for one stream, 0 = no limit */
#define HDA_INSTRMPAY 0x1A  /* USHORT */
#define HDA_INTCTL 0x20     /* ULONG, bit n = stream n */
#define HDA_INTCTL_GIE 0x80000000u
#define HDA_INTCTL_CIE 0x40000000u
#define HDA_INTSTS 0x24 /* ULONG, bit n = stream n */
#define HDA_INTSTS_GIS 0x80000000u
#define HDA_INTSTS_CIS 0x40000000u
#define HDA_GONE 0xFFFFFFFFu /* no device answers; of INTSTS more bits than hardware can set */
#define HDA_WALCLKA 0x2030
#define HDA_SSYNC 0x38 /* ULONG, bit n = stream n */

/* Command rings. Base addresses are two ULONGs, the lower half first. */
#define HDA_CORBBASE 0x40
#define HDA_CORBWP 0x48 /* USHORT, index of the last entry written */
#define HDA_CORBRP 0x4A /* USHORT, index of the last entry fetched */
#define HDA_CORBRP_RST 0x8000u
#define HDA_CORBCTL 0x4C /* UCHAR */
#define HDA_CORBCTL_RUN 0x02u
#define HDA_CORBSTS 0x4D /* UCHAR */
#define HDA_CORBSTS_CMEI 0x01u
#define HDA_CORBSIZE 0x4E /* UCHAR */
#define HDA_RIRBBASE 0x50
#define HDA_RIRBWP 0x58 /* USHORT, index of the last entry written */
#define HDA_RIRBWP_RST 0x8000u
#define HDA_RINTCNT 0x5A /* USHORT, responses an interrupt */
#define HDA_RIRBCTL 0x5C /* UCHAR */
#define HDA_RIRBCTL_RINTCTL 0x01u
#define HDA_RIRBCTL_DMAEN 0x02u
#define HDA_RIRBCTL_OIC 0x04u
#define HDA_RIRBSTS 0x5D /* UCHAR */
#define HDA_RIRBSTS_RINTFL 0x01u
#define HDA_RIRBSTS_OIS 0x04u
#define HDA_RIRBSIZE 0x5E /* UCHAR */
/* CORBSIZE and RIRBSIZE: bits 4, 5, 6 offer 2, 16, 256 entries; bits 1:0 choose 0, 1, 2 of them. */
#define HDA_RING_OFFERS(size, code) (((size) >> (4 + (code))) & 1u)
#define HDA_RING_CODE_MAX 2u
#define HDA_RING_ENTRIES(code) (1u << (1 + 3 * (code) + ((code) >> 1)))

#define HDA_SDI_LINES_MAX 15u
#define HDA_STREAMS_MAX 30u
#define HDA_STREAM_ID_MAX 15u
#define HDA_DESCRIPTORS_MAX 256u
#define HDA_DMA_ALIGNMENT 128u
#define HDA_FRAMES_PER_SECOND 48000u /* link frames */

/* Stream descriptor n; the offsets below are relative to it. */
#define HDA_SD(n) (0x80u + 0x20u * (n))
#define HDA_SDLPIBA(n) (0x2084u + 0x20u * (n))
#define HDA_SDCTL0 0x00 /* UCHAR */
#define HDA_SDCTL0_SRST 0x01u
#define HDA_SDCTL0_RUN 0x02u
#define HDA_SDCTL0_IOCE 0x04u
#define HDA_SDCTL0_FEIE 0x08u
#define HDA_SDCTL0_DEIE 0x10u
#define HDA_SDCTL2 0x02 /* UCHAR */
#define HDA_SDCTL2_STRIPE_TWO 0x01u
#define HDA_SDCTL2_DIR_OUT 0x08u
#define HDA_SDCTL2_STRM(id) ((id) << 4)
#define HDA_SDSTS 0x03 /* UCHAR */
#define HDA_SDSTS_BCIS 0x04u
#define HDA_SDSTS_FIFOE 0x08u
#define HDA_SDSTS_DESE 0x10u
#define HDA_SDSTS_W1C (HDA_SDSTS_BCIS | HDA_SDSTS_FIFOE | HDA_SDSTS_DESE)
#define HDA_SDSTS_FIFORDY 0x20u
#define HDA_SDCBL 0x08   /* ULONG, bytes */
#define HDA_SDLVI 0x0C   /* USHORT */
#define HDA_SDFIFOS 0x10 /* USHORT, bytes - 1 */
#define HDA_SDFMT 0x12   /* USHORT */
#define HDA_SDBDPL 0x18  /* ULONG */
#define HDA_SDBDPU 0x1C  /* ULONG */

#endif
