// SPDX-License-Identifier: Apache-2.0
//
// Writes the DMA position buffer: once a frame, for every stream that runs and has moved data since
// its reset, one eight-byte slot {0, position} at base + 8 n (HDA-SD-024, DD-17).
//
// A round begins with a frame and takes the streams in ascending order, one write at a time; the
// position is the one at that moment. A frame that begins before the round is over begins no other
// one, so that a slow memory makes the writes rarer and starves nobody.
module hda_position #(
  parameter int unsigned NS = 8  /// streams
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic halt_i,          /// no new DMA
  input  logic enable_i,        /// DPBE and bus master enable (HDA-SD-026, HDA-SD-032)
  input  logic [63:0] base_i,   /// 128-byte aligned

  input  logic             frame_i,    /// a link frame begins
  input  logic [NS-1:0]    live_i,     /// the stream runs and has a position
  input  logic [NS*32-1:0] position_i, /// what has left the link, or has reached memory

  output logic        req_o,    /// write eight bytes
  output logic [63:0] addr_o,
  output logic [63:0] wdata_o,
  input  logic        gnt_i,    /// the request is taken at this edge
  input  logic        wdone_i,  /// the write response
  input  logic        werr_i,

  output logic error_o,  /// one cycle: a write failed (DD-16)
  output logic idle_o,   /// nothing outstanding
  output logic busy_o    /// needs the clock
);

  localparam int unsigned W = (NS > 1) ? $clog2(NS) : 1;

  logic [NS-1:0] due_q, rest;
  logic [W-1:0] next, slot_q;
  logic on, pick, req_q, outstanding_q;
  logic [31:0] position_q;

  assign on = enable_i && !halt_i;
  assign pick = due_q != '0 && !req_q && !outstanding_q;

  always_comb begin
    rest = '0;
    next = '0;
    if (pick) begin
      rest = due_q & live_i;
      for (int i = NS - 1; i >= 0; i--) begin
        if (rest[i]) next = W'(i);
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      due_q <= '0;
      slot_q <= '0;
      position_q <= '0;
      req_q <= 1'b0;
      outstanding_q <= 1'b0;
    end else begin
      if (!on) begin
        due_q <= '0;
      end else if (pick) begin
        due_q <= rest;
        if (rest != '0) begin
          due_q[next] <= 1'b0;
          slot_q <= next;
          position_q <= position_i[32*next+:32];
          req_q <= 1'b1;
        end
      end else if (frame_i && due_q == '0) begin
        due_q <= live_i;
      end
      if (gnt_i || !on) req_q <= 1'b0;
      if (gnt_i) outstanding_q <= 1'b1;
      else if (wdone_i) outstanding_q <= 1'b0;
    end
  end

  assign req_o = req_q && on;
  assign addr_o = base_i + {{61 - W{1'b0}}, slot_q, 3'b000};
  assign wdata_o = {32'd0, position_q};
  assign error_o = outstanding_q && wdone_i && werr_i;
  assign idle_o = !outstanding_q;
  assign busy_o = due_q != '0 || req_q || outstanding_q;

endmodule
