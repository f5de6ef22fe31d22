// SPDX-License-Identifier: Apache-2.0
//
// Address assignment on the SDI lines (HDA-LNK-018..022), any mix of them at a time.
//
// A codec asks with its line high in nothing but the last cell of a frame. In the frame after, TURN,
// the controller answers with the line high beside the frame sync, and holds it high for as many
// cells of the next one, ADDR, as the number of the line says: the codec counts its address. From
// cell 18 of that frame on the line is the codec's, and from the frame after it the line counts.
module hda_link_address #(
  parameter int unsigned NUM_SDI = 4  /// SDI lines, 1..15
) (
  input  logic bclk_i,
  input  logic brst_ni,
  input  logic framing_i,     /// frames run
  input  logic wrap_i,        /// the last cell of a frame ends at this edge
  input  logic [8:0] cell_i,  /// cell that begins at this edge
  input  logic [NUM_SDI-1:0] ask_i,  /// with wrap_i: the line was high in that cell only

  output logic [NUM_SDI-1:0] on_o,   /// the codec has its address
  output logic [NUM_SDI-1:0] new_o,  /// it got it in the frame that has ended; stable for a frame
  output logic [NUM_SDI-1:0] sdi_o,
  output logic [NUM_SDI-1:0] sdi_oe_o
);

  localparam logic [8:0] RELEASE_CELL = 9'd18;

  logic [NUM_SDI-1:0] turn_q, addr_q, on_q, new_q, ask;
  logic [NUM_SDI-1:0] sdi_q, sdi_oe_q;
  logic assigning_q;

  assign ask = ask_i & ~turn_q & ~addr_q;

  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      {turn_q, addr_q, on_q, new_q} <= '0;
      {sdi_q, sdi_oe_q} <= '0;
      assigning_q <= 1'b0;
    end else if (!framing_i) begin
      {turn_q, addr_q, on_q, new_q} <= '0;
      {sdi_q, sdi_oe_q} <= '0;
      assigning_q <= 1'b0;
    end else if (wrap_i) begin
      turn_q <= ask;
      addr_q <= turn_q;
      on_q <= (on_q | addr_q) & ~ask;
      new_q <= addr_q;
      sdi_q[0] <= 1'b0;
      assigning_q <= (|ask) || (|turn_q);
    end else if (assigning_q) begin
      if (cell_i == hda_pkg::CELL_SYNC) begin
        sdi_q <= turn_q;
        sdi_oe_q <= turn_q;
      end
      for (int unsigned l = 1; l < NUM_SDI; l++) begin
        if (cell_i == 9'(l)) sdi_q[l] <= 1'b0;
      end
      if (cell_i == RELEASE_CELL) sdi_oe_q <= '0;
    end
  end

  assign on_o = on_q;
  assign new_o = new_q;
  assign sdi_o = sdi_q;
  assign sdi_oe_o = sdi_oe_q;

endmodule
