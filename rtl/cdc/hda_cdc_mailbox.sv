// SPDX-License-Identifier: Apache-2.0
//
// One word at a time into another clock domain. The sender puts it when `ready_o`; the receiver
// takes it when it pleases. The sender may ask for a word back that was not taken yet: it holds
// `drop_i` until `ready_o` (a four-phase handshake, so that a drop never hits the next word).
module hda_cdc_mailbox #(
  parameter int unsigned WIDTH = 32  /// bits of a word
) (
  input  logic             clk_i,     /// sender's clock
  input  logic             rst_ni,
  input  logic             put_i,     /// one cycle, only when `ready_o`
  input  logic [WIDTH-1:0] data_i,
  input  logic             drop_i,    /// one cycle: give up the word that waits, if any
  output logic             ready_o,   /// empty
  output logic             pending_o, /// asynchronous: news for the sender is on its way

  input  logic             dclk_i,    /// receiver's clock
  input  logic             drst_ni,
  output logic             valid_o,   /// a word waits
  output logic [WIDTH-1:0] data_o,    /// it; stable while `valid_o` and until the next put
  input  logic             take_i     /// take it at this edge
);

  logic req_q, ack_q, ack_s, req_s, drop_q, drop_s, drop_back_q, drop_back_s;
  logic [WIDTH-1:0] data_q;

  hda_cdc_sync u_ack (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (ack_q),
    .q_o   (ack_s)
  );

  hda_cdc_sync u_drop_back (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (drop_back_q),
    .q_o   (drop_back_s)
  );

  hda_cdc_sync u_req (
    .clk_i (dclk_i),
    .rst_ni(drst_ni),
    .d_i   (req_q),
    .q_o   (req_s)
  );

  hda_cdc_sync u_drop (
    .clk_i (dclk_i),
    .rst_ni(drst_ni),
    .d_i   (drop_q),
    .q_o   (drop_s)
  );

  assign ready_o = req_q == ack_s && !drop_q && !drop_back_s;
  assign pending_o = ack_q != ack_s || drop_back_q != drop_back_s;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      req_q <= 1'b0;
      drop_q <= 1'b0;
    end else begin
      if (put_i) req_q <= ~req_q;
      if (drop_i && !ready_o) drop_q <= 1'b1;
      if (drop_back_s) drop_q <= 1'b0;
    end
  end

  always_ff @(posedge clk_i) begin
    if (put_i) data_q <= data_i;
  end

  assign valid_o = req_s != ack_q && !drop_s;
  assign data_o = data_q;

  always_ff @(posedge dclk_i or negedge drst_ni) begin
    if (!drst_ni) begin
      ack_q <= 1'b0;
      drop_back_q <= 1'b0;
    end else begin
      if ((valid_o && take_i) || drop_s) ack_q <= req_s;
      drop_back_q <= drop_s;
    end
  end

endmodule
