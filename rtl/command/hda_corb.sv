// SPDX-License-Identifier: Apache-2.0
//
// The CORB: its registers, and the engine that fetches commands and hands them to the link in ring
// order, one at a time (HDA-CMD-001, HDA-CMD-002, HDA-CMD-008). An entry is fetched when the
// mailbox to the link is empty, so at most one fetched command waits for its frame.
//
// An error response ends command traffic until controller reset: CMEI is set, CORBRUN reads 0 and
// stays 0 (HDA-CMD-009).
module hda_corb #(
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

  input  logic        box_ready_i,  /// the mailbox to the link is empty
  input  logic        box_busy_i,   /// somebody else puts a command
  output logic        put_o,        /// one cycle: a command for the mailbox
  output logic [31:0] command_o,
  output logic        drop_o,       /// one cycle: the command that waits there is void
  output logic        empty_o,      /// nothing left to send

  output logic        dma_req_o,
  output logic [63:0] dma_addr_o,
  input  logic        dma_gnt_i,
  input  logic        dma_rvalid_i,
  input  logic [31:0] dma_rdata_i,
  input  logic        dma_rerr_i,

  input  logic error_i,  /// one cycle: another access to command or position memory failed
  output logic cis_o,    /// contribution to INTSTS.CIS
  output logic idle_o,   /// no fetch outstanding
  output logic busy_o    /// needs the clock
);

  typedef enum logic [1:0] {IDLE, REQUEST, DATA} state_e;

  state_e state_q;
  logic [31:7] base_q;
  logic [31:0] ubase_q;
  logic [7:0] wp_q, rp_q, next, mask;
  logic [1:0] size_q;
  logic run_q, dead_q, cmeie_q, cmei_q;
  logic rst_req_q, rst_done_q, mine_q;
  logic wanted, fetch, done, fail;
  logic at_ptr, at_ctl;

  always_comb begin
    unique case (size_q)
      2'd0: mask = 8'd1;
      2'd1: mask = 8'd15;
      default: mask = 8'd255;
    endcase
  end
  assign next = (rp_q + 8'd1) & mask;

  // ---- registers --------------------------------------------------------------------------------

  assign at_ptr = word_i == hda_regs_pkg::CORBWP_OFFSET[13:2];
  assign at_ctl = word_i == hda_regs_pkg::CORBCTL_OFFSET[13:2];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {base_q, ubase_q} <= '0;
      wp_q <= '0;
      size_q <= hda_regs_pkg::CORBSIZE_RESET[1:0];
      {run_q, dead_q, cmeie_q, cmei_q, rst_req_q} <= '0;
    end else if (clear_i) begin
      {base_q, ubase_q} <= '0;
      wp_q <= '0;
      size_q <= hda_regs_pkg::CORBSIZE_RESET[1:0];
      {run_q, dead_q, cmeie_q, cmei_q, rst_req_q} <= '0;
    end else begin
      if (lane_i != 4'd0) begin
        for (int unsigned b = 0; b < 4; b++) begin
          if (lane_i[b] && word_i == hda_regs_pkg::CORBLBASE_OFFSET[13:2]) begin
            if (b == 0) base_q[7] <= wdata_i[7];
            else base_q[8*b+:8] <= wdata_i[8*b+:8];
          end
          if (lane_i[b] && word_i == hda_regs_pkg::CORBUBASE_OFFSET[13:2] && ADDR64) begin
            ubase_q[8*b+:8] <= wdata_i[8*b+:8];
          end
        end
        if (at_ptr) begin
          if (lane_i[0]) wp_q <= wdata_i[7:0];
          if (lane_i[3]) rst_req_q <= wdata_i[16+hda_regs_pkg::CORBRP_CORBRPRST_LSB];
        end
        if (at_ctl) begin
          if (lane_i[0]) begin
            run_q <= wdata_i[hda_regs_pkg::CORBCTL_CORBRUN_LSB] && !dead_q;
            cmeie_q <= wdata_i[hda_regs_pkg::CORBCTL_CMEIE_LSB];
          end
          if (lane_i[1] && wdata_i[8+hda_regs_pkg::CORBSTS_CMEI_LSB]) cmei_q <= 1'b0;
          // DD-5: a code that stands for no size, or a running engine, leaves the size alone.
          if (lane_i[2] && wdata_i[17:16] != 2'd3 && !run_q && state_q == IDLE) begin
            size_q <= wdata_i[17:16];
          end
        end
      end
      if (fail) begin
        run_q <= 1'b0;
        dead_q <= 1'b1;
      end
      if (fail || error_i) cmei_q <= 1'b1;
    end
  end

  always_comb begin
    rdata_o = '0;
    if (re_i) begin
      unique case (word_i)
        hda_regs_pkg::CORBLBASE_OFFSET[13:2]: rdata_o = {base_q, 7'd0};
        hda_regs_pkg::CORBUBASE_OFFSET[13:2]: rdata_o = ubase_q;
        hda_regs_pkg::CORBWP_OFFSET[13:2]: rdata_o = {rst_done_q, 7'd0, rp_q, 8'd0, wp_q};
        hda_regs_pkg::CORBCTL_OFFSET[13:2]: begin
          rdata_o[hda_regs_pkg::CORBCTL_CMEIE_LSB] = cmeie_q;
          rdata_o[hda_regs_pkg::CORBCTL_CORBRUN_LSB] = run_q || state_q != IDLE;
          rdata_o[8+hda_regs_pkg::CORBSTS_CMEI_LSB] = cmei_q;
          rdata_o[23:16] = {hda_regs_pkg::CORBSIZE_RESET[7:4], 2'd0, size_q};
        end
        default: rdata_o = '0;
      endcase
    end
  end

  assign cis_o = cmei_q && cmeie_q;

  // ---- engine -----------------------------------------------------------------------------------

  // DD-6: with a smaller ring the upper bits of the pointers do not count. DD-7: nothing is fetched
  // while the pointer is being reset.
  assign wanted = run_q && !halt_i && !rst_req_q && ((rp_q ^ wp_q) & mask) != 8'd0;
  assign fetch = state_q == IDLE && wanted && box_ready_i && !box_busy_i;
  assign done = state_q == DATA && dma_rvalid_i;
  assign fail = done && dma_rerr_i;
  assign put_o = done && !dma_rerr_i && !rst_req_q && !halt_i;
  assign command_o = dma_rdata_i;
  assign drop_o = rst_req_q && !rst_done_q && mine_q && !box_ready_i;
  assign empty_o = !wanted && state_q == IDLE && box_ready_i;

  assign dma_req_o = state_q == REQUEST;
  assign dma_addr_o = (state_q == REQUEST) ? {ubase_q, base_q, 7'd0} + {54'd0, next, 2'b00} : '0;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      rp_q <= '0;
      rst_done_q <= 1'b0;
      mine_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= IDLE;
      rp_q <= '0;
      rst_done_q <= 1'b0;
      mine_q <= 1'b0;
    end else begin
      unique case (state_q)
        IDLE: if (fetch) state_q <= REQUEST;
        REQUEST:
        // A request that the bus has not taken yet is withdrawn when it is no longer wanted.
        if (dma_gnt_i) state_q <= DATA;
        else if (!wanted) state_q <= IDLE;
        DATA: if (done) state_q <= IDLE;
        default: state_q <= IDLE;
      endcase
      if (put_o) rp_q <= next;
      if (put_o) mine_q <= 1'b1;
      else if (box_ready_i) mine_q <= 1'b0;
      // CORBRPRST (HDA-CMD-005, HDA-CMD-006): the pointer is 0 and the fetched command is void
      // before the bit reads 1.
      if (rst_req_q) rp_q <= '0;
      rst_done_q <= rst_req_q && (rst_done_q || (state_q == IDLE && (box_ready_i || !mine_q)));
    end
  end

  assign idle_o = state_q == IDLE;
  assign busy_o = fetch || put_o || (rst_req_q != rst_done_q) || (state_q == REQUEST && !wanted);

endmodule
