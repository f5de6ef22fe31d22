// SPDX-License-Identifier: Apache-2.0
//
// Dual-clock memory for data that is stable while it is read: the writer fills one half while the
// reader looks at the other, and an event (hda_cdc_event) hands the halves over.
module hda_cdc_mem #(
  parameter int unsigned WIDTH = 32,
  parameter int unsigned ADDR_BITS = 5
) (
  input  logic                 wclk_i,   /// write clock
  input  logic                 wen_i,    /// write at this edge
  input  logic [ADDR_BITS-1:0] waddr_i,
  input  logic [WIDTH-1:0]     wdata_i,
  input  logic [ADDR_BITS-1:0] raddr_i,  /// from flops of the reading domain
  output logic [WIDTH-1:0]     rdata_o   /// combinational
);

  logic [WIDTH-1:0] mem_q[2**ADDR_BITS];

  always_ff @(posedge wclk_i) begin
    if (wen_i) mem_q[waddr_i] <= wdata_i;
  end

  assign rdata_o = mem_q[raddr_i];

endmodule
