// SPDX-License-Identifier: Apache-2.0
//
// The immediate command interface: one command written to ICOI, sent when software sets ICB, its
// response in ICII (HDA-IMM-001..005). It waits until the CORB has nothing left to send (DD-9).
//
// A response belongs to the command if it came in a frame after the one that carried the command,
// on the line of the codec that was addressed; anything earlier answers a command of the CORB.
module hda_immediate (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic clear_i,  /// controller reset

  input  logic        re_i,
  input  logic [11:0] word_i,
  input  logic [31:0] wdata_i,
  input  logic [3:0]  lane_i,
  output logic [31:0] rdata_o,

  input  logic        box_ready_i,   /// the mailbox to the link is empty
  input  logic        corb_empty_i,
  output logic        put_o,
  output logic [31:0] command_o,
  output logic        drop_o,        /// one cycle: the command that waits there is void

  input  logic        frame_i,       /// one cycle: a link frame begins
  input  logic        sent_i,        /// it carries a command; stable for the frame
  input  logic        response_i,    /// one cycle: a response
  input  logic [36:0] entry_i,       /// {SDI line, unsolicited, response}
  input  logic        ring_takes_unsol_i,  /// GCTL.UNSOL or RIRBDMAEN
  output logic        claim_o,       /// the response is taken here
  output logic        busy_o
);

  localparam logic [3:0] BROADCAST = 4'd15;

  // BOX: in the mailbox. SENT: its frame is on the link. NEXT: the frame after it.
  typedef enum logic [2:0] {IDLE, WAIT, BOX, SENT, NEXT, OPEN} state_e;

  state_e state_q;
  logic [31:0] icoi_q, icii_q;
  logic [3:0] add_q, codec_q;
  logic irv_q, unsol_q, icb, abort;
  logic at_icoi, at_icis;

  assign at_icoi = word_i == hda_regs_pkg::ICOI_OFFSET[13:2];
  assign at_icis = word_i == hda_regs_pkg::ICIS_OFFSET[13:2];
  assign icb = state_q != IDLE;

  // DD-10: an unsolicited response goes to the ring, if that is there to take it.
  assign claim_o = response_i && state_q == OPEN
      && (entry_i[32] ? !ring_takes_unsol_i
                      : (entry_i[36:33] == codec_q || codec_q == BROADCAST));
  assign abort = lane_i[0] && at_icis && !wdata_i[hda_regs_pkg::ICIS_ICB_LSB];
  assign put_o = state_q == WAIT && box_ready_i && corb_empty_i && !abort;
  assign command_o = icoi_q;
  assign drop_o = state_q == BOX && abort;
  assign busy_o = put_o || claim_o;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      {icoi_q, icii_q} <= '0;
      {add_q, codec_q} <= '0;
      {irv_q, unsol_q} <= '0;
    end else if (clear_i) begin
      state_q <= IDLE;
      {icoi_q, icii_q} <= '0;
      {add_q, codec_q} <= '0;
      {irv_q, unsol_q} <= '0;
    end else begin
      unique case (state_q)
        WAIT:
        if (put_o) begin
          state_q <= BOX;
          codec_q <= icoi_q[31:28];
        end
        BOX: if (frame_i && sent_i) state_q <= SENT;
        SENT: if (frame_i) state_q <= NEXT;
        NEXT: if (frame_i) state_q <= OPEN;
        default: state_q <= state_q;
      endcase
      if (lane_i != 4'd0) begin
        for (int unsigned b = 0; b < 4; b++) begin
          if (lane_i[b] && at_icoi) icoi_q[8*b+:8] <= wdata_i[8*b+:8];
        end
        if (lane_i[0] && at_icis) begin
          if (wdata_i[hda_regs_pkg::ICIS_IRV_LSB]) irv_q <= 1'b0;
          if (abort) state_q <= IDLE;
          else if (!icb) state_q <= WAIT;
        end
      end
      // Last: a response in the cycle of a clearing write is kept (HDA-INT-007).
      if (claim_o) begin
        state_q <= IDLE;
        icii_q <= entry_i[31:0];
        unsol_q <= entry_i[32];
        add_q <= entry_i[36:33];
        irv_q <= 1'b1;
      end
    end
  end

  always_comb begin
    rdata_o = '0;
    if (re_i) begin
      unique case (word_i)
        hda_regs_pkg::ICOI_OFFSET[13:2]: rdata_o = icoi_q;
        hda_regs_pkg::ICII_OFFSET[13:2]: rdata_o = icii_q;
        hda_regs_pkg::ICIS_OFFSET[13:2]: begin
          rdata_o[15:0] = hda_regs_pkg::ICIS_RESET;
          rdata_o[hda_regs_pkg::ICIS_ICB_LSB] = icb;
          rdata_o[hda_regs_pkg::ICIS_IRV_LSB] = irv_q;
          rdata_o[hda_regs_pkg::ICIS_IRRUNSOL_LSB] = unsol_q;
          rdata_o[hda_regs_pkg::ICIS_IRRADD_MSB:hda_regs_pkg::ICIS_IRRADD_LSB] = add_q;
        end
        default: rdata_o = '0;
      endcase
    end
  end

endmodule
