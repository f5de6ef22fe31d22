// SPDX-License-Identifier: Apache-2.0
//
// Round robin: of the requests, the first one after the requester that was served last.
// Combinational.
module hda_rr_arbiter #(
  parameter  int unsigned N = 8,                        /// requesters
  localparam int unsigned W = (N > 1) ? $clog2(N) : 1
) (
  input  logic [N-1:0] req_i,
  input  logic [W-1:0] last_i,  /// served last
  output logic         any_o,
  output logic [W-1:0] sel_o    /// 0 unless `any_o`
);

  logic found;

  assign any_o = |req_i;

  always_comb begin
    sel_o = '0;
    found = 1'b0;
    if (any_o) begin
      for (int unsigned i = 0; i < N; i++) begin
        if (!found && req_i[i] && W'(i) > last_i) begin
          found = 1'b1;
          sel_o = W'(i);
        end
      end
      for (int unsigned i = 0; i < N; i++) begin
        if (!found && req_i[i]) begin
          found = 1'b1;
          sel_o = W'(i);
        end
      end
    end
  end

endmodule
