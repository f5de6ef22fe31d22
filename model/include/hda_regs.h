/* SPDX-License-Identifier: Apache-2.0 */
/* Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit.
 *
 * HDA_<REG> is an offset in the BAR; HDA_SD<REG> is an offset in a stream descriptor,
 * which begins at HDA_SD(n). hda_reg_table holds the same as data. */
#ifndef HDA_REGS_H
#define HDA_REGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */

#define HDA_BAR_BYTES 0x4000u
#define HDA_SD_BASE 0x0080u
#define HDA_SD_STRIDE 0x0020u
#define HDA_SD_MAX 30u
#define HDA_SD(n) (HDA_SD_BASE + HDA_SD_STRIDE * (uint32_t)(n))

/* GCAP: Global capabilities */
#define HDA_GCAP 0x0000u
#define HDA_GCAP_OSS_SHIFT 12
#define HDA_GCAP_OSS_MASK 0x0000F000u
#define HDA_GCAP_ISS_SHIFT 8
#define HDA_GCAP_ISS_MASK 0x00000F00u
#define HDA_GCAP_BSS_SHIFT 3
#define HDA_GCAP_BSS_MASK 0x000000F8u
#define HDA_GCAP_NSDO_SHIFT 1
#define HDA_GCAP_NSDO_MASK 0x00000006u
#define HDA_GCAP_64OK_SHIFT 0
#define HDA_GCAP_64OK_MASK 0x00000001u

/* VMIN: Minor version of the interface */
#define HDA_VMIN 0x0002u
#define HDA_VMIN_VMIN_SHIFT 0
#define HDA_VMIN_VMIN_MASK 0x000000FFu

/* VMAJ: Major version of the interface */
#define HDA_VMAJ 0x0003u
#define HDA_VMAJ_VMAJ_SHIFT 0
#define HDA_VMAJ_VMAJ_MASK 0x000000FFu

/* OUTPAY: Output payload capability */
#define HDA_OUTPAY 0x0004u
#define HDA_OUTPAY_OUTPAY_SHIFT 0
#define HDA_OUTPAY_OUTPAY_MASK 0x0000007Fu

/* INPAY: Input payload capability */
#define HDA_INPAY 0x0006u
#define HDA_INPAY_INPAY_SHIFT 0
#define HDA_INPAY_INPAY_MASK 0x0000007Fu

/* GCTL: Global control */
#define HDA_GCTL 0x0008u
#define HDA_GCTL_UNSOL_SHIFT 8
#define HDA_GCTL_UNSOL_MASK 0x00000100u
#define HDA_GCTL_FCNTRL_SHIFT 1
#define HDA_GCTL_FCNTRL_MASK 0x00000002u
#define HDA_GCTL_CRST_SHIFT 0
#define HDA_GCTL_CRST_MASK 0x00000001u

/* WAKEEN: Wake enable; only the bits of implemented SDI lines can be written */
#define HDA_WAKEEN 0x000Cu
#define HDA_WAKEEN_SDIWEN_SHIFT 0
#define HDA_WAKEEN_SDIWEN_MASK 0x00007FFFu

/* STATESTS: State change status */
#define HDA_STATESTS 0x000Eu
#define HDA_STATESTS_SDIWAKE_SHIFT 0
#define HDA_STATESTS_SDIWAKE_MASK 0x00007FFFu

/* GSTS: Global status */
#define HDA_GSTS 0x0010u
#define HDA_GSTS_FSTS_SHIFT 1
#define HDA_GSTS_FSTS_MASK 0x00000002u

/* OUTSTRMPAY: Output stream payload capability */
#define HDA_OUTSTRMPAY 0x0018u
#define HDA_OUTSTRMPAY_OUTSTRMPAY_SHIFT 0
#define HDA_OUTSTRMPAY_OUTSTRMPAY_MASK 0x000000FFu

/* INSTRMPAY: Input stream payload capability */
#define HDA_INSTRMPAY 0x001Au
#define HDA_INSTRMPAY_INSTRMPAY_SHIFT 0
#define HDA_INSTRMPAY_INSTRMPAY_MASK 0x000000FFu

/* INTCTL: Interrupt control; of SIE only the bits of implemented descriptors can be written */
#define HDA_INTCTL 0x0020u
#define HDA_INTCTL_GIE_SHIFT 31
#define HDA_INTCTL_GIE_MASK 0x80000000u
#define HDA_INTCTL_CIE_SHIFT 30
#define HDA_INTCTL_CIE_MASK 0x40000000u
#define HDA_INTCTL_SIE_SHIFT 0
#define HDA_INTCTL_SIE_MASK 0x3FFFFFFFu

/* INTSTS: Interrupt status, a level copy of the sources that INTCTL does not mask */
#define HDA_INTSTS 0x0024u
#define HDA_INTSTS_GIS_SHIFT 31
#define HDA_INTSTS_GIS_MASK 0x80000000u
#define HDA_INTSTS_CIS_SHIFT 30
#define HDA_INTSTS_CIS_MASK 0x40000000u
#define HDA_INTSTS_SIS_SHIFT 0
#define HDA_INTSTS_SIS_MASK 0x3FFFFFFFu

/* WALCLK: Wall clock */
#define HDA_WALCLK 0x0030u
#define HDA_WALCLK_WALCLK_SHIFT 0
#define HDA_WALCLK_WALCLK_MASK 0xFFFFFFFFu

/* SSYNC: Stream synchronization; only the bits of implemented descriptors can be written */
#define HDA_SSYNC 0x0038u
#define HDA_SSYNC_SSYNC_SHIFT 0
#define HDA_SSYNC_SSYNC_MASK 0x3FFFFFFFu

/* CORBLBASE: CORB base address, low half */
#define HDA_CORBLBASE 0x0040u
#define HDA_CORBLBASE_CORBLBASE_SHIFT 7
#define HDA_CORBLBASE_CORBLBASE_MASK 0xFFFFFF80u

/* CORBUBASE: CORB base address, high half */
#define HDA_CORBUBASE 0x0044u
#define HDA_CORBUBASE_CORBUBASE_SHIFT 0
#define HDA_CORBUBASE_CORBUBASE_MASK 0xFFFFFFFFu

/* CORBWP: CORB write pointer */
#define HDA_CORBWP 0x0048u
#define HDA_CORBWP_CORBWP_SHIFT 0
#define HDA_CORBWP_CORBWP_MASK 0x000000FFu

/* CORBRP: CORB read pointer */
#define HDA_CORBRP 0x004Au
#define HDA_CORBRP_CORBRPRST_SHIFT 15
#define HDA_CORBRP_CORBRPRST_MASK 0x00008000u
#define HDA_CORBRP_CORBRP_SHIFT 0
#define HDA_CORBRP_CORBRP_MASK 0x000000FFu

/* CORBCTL: CORB control */
#define HDA_CORBCTL 0x004Cu
#define HDA_CORBCTL_CORBRUN_SHIFT 1
#define HDA_CORBCTL_CORBRUN_MASK 0x00000002u
#define HDA_CORBCTL_CMEIE_SHIFT 0
#define HDA_CORBCTL_CMEIE_MASK 0x00000001u

/* CORBSTS: CORB status */
#define HDA_CORBSTS 0x004Du
#define HDA_CORBSTS_CMEI_SHIFT 0
#define HDA_CORBSTS_CMEI_MASK 0x00000001u

/* CORBSIZE: CORB size */
#define HDA_CORBSIZE 0x004Eu
#define HDA_CORBSIZE_CORBSZCAP_SHIFT 4
#define HDA_CORBSIZE_CORBSZCAP_MASK 0x000000F0u
#define HDA_CORBSIZE_CORBSIZE_SHIFT 0
#define HDA_CORBSIZE_CORBSIZE_MASK 0x00000003u

/* RIRBLBASE: RIRB base address, low half */
#define HDA_RIRBLBASE 0x0050u
#define HDA_RIRBLBASE_RIRBLBASE_SHIFT 7
#define HDA_RIRBLBASE_RIRBLBASE_MASK 0xFFFFFF80u

/* RIRBUBASE: RIRB base address, high half */
#define HDA_RIRBUBASE 0x0054u
#define HDA_RIRBUBASE_RIRBUBASE_SHIFT 0
#define HDA_RIRBUBASE_RIRBUBASE_MASK 0xFFFFFFFFu

/* RIRBWP: RIRB write pointer */
#define HDA_RIRBWP 0x0058u
#define HDA_RIRBWP_RIRBWPRST_SHIFT 15
#define HDA_RIRBWP_RIRBWPRST_MASK 0x00008000u
#define HDA_RIRBWP_RIRBWP_SHIFT 0
#define HDA_RIRBWP_RIRBWP_MASK 0x000000FFu

/* RINTCNT: Response interrupt count */
#define HDA_RINTCNT 0x005Au
#define HDA_RINTCNT_RINTCNT_SHIFT 0
#define HDA_RINTCNT_RINTCNT_MASK 0x000000FFu

/* RIRBCTL: RIRB control */
#define HDA_RIRBCTL 0x005Cu
#define HDA_RIRBCTL_RIRBOIC_SHIFT 2
#define HDA_RIRBCTL_RIRBOIC_MASK 0x00000004u
#define HDA_RIRBCTL_RIRBDMAEN_SHIFT 1
#define HDA_RIRBCTL_RIRBDMAEN_MASK 0x00000002u
#define HDA_RIRBCTL_RINTCTL_SHIFT 0
#define HDA_RIRBCTL_RINTCTL_MASK 0x00000001u

/* RIRBSTS: RIRB status */
#define HDA_RIRBSTS 0x005Du
#define HDA_RIRBSTS_RIRBOIS_SHIFT 2
#define HDA_RIRBSTS_RIRBOIS_MASK 0x00000004u
#define HDA_RIRBSTS_RINTFL_SHIFT 0
#define HDA_RIRBSTS_RINTFL_MASK 0x00000001u

/* RIRBSIZE: RIRB size */
#define HDA_RIRBSIZE 0x005Eu
#define HDA_RIRBSIZE_RIRBSZCAP_SHIFT 4
#define HDA_RIRBSIZE_RIRBSZCAP_MASK 0x000000F0u
#define HDA_RIRBSIZE_RIRBSIZE_SHIFT 0
#define HDA_RIRBSIZE_RIRBSIZE_MASK 0x00000003u

/* ICOI: Immediate command output */
#define HDA_ICOI 0x0060u
#define HDA_ICOI_ICOI_SHIFT 0
#define HDA_ICOI_ICOI_MASK 0xFFFFFFFFu

/* ICII: Immediate command input */
#define HDA_ICII 0x0064u
#define HDA_ICII_ICII_SHIFT 0
#define HDA_ICII_ICII_MASK 0xFFFFFFFFu

/* ICIS: Immediate command status */
#define HDA_ICIS 0x0068u
#define HDA_ICIS_IRRADD_SHIFT 4
#define HDA_ICIS_IRRADD_MASK 0x000000F0u
#define HDA_ICIS_IRRUNSOL_SHIFT 3
#define HDA_ICIS_IRRUNSOL_MASK 0x00000008u
#define HDA_ICIS_ICVER_SHIFT 2
#define HDA_ICIS_ICVER_MASK 0x00000004u
#define HDA_ICIS_IRV_SHIFT 1
#define HDA_ICIS_IRV_MASK 0x00000002u
#define HDA_ICIS_ICB_SHIFT 0
#define HDA_ICIS_ICB_MASK 0x00000001u

/* DPLBASE: DMA position buffer base address, low half */
#define HDA_DPLBASE 0x0070u
#define HDA_DPLBASE_DPLBASE_SHIFT 7
#define HDA_DPLBASE_DPLBASE_MASK 0xFFFFFF80u
#define HDA_DPLBASE_DPBE_SHIFT 0
#define HDA_DPLBASE_DPBE_MASK 0x00000001u

/* DPUBASE: DMA position buffer base address, high half */
#define HDA_DPUBASE 0x0074u
#define HDA_DPUBASE_DPUBASE_SHIFT 0
#define HDA_DPUBASE_DPUBASE_MASK 0xFFFFFFFFu

/* SDCTL: Stream control; each of the three bytes can be written by itself */
#define HDA_SDCTL 0x0000u
#define HDA_SDCTL_STRM_SHIFT 20
#define HDA_SDCTL_STRM_MASK 0x00F00000u
#define HDA_SDCTL_DIR_SHIFT 19
#define HDA_SDCTL_DIR_MASK 0x00080000u
#define HDA_SDCTL_TP_SHIFT 18
#define HDA_SDCTL_TP_MASK 0x00040000u
#define HDA_SDCTL_STRIPE_SHIFT 16
#define HDA_SDCTL_STRIPE_MASK 0x00030000u
#define HDA_SDCTL_DEIE_SHIFT 4
#define HDA_SDCTL_DEIE_MASK 0x00000010u
#define HDA_SDCTL_FEIE_SHIFT 3
#define HDA_SDCTL_FEIE_MASK 0x00000008u
#define HDA_SDCTL_IOCE_SHIFT 2
#define HDA_SDCTL_IOCE_MASK 0x00000004u
#define HDA_SDCTL_RUN_SHIFT 1
#define HDA_SDCTL_RUN_MASK 0x00000002u
#define HDA_SDCTL_SRST_SHIFT 0
#define HDA_SDCTL_SRST_MASK 0x00000001u

/* SDSTS: Stream status */
#define HDA_SDSTS 0x0003u
#define HDA_SDSTS_FIFORDY_SHIFT 5
#define HDA_SDSTS_FIFORDY_MASK 0x00000020u
#define HDA_SDSTS_DESE_SHIFT 4
#define HDA_SDSTS_DESE_MASK 0x00000010u
#define HDA_SDSTS_FIFOE_SHIFT 3
#define HDA_SDSTS_FIFOE_MASK 0x00000008u
#define HDA_SDSTS_BCIS_SHIFT 2
#define HDA_SDSTS_BCIS_MASK 0x00000004u

/* SDLPIB: Link position in the cyclic buffer */
#define HDA_SDLPIB 0x0004u
#define HDA_SDLPIB_LPIB_SHIFT 0
#define HDA_SDLPIB_LPIB_MASK 0xFFFFFFFFu

/* SDCBL: Cyclic buffer length */
#define HDA_SDCBL 0x0008u
#define HDA_SDCBL_CBL_SHIFT 0
#define HDA_SDCBL_CBL_MASK 0xFFFFFFFFu

/* SDLVI: Last valid index */
#define HDA_SDLVI 0x000Cu
#define HDA_SDLVI_LVI_SHIFT 0
#define HDA_SDLVI_LVI_MASK 0x000000FFu

/* SDFIFOW: FIFO watermark */
#define HDA_SDFIFOW 0x000Eu
#define HDA_SDFIFOW_FIFOW_SHIFT 0
#define HDA_SDFIFOW_FIFOW_MASK 0x00000007u

/* SDFIFOS: FIFO size */
#define HDA_SDFIFOS 0x0010u
#define HDA_SDFIFOS_FIFOS_SHIFT 0
#define HDA_SDFIFOS_FIFOS_MASK 0x0000FFFFu

/* SDFMT: Stream format */
#define HDA_SDFMT 0x0012u
#define HDA_SDFMT_BASE_SHIFT 14
#define HDA_SDFMT_BASE_MASK 0x00004000u
#define HDA_SDFMT_MULT_SHIFT 11
#define HDA_SDFMT_MULT_MASK 0x00003800u
#define HDA_SDFMT_DIV_SHIFT 8
#define HDA_SDFMT_DIV_MASK 0x00000700u
#define HDA_SDFMT_BITS_SHIFT 4
#define HDA_SDFMT_BITS_MASK 0x00000070u
#define HDA_SDFMT_CHAN_SHIFT 0
#define HDA_SDFMT_CHAN_MASK 0x0000000Fu

/* SDBDPL: Buffer descriptor list address, low half */
#define HDA_SDBDPL 0x0018u
#define HDA_SDBDPL_BDPL_SHIFT 7
#define HDA_SDBDPL_BDPL_MASK 0xFFFFFF80u

/* SDBDPU: Buffer descriptor list address, high half */
#define HDA_SDBDPU 0x001Cu
#define HDA_SDBDPU_BDPU_SHIFT 0
#define HDA_SDBDPU_BDPU_MASK 0xFFFFFFFFu

/* WALCLKA: Wall clock alias */
#define HDA_WALCLKA 0x2030u

/* SDLPIBA: Link position alias */
#define HDA_SDLPIBA 0x2084u

enum hda_reg_access {
  HDA_REG_RO,
  HDA_REG_RW,
  HDA_REG_RW1C,  /* write 1 clears */
  HDA_REG_RW1S,  /* write 1 sets, hardware clears */
  HDA_REG_HWINIT /* constant */
};
enum hda_reg_class {
  HDA_REG_CLASS_POR,  /* power-on reset only */
  HDA_REG_CLASS_FN,   /* function reset and GCTL.CRST = 0 */
  HDA_REG_CLASS_SRST, /* the same, and SRST of the stream */
  HDA_REG_CLASS_HW    /* constant, or follows other registers */
};
struct hda_reg_field {
  const char *name;
  uint8_t msb, lsb;
  uint8_t access;      /* enum hda_reg_access */
  uint8_t reset_class; /* enum hda_reg_class */
  bool present;        /* false: reads 0 and ignores writes in this build */
  bool by_build;       /* the value is set by the build; reset is its default */
  uint32_t reset;      /* right-justified */
};
struct hda_reg_info {
  const char *name;
  const char *description;
  const char *const *requirements; /* ends with NULL */
  uint16_t offset;                 /* in the BAR, or in the descriptor if `stream` */
  uint8_t width;                   /* bits: 8, 16, 24 or 32 */
  bool stream;  /* one in each descriptor, HDA_SD_STRIDE apart */
  bool present; /* false: reads 0 and ignores writes in this build */
  bool alias;   /* a read-only view; a stream alias repeats every HDA_SD_STRIDE from
                   `offset`, which is then in the BAR */
  uint32_t reset;
  uint32_t wmask;   /* bits that keep what software writes */
  uint32_t w1cmask; /* bits that a written 1 clears */
  const struct hda_reg_field *fields;
  size_t field_count;
};

static const char *const hda_reg_requirements_GCAP[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_GCAP[] = {
  {"OSS", 15, 12, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, true, 0x4u},
  {"ISS", 11, 8, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, true, 0x4u},
  {"BSS", 7, 3, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, true, 0x0u},
  {"NSDO", 2, 1, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x0u},
  {"64OK", 0, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1u},
};
static const char *const hda_reg_requirements_VMIN[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_VMIN[] = {
  {"VMIN", 7, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x0u},
};
static const char *const hda_reg_requirements_VMAJ[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_VMAJ[] = {
  {"VMAJ", 7, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1u},
};
static const char *const hda_reg_requirements_OUTPAY[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_OUTPAY[] = {
  {"OUTPAY", 6, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x3Cu},
};
static const char *const hda_reg_requirements_INPAY[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_INPAY[] = {
  {"INPAY", 6, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1Du},
};
static const char *const hda_reg_requirements_GCTL[] = {"HDA-RST-002", "HDA-RST-005", "HDA-RST-006", "HDA-RST-007", "HDA-RST-009", NULL};
static const struct hda_reg_field hda_reg_fields_GCTL[] = {
  {"UNSOL", 8, 8, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"FCNTRL", 1, 1, HDA_REG_RW1S, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"CRST", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_WAKEEN[] = {"HDA-RST-003", "HDA-INT-005", NULL};
static const struct hda_reg_field hda_reg_fields_WAKEEN[] = {
  {"SDIWEN", 14, 0, HDA_REG_RW, HDA_REG_CLASS_POR, true, false, 0x0u},
};
static const char *const hda_reg_requirements_STATESTS[] = {"HDA-RST-003", "HDA-INT-005", "HDA-LNK-029", NULL};
static const struct hda_reg_field hda_reg_fields_STATESTS[] = {
  {"SDIWAKE", 14, 0, HDA_REG_RW1C, HDA_REG_CLASS_POR, true, false, 0x0u},
};
static const char *const hda_reg_requirements_GSTS[] = {"HDA-FLS-002", NULL};
static const struct hda_reg_field hda_reg_fields_GSTS[] = {
  {"FSTS", 1, 1, HDA_REG_RW1C, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_OUTSTRMPAY[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_OUTSTRMPAY[] = {
  {"OUTSTRMPAY", 7, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x3Cu},
};
static const char *const hda_reg_requirements_INSTRMPAY[] = {"HDA-ACC-006", NULL};
static const struct hda_reg_field hda_reg_fields_INSTRMPAY[] = {
  {"INSTRMPAY", 7, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1Cu},
};
static const char *const hda_reg_requirements_INTCTL[] = {"HDA-INT-002", NULL};
static const struct hda_reg_field hda_reg_fields_INTCTL[] = {
  {"GIE", 31, 31, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"CIE", 30, 30, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"SIE", 29, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_INTSTS[] = {"HDA-INT-001", NULL};
static const struct hda_reg_field hda_reg_fields_INTSTS[] = {
  {"GIS", 31, 31, HDA_REG_RO, HDA_REG_CLASS_HW, true, false, 0x0u},
  {"CIS", 30, 30, HDA_REG_RO, HDA_REG_CLASS_HW, true, false, 0x0u},
  {"SIS", 29, 0, HDA_REG_RO, HDA_REG_CLASS_HW, true, false, 0x0u},
};
static const char *const hda_reg_requirements_WALCLK[] = {"HDA-WAL-001", "HDA-WAL-002", NULL};
static const struct hda_reg_field hda_reg_fields_WALCLK[] = {
  {"WALCLK", 31, 0, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SSYNC[] = {"HDA-SD-021", "HDA-SD-022", "HDA-SD-023", NULL};
static const struct hda_reg_field hda_reg_fields_SSYNC[] = {
  {"SSYNC", 29, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBLBASE[] = {"HDA-CMD-010", NULL};
static const struct hda_reg_field hda_reg_fields_CORBLBASE[] = {
  {"CORBLBASE", 31, 7, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBUBASE[] = {"HDA-CMD-001", NULL};
static const struct hda_reg_field hda_reg_fields_CORBUBASE[] = {
  {"CORBUBASE", 31, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBWP[] = {"HDA-CMD-003", NULL};
static const struct hda_reg_field hda_reg_fields_CORBWP[] = {
  {"CORBWP", 7, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBRP[] = {"HDA-CMD-001", "HDA-CMD-005", "HDA-CMD-006", NULL};
static const struct hda_reg_field hda_reg_fields_CORBRP[] = {
  {"CORBRPRST", 15, 15, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"CORBRP", 7, 0, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBCTL[] = {"HDA-CMD-002", "HDA-CMD-004", "HDA-CMD-009", NULL};
static const struct hda_reg_field hda_reg_fields_CORBCTL[] = {
  {"CORBRUN", 1, 1, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"CMEIE", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBSTS[] = {"HDA-CMD-009", NULL};
static const struct hda_reg_field hda_reg_fields_CORBSTS[] = {
  {"CMEI", 0, 0, HDA_REG_RW1C, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_CORBSIZE[] = {"HDA-CMD-011", NULL};
static const struct hda_reg_field hda_reg_fields_CORBSIZE[] = {
  {"CORBSZCAP", 7, 4, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x7u},
  {"CORBSIZE", 1, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x2u},
};
static const char *const hda_reg_requirements_RIRBLBASE[] = {"HDA-CMD-010", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBLBASE[] = {
  {"RIRBLBASE", 31, 7, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RIRBUBASE[] = {"HDA-RSP-001", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBUBASE[] = {
  {"RIRBUBASE", 31, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RIRBWP[] = {"HDA-RSP-002", "HDA-RSP-003", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBWP[] = {
  {"RIRBWPRST", 15, 15, HDA_REG_RW1S, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"RIRBWP", 7, 0, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RINTCNT[] = {"HDA-RSP-008", "HDA-RSP-009", NULL};
static const struct hda_reg_field hda_reg_fields_RINTCNT[] = {
  {"RINTCNT", 7, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RIRBCTL[] = {"HDA-RSP-006", "HDA-RSP-010", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBCTL[] = {
  {"RIRBOIC", 2, 2, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"RIRBDMAEN", 1, 1, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"RINTCTL", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RIRBSTS[] = {"HDA-RSP-008", "HDA-RSP-010", "HDA-RSP-011", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBSTS[] = {
  {"RIRBOIS", 2, 2, HDA_REG_RW1C, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"RINTFL", 0, 0, HDA_REG_RW1C, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_RIRBSIZE[] = {"HDA-RSP-001", NULL};
static const struct hda_reg_field hda_reg_fields_RIRBSIZE[] = {
  {"RIRBSZCAP", 7, 4, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x7u},
  {"RIRBSIZE", 1, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x2u},
};
static const char *const hda_reg_requirements_ICOI[] = {"HDA-IMM-001", NULL};
static const struct hda_reg_field hda_reg_fields_ICOI[] = {
  {"ICOI", 31, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_ICII[] = {"HDA-IMM-002", NULL};
static const struct hda_reg_field hda_reg_fields_ICII[] = {
  {"ICII", 31, 0, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_ICIS[] = {"HDA-IMM-001", "HDA-IMM-002", "HDA-IMM-003", "HDA-IMM-004", "HDA-IMM-005", NULL};
static const struct hda_reg_field hda_reg_fields_ICIS[] = {
  {"IRRADD", 7, 4, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"IRRUNSOL", 3, 3, HDA_REG_RO, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"ICVER", 2, 2, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1u},
  {"IRV", 1, 1, HDA_REG_RW1C, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"ICB", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_DPLBASE[] = {"HDA-SD-024", "HDA-SD-026", NULL};
static const struct hda_reg_field hda_reg_fields_DPLBASE[] = {
  {"DPLBASE", 31, 7, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
  {"DPBE", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_DPUBASE[] = {"HDA-SD-024", NULL};
static const struct hda_reg_field hda_reg_fields_DPUBASE[] = {
  {"DPUBASE", 31, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDCTL[] = {"HDA-SD-002", "HDA-SD-003", "HDA-SD-004", "HDA-SD-006", "HDA-SD-008", "HDA-SD-033", NULL};
static const struct hda_reg_field hda_reg_fields_SDCTL[] = {
  {"STRM", 23, 20, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"DIR", 19, 19, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"TP", 18, 18, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x1u},
  {"STRIPE", 17, 16, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"DEIE", 4, 4, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"FEIE", 3, 3, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"IOCE", 2, 2, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"RUN", 1, 1, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"SRST", 0, 0, HDA_REG_RW, HDA_REG_CLASS_FN, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDSTS[] = {"HDA-SD-012", "HDA-SD-013", "HDA-SD-014", "HDA-SD-015", "HDA-SD-016", "HDA-SD-017", "HDA-SD-018", "HDA-SD-019", "HDA-INT-007", NULL};
static const struct hda_reg_field hda_reg_fields_SDSTS[] = {
  {"FIFORDY", 5, 5, HDA_REG_RO, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"DESE", 4, 4, HDA_REG_RW1C, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"FIFOE", 3, 3, HDA_REG_RW1C, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"BCIS", 2, 2, HDA_REG_RW1C, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDLPIB[] = {"HDA-SD-010", "HDA-SD-011", NULL};
static const struct hda_reg_field hda_reg_fields_SDLPIB[] = {
  {"LPIB", 31, 0, HDA_REG_RO, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDCBL[] = {"HDA-SD-004", "HDA-SD-008", "HDA-SD-010", NULL};
static const struct hda_reg_field hda_reg_fields_SDCBL[] = {
  {"CBL", 31, 0, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDLVI[] = {"HDA-SD-008", "HDA-SD-009", NULL};
static const struct hda_reg_field hda_reg_fields_SDLVI[] = {
  {"LVI", 7, 0, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDFIFOW[] = {"HDA-SD-008", NULL};
static const struct hda_reg_field hda_reg_fields_SDFIFOW[] = {
  {"FIFOW", 2, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, false, 0x4u},
};
static const char *const hda_reg_requirements_SDFIFOS[] = {"HDA-SD-020", NULL};
static const struct hda_reg_field hda_reg_fields_SDFIFOS[] = {
  {"FIFOS", 15, 0, HDA_REG_HWINIT, HDA_REG_CLASS_HW, true, true, 0x0u},
};
static const char *const hda_reg_requirements_SDFMT[] = {"HDA-SD-008", "HDA-FMT-001", "HDA-FMT-002", "HDA-FMT-003", "HDA-FMT-004", NULL};
static const struct hda_reg_field hda_reg_fields_SDFMT[] = {
  {"BASE", 14, 14, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"MULT", 13, 11, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"DIV", 10, 8, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"BITS", 6, 4, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
  {"CHAN", 3, 0, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDBDPL[] = {"HDA-SD-004", "HDA-SD-008", NULL};
static const struct hda_reg_field hda_reg_fields_SDBDPL[] = {
  {"BDPL", 31, 7, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_SDBDPU[] = {"HDA-SD-008", "HDA-SD-028", NULL};
static const struct hda_reg_field hda_reg_fields_SDBDPU[] = {
  {"BDPU", 31, 0, HDA_REG_RW, HDA_REG_CLASS_SRST, true, false, 0x0u},
};
static const char *const hda_reg_requirements_WALCLKA[] = {"HDA-ACC-005", NULL};
static const char *const hda_reg_requirements_SDLPIBA[] = {"HDA-ACC-005", NULL};

static const struct hda_reg_info hda_reg_table[] = {
  {"GCAP", "Global capabilities", hda_reg_requirements_GCAP, 0x0000, 16, false, true, false,
   0x00004401u, 0x00000000u, 0x00000000u, hda_reg_fields_GCAP, 5},
  {"VMIN", "Minor version of the interface", hda_reg_requirements_VMIN, 0x0002, 8, false, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_VMIN, 1},
  {"VMAJ", "Major version of the interface", hda_reg_requirements_VMAJ, 0x0003, 8, false, true, false,
   0x00000001u, 0x00000000u, 0x00000000u, hda_reg_fields_VMAJ, 1},
  {"OUTPAY", "Output payload capability", hda_reg_requirements_OUTPAY, 0x0004, 16, false, true, false,
   0x0000003Cu, 0x00000000u, 0x00000000u, hda_reg_fields_OUTPAY, 1},
  {"INPAY", "Input payload capability", hda_reg_requirements_INPAY, 0x0006, 16, false, true, false,
   0x0000001Du, 0x00000000u, 0x00000000u, hda_reg_fields_INPAY, 1},
  {"GCTL", "Global control", hda_reg_requirements_GCTL, 0x0008, 32, false, true, false,
   0x00000000u, 0x00000101u, 0x00000000u, hda_reg_fields_GCTL, 3},
  {"WAKEEN", "Wake enable; only the bits of implemented SDI lines can be written", hda_reg_requirements_WAKEEN, 0x000C, 16, false, true, false,
   0x00000000u, 0x00007FFFu, 0x00000000u, hda_reg_fields_WAKEEN, 1},
  {"STATESTS", "State change status", hda_reg_requirements_STATESTS, 0x000E, 16, false, true, false,
   0x00000000u, 0x00000000u, 0x00007FFFu, hda_reg_fields_STATESTS, 1},
  {"GSTS", "Global status", hda_reg_requirements_GSTS, 0x0010, 16, false, true, false,
   0x00000000u, 0x00000000u, 0x00000002u, hda_reg_fields_GSTS, 1},
  {"OUTSTRMPAY", "Output stream payload capability", hda_reg_requirements_OUTSTRMPAY, 0x0018, 16, false, true, false,
   0x0000003Cu, 0x00000000u, 0x00000000u, hda_reg_fields_OUTSTRMPAY, 1},
  {"INSTRMPAY", "Input stream payload capability", hda_reg_requirements_INSTRMPAY, 0x001A, 16, false, true, false,
   0x0000001Cu, 0x00000000u, 0x00000000u, hda_reg_fields_INSTRMPAY, 1},
  {"INTCTL", "Interrupt control; of SIE only the bits of implemented descriptors can be written", hda_reg_requirements_INTCTL, 0x0020, 32, false, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_INTCTL, 3},
  {"INTSTS", "Interrupt status, a level copy of the sources that INTCTL does not mask", hda_reg_requirements_INTSTS, 0x0024, 32, false, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_INTSTS, 3},
  {"WALCLK", "Wall clock", hda_reg_requirements_WALCLK, 0x0030, 32, false, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_WALCLK, 1},
  {"SSYNC", "Stream synchronization; only the bits of implemented descriptors can be written", hda_reg_requirements_SSYNC, 0x0038, 32, false, true, false,
   0x00000000u, 0x3FFFFFFFu, 0x00000000u, hda_reg_fields_SSYNC, 1},
  {"CORBLBASE", "CORB base address, low half", hda_reg_requirements_CORBLBASE, 0x0040, 32, false, true, false,
   0x00000000u, 0xFFFFFF80u, 0x00000000u, hda_reg_fields_CORBLBASE, 1},
  {"CORBUBASE", "CORB base address, high half", hda_reg_requirements_CORBUBASE, 0x0044, 32, false, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_CORBUBASE, 1},
  {"CORBWP", "CORB write pointer", hda_reg_requirements_CORBWP, 0x0048, 16, false, true, false,
   0x00000000u, 0x000000FFu, 0x00000000u, hda_reg_fields_CORBWP, 1},
  {"CORBRP", "CORB read pointer", hda_reg_requirements_CORBRP, 0x004A, 16, false, true, false,
   0x00000000u, 0x00008000u, 0x00000000u, hda_reg_fields_CORBRP, 2},
  {"CORBCTL", "CORB control", hda_reg_requirements_CORBCTL, 0x004C, 8, false, true, false,
   0x00000000u, 0x00000003u, 0x00000000u, hda_reg_fields_CORBCTL, 2},
  {"CORBSTS", "CORB status", hda_reg_requirements_CORBSTS, 0x004D, 8, false, true, false,
   0x00000000u, 0x00000000u, 0x00000001u, hda_reg_fields_CORBSTS, 1},
  {"CORBSIZE", "CORB size", hda_reg_requirements_CORBSIZE, 0x004E, 8, false, true, false,
   0x00000072u, 0x00000003u, 0x00000000u, hda_reg_fields_CORBSIZE, 2},
  {"RIRBLBASE", "RIRB base address, low half", hda_reg_requirements_RIRBLBASE, 0x0050, 32, false, true, false,
   0x00000000u, 0xFFFFFF80u, 0x00000000u, hda_reg_fields_RIRBLBASE, 1},
  {"RIRBUBASE", "RIRB base address, high half", hda_reg_requirements_RIRBUBASE, 0x0054, 32, false, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_RIRBUBASE, 1},
  {"RIRBWP", "RIRB write pointer", hda_reg_requirements_RIRBWP, 0x0058, 16, false, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_RIRBWP, 2},
  {"RINTCNT", "Response interrupt count", hda_reg_requirements_RINTCNT, 0x005A, 16, false, true, false,
   0x00000000u, 0x000000FFu, 0x00000000u, hda_reg_fields_RINTCNT, 1},
  {"RIRBCTL", "RIRB control", hda_reg_requirements_RIRBCTL, 0x005C, 8, false, true, false,
   0x00000000u, 0x00000007u, 0x00000000u, hda_reg_fields_RIRBCTL, 3},
  {"RIRBSTS", "RIRB status", hda_reg_requirements_RIRBSTS, 0x005D, 8, false, true, false,
   0x00000000u, 0x00000000u, 0x00000005u, hda_reg_fields_RIRBSTS, 2},
  {"RIRBSIZE", "RIRB size", hda_reg_requirements_RIRBSIZE, 0x005E, 8, false, true, false,
   0x00000072u, 0x00000003u, 0x00000000u, hda_reg_fields_RIRBSIZE, 2},
  {"ICOI", "Immediate command output", hda_reg_requirements_ICOI, 0x0060, 32, false, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_ICOI, 1},
  {"ICII", "Immediate command input", hda_reg_requirements_ICII, 0x0064, 32, false, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_ICII, 1},
  {"ICIS", "Immediate command status", hda_reg_requirements_ICIS, 0x0068, 16, false, true, false,
   0x00000004u, 0x00000001u, 0x00000002u, hda_reg_fields_ICIS, 5},
  {"DPLBASE", "DMA position buffer base address, low half", hda_reg_requirements_DPLBASE, 0x0070, 32, false, true, false,
   0x00000000u, 0xFFFFFF81u, 0x00000000u, hda_reg_fields_DPLBASE, 2},
  {"DPUBASE", "DMA position buffer base address, high half", hda_reg_requirements_DPUBASE, 0x0074, 32, false, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_DPUBASE, 1},
  {"SDCTL", "Stream control; each of the three bytes can be written by itself", hda_reg_requirements_SDCTL, 0x0000, 24, true, true, false,
   0x00040000u, 0x00FB001Fu, 0x00000000u, hda_reg_fields_SDCTL, 9},
  {"SDSTS", "Stream status", hda_reg_requirements_SDSTS, 0x0003, 8, true, true, false,
   0x00000000u, 0x00000000u, 0x0000001Cu, hda_reg_fields_SDSTS, 4},
  {"SDLPIB", "Link position in the cyclic buffer", hda_reg_requirements_SDLPIB, 0x0004, 32, true, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_SDLPIB, 1},
  {"SDCBL", "Cyclic buffer length", hda_reg_requirements_SDCBL, 0x0008, 32, true, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_SDCBL, 1},
  {"SDLVI", "Last valid index", hda_reg_requirements_SDLVI, 0x000C, 16, true, true, false,
   0x00000000u, 0x000000FFu, 0x00000000u, hda_reg_fields_SDLVI, 1},
  {"SDFIFOW", "FIFO watermark", hda_reg_requirements_SDFIFOW, 0x000E, 16, true, true, false,
   0x00000004u, 0x00000000u, 0x00000000u, hda_reg_fields_SDFIFOW, 1},
  {"SDFIFOS", "FIFO size", hda_reg_requirements_SDFIFOS, 0x0010, 16, true, true, false,
   0x00000000u, 0x00000000u, 0x00000000u, hda_reg_fields_SDFIFOS, 1},
  {"SDFMT", "Stream format", hda_reg_requirements_SDFMT, 0x0012, 16, true, true, false,
   0x00000000u, 0x00007F7Fu, 0x00000000u, hda_reg_fields_SDFMT, 5},
  {"SDBDPL", "Buffer descriptor list address, low half", hda_reg_requirements_SDBDPL, 0x0018, 32, true, true, false,
   0x00000000u, 0xFFFFFF80u, 0x00000000u, hda_reg_fields_SDBDPL, 1},
  {"SDBDPU", "Buffer descriptor list address, high half", hda_reg_requirements_SDBDPU, 0x001C, 32, true, true, false,
   0x00000000u, 0xFFFFFFFFu, 0x00000000u, hda_reg_fields_SDBDPU, 1},
  {"WALCLKA", "Wall clock alias", hda_reg_requirements_WALCLKA, 0x2030, 32, false, true, true,
   0x00000000u, 0u, 0u, hda_reg_fields_WALCLK, 1},
  {"SDLPIBA", "Link position alias", hda_reg_requirements_SDLPIBA, 0x2084, 32, true, true, true,
   0x00000000u, 0u, 0u, hda_reg_fields_SDLPIB, 1},
};
#define HDA_REG_COUNT (sizeof hda_reg_table / sizeof hda_reg_table[0])

/* clang-format on */

#endif
