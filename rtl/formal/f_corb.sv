// SPDX-License-Identifier: Apache-2.0
//
// Order of the CORB: whatever software writes and whenever the bus and the mailbox answer, the
// entries of the ring are fetched and put into the mailbox one after the other, each once.
//
// Assumed: the bus answers what it has granted, once; controller reset waits for it; the mailbox is
// empty again some time after a put, and the immediate interface puts only while the CORB has
// nothing to send (f_cdc_mailbox shows that the mailbox hands each word over once).
module f_corb (
  input logic        clk_i,
  input logic        clear_i,
  input logic        halt_i,
  input logic        re_i,
  input logic [11:0] word_i,
  input logic [31:0] wdata_i,
  input logic [3:0]  lane_i,
  input logic        taken_i,      /// the mailbox becomes empty
  input logic        other_put_i,  /// the immediate interface puts a command
  input logic        dma_gnt_i,
  input logic        dma_rvalid_i,
  input logic [31:0] dma_rdata_i,
  input logic        dma_rerr_i,
  input logic        error_i
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic [31:0] rdata, command;
  logic [63:0] dma_addr;
  logic put, drop, empty, dma_req, cis, idle, busy, ready;

  hda_corb u_dut (
    .clk_i       (clk_i),
    .rst_ni      (rst_n),
    .clear_i     (clear_i),
    .halt_i      (halt_i),
    .re_i        (re_i),
    .word_i      (word_i),
    .wdata_i     (wdata_i),
    .lane_i      (lane_i),
    .rdata_o     (rdata),
    .box_ready_i (ready),
    .box_busy_i  (other_put_i),
    .put_o       (put),
    .command_o   (command),
    .drop_o      (drop),
    .empty_o     (empty),
    .dma_req_o   (dma_req),
    .dma_addr_o  (dma_addr),
    .dma_gnt_i   (dma_gnt_i),
    .dma_rvalid_i(dma_rvalid_i),
    .dma_rdata_i (dma_rdata_i),
    .dma_rerr_i  (dma_rerr_i),
    .error_i     (error_i),
    .cis_o       (cis),
    .idle_o      (idle),
    .busy_o      (busy)
  );

  // ---- the registers, from the writes -----------------------------------------------------------

  logic [1:0] size_q = 2'd2;
  logic [7:0] wp_q = '0, mask;
  logic run_q = 1'b0, dead_q = 1'b0, rprst_q = 1'b0, cmei_q = 1'b0;
  logic [31:7] base_q = '0;
  logic [31:0] ubase_q = '0;
  assign mask = (size_q == 2'd0) ? 8'd1 : (size_q == 2'd1) ? 8'd15 : 8'd255;

  // ---- surroundings -----------------------------------------------------------------------------

  logic open_q = 1'b0, full_q = 1'b0, mine_q = 1'b0, fail;
  logic [7:0] rp_q = '0, index;
  assign ready = !full_q;
  assign index = (rp_q + 8'd1) & mask;
  assign fail = open_q && dma_rvalid_i && dma_rerr_i;

  always_comb begin
    assume (!dma_gnt_i || dma_req);
    assume (!dma_rvalid_i || open_q);
    assume (!clear_i || (halt_i && !open_q && !dma_gnt_i));
    assume (!other_put_i || (empty && ready));
    assume (!taken_i || full_q);
    // A register access is a read or a write.
    assume (!(re_i && lane_i != '0));
  end

  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (lane_i[0] && word_i == 12'h012) wp_q <= wdata_i[7:0];
      if (lane_i[3] && word_i == 12'h012) rprst_q <= wdata_i[31];
      if (lane_i[0] && word_i == 12'h013) run_q <= wdata_i[1] && !dead_q;
      if (lane_i[1] && word_i == 12'h013 && wdata_i[8]) cmei_q <= 1'b0;
      if (lane_i[2] && word_i == 12'h013 && !run_q && idle && wdata_i[17:16] != 2'd3) size_q <= wdata_i[17:16];
      for (int unsigned b = 0; b < 4; b++) begin
        if (lane_i[b] && word_i == 12'h011) ubase_q[8*b+:8] <= wdata_i[8*b+:8];
        if (lane_i[b] && word_i == 12'h010) begin
          if (b == 0) base_q[7] <= wdata_i[7];
          else base_q[8*b+:8] <= wdata_i[8*b+:8];
        end
      end
      if (fail) {run_q, dead_q} <= 2'b01;
      if (fail || error_i) cmei_q <= 1'b1;

      if (dma_gnt_i) open_q <= 1'b1;
      if (dma_rvalid_i) open_q <= 1'b0;
      // The ring position moves with what goes into the mailbox, and with nothing else.
      if (put) rp_q <= index;
      if (rprst_q) rp_q <= '0;
      if (put || other_put_i) begin
        full_q <= 1'b1;
        mine_q <= put;
      end else if (taken_i) begin
        full_q <= 1'b0;
      end
      if (clear_i) begin
        {wp_q, rp_q, base_q, ubase_q} <= '0;
        size_q <= 2'd2;
        {run_q, dead_q, rprst_q, cmei_q, mine_q} <= '0;
      end
    end
  end

  // ---- properties -------------------------------------------------------------------------------

  logic req_q = 1'b0, due_q = 1'b0, dead_seen_q = 1'b0;
  always_ff @(posedge clk_i) begin
    due_q <= rst_n && !clear_i && run_q && !halt_i && !rprst_q && ((rp_q ^ wp_q) & mask) != '0
        && ready && !other_put_i && idle;
    req_q <= rst_n && !clear_i && dma_req;
  end

  always_comb begin
    if (rst_n) begin
      // The next entry is fetched, from its place in the ring (HDA-CMD-001, HDA-CMD-008).
      a_index:    assert (!dma_req || dma_addr == {ubase_q, base_q, 7'd0} + {54'd0, index, 2'b00});
      a_ring:     assert ((index & ~mask) == '0);
      // Nothing is fetched that software has not written, or while the ring is stopped or its
      // pointer is being reset (HDA-CMD-002). A request on the way may come a cycle too late.
      a_wanted:   assert (!(dma_req && !req_q) || due_q);
      a_due:      assert (!due_q || dma_req);
      a_one:      assert (!dma_req || !open_q);
      // Each fetched entry is put once, with the data that came, into an empty mailbox.
      a_put:      assert (put == (open_q && dma_rvalid_i && !dma_rerr_i && !rprst_q && !halt_i));
      a_command:  assert (!put || command == dma_rdata_i);
      a_room:     assert (!put || (ready && !other_put_i));
      // What software reads.
      a_rp:       assert (!(re_i && word_i == 12'h012) || (rdata[23:16] == rp_q && rdata[7:0] == wp_q));
      a_run:      assert (!(re_i && word_i == 12'h013) || rdata[1] == (run_q || !idle));
      a_idle:     assert (!open_q || !idle);
      // CORBRPRST reads 1 when the pointer is 0 and no command of the ring waits (HDA-CMD-005,
      // HDA-CMD-006).
      a_reset:    assert (!(re_i && word_i == 12'h012 && rdata[31])
          || (rp_q == '0 && !open_q && !(full_q && mine_q)));
      a_drop:     assert (!drop || (full_q && mine_q));
      // An error ends it, and the flag survives a clear in the same cycle (HDA-CMD-009,
      // HDA-INT-007).
      a_dead:     assert (!dead_q || (!run_q && !(dma_req && !req_q)));
      a_cmei:     assert (!(re_i && word_i == 12'h013) || rdata[8] == cmei_q);
    end
  end

  // ---- induction --------------------------------------------------------------------------------

  (* hierconn *) wire [1:0] \u_dut.state_q ;
  (* hierconn *) wire [7:0] \u_dut.rp_q ;
  (* hierconn *) wire [7:0] \u_dut.wp_q ;
  (* hierconn *) wire [1:0] \u_dut.size_q ;
  (* hierconn *) wire [24:0] \u_dut.base_q ;
  (* hierconn *) wire [31:0] \u_dut.ubase_q ;
  (* hierconn *) wire \u_dut.run_q ;
  (* hierconn *) wire \u_dut.dead_q ;
  (* hierconn *) wire \u_dut.cmei_q ;
  (* hierconn *) wire \u_dut.rst_req_q ;
  (* hierconn *) wire \u_dut.rst_done_q ;
  (* hierconn *) wire \u_dut.mine_q ;
  wire [1:0] state = \u_dut.state_q ;
  wire rst_done = \u_dut.rst_done_q ;
  wire dut_mine = \u_dut.mine_q ;

  always_comb begin
    if (rst_n) begin
      i_registers: assert (\u_dut.wp_q == wp_q && \u_dut.size_q == size_q && \u_dut.base_q == base_q
          && \u_dut.ubase_q == ubase_q && \u_dut.run_q == run_q && \u_dut.dead_q == dead_q
          && \u_dut.rst_req_q == rprst_q && \u_dut.cmei_q == cmei_q && size_q != 2'd3);
      i_rp:        assert (\u_dut.rp_q == rp_q);
      i_state:     assert (state <= 2'd2 && open_q == (state == 2'd2));
      i_fetching:  assert (state == 2'd0 || ready);
      i_done:      assert (!rst_done || (rp_q == '0 && state == 2'd0 && !(full_q && mine_q)));
      i_mine:      assert (dut_mine == (full_q && mine_q) || (dut_mine && !full_q));
      i_dead:      assert (!dead_q || !run_q);
    end
  end

  // ---- not vacuous ------------------------------------------------------------------------------

  always_comb begin
    if (rst_n) begin
      c_wrap:     cover (put && size_q == 2'd0 && index == '0);
      c_second:   cover (put && size_q == 2'd1 && index == 8'd2);
      c_reset:    cover (re_i && word_i == 12'h012 && rdata[31] && !idle == 1'b0 && wp_q == 8'd3);
      c_drop:     cover (drop);
      c_error:    cover (dead_q && cmei_q && full_q);
      c_withdraw: cover (req_q && !dma_req && !open_q);
      c_stopping: cover (put && !run_q);
      c_other:    cover (full_q && !mine_q && run_q);
    end
  end

endmodule
