// SPDX-License-Identifier: Apache-2.0
//
// Commands and responses: CORB, RIRB and the immediate command interface around one mailbox to the
// link, which sends at most one command a frame (HDA-CMD-007).
//
//   CORB -- commands --+--> mailbox --> link        SDI --> parser --+--> immediate
//   immediate ---------+                                             +--> RIRB
module hda_command #(
  parameter bit ADDR64 = 1'b1  /// GCAP.64OK
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic clear_i,  /// controller reset: every register to its reset value
  input  logic halt_i,   /// no new DMA

  input  logic        re_i,
  input  logic [11:0] word_i,   /// dword address
  input  logic [31:0] wdata_i,
  input  logic [3:0]  lane_i,   /// byte lanes of a write
  output logic [31:0] rdata_o,  /// 0 unless `re_i` and the register is here
  input  logic        unsol_i,  /// GCTL.UNSOL

  input  logic        frame_i,     /// one cycle: a link frame begins
  input  logic        sent_i,      /// it carries a command; stable for the frame
  input  logic        response_i,  /// one cycle: a response of the frame before
  input  logic [36:0] entry_i,     /// {SDI line, unsolicited, response}
  input  logic        slot_empty_i,  /// one cycle: that frame had no response on any line

  output logic        put_o,      /// one cycle: a command for the mailbox
  output logic [31:0] command_o,
  output logic        drop_o,     /// the command that waits there is void
  input  logic        ready_i,    /// the mailbox is empty

  // DMA: bit 0 the CORB (reads), bit 1 the RIRB (writes).
  output logic [1:0]   dma_req_o,
  output logic [127:0] dma_addr_o,
  input  logic [1:0]   dma_gnt_i,
  input  logic         dma_rvalid_i,
  input  logic [31:0]  dma_rdata_i,
  input  logic         dma_rerr_i,
  output logic [63:0]  dma_wdata_o,
  input  logic         dma_wdone_i,
  input  logic         dma_werr_i,
  input  logic         position_error_i,  /// one cycle: a position buffer write failed (DD-16)

  output logic cis_o,   /// contribution to INTSTS.CIS
  output logic idle_o,  /// nothing outstanding
  output logic busy_o   /// needs the clock
);

  logic corb_put, corb_drop, corb_empty, corb_cis, corb_idle, corb_busy;
  logic imm_put, imm_drop, imm_busy, claim;
  logic rirb_run, rirb_error, rirb_cis, rirb_idle, rirb_busy, push;
  logic [31:0] corb_command, imm_command, corb_rdata, rirb_rdata, imm_rdata;

  hda_corb #(
    .ADDR64(ADDR64)
  ) u_corb (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .clear_i     (clear_i),
    .halt_i      (halt_i),
    .re_i        (re_i),
    .word_i      (word_i),
    .wdata_i     (wdata_i),
    .lane_i      (lane_i),
    .rdata_o     (corb_rdata),
    .box_ready_i (ready_i),
    .box_busy_i  (imm_put),
    .put_o       (corb_put),
    .command_o   (corb_command),
    .drop_o      (corb_drop),
    .empty_o     (corb_empty),
    .dma_req_o   (dma_req_o[0]),
    .dma_addr_o  (dma_addr_o[63:0]),
    .dma_gnt_i   (dma_gnt_i[0]),
    .dma_rvalid_i(dma_rvalid_i),
    .dma_rdata_i (dma_rdata_i),
    .dma_rerr_i  (dma_rerr_i),
    .error_i     (rirb_error || position_error_i),
    .cis_o       (corb_cis),
    .idle_o      (corb_idle),
    .busy_o      (corb_busy)
  );

  hda_immediate u_immediate (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .clear_i     (clear_i),
    .re_i        (re_i),
    .word_i      (word_i),
    .wdata_i     (wdata_i),
    .lane_i      (lane_i),
    .rdata_o     (imm_rdata),
    .box_ready_i (ready_i),
    .corb_empty_i(corb_empty),
    .put_o       (imm_put),
    .command_o   (imm_command),
    .drop_o      (imm_drop),
    .frame_i     (frame_i),
    .sent_i      (sent_i),
    .response_i  (response_i),
    .entry_i     (entry_i),
    .ring_takes_unsol_i(unsol_i || rirb_run),
    .claim_o     (claim),
    .busy_o      (imm_busy)
  );

  // What the ring does not take is dropped without a trace (HDA-RSP-005, HDA-RSP-006).
  assign push = response_i && !claim && rirb_run && (unsol_i || !entry_i[32]);

  hda_rirb #(
    .ADDR64(ADDR64)
  ) u_rirb (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .clear_i     (clear_i),
    .halt_i      (halt_i),
    .re_i        (re_i),
    .word_i      (word_i),
    .wdata_i     (wdata_i),
    .lane_i      (lane_i),
    .rdata_o     (rirb_rdata),
    .push_i      (push),
    .entry_i     (entry_i),
    .slot_empty_i(slot_empty_i),
    .run_o       (rirb_run),
    .dma_req_o   (dma_req_o[1]),
    .dma_addr_o  (dma_addr_o[127:64]),
    .dma_wdata_o (dma_wdata_o),
    .dma_gnt_i   (dma_gnt_i[1]),
    .dma_wdone_i (dma_wdone_i),
    .dma_werr_i  (dma_werr_i),
    .error_o     (rirb_error),
    .cis_o       (rirb_cis),
    .idle_o      (rirb_idle),
    .busy_o      (rirb_busy)
  );

  assign put_o = corb_put || imm_put;
  assign command_o = corb_put ? corb_command : imm_command;
  assign drop_o = corb_drop || imm_drop;
  assign rdata_o = re_i ? (corb_rdata | rirb_rdata | imm_rdata) : '0;
  assign cis_o = corb_cis || rirb_cis;
  assign idle_o = corb_idle && rirb_idle;
  assign busy_o = corb_busy || rirb_busy || imm_busy;

endmodule
