// SPDX-License-Identifier: Apache-2.0
//
// Protocol of hda_axil_slave, with any master that keeps the rules of AXI4-Lite: what it has made
// valid stays until it is taken.
module f_axil_slave (
  input logic        clk_i,
  input logic [13:0] awaddr_i,
  input logic        awvalid_i,
  input logic [31:0] wdata_i,
  input logic [3:0]  wstrb_i,
  input logic        wvalid_i,
  input logic        bready_i,
  input logic [13:0] araddr_i,
  input logic        arvalid_i,
  input logic        rready_i,
  input logic [31:0] reg_rdata_i
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic awready, wready, bvalid, arready, rvalid, reg_we, reg_re, busy;
  logic [1:0] bresp, rresp;
  logic [31:0] rdata, reg_wdata;
  logic [11:0] reg_word;
  logic [3:0] reg_wstrb;

  hda_axil_slave u_dut (
    .clk_i           (clk_i),
    .rst_ni          (rst_n),
    .s_axil_awaddr_i (awaddr_i),
    .s_axil_awvalid_i(awvalid_i),
    .s_axil_awready_o(awready),
    .s_axil_wdata_i  (wdata_i),
    .s_axil_wstrb_i  (wstrb_i),
    .s_axil_wvalid_i (wvalid_i),
    .s_axil_wready_o (wready),
    .s_axil_bresp_o  (bresp),
    .s_axil_bvalid_o (bvalid),
    .s_axil_bready_i (bready_i),
    .s_axil_araddr_i (araddr_i),
    .s_axil_arvalid_i(arvalid_i),
    .s_axil_arready_o(arready),
    .s_axil_rdata_o  (rdata),
    .s_axil_rresp_o  (rresp),
    .s_axil_rvalid_o (rvalid),
    .s_axil_rready_i (rready_i),
    .reg_we_o        (reg_we),
    .reg_re_o        (reg_re),
    .reg_word_o      (reg_word),
    .reg_wdata_o     (reg_wdata),
    .reg_wstrb_o     (reg_wstrb),
    .reg_rdata_i     (reg_rdata_i),
    .busy_o          (busy)
  );

  // ---- the master -------------------------------------------------------------------------------

  logic aw_held = 1'b0, w_held = 1'b0, ar_held = 1'b0;
  logic [13:0] awaddr_q, araddr_q;
  logic [35:0] w_q;
  always_ff @(posedge clk_i) begin
    aw_held <= rst_n && awvalid_i && !awready;
    w_held <= rst_n && wvalid_i && !wready;
    ar_held <= rst_n && arvalid_i && !arready;
    awaddr_q <= awaddr_i;
    araddr_q <= araddr_i;
    w_q <= {wstrb_i, wdata_i};
  end
  always_comb begin
    if (aw_held) assume (awvalid_i && awaddr_i == awaddr_q);
    if (w_held) assume (wvalid_i && {wstrb_i, wdata_i} == w_q);
    if (ar_held) assume (arvalid_i && araddr_i == araddr_q);
  end

  // ---- what is outstanding ----------------------------------------------------------------------

  // Accesses that have been taken, have reached the registers, and have not been answered yet.
  logic [1:0] aw_open = '0, w_open = '0, b_due = '0, ar_open = '0, r_due = '0;
  logic [13:0] aw_addr_q, ar_addr_q;
  logic [35:0] w_open_q;
  logic [31:0] r_data_q, rdata_q;
  logic bvalid_q = 1'b0, rvalid_q = 1'b0, busy_q = 1'b0;
  logic [2:0] wait_q = '0;

  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      aw_open <= aw_open + 2'(awvalid_i && awready) - 2'(reg_we);
      w_open <= w_open + 2'(wvalid_i && wready) - 2'(reg_we);
      b_due <= b_due + 2'(reg_we) - 2'(bvalid && bready_i);
      ar_open <= ar_open + 2'(arvalid_i && arready) - 2'(reg_re);
      r_due <= r_due + 2'(reg_re) - 2'(rvalid && rready_i);
      if (awvalid_i && awready) aw_addr_q <= awaddr_i;
      if (wvalid_i && wready) w_open_q <= {wstrb_i, wdata_i};
      if (arvalid_i && arready) ar_addr_q <= araddr_i;
      if (reg_re) r_data_q <= reg_rdata_i;
    end
    bvalid_q <= rst_n && bvalid && !bready_i;
    rvalid_q <= rst_n && rvalid && !rready_i;
    rdata_q <= rdata;
    // Cycles without an answer while the slave has all it needs and nobody holds it up.
    wait_q <= (rst_n && busy && !bvalid && !rvalid) ? wait_q + 3'd1 : 3'd0;
    busy_q <= rst_n && busy;
  end

  (* hierconn *) wire [2:0] \u_dut.state_q ;
  wire [2:0] state = \u_dut.state_q ;

  always_comb begin
    if (rst_n) begin
      // Induction: how the state of the slave and the counts hang together.
      a_state:       assert (state <= 3'd5);
      a_write_state: assert ((state == 3'd1) == (aw_open == 2'd1) && (state == 3'd2) == (b_due == 2'd1));
      a_read_state:  assert ((state == 3'd3 || state == 3'd4) == (ar_open == 2'd1)
          && (state == 3'd5) == (r_due == 2'd1));
      a_counts:      assert (aw_open <= 2'd1 && b_due <= 2'd1 && ar_open <= 2'd1 && r_due <= 2'd1);

      // One access at a time, an answer only to what was taken, one answer for each.
      a_pair:        assert (w_open == aw_open);
      a_one_access:  assert ({1'b0, aw_open} + b_due + ar_open + r_due <= 3'd1);
      a_we_taken:    assert (!reg_we || (aw_open == 2'd1 && w_open == 2'd1));
      a_re_taken:    assert (!reg_re || ar_open == 2'd1);
      a_b_due:       assert (bvalid == (b_due == 2'd1));
      a_r_due:       assert (rvalid == (r_due == 2'd1));
      a_bounded:     assert (wait_q <= 3'd4);
      a_okay:        assert (bresp == 2'b00 && rresp == 2'b00);
      a_b_stable:    assert (!bvalid_q || bvalid);
      a_r_stable:    assert (!rvalid_q || (rvalid && rdata == rdata_q));
      a_r_data:      assert (!rvalid || rdata == r_data_q);
      a_write_word:  assert (!reg_we || (reg_word == aw_addr_q[13:2] && {reg_wstrb, reg_wdata} == w_open_q));
      a_read_word:   assert (!reg_re || reg_word == ar_addr_q[13:2]);
      // Work is seen at once by whoever stops the clock.
      a_busy:        assert (busy == (aw_open != 2'd0 || ar_open != 2'd0 || bvalid || rvalid));

      c_write_waits: cover (bvalid && bvalid_q);
      c_read_waits:  cover (rvalid && rvalid_q);
      c_no_strobes:  cover (reg_we && reg_wstrb == 4'd0);
      c_back_to_back: cover (reg_we && ar_held && aw_addr_q[13:2] != 12'd0);
      c_idle_again:  cover (busy_q && !busy);
    end
  end

endmodule
