// SPDX-License-Identifier: Apache-2.0
// Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit.
//
// Of each register: _OFFSET in the BAR (SD* registers: in the descriptor, which begins
// at SD_BASE + n * SD_STRIDE), _RESET, _WMASK the bits that keep what software writes,
// _W1CMASK the bits that a written 1 clears, and _MSB and _LSB of each field. Registers
// that are known but not in this build have an offset only.

package hda_regs_pkg;

  /* verilator lint_off UNUSEDPARAM */

  localparam int BAR_BYTES = 16384;
  localparam logic [13:0] SD_BASE = 14'h0080;
  localparam logic [13:0] SD_STRIDE = 14'h0020;

  // GCAP: Global capabilities
  localparam logic [13:0] GCAP_OFFSET = 14'h0000;
  localparam logic [15:0] GCAP_RESET = 16'h4401;
  localparam logic [15:0] GCAP_WMASK = 16'h0000;
  localparam logic [15:0] GCAP_W1CMASK = 16'h0000;
  localparam int GCAP_OSS_MSB = 15;
  localparam int GCAP_OSS_LSB = 12;
  localparam int GCAP_ISS_MSB = 11;
  localparam int GCAP_ISS_LSB = 8;
  localparam int GCAP_BSS_MSB = 7;
  localparam int GCAP_BSS_LSB = 3;
  localparam int GCAP_NSDO_MSB = 2;
  localparam int GCAP_NSDO_LSB = 1;
  localparam int GCAP_64OK_MSB = 0;
  localparam int GCAP_64OK_LSB = 0;

  // VMIN: Minor version of the interface
  localparam logic [13:0] VMIN_OFFSET = 14'h0002;
  localparam logic [7:0] VMIN_RESET = 8'h00;
  localparam logic [7:0] VMIN_WMASK = 8'h00;
  localparam logic [7:0] VMIN_W1CMASK = 8'h00;
  localparam int VMIN_VMIN_MSB = 7;
  localparam int VMIN_VMIN_LSB = 0;

  // VMAJ: Major version of the interface
  localparam logic [13:0] VMAJ_OFFSET = 14'h0003;
  localparam logic [7:0] VMAJ_RESET = 8'h01;
  localparam logic [7:0] VMAJ_WMASK = 8'h00;
  localparam logic [7:0] VMAJ_W1CMASK = 8'h00;
  localparam int VMAJ_VMAJ_MSB = 7;
  localparam int VMAJ_VMAJ_LSB = 0;

  // OUTPAY: Output payload capability
  localparam logic [13:0] OUTPAY_OFFSET = 14'h0004;
  localparam logic [15:0] OUTPAY_RESET = 16'h003C;
  localparam logic [15:0] OUTPAY_WMASK = 16'h0000;
  localparam logic [15:0] OUTPAY_W1CMASK = 16'h0000;
  localparam int OUTPAY_OUTPAY_MSB = 6;
  localparam int OUTPAY_OUTPAY_LSB = 0;

  // INPAY: Input payload capability
  localparam logic [13:0] INPAY_OFFSET = 14'h0006;
  localparam logic [15:0] INPAY_RESET = 16'h001D;
  localparam logic [15:0] INPAY_WMASK = 16'h0000;
  localparam logic [15:0] INPAY_W1CMASK = 16'h0000;
  localparam int INPAY_INPAY_MSB = 6;
  localparam int INPAY_INPAY_LSB = 0;

  // GCTL: Global control
  localparam logic [13:0] GCTL_OFFSET = 14'h0008;
  localparam logic [31:0] GCTL_RESET = 32'h00000000;
  localparam logic [31:0] GCTL_WMASK = 32'h00000101;
  localparam logic [31:0] GCTL_W1CMASK = 32'h00000000;
  localparam int GCTL_UNSOL_MSB = 8;
  localparam int GCTL_UNSOL_LSB = 8;
  localparam int GCTL_FCNTRL_MSB = 1;
  localparam int GCTL_FCNTRL_LSB = 1;
  localparam int GCTL_CRST_MSB = 0;
  localparam int GCTL_CRST_LSB = 0;

  // WAKEEN: Wake enable; only the bits of implemented SDI lines can be written
  localparam logic [13:0] WAKEEN_OFFSET = 14'h000C;
  localparam logic [15:0] WAKEEN_RESET = 16'h0000;
  localparam logic [15:0] WAKEEN_WMASK = 16'h7FFF;
  localparam logic [15:0] WAKEEN_W1CMASK = 16'h0000;
  localparam int WAKEEN_SDIWEN_MSB = 14;
  localparam int WAKEEN_SDIWEN_LSB = 0;

  // STATESTS: State change status
  localparam logic [13:0] STATESTS_OFFSET = 14'h000E;
  localparam logic [15:0] STATESTS_RESET = 16'h0000;
  localparam logic [15:0] STATESTS_WMASK = 16'h0000;
  localparam logic [15:0] STATESTS_W1CMASK = 16'h7FFF;
  localparam int STATESTS_SDIWAKE_MSB = 14;
  localparam int STATESTS_SDIWAKE_LSB = 0;

  // GSTS: Global status
  localparam logic [13:0] GSTS_OFFSET = 14'h0010;
  localparam logic [15:0] GSTS_RESET = 16'h0000;
  localparam logic [15:0] GSTS_WMASK = 16'h0000;
  localparam logic [15:0] GSTS_W1CMASK = 16'h0002;
  localparam int GSTS_FSTS_MSB = 1;
  localparam int GSTS_FSTS_LSB = 1;

  // OUTSTRMPAY: Output stream payload capability
  localparam logic [13:0] OUTSTRMPAY_OFFSET = 14'h0018;
  localparam logic [15:0] OUTSTRMPAY_RESET = 16'h003C;
  localparam logic [15:0] OUTSTRMPAY_WMASK = 16'h0000;
  localparam logic [15:0] OUTSTRMPAY_W1CMASK = 16'h0000;
  localparam int OUTSTRMPAY_OUTSTRMPAY_MSB = 7;
  localparam int OUTSTRMPAY_OUTSTRMPAY_LSB = 0;

  // INSTRMPAY: Input stream payload capability
  localparam logic [13:0] INSTRMPAY_OFFSET = 14'h001A;
  localparam logic [15:0] INSTRMPAY_RESET = 16'h001C;
  localparam logic [15:0] INSTRMPAY_WMASK = 16'h0000;
  localparam logic [15:0] INSTRMPAY_W1CMASK = 16'h0000;
  localparam int INSTRMPAY_INSTRMPAY_MSB = 7;
  localparam int INSTRMPAY_INSTRMPAY_LSB = 0;

  // INTCTL: Interrupt control; of SIE only the bits of implemented descriptors can be written
  localparam logic [13:0] INTCTL_OFFSET = 14'h0020;
  localparam logic [31:0] INTCTL_RESET = 32'h00000000;
  localparam logic [31:0] INTCTL_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] INTCTL_W1CMASK = 32'h00000000;
  localparam int INTCTL_GIE_MSB = 31;
  localparam int INTCTL_GIE_LSB = 31;
  localparam int INTCTL_CIE_MSB = 30;
  localparam int INTCTL_CIE_LSB = 30;
  localparam int INTCTL_SIE_MSB = 29;
  localparam int INTCTL_SIE_LSB = 0;

  // INTSTS: Interrupt status, a level copy of the sources that INTCTL does not mask
  localparam logic [13:0] INTSTS_OFFSET = 14'h0024;
  localparam logic [31:0] INTSTS_RESET = 32'h00000000;
  localparam logic [31:0] INTSTS_WMASK = 32'h00000000;
  localparam logic [31:0] INTSTS_W1CMASK = 32'h00000000;
  localparam int INTSTS_GIS_MSB = 31;
  localparam int INTSTS_GIS_LSB = 31;
  localparam int INTSTS_CIS_MSB = 30;
  localparam int INTSTS_CIS_LSB = 30;
  localparam int INTSTS_SIS_MSB = 29;
  localparam int INTSTS_SIS_LSB = 0;

  // WALCLK: Wall clock
  localparam logic [13:0] WALCLK_OFFSET = 14'h0030;
  localparam logic [31:0] WALCLK_RESET = 32'h00000000;
  localparam logic [31:0] WALCLK_WMASK = 32'h00000000;
  localparam logic [31:0] WALCLK_W1CMASK = 32'h00000000;
  localparam int WALCLK_WALCLK_MSB = 31;
  localparam int WALCLK_WALCLK_LSB = 0;

  // SSYNC: Stream synchronization; only the bits of implemented descriptors can be written
  localparam logic [13:0] SSYNC_OFFSET = 14'h0038;
  localparam logic [31:0] SSYNC_RESET = 32'h00000000;
  localparam logic [31:0] SSYNC_WMASK = 32'h3FFFFFFF;
  localparam logic [31:0] SSYNC_W1CMASK = 32'h00000000;
  localparam int SSYNC_SSYNC_MSB = 29;
  localparam int SSYNC_SSYNC_LSB = 0;

  // CORBLBASE: CORB base address, low half
  localparam logic [13:0] CORBLBASE_OFFSET = 14'h0040;
  localparam logic [31:0] CORBLBASE_RESET = 32'h00000000;
  localparam logic [31:0] CORBLBASE_WMASK = 32'hFFFFFF80;
  localparam logic [31:0] CORBLBASE_W1CMASK = 32'h00000000;
  localparam int CORBLBASE_CORBLBASE_MSB = 31;
  localparam int CORBLBASE_CORBLBASE_LSB = 7;

  // CORBUBASE: CORB base address, high half
  localparam logic [13:0] CORBUBASE_OFFSET = 14'h0044;
  localparam logic [31:0] CORBUBASE_RESET = 32'h00000000;
  localparam logic [31:0] CORBUBASE_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] CORBUBASE_W1CMASK = 32'h00000000;
  localparam int CORBUBASE_CORBUBASE_MSB = 31;
  localparam int CORBUBASE_CORBUBASE_LSB = 0;

  // CORBWP: CORB write pointer
  localparam logic [13:0] CORBWP_OFFSET = 14'h0048;
  localparam logic [15:0] CORBWP_RESET = 16'h0000;
  localparam logic [15:0] CORBWP_WMASK = 16'h00FF;
  localparam logic [15:0] CORBWP_W1CMASK = 16'h0000;
  localparam int CORBWP_CORBWP_MSB = 7;
  localparam int CORBWP_CORBWP_LSB = 0;

  // CORBRP: CORB read pointer
  localparam logic [13:0] CORBRP_OFFSET = 14'h004A;
  localparam logic [15:0] CORBRP_RESET = 16'h0000;
  localparam logic [15:0] CORBRP_WMASK = 16'h8000;
  localparam logic [15:0] CORBRP_W1CMASK = 16'h0000;
  localparam int CORBRP_CORBRPRST_MSB = 15;
  localparam int CORBRP_CORBRPRST_LSB = 15;
  localparam int CORBRP_CORBRP_MSB = 7;
  localparam int CORBRP_CORBRP_LSB = 0;

  // CORBCTL: CORB control
  localparam logic [13:0] CORBCTL_OFFSET = 14'h004C;
  localparam logic [7:0] CORBCTL_RESET = 8'h00;
  localparam logic [7:0] CORBCTL_WMASK = 8'h03;
  localparam logic [7:0] CORBCTL_W1CMASK = 8'h00;
  localparam int CORBCTL_CORBRUN_MSB = 1;
  localparam int CORBCTL_CORBRUN_LSB = 1;
  localparam int CORBCTL_CMEIE_MSB = 0;
  localparam int CORBCTL_CMEIE_LSB = 0;

  // CORBSTS: CORB status
  localparam logic [13:0] CORBSTS_OFFSET = 14'h004D;
  localparam logic [7:0] CORBSTS_RESET = 8'h00;
  localparam logic [7:0] CORBSTS_WMASK = 8'h00;
  localparam logic [7:0] CORBSTS_W1CMASK = 8'h01;
  localparam int CORBSTS_CMEI_MSB = 0;
  localparam int CORBSTS_CMEI_LSB = 0;

  // CORBSIZE: CORB size
  localparam logic [13:0] CORBSIZE_OFFSET = 14'h004E;
  localparam logic [7:0] CORBSIZE_RESET = 8'h72;
  localparam logic [7:0] CORBSIZE_WMASK = 8'h03;
  localparam logic [7:0] CORBSIZE_W1CMASK = 8'h00;
  localparam int CORBSIZE_CORBSZCAP_MSB = 7;
  localparam int CORBSIZE_CORBSZCAP_LSB = 4;
  localparam int CORBSIZE_CORBSIZE_MSB = 1;
  localparam int CORBSIZE_CORBSIZE_LSB = 0;

  // RIRBLBASE: RIRB base address, low half
  localparam logic [13:0] RIRBLBASE_OFFSET = 14'h0050;
  localparam logic [31:0] RIRBLBASE_RESET = 32'h00000000;
  localparam logic [31:0] RIRBLBASE_WMASK = 32'hFFFFFF80;
  localparam logic [31:0] RIRBLBASE_W1CMASK = 32'h00000000;
  localparam int RIRBLBASE_RIRBLBASE_MSB = 31;
  localparam int RIRBLBASE_RIRBLBASE_LSB = 7;

  // RIRBUBASE: RIRB base address, high half
  localparam logic [13:0] RIRBUBASE_OFFSET = 14'h0054;
  localparam logic [31:0] RIRBUBASE_RESET = 32'h00000000;
  localparam logic [31:0] RIRBUBASE_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] RIRBUBASE_W1CMASK = 32'h00000000;
  localparam int RIRBUBASE_RIRBUBASE_MSB = 31;
  localparam int RIRBUBASE_RIRBUBASE_LSB = 0;

  // RIRBWP: RIRB write pointer
  localparam logic [13:0] RIRBWP_OFFSET = 14'h0058;
  localparam logic [15:0] RIRBWP_RESET = 16'h0000;
  localparam logic [15:0] RIRBWP_WMASK = 16'h0000;
  localparam logic [15:0] RIRBWP_W1CMASK = 16'h0000;
  localparam int RIRBWP_RIRBWPRST_MSB = 15;
  localparam int RIRBWP_RIRBWPRST_LSB = 15;
  localparam int RIRBWP_RIRBWP_MSB = 7;
  localparam int RIRBWP_RIRBWP_LSB = 0;

  // RINTCNT: Response interrupt count
  localparam logic [13:0] RINTCNT_OFFSET = 14'h005A;
  localparam logic [15:0] RINTCNT_RESET = 16'h0000;
  localparam logic [15:0] RINTCNT_WMASK = 16'h00FF;
  localparam logic [15:0] RINTCNT_W1CMASK = 16'h0000;
  localparam int RINTCNT_RINTCNT_MSB = 7;
  localparam int RINTCNT_RINTCNT_LSB = 0;

  // RIRBCTL: RIRB control
  localparam logic [13:0] RIRBCTL_OFFSET = 14'h005C;
  localparam logic [7:0] RIRBCTL_RESET = 8'h00;
  localparam logic [7:0] RIRBCTL_WMASK = 8'h07;
  localparam logic [7:0] RIRBCTL_W1CMASK = 8'h00;
  localparam int RIRBCTL_RIRBOIC_MSB = 2;
  localparam int RIRBCTL_RIRBOIC_LSB = 2;
  localparam int RIRBCTL_RIRBDMAEN_MSB = 1;
  localparam int RIRBCTL_RIRBDMAEN_LSB = 1;
  localparam int RIRBCTL_RINTCTL_MSB = 0;
  localparam int RIRBCTL_RINTCTL_LSB = 0;

  // RIRBSTS: RIRB status
  localparam logic [13:0] RIRBSTS_OFFSET = 14'h005D;
  localparam logic [7:0] RIRBSTS_RESET = 8'h00;
  localparam logic [7:0] RIRBSTS_WMASK = 8'h00;
  localparam logic [7:0] RIRBSTS_W1CMASK = 8'h05;
  localparam int RIRBSTS_RIRBOIS_MSB = 2;
  localparam int RIRBSTS_RIRBOIS_LSB = 2;
  localparam int RIRBSTS_RINTFL_MSB = 0;
  localparam int RIRBSTS_RINTFL_LSB = 0;

  // RIRBSIZE: RIRB size
  localparam logic [13:0] RIRBSIZE_OFFSET = 14'h005E;
  localparam logic [7:0] RIRBSIZE_RESET = 8'h72;
  localparam logic [7:0] RIRBSIZE_WMASK = 8'h03;
  localparam logic [7:0] RIRBSIZE_W1CMASK = 8'h00;
  localparam int RIRBSIZE_RIRBSZCAP_MSB = 7;
  localparam int RIRBSIZE_RIRBSZCAP_LSB = 4;
  localparam int RIRBSIZE_RIRBSIZE_MSB = 1;
  localparam int RIRBSIZE_RIRBSIZE_LSB = 0;

  // ICOI: Immediate command output
  localparam logic [13:0] ICOI_OFFSET = 14'h0060;
  localparam logic [31:0] ICOI_RESET = 32'h00000000;
  localparam logic [31:0] ICOI_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] ICOI_W1CMASK = 32'h00000000;
  localparam int ICOI_ICOI_MSB = 31;
  localparam int ICOI_ICOI_LSB = 0;

  // ICII: Immediate command input
  localparam logic [13:0] ICII_OFFSET = 14'h0064;
  localparam logic [31:0] ICII_RESET = 32'h00000000;
  localparam logic [31:0] ICII_WMASK = 32'h00000000;
  localparam logic [31:0] ICII_W1CMASK = 32'h00000000;
  localparam int ICII_ICII_MSB = 31;
  localparam int ICII_ICII_LSB = 0;

  // ICIS: Immediate command status
  localparam logic [13:0] ICIS_OFFSET = 14'h0068;
  localparam logic [15:0] ICIS_RESET = 16'h0004;
  localparam logic [15:0] ICIS_WMASK = 16'h0001;
  localparam logic [15:0] ICIS_W1CMASK = 16'h0002;
  localparam int ICIS_IRRADD_MSB = 7;
  localparam int ICIS_IRRADD_LSB = 4;
  localparam int ICIS_IRRUNSOL_MSB = 3;
  localparam int ICIS_IRRUNSOL_LSB = 3;
  localparam int ICIS_ICVER_MSB = 2;
  localparam int ICIS_ICVER_LSB = 2;
  localparam int ICIS_IRV_MSB = 1;
  localparam int ICIS_IRV_LSB = 1;
  localparam int ICIS_ICB_MSB = 0;
  localparam int ICIS_ICB_LSB = 0;

  // DPLBASE: DMA position buffer base address, low half
  localparam logic [13:0] DPLBASE_OFFSET = 14'h0070;
  localparam logic [31:0] DPLBASE_RESET = 32'h00000000;
  localparam logic [31:0] DPLBASE_WMASK = 32'hFFFFFF81;
  localparam logic [31:0] DPLBASE_W1CMASK = 32'h00000000;
  localparam int DPLBASE_DPLBASE_MSB = 31;
  localparam int DPLBASE_DPLBASE_LSB = 7;
  localparam int DPLBASE_DPBE_MSB = 0;
  localparam int DPLBASE_DPBE_LSB = 0;

  // DPUBASE: DMA position buffer base address, high half
  localparam logic [13:0] DPUBASE_OFFSET = 14'h0074;
  localparam logic [31:0] DPUBASE_RESET = 32'h00000000;
  localparam logic [31:0] DPUBASE_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] DPUBASE_W1CMASK = 32'h00000000;
  localparam int DPUBASE_DPUBASE_MSB = 31;
  localparam int DPUBASE_DPUBASE_LSB = 0;

  // SDCTL: Stream control; each of the three bytes can be written by itself
  localparam logic [13:0] SDCTL_OFFSET = 14'h0000;
  localparam logic [23:0] SDCTL_RESET = 24'h040000;
  localparam logic [23:0] SDCTL_WMASK = 24'hFB001F;
  localparam logic [23:0] SDCTL_W1CMASK = 24'h000000;
  localparam int SDCTL_STRM_MSB = 23;
  localparam int SDCTL_STRM_LSB = 20;
  localparam int SDCTL_DIR_MSB = 19;
  localparam int SDCTL_DIR_LSB = 19;
  localparam int SDCTL_TP_MSB = 18;
  localparam int SDCTL_TP_LSB = 18;
  localparam int SDCTL_STRIPE_MSB = 17;
  localparam int SDCTL_STRIPE_LSB = 16;
  localparam int SDCTL_DEIE_MSB = 4;
  localparam int SDCTL_DEIE_LSB = 4;
  localparam int SDCTL_FEIE_MSB = 3;
  localparam int SDCTL_FEIE_LSB = 3;
  localparam int SDCTL_IOCE_MSB = 2;
  localparam int SDCTL_IOCE_LSB = 2;
  localparam int SDCTL_RUN_MSB = 1;
  localparam int SDCTL_RUN_LSB = 1;
  localparam int SDCTL_SRST_MSB = 0;
  localparam int SDCTL_SRST_LSB = 0;

  // SDSTS: Stream status
  localparam logic [13:0] SDSTS_OFFSET = 14'h0003;
  localparam logic [7:0] SDSTS_RESET = 8'h00;
  localparam logic [7:0] SDSTS_WMASK = 8'h00;
  localparam logic [7:0] SDSTS_W1CMASK = 8'h1C;
  localparam int SDSTS_FIFORDY_MSB = 5;
  localparam int SDSTS_FIFORDY_LSB = 5;
  localparam int SDSTS_DESE_MSB = 4;
  localparam int SDSTS_DESE_LSB = 4;
  localparam int SDSTS_FIFOE_MSB = 3;
  localparam int SDSTS_FIFOE_LSB = 3;
  localparam int SDSTS_BCIS_MSB = 2;
  localparam int SDSTS_BCIS_LSB = 2;

  // SDLPIB: Link position in the cyclic buffer
  localparam logic [13:0] SDLPIB_OFFSET = 14'h0004;
  localparam logic [31:0] SDLPIB_RESET = 32'h00000000;
  localparam logic [31:0] SDLPIB_WMASK = 32'h00000000;
  localparam logic [31:0] SDLPIB_W1CMASK = 32'h00000000;
  localparam int SDLPIB_LPIB_MSB = 31;
  localparam int SDLPIB_LPIB_LSB = 0;

  // SDCBL: Cyclic buffer length
  localparam logic [13:0] SDCBL_OFFSET = 14'h0008;
  localparam logic [31:0] SDCBL_RESET = 32'h00000000;
  localparam logic [31:0] SDCBL_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] SDCBL_W1CMASK = 32'h00000000;
  localparam int SDCBL_CBL_MSB = 31;
  localparam int SDCBL_CBL_LSB = 0;

  // SDLVI: Last valid index
  localparam logic [13:0] SDLVI_OFFSET = 14'h000C;
  localparam logic [15:0] SDLVI_RESET = 16'h0000;
  localparam logic [15:0] SDLVI_WMASK = 16'h00FF;
  localparam logic [15:0] SDLVI_W1CMASK = 16'h0000;
  localparam int SDLVI_LVI_MSB = 7;
  localparam int SDLVI_LVI_LSB = 0;

  // SDFIFOW: FIFO watermark
  localparam logic [13:0] SDFIFOW_OFFSET = 14'h000E;
  localparam logic [15:0] SDFIFOW_RESET = 16'h0004;
  localparam logic [15:0] SDFIFOW_WMASK = 16'h0000;
  localparam logic [15:0] SDFIFOW_W1CMASK = 16'h0000;
  localparam int SDFIFOW_FIFOW_MSB = 2;
  localparam int SDFIFOW_FIFOW_LSB = 0;

  // SDFIFOS: FIFO size
  localparam logic [13:0] SDFIFOS_OFFSET = 14'h0010;
  localparam logic [15:0] SDFIFOS_RESET = 16'h0000;
  localparam logic [15:0] SDFIFOS_WMASK = 16'h0000;
  localparam logic [15:0] SDFIFOS_W1CMASK = 16'h0000;
  localparam int SDFIFOS_FIFOS_MSB = 15;
  localparam int SDFIFOS_FIFOS_LSB = 0;

  // SDFMT: Stream format
  localparam logic [13:0] SDFMT_OFFSET = 14'h0012;
  localparam logic [15:0] SDFMT_RESET = 16'h0000;
  localparam logic [15:0] SDFMT_WMASK = 16'h7F7F;
  localparam logic [15:0] SDFMT_W1CMASK = 16'h0000;
  localparam int SDFMT_BASE_MSB = 14;
  localparam int SDFMT_BASE_LSB = 14;
  localparam int SDFMT_MULT_MSB = 13;
  localparam int SDFMT_MULT_LSB = 11;
  localparam int SDFMT_DIV_MSB = 10;
  localparam int SDFMT_DIV_LSB = 8;
  localparam int SDFMT_BITS_MSB = 6;
  localparam int SDFMT_BITS_LSB = 4;
  localparam int SDFMT_CHAN_MSB = 3;
  localparam int SDFMT_CHAN_LSB = 0;

  // SDBDPL: Buffer descriptor list address, low half
  localparam logic [13:0] SDBDPL_OFFSET = 14'h0018;
  localparam logic [31:0] SDBDPL_RESET = 32'h00000000;
  localparam logic [31:0] SDBDPL_WMASK = 32'hFFFFFF80;
  localparam logic [31:0] SDBDPL_W1CMASK = 32'h00000000;
  localparam int SDBDPL_BDPL_MSB = 31;
  localparam int SDBDPL_BDPL_LSB = 7;

  // SDBDPU: Buffer descriptor list address, high half
  localparam logic [13:0] SDBDPU_OFFSET = 14'h001C;
  localparam logic [31:0] SDBDPU_RESET = 32'h00000000;
  localparam logic [31:0] SDBDPU_WMASK = 32'hFFFFFFFF;
  localparam logic [31:0] SDBDPU_W1CMASK = 32'h00000000;
  localparam int SDBDPU_BDPU_MSB = 31;
  localparam int SDBDPU_BDPU_LSB = 0;

  // WALCLKA: Wall clock alias
  localparam logic [13:0] WALCLKA_OFFSET = 14'h2030;

  // SDLPIBA: Link position alias
  localparam logic [13:0] SDLPIBA_OFFSET = 14'h2084;

  /* verilator lint_on UNUSEDPARAM */

endpackage
