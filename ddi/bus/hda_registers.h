/* SPDX-License-Identifier: Apache-2.0 */
/* hda_registers.h: the registers this driver uses, as it accesses them. Offsets and bits come from
 * hda_regs.h, which is made; what is a number here is one of the specification's limits. */
#ifndef BUS_HDA_REGISTERS_H
#define BUS_HDA_REGISTERS_H

#include "hda_regs.h"

#define HDA_FIELD(value, field) (((value)&field##_MASK) >> field##_SHIFT)

/* USHORT GCAP, OUTPAY, INPAY (words of 16 bits a frame), OUTSTRMPAY, INSTRMPAY (the same for one
 * stream, 0 = no limit), WAKEEN, STATESTS (one bit an SDI line). UCHAR VMIN, VMAJ. ULONG GCTL,
 * INTCTL, INTSTS, SSYNC (bit n = stream n). */
#define HDA_GCAP_64OK HDA_GCAP_64OK_MASK
#define HDA_GCAP_NSDO(gcap) HDA_FIELD(gcap, HDA_GCAP_NSDO) /* 0, 1, 2: one, two, four lines */
#define HDA_GCAP_BSS(gcap) HDA_FIELD(gcap, HDA_GCAP_BSS)
#define HDA_GCAP_ISS(gcap) HDA_FIELD(gcap, HDA_GCAP_ISS)
#define HDA_GCAP_OSS(gcap) HDA_FIELD(gcap, HDA_GCAP_OSS)
#define HDA_GCTL_CRST HDA_GCTL_CRST_MASK
#define HDA_GCTL_UNSOL HDA_GCTL_UNSOL_MASK
#define HDA_STATESTS_SDIWAKE HDA_STATESTS_SDIWAKE_MASK
#define HDA_INTCTL_GIE HDA_INTCTL_GIE_MASK
#define HDA_INTCTL_CIE HDA_INTCTL_CIE_MASK
#define HDA_INTSTS_GIS HDA_INTSTS_GIS_MASK
#define HDA_INTSTS_CIS HDA_INTSTS_CIS_MASK
#define HDA_GONE 0xFFFFFFFFu /* no device answers; of INTSTS more bits than hardware can set */

/* Command rings. USHORT write and read pointers and RINTCNT (responses an interrupt), UCHAR
 * control, status and size. Base addresses are two ULONGs, the lower half first. */
#define HDA_CORBBASE HDA_CORBLBASE
#define HDA_CORBRP_RST HDA_CORBRP_CORBRPRST_MASK
#define HDA_CORBCTL_RUN HDA_CORBCTL_CORBRUN_MASK
#define HDA_CORBSTS_CMEI HDA_CORBSTS_CMEI_MASK
#define HDA_RIRBBASE HDA_RIRBLBASE
#define HDA_RIRBWP_RST HDA_RIRBWP_RIRBWPRST_MASK
#define HDA_RIRBCTL_RINTCTL HDA_RIRBCTL_RINTCTL_MASK
#define HDA_RIRBCTL_DMAEN HDA_RIRBCTL_RIRBDMAEN_MASK
#define HDA_RIRBCTL_OIC HDA_RIRBCTL_RIRBOIC_MASK
#define HDA_RIRBSTS_RINTFL HDA_RIRBSTS_RINTFL_MASK
#define HDA_RIRBSTS_OIS HDA_RIRBSTS_RIRBOIS_MASK
/* CORBSIZE and RIRBSIZE: the capability has one bit each for 2, 16, 256 entries; the field below
 * chooses 0, 1, 2 of them. */
#define HDA_RING_OFFERS(size, code) ((HDA_FIELD(size, HDA_CORBSIZE_CORBSZCAP) >> (code)) & 1u)
#define HDA_RING_CODE_MAX 2u
#define HDA_RING_ENTRIES(code) (1u << (1 + 3 * (code) + ((code) >> 1)))

#define HDA_SDI_LINES_MAX 15u
#define HDA_STREAMS_MAX HDA_SD_MAX
#define HDA_STREAM_ID_MAX HDA_FIELD(HDA_SDCTL_STRM_MASK, HDA_SDCTL_STRM)
#define HDA_DESCRIPTORS_MAX 256u
#define HDA_DMA_ALIGNMENT 128u
#define HDA_FRAMES_PER_SECOND 48000u /* link frames */

/* Stream descriptors, whose offsets are relative to HDA_SD(n). SDCTL has 24 bits and is accessed
 * by bytes, so that SDSTS is not: 0 and 2 are. UCHAR SDSTS, USHORT SDLVI, SDFIFOS (bytes - 1) and
 * SDFMT, ULONG the others. */
#define HDA_SDLPIBA_OF(n) (HDA_SDLPIBA + HDA_SD_STRIDE * (n))
#define HDA_SDCTL0 HDA_SDCTL
#define HDA_SDCTL0_SRST HDA_SDCTL_SRST_MASK
#define HDA_SDCTL0_RUN HDA_SDCTL_RUN_MASK
#define HDA_SDCTL0_IOCE HDA_SDCTL_IOCE_MASK
#define HDA_SDCTL0_FEIE HDA_SDCTL_FEIE_MASK
#define HDA_SDCTL0_DEIE HDA_SDCTL_DEIE_MASK
#define HDA_SDCTL2 (HDA_SDCTL + 2u)
#define HDA_SDCTL2_STRIPE_TWO (1u << (HDA_SDCTL_STRIPE_SHIFT - 16))
#define HDA_SDCTL2_DIR_OUT (HDA_SDCTL_DIR_MASK >> 16)
#define HDA_SDCTL2_STRM(id) ((id) << (HDA_SDCTL_STRM_SHIFT - 16))
#define HDA_SDSTS_BCIS HDA_SDSTS_BCIS_MASK
#define HDA_SDSTS_FIFOE HDA_SDSTS_FIFOE_MASK
#define HDA_SDSTS_DESE HDA_SDSTS_DESE_MASK
#define HDA_SDSTS_W1C (HDA_SDSTS_BCIS | HDA_SDSTS_FIFOE | HDA_SDSTS_DESE)
#define HDA_SDSTS_FIFORDY HDA_SDSTS_FIFORDY_MASK

#endif
