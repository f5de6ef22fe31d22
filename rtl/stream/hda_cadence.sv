// SPDX-License-Identifier: Apache-2.0
//
// In which frames a stream has sample blocks (HDA-LNK-016, HDA-LNK-017).
//
// 48 kHz family: in one frame of every DIV. 44.1 kHz family: as above, less the 13 frames of 160
// in which the pattern 12-11-11-12-11-11-12-11-11-12-11-11-11 has its gaps, the pattern moving one
// step every DIV frames.
module hda_cadence (
  input  logic       clk_i,
  input  logic       rst_ni,
  input  logic       start_i,   /// back to the first frame of the pattern (HDA-SD-027)
  input  logic       step_i,    /// a frame passes
  input  logic       base44_i,
  input  logic [2:0] div_m1_i,
  output logic       blocks_o   /// the frame that passes with `step_i` has blocks
);

  localparam logic [7:0] PATTERN_LAST = 8'd159;

  logic [7:0] pattern_q;
  logic [2:0] div_q;
  logic gap;

  always_comb begin
    gap = 1'b0;
    if (step_i) begin
      unique case (pattern_q)
        8'd12, 8'd24, 8'd36, 8'd49, 8'd61, 8'd73, 8'd86, 8'd98, 8'd110, 8'd123, 8'd135, 8'd147,
        8'd159:
        gap = base44_i;
        default: gap = 1'b0;
      endcase
    end
  end

  assign blocks_o = (div_q == 3'd0) && !gap;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      pattern_q <= '0;
      div_q <= '0;
    end else if (start_i) begin
      pattern_q <= '0;
      div_q <= '0;
    end else if (step_i) begin
      div_q <= (div_q == div_m1_i) ? 3'd0 : div_q + 3'd1;
      if (div_q == div_m1_i) pattern_q <= (pattern_q == PATTERN_LAST) ? 8'd0 : pattern_q + 8'd1;
    end
  end

endmodule
