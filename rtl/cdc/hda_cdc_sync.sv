// SPDX-License-Identifier: Apache-2.0
//
// Two-flop synchronizer for levels and Gray-coded counters.
module hda_cdc_sync #(
  parameter int unsigned      WIDTH = 1,  /// bits; more than one only for Gray code
  parameter logic [WIDTH-1:0] RESET = '0  /// value after reset
) (
  input  logic             clk_i,   /// destination clock
  input  logic             rst_ni,  /// destination reset
  input  logic [WIDTH-1:0] d_i,     /// from a flop of the source domain
  output logic [WIDTH-1:0] q_o      /// two edges of clk_i later
);

  logic [WIDTH-1:0] meta_q, sync_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      meta_q <= RESET;
      sync_q <= RESET;
    end else begin
      meta_q <= d_i;
      sync_q <= meta_q;
    end
  end

  assign q_o = sync_q;

endmodule
