// SPDX-License-Identifier: Apache-2.0
//
// Dual-clock FIFO with Gray-coded pointers. The writer must not write when `wfull_o`.
module hda_cdc_fifo #(
  parameter int unsigned WIDTH = 64,     /// bits of an entry
  parameter int unsigned DEPTH_LOG2 = 5  /// entries = 2 ** DEPTH_LOG2
) (
  input  logic             wclk_i,    /// write clock
  input  logic             wrst_ni,   /// write reset
  input  logic             wen_i,     /// write `wdata_i` at this edge
  input  logic [WIDTH-1:0] wdata_i,
  output logic             wfull_o,
  input  logic             rclk_i,    /// read clock
  input  logic             rrst_ni,   /// read reset
  input  logic             ren_i,     /// drop the oldest entry at this edge
  output logic [WIDTH-1:0] rdata_o,   /// the oldest entry, while `rempty_o` is 0
  output logic             rempty_o
);

  logic [WIDTH-1:0] mem_q[2**DEPTH_LOG2];
  logic [DEPTH_LOG2:0] wbin_q, wgray_q, wbin_d, rgray_sync;
  logic [DEPTH_LOG2:0] rbin_q, rgray_q, rbin_d, wgray_sync;

  assign wbin_d = wbin_q + {{DEPTH_LOG2{1'b0}}, wen_i};
  assign rbin_d = rbin_q + {{DEPTH_LOG2{1'b0}}, ren_i};

  always_ff @(posedge wclk_i or negedge wrst_ni) begin
    if (!wrst_ni) begin
      wbin_q <= '0;
      wgray_q <= '0;
    end else begin
      wbin_q <= wbin_d;
      wgray_q <= wbin_d ^ (wbin_d >> 1);
    end
  end

  always_ff @(posedge wclk_i) begin
    if (wen_i) mem_q[wbin_q[DEPTH_LOG2-1:0]] <= wdata_i;
  end

  always_ff @(posedge rclk_i or negedge rrst_ni) begin
    if (!rrst_ni) begin
      rbin_q <= '0;
      rgray_q <= '0;
    end else begin
      rbin_q <= rbin_d;
      rgray_q <= rbin_d ^ (rbin_d >> 1);
    end
  end

  hda_cdc_sync #(
    .WIDTH(DEPTH_LOG2 + 1)
  ) u_rptr (
    .clk_i (wclk_i),
    .rst_ni(wrst_ni),
    .d_i   (rgray_q),
    .q_o   (rgray_sync)
  );

  hda_cdc_sync #(
    .WIDTH(DEPTH_LOG2 + 1)
  ) u_wptr (
    .clk_i (rclk_i),
    .rst_ni(rrst_ni),
    .d_i   (wgray_q),
    .q_o   (wgray_sync)
  );

  // Full: the pointers differ in exactly the two top Gray bits.
  assign wfull_o = wgray_q == {~rgray_sync[DEPTH_LOG2:DEPTH_LOG2-1], rgray_sync[DEPTH_LOG2-2:0]};
  assign rempty_o = rgray_q == wgray_sync;
  assign rdata_o = mem_q[rbin_q[DEPTH_LOG2-1:0]];

endmodule
