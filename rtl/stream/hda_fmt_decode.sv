// SPDX-License-Identifier: Apache-2.0
//
// SDnFMT to the numbers the engines work with. Combinational.
module hda_fmt_decode (
  input  logic [15:0]   fmt_i,
  output hda_pkg::fmt_t fmt_o
);

  logic [1:0] unused_reserved;
  logic [4:0] channels;

  assign unused_reserved = {fmt_i[15], fmt_i[7]};
  assign channels = {1'b0, fmt_i[3:0]} + 5'd1;

  always_comb begin
    fmt_o.valid = !fmt_i[13];  // MULT 1xx is reserved
    fmt_o.base44 = fmt_i[14];
    fmt_o.mult = {1'b0, fmt_i[12:11]} + 3'd1;
    fmt_o.div_m1 = fmt_i[10:8];
    fmt_o.chan_m1 = fmt_i[3:0];
    unique case (fmt_i[6:4])
      3'd0: begin
        fmt_o.wire_bits = 6'd8;
        fmt_o.cont_log2 = 2'd0;
      end
      3'd1: begin
        fmt_o.wire_bits = 6'd16;
        fmt_o.cont_log2 = 2'd1;
      end
      3'd2: begin
        fmt_o.wire_bits = 6'd20;
        fmt_o.cont_log2 = 2'd2;
      end
      3'd3: begin
        fmt_o.wire_bits = 6'd24;
        fmt_o.cont_log2 = 2'd2;
      end
      3'd4: begin
        fmt_o.wire_bits = 6'd32;
        fmt_o.cont_log2 = 2'd2;
      end
      default: begin
        fmt_o.valid = 1'b0;
        fmt_o.wire_bits = 6'd32;
        fmt_o.cont_log2 = 2'd2;
      end
    endcase
    fmt_o.block_bytes = {2'b00, channels} << fmt_o.cont_log2;
    fmt_o.block_bits = {5'd0, channels} * {4'd0, fmt_o.wire_bits};
  end

endmodule
