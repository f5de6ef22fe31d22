// SPDX-License-Identifier: Apache-2.0
//
// The registers below 0x80 but for those of commands, the controller reset, the flush, and the
// interrupt tree.
//
// CRST 0->1  the link leaves reset; CRST reads 1 when the first frame has begun (HDA-RST-007)
// CRST 1->0  new DMA is stopped, the link goes into reset, outstanding bursts end, then every
//            register except WAKEEN and STATESTS is cleared and CRST reads 0 (HDA-RST-002,
//            HDA-RST-006, HDA-RST-008). A 1 written meanwhile is served afterwards (HDA-RST-009).
// While CRST reads 0 only GCTL can be written (HDA-RST-004).
module hda_global_regs #(
  parameter int unsigned NUM_ISS = 4,
  parameter int unsigned NUM_OSS = 4,
  parameter int unsigned NUM_BSS = 0,
  parameter int unsigned NUM_SDI = 4,
  parameter int unsigned NUM_SDO = 1,
  parameter bit          ADDR64 = 1'b1,
  parameter bit          SSYNC_ALIAS = 1'b0
) (
  input  logic clk_i,
  input  logic rst_ni,  /// function reset
  input  logic por_ni,  /// power-on reset

  input  logic        we_i,
  input  logic        re_i,
  input  logic [11:0] word_i,   /// dword address
  input  logic [31:0] wdata_i,
  input  logic [3:0]  wstrb_i,
  output logic [31:0] rdata_o,  /// 0 unless `re_i` and the register is here
  output logic [3:0]  lane_o,   /// byte lanes of a write that counts: registers other than GCTL
                                /// can be written while CRST reads 1 (HDA-RST-004)

  output logic link_en_o,   /// the link shall run
  input  logic link_up_i,   /// synchronized: frames run
  input  logic link_off_i,  /// synchronized: the link is in reset
  input  logic dma_idle_i,
  output logic halt_o,      /// no new DMA
  output logic clear_o,     /// one cycle: FN class registers go to their reset value

  input  logic [31:0]        walclk_i,        /// synchronized
  input  logic [NUM_SDI-1:0] state_change_i,  /// one cycle per SDI line
  input  logic [NUM_ISS+NUM_OSS+NUM_BSS-1:0] sis_i,
  input  logic               cis_i,           /// of the command engine
  input  logic               d3hot_i,         /// a flop: power state D3hot
  output logic [NUM_ISS+NUM_OSS+NUM_BSS-1:0] ssync_o,
  output logic               unsol_o,         /// GCTL.UNSOL
  output logic [63:0]        position_base_o, /// DMA position buffer
  output logic               position_en_o,   /// DPBE
  output logic               irq_o,
  output logic               pme_o,           /// an enabled state change is pending
  output logic               busy_o
);

  localparam int unsigned NS = NUM_ISS + NUM_OSS + NUM_BSS;
  localparam logic [11:0] SSYNC_OLD_WORD = 12'h00D;  // 0x34 (DD-4)

  typedef enum logic [1:0] {RESET, EXIT, UP, ENTRY} state_e;

  state_e state_q;
  logic crst_q;
  logic gie_q, cie_q;
  logic [NS-1:0] sie_q, ssync_q;
  logic [NUM_SDI-1:0] wakeen_q, statests_q;
  logic unsol_q, fcntrl_q, fsts_q, flushed, open;
  logic [31:7] dplbase_q;
  logic [31:0] dpubase_q;
  logic dpbe_q;
  logic irq_q, cis;
  logic [15:0] gcap;
  logic [31:0] intsts;
  logic [3:0] lane;
  logic at_ssync;

  // ---- controller reset -------------------------------------------------------------------------

  assign open = state_q == UP || state_q == ENTRY;
  assign clear_o = state_q == ENTRY && link_off_i && dma_idle_i;
  assign halt_o = state_q != UP;
  assign link_en_o = state_q == EXIT || state_q == UP;
  assign busy_o = (state_q == RESET && crst_q) || (state_q == UP && !crst_q) || clear_o
      || (state_q == EXIT && link_up_i) || irq_d != irq_q || flushed;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= RESET;
      crst_q <= 1'b0;
    end else begin
      if (we_i && word_i == hda_regs_pkg::GCTL_OFFSET[13:2] && wstrb_i[0]) begin
        crst_q <= wdata_i[hda_regs_pkg::GCTL_CRST_LSB];
      end
      unique case (state_q)
        RESET: if (crst_q) state_q <= EXIT;
        EXIT: if (link_up_i) state_q <= UP;
        UP: if (!crst_q) state_q <= ENTRY;
        ENTRY: if (clear_o) state_q <= RESET;
        default: state_q <= RESET;
      endcase
    end
  end

  // ---- registers --------------------------------------------------------------------------------

  assign lane = (we_i && open && crst_q) ? wstrb_i : 4'd0;
  assign lane_o = lane;
  assign at_ssync = word_i == hda_regs_pkg::SSYNC_OFFSET[13:2]
      || (SSYNC_ALIAS && word_i == SSYNC_OLD_WORD);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {gie_q, cie_q, unsol_q} <= '0;
      sie_q <= '0;
      ssync_q <= '0;
      {dplbase_q, dpubase_q, dpbe_q} <= '0;
    end else if (clear_o) begin
      {gie_q, cie_q, unsol_q} <= '0;
      sie_q <= '0;
      ssync_q <= '0;
      {dplbase_q, dpubase_q, dpbe_q} <= '0;
    end else if (lane != 4'd0) begin
      if (word_i == hda_regs_pkg::GCTL_OFFSET[13:2] && lane[1]) begin
        unsol_q <= wdata_i[hda_regs_pkg::GCTL_UNSOL_LSB];
      end
      for (int unsigned b = 0; b < 4; b++) begin
        if (lane[b] && word_i == hda_regs_pkg::DPLBASE_OFFSET[13:2]) begin
          if (b == 0) {dplbase_q[7], dpbe_q} <= {wdata_i[7], wdata_i[0]};
          else dplbase_q[8*b+:8] <= wdata_i[8*b+:8];
        end
        if (lane[b] && word_i == hda_regs_pkg::DPUBASE_OFFSET[13:2] && ADDR64) begin
          dpubase_q[8*b+:8] <= wdata_i[8*b+:8];
        end
      end
      if (word_i == hda_regs_pkg::INTCTL_OFFSET[13:2]) begin
        if (lane[3]) begin
          gie_q <= wdata_i[hda_regs_pkg::INTCTL_GIE_LSB];
          cie_q <= wdata_i[hda_regs_pkg::INTCTL_CIE_LSB];
        end
        for (int unsigned n = 0; n < NS; n++) begin
          if (lane[n/8]) sie_q[n] <= wdata_i[n];
        end
      end
      if (at_ssync) begin
        for (int unsigned n = 0; n < NS; n++) begin
          if (lane[n/8]) ssync_q[n] <= wdata_i[n];
        end
      end
    end
  end

  // WAKEEN and STATESTS live in the power-on reset domain (HDA-RST-003).
  always_ff @(posedge clk_i or negedge por_ni) begin
    if (!por_ni) begin
      wakeen_q <= '0;
      statests_q <= '0;
    end else begin
      if (lane != 4'd0 && word_i == hda_regs_pkg::WAKEEN_OFFSET[13:2]) begin
        for (int unsigned l = 0; l < NUM_SDI; l++) begin
          if (lane[l/8]) wakeen_q[l] <= wdata_i[l];
          if (lane[2+l/8] && wdata_i[16+l]) statests_q[l] <= 1'b0;
        end
      end
      for (int unsigned l = 0; l < NUM_SDI; l++) begin
        if (state_change_i[l]) statests_q[l] <= 1'b1;
      end
    end
  end

  assign ssync_o = ssync_q;
  assign unsol_o = unsol_q;
  assign position_base_o = {dpubase_q, dplbase_q, 7'd0};
  assign position_en_o = dpbe_q;

  // Flush (HDA-FLS-001): done when no write of any engine is left on the bus.
  assign flushed = fcntrl_q && dma_idle_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {fcntrl_q, fsts_q} <= '0;
    end else if (clear_o) begin
      {fcntrl_q, fsts_q} <= '0;
    end else begin
      if (lane[0] && word_i == hda_regs_pkg::GCTL_OFFSET[13:2]
          && wdata_i[hda_regs_pkg::GCTL_FCNTRL_LSB]) fcntrl_q <= 1'b1;
      if (lane[0] && word_i == hda_regs_pkg::GSTS_OFFSET[13:2]
          && wdata_i[hda_regs_pkg::GSTS_FSTS_LSB]) fsts_q <= 1'b0;
      if (flushed) {fcntrl_q, fsts_q} <= 2'b01;
    end
  end

  // ---- interrupt tree (HDA-INT-001, HDA-INT-002) ------------------------------------------------

  assign pme_o = |(statests_q & wakeen_q);
  assign cis = pme_o || cis_i;

  always_comb begin
    intsts = '0;
    intsts[hda_regs_pkg::INTSTS_GIS_LSB] = cis || (|sis_i);
    intsts[hda_regs_pkg::INTSTS_CIS_LSB] = cis;
    intsts[NS-1:0] = sis_i;
  end

  logic irq_d;
  // In D3hot nothing but PME leaves the function.
  assign irq_d = gie_q && !d3hot_i && ((cis && cie_q) || (|(sis_i & sie_q)));

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) irq_q <= 1'b0;
    else irq_q <= irq_d;
  end
  assign irq_o = irq_q;

  // ---- reads ------------------------------------------------------------------------------------

  always_comb begin
    gcap = '0;
    gcap[hda_regs_pkg::GCAP_OSS_MSB:hda_regs_pkg::GCAP_OSS_LSB] = 4'(NUM_OSS);
    gcap[hda_regs_pkg::GCAP_ISS_MSB:hda_regs_pkg::GCAP_ISS_LSB] = 4'(NUM_ISS);
    gcap[hda_regs_pkg::GCAP_BSS_MSB:hda_regs_pkg::GCAP_BSS_LSB] = 5'(NUM_BSS);
    gcap[hda_regs_pkg::GCAP_NSDO_MSB:hda_regs_pkg::GCAP_NSDO_LSB] = 2'(NUM_SDO / 2);
    gcap[hda_regs_pkg::GCAP_64OK_LSB] = ADDR64;
  end

  always_comb begin
    rdata_o = '0;
    if (re_i) begin
      unique case (word_i)
        hda_regs_pkg::GCAP_OFFSET[13:2]:
        rdata_o = {hda_regs_pkg::VMAJ_RESET, hda_regs_pkg::VMIN_RESET, gcap};
        hda_regs_pkg::OUTPAY_OFFSET[13:2]:
        rdata_o = {hda_regs_pkg::INPAY_RESET, hda_regs_pkg::OUTPAY_RESET};
        hda_regs_pkg::GCTL_OFFSET[13:2]: begin
          rdata_o[hda_regs_pkg::GCTL_CRST_LSB] = open;
          rdata_o[hda_regs_pkg::GCTL_FCNTRL_LSB] = fcntrl_q;
          rdata_o[hda_regs_pkg::GCTL_UNSOL_LSB] = unsol_q;
        end
        hda_regs_pkg::GSTS_OFFSET[13:2]: rdata_o[hda_regs_pkg::GSTS_FSTS_LSB] = fsts_q;
        hda_regs_pkg::DPLBASE_OFFSET[13:2]: rdata_o = {dplbase_q, 6'd0, dpbe_q};
        hda_regs_pkg::DPUBASE_OFFSET[13:2]: rdata_o = dpubase_q;
        hda_regs_pkg::WAKEEN_OFFSET[13:2]: begin
          rdata_o[NUM_SDI-1:0] = wakeen_q;
          rdata_o[16+:NUM_SDI] = statests_q;
        end
        hda_regs_pkg::OUTSTRMPAY_OFFSET[13:2]:
        rdata_o = {hda_regs_pkg::INSTRMPAY_RESET, hda_regs_pkg::OUTSTRMPAY_RESET};
        hda_regs_pkg::INTCTL_OFFSET[13:2]: begin
          rdata_o[hda_regs_pkg::INTCTL_GIE_LSB] = gie_q;
          rdata_o[hda_regs_pkg::INTCTL_CIE_LSB] = cie_q;
          rdata_o[NS-1:0] = sie_q;
        end
        hda_regs_pkg::INTSTS_OFFSET[13:2]: rdata_o = intsts;
        hda_regs_pkg::WALCLK_OFFSET[13:2], hda_regs_pkg::WALCLKA_OFFSET[13:2]: rdata_o = walclk_i;
        default: rdata_o = '0;
      endcase
      if (at_ssync) rdata_o[NS-1:0] = ssync_q;
    end
  end

endmodule
