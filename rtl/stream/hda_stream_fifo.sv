// SPDX-License-Identifier: Apache-2.0
//
// Byte FIFO of one stream. Up to eight bytes go in, and up to eight come out, in a cycle, at any
// alignment; both ports are right-justified: byte 0 is the oldest.
module hda_stream_fifo #(
  parameter int unsigned BYTES = 512  /// capacity; a power of two, 16 or more
) (
  input  logic                     clk_i,
  input  logic                     rst_ni,
  input  logic                     clear_i,   /// drop everything
  input  logic [3:0]               wbytes_i,  /// bytes written at this edge, 0..8
  input  logic [63:0]              wdata_i,
  input  logic [3:0]               rbytes_i,  /// bytes taken at this edge, 0..8
  input  logic                     peek_i,    /// `rdata_o` is looked at in this cycle
  output logic [63:0]              rdata_o,   /// the next eight bytes; 0 unless `peek_i`
  output logic [$clog2(BYTES):0]   level_o    /// bytes held
);

  localparam int unsigned PTR = $clog2(BYTES);
  localparam int unsigned ROWS = BYTES / 8;

  logic [63:0] mem_q[ROWS];
  logic [PTR-1:0] wptr_q, rptr_q;
  logic [PTR:0] level_q;
  logic [PTR-4:0] wrow, wrow_next, rrow, rrow_next;
  logic [127:0] wide;
  logic [55:0] unused_pair;
  logic [15:0] lanes;

  assign wrow = wptr_q[PTR-1:3];
  assign wrow_next = wrow + 1'b1;
  assign rrow = rptr_q[PTR-1:3];
  assign rrow_next = rrow + 1'b1;

  // The bytes at their place in two neighbouring rows.
  always_comb begin
    wide = '0;
    lanes = '0;
    if (wbytes_i != 4'd0) begin
      wide = {64'd0, wdata_i} << {wptr_q[2:0], 3'b000};
      lanes = {8'd0, 8'hFF >> (4'd8 - wbytes_i)} << wptr_q[2:0];
    end
  end

  always_ff @(posedge clk_i) begin
    if (wbytes_i != 4'd0) begin
      for (int unsigned i = 0; i < 8; i++) begin
        if (lanes[i]) mem_q[wrow][8*i+:8] <= wide[8*i+:8];
        if (lanes[8+i]) mem_q[wrow_next][8*i+:8] <= wide[64+8*i+:8];
      end
    end
  end

  always_comb begin
    rdata_o = '0;
    unused_pair = '0;
    if (peek_i) begin
      {unused_pair, rdata_o} = {mem_q[rrow_next][55:0], mem_q[rrow]} >> {rptr_q[2:0], 3'b000};
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      wptr_q <= '0;
      rptr_q <= '0;
      level_q <= '0;
    end else if (clear_i) begin
      wptr_q <= '0;
      rptr_q <= '0;
      level_q <= '0;
    end else begin
      wptr_q <= wptr_q + {{PTR - 4{1'b0}}, wbytes_i};
      rptr_q <= rptr_q + {{PTR - 4{1'b0}}, rbytes_i};
      level_q <= level_q + {{PTR - 3{1'b0}}, wbytes_i} - {{PTR - 3{1'b0}}, rbytes_i};
    end
  end

  assign level_o = level_q;

endmodule
