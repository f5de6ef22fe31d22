// SPDX-License-Identifier: Apache-2.0
//
// hda_cdc_fifo with two clocks that have nothing to do with each other: in each step of the model
// either of them, both or none may have an edge. Entries come out in the order in which they went
// in, none lost, none twice, and the pointers that cross change one bit at a time.
//
// Assumed: the writer does not write when full and the reader does not read when empty. A flop
// that sees its input change takes the old or the new value; with one bit changing at a time the
// synchronizer then has one of two neighbouring pointers, which is what the free order of the
// edges gives here.
module f_cdc_fifo #(
  parameter int unsigned WIDTH = 2,
  parameter int unsigned DEPTH_LOG2 = 2
) (
  input logic             wclk_i,
  input logic             rclk_i,
  input logic             wen_i,
  input logic             ren_i,
  input logic [WIDTH-1:0] wdata_i,
  input logic             mark_i  /// follow the entry that is written
);

  localparam int unsigned P = DEPTH_LOG2 + 1;
  localparam logic [P-1:0] DEPTH = P'(2 ** DEPTH_LOG2);

  // One step of the model; edges of the two clocks are seen between steps.
  (* gclk *) logic step;
  logic rst_n = 1'b0, going = 1'b0;
  always_ff @(posedge step) begin
    rst_n <= 1'b1;
    going <= rst_n;
  end

  logic [WIDTH-1:0] rdata;
  logic wfull, rempty;

  hda_cdc_fifo #(
    .WIDTH     (WIDTH),
    .DEPTH_LOG2(DEPTH_LOG2)
  ) u_dut (
    .wclk_i  (wclk_i),
    .wrst_ni (rst_n),
    .wen_i   (wen_i),
    .wdata_i (wdata_i),
    .wfull_o (wfull),
    .rclk_i  (rclk_i),
    .rrst_ni (rst_n),
    .ren_i   (ren_i),
    .rdata_o (rdata),
    .rempty_o(rempty)
  );

  (* hierconn *) wire [P-1:0] \u_dut.wbin_q ;
  (* hierconn *) wire [P-1:0] \u_dut.rbin_q ;
  (* hierconn *) wire [P-1:0] \u_dut.wgray_q ;
  (* hierconn *) wire [P-1:0] \u_dut.rgray_q ;
  (* hierconn *) wire [P-1:0] \u_dut.u_wptr.meta_q ;
  (* hierconn *) wire [P-1:0] \u_dut.u_wptr.sync_q ;
  (* hierconn *) wire [P-1:0] \u_dut.u_rptr.meta_q ;
  (* hierconn *) wire [P-1:0] \u_dut.u_rptr.sync_q ;
  (* hierconn *) wire [WIDTH-1:0] \u_dut.mem_q[0] ;
  (* hierconn *) wire [WIDTH-1:0] \u_dut.mem_q[1] ;
  (* hierconn *) wire [WIDTH-1:0] \u_dut.mem_q[2] ;
  (* hierconn *) wire [WIDTH-1:0] \u_dut.mem_q[3] ;
  wire [P-1:0] wbin = \u_dut.wbin_q ;
  wire [P-1:0] rbin = \u_dut.rbin_q ;
  wire [P-1:0] wgray = \u_dut.wgray_q ;
  wire [P-1:0] rgray = \u_dut.rgray_q ;
  wire [4*WIDTH-1:0] mem = {\u_dut.mem_q[3] , \u_dut.mem_q[2] , \u_dut.mem_q[1] , \u_dut.mem_q[0] };

  function automatic logic [P-1:0] binary(input logic [P-1:0] gray);
    binary = gray;
    for (int unsigned i = 1; i < P; i++) binary = binary ^ (gray >> i);
  endfunction

  // Entries written, and how far the reader, and each side's view of the other, are behind.
  logic [P-1:0] held, w_seen, w_coming, r_seen, r_coming;
  assign held = wbin - rbin;
  assign w_seen = wbin - binary(\u_dut.u_wptr.sync_q );
  assign w_coming = wbin - binary(\u_dut.u_wptr.meta_q );
  assign r_seen = wbin - binary(\u_dut.u_rptr.sync_q );
  assign r_coming = wbin - binary(\u_dut.u_rptr.meta_q );

  // One entry is followed from the write to the read.
  logic marked_q = 1'b0, read_q = 1'b0;
  logic [P-1:0] slot_q;
  logic [WIDTH-1:0] value_q;
  always_ff @(posedge wclk_i) begin
    if (rst_n && wen_i && mark_i && !marked_q) begin
      marked_q <= 1'b1;
      slot_q <= wbin;
      value_q <= wdata_i;
    end
  end
  always_ff @(posedge rclk_i) begin
    if (rst_n && ren_i && marked_q && rbin == slot_q) read_q <= 1'b1;
  end

  logic [P-1:0] wgray_q, rgray_q;
  always_ff @(posedge step) begin
    wgray_q <= wgray;
    rgray_q <= rgray;
  end
  function automatic logic one_bit(input logic [P-1:0] change);
    one_bit = (change & (change - 1'b1)) == '0;
  endfunction

  always_comb begin
    assume (!wen_i || !wfull);
    assume (!ren_i || !rempty);
    if (rst_n) begin
      a_overflow:  assert (held <= DEPTH);
      a_underflow: assert (rempty || held != '0);
      a_full:      assert (wfull || held < DEPTH);
      a_order:     assert (!(marked_q && !read_q && !rempty && rbin == slot_q) || rdata == value_q);
      a_kept:      assert (!(marked_q && !read_q) || slot_q - rbin < held);
      a_gray:      assert (!going || (one_bit(wgray ^ wgray_q) && one_bit(rgray ^ rgray_q)));

      i_gray:      assert (wgray == (wbin ^ (wbin >> 1)) && rgray == (rbin ^ (rbin >> 1)));
      i_w_view:    assert (w_coming <= w_seen && w_seen <= held);
      i_r_view:    assert (held <= r_coming && r_coming <= r_seen && r_seen <= DEPTH);
      i_read:      assert (marked_q || !read_q);
      i_stored:    assert (!(marked_q && !read_q) || mem[WIDTH*slot_q[DEPTH_LOG2-1:0]+:WIDTH] == value_q);

      c_full:      cover (wfull && held == DEPTH);
      c_read:      cover (read_q && slot_q == '0);
      c_wrapped:   cover (wbin == DEPTH && held == P'(2));
      c_late_view: cover (!rempty && wfull && held == P'(1));
    end
  end

endmodule
