// SPDX-License-Identifier: Apache-2.0
//
// The RIRB: its registers, a queue for responses, and the engine that writes them to memory, one
// at a time. RIRBWP and the interrupt follow the write response (HDA-RSP-002, HDA-INT-006).
//
// RINTFL is set by the N-th response, or by a frame without any response while some are counted
// (HDA-RSP-008..010); that frame is acted upon when the queue has drained.
module hda_rirb #(
  parameter bit          ADDR64 = 1'b1,  /// GCAP.64OK
  parameter int unsigned DEPTH_LOG2 = 4  /// queue entries, log2; at least a response per SDI line
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic clear_i,  /// controller reset
  input  logic halt_i,   /// no new DMA

  input  logic        re_i,
  input  logic [11:0] word_i,
  input  logic [31:0] wdata_i,
  input  logic [3:0]  lane_i,
  output logic [31:0] rdata_o,

  input  logic        push_i,   /// one cycle: a response for the ring
  input  logic [36:0] entry_i,  /// {SDI line, unsolicited, response}
  input  logic        slot_empty_i,  /// one cycle: a frame brought no response
  output logic        run_o,    /// RIRBDMAEN

  output logic        dma_req_o,
  output logic [63:0] dma_addr_o,
  output logic [63:0] dma_wdata_o,
  input  logic        dma_gnt_i,
  input  logic        dma_wdone_i,
  input  logic        dma_werr_i,

  output logic error_o,  /// one cycle: a write failed
  output logic cis_o,
  output logic idle_o,
  output logic busy_o
);

  typedef enum logic [1:0] {IDLE, REQUEST, WRITE} state_e;

  state_e state_q;
  logic [31:7] base_q;
  logic [31:0] ubase_q;
  logic [7:0] wp_q, next, mask, rintcnt_q;
  logic [1:0] size_q;
  logic run_q, rintctl_q, oic_q, rintfl_q, ois_q;
  logic [8:0] count_q, limit;
  logic slot_empty_q;
  logic [36:0] queue_q[2**DEPTH_LOG2];
  logic [36:0] head;
  logic [DEPTH_LOG2:0] queue_w_q, queue_r_q;
  logic empty, full, written, publish, reached, drained;
  logic at_ptr, at_ctl;

  always_comb begin
    unique case (size_q)
      2'd0: mask = 8'd1;
      2'd1: mask = 8'd15;
      default: mask = 8'd255;
    endcase
  end
  assign next = (wp_q + 8'd1) & mask;

  assign empty = queue_w_q == queue_r_q;
  assign full = queue_w_q == {~queue_r_q[DEPTH_LOG2], queue_r_q[DEPTH_LOG2-1:0]};
  assign written = state_q == WRITE && dma_wdone_i;
  assign publish = written && !dma_werr_i;
  assign limit = {rintcnt_q == 8'd0, rintcnt_q};
  assign reached = publish && count_q + 9'd1 == limit;
  assign drained = slot_empty_q && empty && state_q == IDLE;

  // ---- registers --------------------------------------------------------------------------------

  assign at_ptr = word_i == hda_regs_pkg::RIRBWP_OFFSET[13:2];
  assign at_ctl = word_i == hda_regs_pkg::RIRBCTL_OFFSET[13:2];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {base_q, ubase_q} <= '0;
      {wp_q, rintcnt_q, count_q} <= '0;
      size_q <= hda_regs_pkg::RIRBSIZE_RESET[1:0];
      {run_q, rintctl_q, oic_q, rintfl_q, ois_q} <= '0;
    end else if (clear_i) begin
      {base_q, ubase_q} <= '0;
      {wp_q, rintcnt_q, count_q} <= '0;
      size_q <= hda_regs_pkg::RIRBSIZE_RESET[1:0];
      {run_q, rintctl_q, oic_q, rintfl_q, ois_q} <= '0;
    end else begin
      if (publish) begin
        wp_q <= next;
        count_q <= reached ? 9'd0 : count_q + 9'd1;
      end
      if (drained) count_q <= '0;
      if (lane_i != 4'd0) begin
        for (int unsigned b = 0; b < 4; b++) begin
          if (lane_i[b] && word_i == hda_regs_pkg::RIRBLBASE_OFFSET[13:2]) begin
            if (b == 0) base_q[7] <= wdata_i[7];
            else base_q[8*b+:8] <= wdata_i[8*b+:8];
          end
          if (lane_i[b] && word_i == hda_regs_pkg::RIRBUBASE_OFFSET[13:2] && ADDR64) begin
            ubase_q[8*b+:8] <= wdata_i[8*b+:8];
          end
        end
        if (at_ptr) begin
          if (lane_i[1] && wdata_i[hda_regs_pkg::RIRBWP_RIRBWPRST_LSB]) wp_q <= '0;
          if (lane_i[2]) rintcnt_q <= wdata_i[23:16];
        end
        if (at_ctl) begin
          if (lane_i[0]) begin
            run_q <= wdata_i[hda_regs_pkg::RIRBCTL_RIRBDMAEN_LSB];
            rintctl_q <= wdata_i[hda_regs_pkg::RIRBCTL_RINTCTL_LSB];
            oic_q <= wdata_i[hda_regs_pkg::RIRBCTL_RIRBOIC_LSB];
          end
          if (lane_i[1] && wdata_i[8+hda_regs_pkg::RIRBSTS_RINTFL_LSB]) rintfl_q <= 1'b0;
          if (lane_i[1] && wdata_i[8+hda_regs_pkg::RIRBSTS_RIRBOIS_LSB]) ois_q <= 1'b0;
          if (lane_i[2] && wdata_i[17:16] != 2'd3 && !run_q && state_q == IDLE) begin
            size_q <= wdata_i[17:16];
          end
        end
      end
      // Hardware sets last: an event in the cycle of a clearing write is kept (HDA-INT-007).
      if (reached || (drained && count_q != 9'd0)) rintfl_q <= 1'b1;
      if (push_i && full) ois_q <= 1'b1;
    end
  end

  always_comb begin
    rdata_o = '0;
    if (re_i) begin
      unique case (word_i)
        hda_regs_pkg::RIRBLBASE_OFFSET[13:2]: rdata_o = {base_q, 7'd0};
        hda_regs_pkg::RIRBUBASE_OFFSET[13:2]: rdata_o = ubase_q;
        hda_regs_pkg::RIRBWP_OFFSET[13:2]: rdata_o = {8'd0, rintcnt_q, 8'd0, wp_q};
        hda_regs_pkg::RIRBCTL_OFFSET[13:2]: begin
          rdata_o[hda_regs_pkg::RIRBCTL_RINTCTL_LSB] = rintctl_q;
          rdata_o[hda_regs_pkg::RIRBCTL_RIRBDMAEN_LSB] = run_q || state_q != IDLE;
          rdata_o[hda_regs_pkg::RIRBCTL_RIRBOIC_LSB] = oic_q;
          rdata_o[8+hda_regs_pkg::RIRBSTS_RINTFL_LSB] = rintfl_q;
          rdata_o[8+hda_regs_pkg::RIRBSTS_RIRBOIS_LSB] = ois_q;
          rdata_o[23:16] = {hda_regs_pkg::RIRBSIZE_RESET[7:4], 2'd0, size_q};
        end
        default: rdata_o = '0;
      endcase
    end
  end

  assign run_o = run_q;
  assign cis_o = (rintfl_q && rintctl_q) || (ois_q && oic_q);

  // ---- queue and engine -------------------------------------------------------------------------

  always_ff @(posedge clk_i) begin
    if (push_i && !full) queue_q[queue_w_q[DEPTH_LOG2-1:0]] <= entry_i;
  end
  assign head = queue_q[queue_r_q[DEPTH_LOG2-1:0]];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      {queue_w_q, queue_r_q} <= '0;
      slot_empty_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= IDLE;
      {queue_w_q, queue_r_q} <= '0;
      slot_empty_q <= 1'b0;
    end else begin
      unique case (state_q)
        IDLE:
        if (!run_q) queue_r_q <= queue_w_q;
        else if (!empty && !halt_i) state_q <= REQUEST;
        REQUEST:
        if (dma_gnt_i) state_q <= WRITE;
        else if (!run_q || halt_i) state_q <= IDLE;
        WRITE:
        if (dma_wdone_i) begin
          state_q <= IDLE;
          queue_r_q <= queue_r_q + 1'b1;
        end
        default: state_q <= IDLE;
      endcase
      if (push_i && !full) queue_w_q <= queue_w_q + 1'b1;
      if (slot_empty_i) slot_empty_q <= 1'b1;
      else if (drained) slot_empty_q <= 1'b0;
    end
  end

  assign dma_req_o = state_q == REQUEST;
  assign dma_addr_o = (state_q == REQUEST) ? {ubase_q, base_q, 7'd0} + {53'd0, next, 3'b000} : '0;
  assign dma_wdata_o = (state_q == IDLE) ? '0
      : {27'd0, head[32], head[36:33], head[31:0]};
  assign error_o = written && dma_werr_i;
  assign idle_o = state_q == IDLE;
  assign busy_o = push_i || written || drained || (state_q == IDLE && !empty && !halt_i)
      || (state_q == REQUEST && (!run_q || halt_i));

endmodule
