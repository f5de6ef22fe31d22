// SPDX-License-Identifier: Apache-2.0
//
// Protocol of hda_axi_master towards the bus, and its promises to the requesters.
//
// One requester, `who`, is any of them; its bursts are followed from the grant to the response.
// What holds for `who` holds for all. Bursts of the others are as free as the bus allows: the
// number of their read beats is not even restricted.
module f_axi_master #(
  parameter  int unsigned NS = 3,
  localparam int unsigned SW = (NS > 1) ? $clog2(NS) : 1
) (
  input logic             clk_i,
  input logic             enable_i,
  input logic [NS-1:0]    req_i,
  input logic [NS-1:0]    req_write_i,
  input logic [NS*64-1:0] req_addr_i,
  input logic [NS*8-1:0]  req_bytes_i,
  input logic [NS*64-1:0] wdata_i,
  input logic             arready_i,
  input logic [63:0]      rdata_i,
  input logic [1:0]       rresp_i,
  input logic             rlast_i,
  input logic             rvalid_i,
  input logic             awready_i,
  input logic             wready_i,
  input logic [1:0]       bresp_i,
  input logic             bvalid_i
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic [NS-1:0] gnt, rvalid, wpeek, wdone;
  logic [63:0] rdata, araddr, awaddr, wdata;
  logic [3:0] rbytes, wtake, arcache, awcache;
  logic rlast, rerr, werr, idle, arvalid, awvalid, wvalid, wlast, rready, bready;
  logic [7:0] arlen, awlen, wstrb;
  logic [2:0] arsize, awsize, arprot, awprot;
  logic [1:0] arburst, awburst;

  hda_axi_master #(
    .NS(NS)
  ) u_dut (
    .clk_i          (clk_i),
    .rst_ni         (rst_n),
    .enable_i       (enable_i),
    .req_i          (req_i),
    .req_write_i    (req_write_i),
    .req_addr_i     (req_addr_i),
    .req_bytes_i    (req_bytes_i),
    .gnt_o          (gnt),
    .rvalid_o       (rvalid),
    .rdata_o        (rdata),
    .rbytes_o       (rbytes),
    .rlast_o        (rlast),
    .rerr_o         (rerr),
    .wpeek_o        (wpeek),
    .wtake_o        (wtake),
    .wdata_i        (wdata_i),
    .wdone_o        (wdone),
    .werr_o         (werr),
    .idle_o         (idle),
    .m_axi_araddr_o (araddr),
    .m_axi_arlen_o  (arlen),
    .m_axi_arsize_o (arsize),
    .m_axi_arburst_o(arburst),
    .m_axi_arcache_o(arcache),
    .m_axi_arprot_o (arprot),
    .m_axi_arvalid_o(arvalid),
    .m_axi_arready_i(arready_i),
    .m_axi_rdata_i  (rdata_i),
    .m_axi_rresp_i  (rresp_i),
    .m_axi_rlast_i  (rlast_i),
    .m_axi_rvalid_i (rvalid_i),
    .m_axi_rready_o (rready),
    .m_axi_awaddr_o (awaddr),
    .m_axi_awlen_o  (awlen),
    .m_axi_awsize_o (awsize),
    .m_axi_awburst_o(awburst),
    .m_axi_awcache_o(awcache),
    .m_axi_awprot_o (awprot),
    .m_axi_awvalid_o(awvalid),
    .m_axi_awready_i(awready_i),
    .m_axi_wdata_o  (wdata),
    .m_axi_wstrb_o  (wstrb),
    .m_axi_wlast_o  (wlast),
    .m_axi_wvalid_o (wvalid),
    .m_axi_wready_i (wready_i),
    .m_axi_bresp_i  (bresp_i),
    .m_axi_bvalid_i (bvalid_i),
    .m_axi_bready_o (bready)
  );

  // The bytes [addr, addr + bytes) in 8-byte beats: index of the last beat, strobes of beat n.
  function automatic logic [7:0] last_beat(input logic [2:0] lane, input logic [7:0] bytes);
    logic [8:0] span;
    span = {6'd0, lane} + {1'b0, bytes} + 9'd7;
    last_beat = {2'b00, span[8:3]} - 8'd1;
  endfunction

  function automatic logic [7:0] strobes(input logic [2:0] lane, input logic [7:0] bytes,
                                         input logic [7:0] n);
    for (int unsigned j = 0; j < 8; j++) begin
      strobes[j] = ({1'b0, n, 3'b000} + 12'(j) >= {9'd0, lane})
          && ({1'b0, n, 3'b000} + 12'(j) < {9'd0, lane} + {4'd0, bytes});
    end
  endfunction

  // Bytes of the beat that begins at `lane` when `left` are to come.
  function automatic logic [3:0] in_beat(input logic [2:0] lane, input logic [7:0] left);
    in_beat = ({5'd0, lane} + left > 8'd8) ? 4'd8 - {1'b0, lane} : left[3:0];
  endfunction

  (* anyconst *) logic [SW-1:0] who;
  logic [63:0] who_addr;
  logic [7:0] who_bytes;
  logic [NS-1:0] gnt_r, gnt_w;
  assign who_addr = req_addr_i[64*who+:64];
  assign who_bytes = req_bytes_i[8*who+:8];
  assign gnt_r = gnt & ~req_write_i;
  assign gnt_w = gnt & req_write_i;

  // ---- requesters -------------------------------------------------------------------------------

  // A burst of 1 to 128 bytes that stays within 128 bytes; one outstanding each. They may withdraw
  // a request that has not been granted.
  logic [NS-1:0] open_r = '0, open_w = '0;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      open_r <= (open_r | gnt_r) & ~(rvalid & {NS{rlast}});
      open_w <= (open_w | gnt_w) & ~wdone;
    end
  end
  always_comb begin
    assume ({1'b0, who} < (SW + 1)'(NS));
    for (int unsigned i = 0; i < NS; i++) begin
      if (req_i[i]) begin
        assume (req_bytes_i[8*i+:8] != 8'd0);
        assume ({2'b00, req_addr_i[64*i+:7]} + req_bytes_i[8*i+:8] <= 9'd128);
        assume (!open_r[i] && !open_w[i]);
      end
    end
  end

  // ---- the bus ----------------------------------------------------------------------------------

  // Bursts granted and without their last R beat, without their last W beat, without response.
  logic [2:0] r_open = '0, w_open = '0, b_open = '0;
  logic r_end, w_end;
  assign r_end = rvalid_i && rlast_i;
  assign w_end = wvalid && wready_i && wlast;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      r_open <= r_open + 3'(gnt_r != '0) - 3'(r_end);
      w_open <= w_open + 3'(gnt_w != '0) - 3'(w_end);
      b_open <= b_open + 3'(gnt_w != '0) - 3'(bvalid_i);
    end
  end
  // R follows an accepted AR; B follows an accepted AW and the last W beat of the same burst.
  always_comb begin
    if (rvalid_i) assume (rst_n && r_open > 3'(arvalid));
    if (bvalid_i) assume (rst_n && b_open > 3'(awvalid) && b_open > w_open);
  end

  // ---- reads of `who` ---------------------------------------------------------------------------

  logic rd_q = 1'b0, rd_own, rd_own_q = 1'b0, rd_last_q, rd_err_q = 1'b0, rd_err_out_q, rd_bad;
  logic [2:0] rd_ahead_q = '0, rd_lane;
  logic [63:0] rd_addr_q, rd_data_q;
  logic [7:0] rd_bytes_q, rd_left_q = '0, rd_beat_q;
  logic [3:0] rd_n, rd_n_q;

  assign rd_own = rvalid_i && rd_q && rd_ahead_q == 3'd0;
  assign rd_lane = (rd_beat_q == 8'd0) ? rd_addr_q[2:0] : 3'd0;
  assign rd_n = in_beat(rd_lane, rd_left_q);
  assign rd_bad = rd_err_q || rresp_i[1];
  always_comb begin
    if (rd_own) assume (rlast_i == (rd_beat_q == last_beat(rd_addr_q[2:0], rd_bytes_q)));
  end

  always_ff @(posedge clk_i) begin
    rd_own_q <= rst_n && rd_own;
    rd_last_q <= rlast_i;
    rd_n_q <= rd_n;
    rd_data_q <= rdata_i >> {rd_lane, 3'b000};
    rd_err_out_q <= rd_bad;
    if (rst_n) begin
      if (rd_q && r_end) begin
        if (rd_ahead_q != 3'd0) rd_ahead_q <= rd_ahead_q - 3'd1;
        else rd_q <= 1'b0;
      end
      if (rd_own) begin
        rd_beat_q <= rd_beat_q + 8'd1;
        rd_left_q <= rd_left_q - {4'd0, rd_n};
        rd_err_q <= rd_bad;
      end
      if (gnt_r[who]) begin
        rd_q <= 1'b1;
        rd_ahead_q <= r_open - 3'(r_end);
        rd_addr_q <= who_addr;
        rd_bytes_q <= who_bytes;
        rd_left_q <= who_bytes;
        rd_beat_q <= '0;
        rd_err_q <= 1'b0;
      end
    end
  end

  // ---- writes of `who` --------------------------------------------------------------------------

  logic wr_q = 1'b0, wr_own, b_q = 1'b0, b_own_q = 1'b0, b_err_q;
  logic [2:0] wr_ahead_q = '0, b_ahead_q = '0, wr_lane;
  logic [63:0] wr_addr_q;
  logic [7:0] wr_bytes_q, wr_beat_q, wr_given_q = '0, wr_given_beats_q = '0;

  assign wr_own = wvalid && wr_q && wr_ahead_q == 3'd0;
  assign wr_lane = (wr_given_beats_q == 8'd0) ? wr_addr_q[2:0] : 3'd0;

  always_ff @(posedge clk_i) begin
    b_own_q <= rst_n && bvalid_i && b_q && b_ahead_q == 3'd0;
    b_err_q <= bresp_i[1];
    if (rst_n) begin
      if (wr_own && wready_i) wr_beat_q <= wr_beat_q + 8'd1;
      if (wr_q && w_end) begin
        if (wr_ahead_q != 3'd0) wr_ahead_q <= wr_ahead_q - 3'd1;
        else wr_q <= 1'b0;
      end
      if (b_q && bvalid_i) begin
        if (b_ahead_q != 3'd0) b_ahead_q <= b_ahead_q - 3'd1;
        else b_q <= 1'b0;
      end
      if (wpeek[who] && wtake != 4'd0) begin
        wr_given_q <= wr_given_q + {4'd0, wtake};
        wr_given_beats_q <= wr_given_beats_q + 8'd1;
      end
      if (gnt_w[who]) begin
        wr_q <= 1'b1;
        b_q <= 1'b1;
        wr_ahead_q <= w_open - 3'(w_end);
        b_ahead_q <= b_open - 3'(bvalid_i);
        wr_addr_q <= who_addr;
        wr_bytes_q <= who_bytes;
        wr_beat_q <= '0;
        wr_given_q <= '0;
        wr_given_beats_q <= '0;
      end
    end
  end

  // The two entries of the W buffer: whether the beat is of `who`, which one, and its data.
  (* hierconn *) wire [1:0] \u_dut.wbuf_valid_q ;
  (* hierconn *) wire \u_dut.w_beat ;
  wire [1:0] buf_valid = \u_dut.wbuf_valid_q ;
  wire push = \u_dut.w_beat ;
  logic [1:0] own_q = '0;
  logic [7:0] own0_beat_q, own1_beat_q;
  logic [63:0] own0_data_q, own1_data_q, given;
  assign given = wdata_i[64*who+:64] << {wr_lane, 3'b000};
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (buf_valid[0] && !wready_i) begin
        if (push) begin
          own_q[1] <= wpeek[who];
          own1_beat_q <= wr_given_beats_q;
          own1_data_q <= given;
        end
      end else if (buf_valid[1]) begin
        own_q <= {1'b0, own_q[1]};
        own0_beat_q <= own1_beat_q;
        own0_data_q <= own1_data_q;
      end else begin
        own_q <= {1'b0, push && wpeek[who]};
        own0_beat_q <= wr_given_beats_q;
        own0_data_q <= given;
      end
    end
  end

  function automatic logic [63:0] bytes_of(input logic [7:0] strb, input logic [63:0] data);
    for (int unsigned j = 0; j < 8; j++) bytes_of[8*j+:8] = strb[j] ? data[8*j+:8] : 8'd0;
  endfunction

  // ---- fairness ---------------------------------------------------------------------------------

  (* hierconn *) wire [SW-1:0] \u_dut.rd_last_q ;
  (* hierconn *) wire [SW-1:0] \u_dut.wr_last_q ;
  wire [SW-1:0] last_r = \u_dut.rd_last_q ;
  wire [SW-1:0] last_w = \u_dut.wr_last_q ;
  logic [SW:0] others_r_q = '0, others_w_q = '0, turn_r, turn_w;
  assign turn_r = (who > last_r) ? {1'b0, who} - {1'b0, last_r} - 1'b1
      : {1'b0, who} + (SW + 1)'(NS) - {1'b0, last_r} - 1'b1;
  assign turn_w = (who > last_w) ? {1'b0, who} - {1'b0, last_w} - 1'b1
      : {1'b0, who} + (SW + 1)'(NS) - {1'b0, last_w} - 1'b1;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (!req_i[who] || gnt[who] || req_write_i[who]) others_r_q <= '0;
      else if (gnt_r != '0) others_r_q <= others_r_q + 1'b1;
      if (!req_i[who] || gnt[who] || !req_write_i[who]) others_w_q <= '0;
      else if (gnt_w != '0) others_w_q <= others_w_q + 1'b1;
    end
  end

  // ---- what stays -------------------------------------------------------------------------------

  logic ar_held_q = 1'b0, aw_held_q = 1'b0, w_held_q = 1'b0, ar_new_q = 1'b0, aw_new_q = 1'b0;
  logic ar_who_q, aw_who_q;
  logic [71:0] ar_q, aw_q;
  logic [72:0] w_q;
  always_ff @(posedge clk_i) begin
    ar_held_q <= rst_n && arvalid && !arready_i;
    aw_held_q <= rst_n && awvalid && !awready_i;
    w_held_q <= rst_n && wvalid && !wready_i;
    ar_q <= {araddr, arlen};
    aw_q <= {awaddr, awlen};
    w_q <= {wlast, wstrb, wdata};
    ar_new_q <= rst_n && gnt_r != '0;
    aw_new_q <= rst_n && gnt_w != '0;
    if (gnt_r != '0) ar_who_q <= gnt_r[who];
    if (gnt_w != '0) aw_who_q <= gnt_w[who];
  end

  always_comb begin
    if (rst_n) begin
      // Valid stays until ready, with what it carries.
      a_ar_stable:   assert (!ar_held_q || (arvalid && {araddr, arlen} == ar_q));
      a_aw_stable:   assert (!aw_held_q || (awvalid && {awaddr, awlen} == aw_q));
      a_w_stable:    assert (!w_held_q || (wvalid && {wlast, wstrb, wdata} == w_q));
      a_constant:    assert (arsize == 3'd3 && awsize == 3'd3 && arburst == 2'b01 && awburst == 2'b01
          && rready && bready);

      // No burst crosses 4 KiB, or has more than 16 beats.
      a_ar_4k:       assert (!arvalid || {1'b0, araddr[11:3], 3'b000} + {2'b00, arlen, 3'b000}
          + 13'd8 <= 13'd4096);
      a_aw_4k:       assert (!awvalid || {1'b0, awaddr[11:3], 3'b000} + {2'b00, awlen, 3'b000}
          + 13'd8 <= 13'd4096);
      a_len:         assert ((!arvalid || arlen < 8'd16) && (!awvalid || awlen < 8'd16));

      // A burst is what was asked for, and nothing is started while disabled (HDA-SD-032).
      a_enable:      assert (enable_i || gnt == '0);
      a_ar_granted:  assert (!arvalid || ar_held_q || ar_new_q);
      a_aw_granted:  assert (!awvalid || aw_held_q || aw_new_q);
      a_ar_request:  assert (!(arvalid && ar_who_q)
          || (araddr == rd_addr_q && arlen == last_beat(rd_addr_q[2:0], rd_bytes_q)));
      a_aw_request:  assert (!(awvalid && aw_who_q)
          || (awaddr == wr_addr_q && awlen == last_beat(wr_addr_q[2:0], wr_bytes_q)));
      a_gnt_asked:   assert ((gnt & ~req_i) == '0);
      a_gnt_one:     assert ((gnt_r & (gnt_r - 1'b1)) == '0 && (gnt_w & (gnt_w - 1'b1)) == '0);

      // Beats: AWLEN + 1, WLAST on the last one only, strobes on the requested bytes only
      // (HDA-SD-031), data in the order in which it was taken.
      a_w_last:      assert (!wr_own || wlast == (wr_beat_q == last_beat(wr_addr_q[2:0], wr_bytes_q)));
      a_w_strobes:   assert (!wr_own || wstrb == strobes(wr_addr_q[2:0], wr_bytes_q, wr_beat_q));
      a_w_data:      assert (!wr_own || bytes_of(wstrb, wdata) == bytes_of(wstrb, own0_data_q));
      a_w_some:      assert (!wvalid || w_open != 3'd0);
      a_w_taken:     assert (!(w_end && wr_own) || wr_given_q == wr_bytes_q);
      a_take_peek:   assert (wtake == 4'd0 || wpeek != '0);
      a_peek_one:    assert ((wpeek & (wpeek - 1'b1)) == '0 && (wpeek & ~open_w) == '0);

      // Answers go to whom they belong.
      a_r_route:     assert (rvalid[who] == rd_own_q);
      a_r_beat:      assert (!rd_own_q || (rbytes == rd_n_q && rlast == rd_last_q && rdata == rd_data_q));
      a_r_error:     assert (!(rd_own_q && rd_last_q) || rerr == rd_err_out_q);
      a_r_one:       assert ((rvalid & (rvalid - 1'b1)) == '0 && (rvalid & ~open_r) == '0);
      a_r_all:       assert (!(rd_own_q && rd_last_q) || rd_left_q == 8'd0);
      a_b_route:     assert (wdone[who] == b_own_q);
      a_b_error:     assert (!b_own_q || werr == b_err_q);
      a_b_one:       assert ((wdone & (wdone - 1'b1)) == '0 && (wdone & ~open_w) == '0);
      a_idle:        assert (idle == (open_r == '0 && open_w == '0));

      // A request waits while each other requester is served once at most.
      a_fair_read:   assert (others_r_q <= (SW + 1)'(NS - 1));
      a_fair_write:  assert (others_w_q <= (SW + 1)'(NS - 1));
    end
  end

  // ---- induction: how the registers of the design follow from the above -------------------------

  (* hierconn *) wire [SW:0] \u_dut.rq_w_q ;
  (* hierconn *) wire [SW:0] \u_dut.rq_r_q ;
  (* hierconn *) wire [SW:0] \u_dut.bq_w_q ;
  (* hierconn *) wire [SW:0] \u_dut.bq_r_q ;
  (* hierconn *) wire [7:0] \u_dut.r_done_q ;
  (* hierconn *) wire \u_dut.r_err_q ;
  (* hierconn *) wire \u_dut.rvalid_q ;
  (* hierconn *) wire \u_dut.rlast_q ;
  (* hierconn *) wire \u_dut.bvalid_q ;
  (* hierconn *) wire \u_dut.wvalid_q ;
  (* hierconn *) wire [SW-1:0] \u_dut.w_src_q ;
  (* hierconn *) wire [7:0] \u_dut.w_left_q ;
  (* hierconn *) wire [2:0] \u_dut.w_lane_q ;
  (* hierconn *) wire [72:0] \u_dut.wbuf_q[0] ;
  (* hierconn *) wire [72:0] \u_dut.wbuf_q[1] ;
  (* hierconn *) wire [SW+10:0] \u_dut.rq_q[0] ;
  (* hierconn *) wire [SW+10:0] \u_dut.rq_q[1] ;
  (* hierconn *) wire [SW+10:0] \u_dut.rq_q[2] ;
  (* hierconn *) wire [SW+10:0] \u_dut.rq_q[3] ;
  (* hierconn *) wire [SW-1:0] \u_dut.bq_q[0] ;
  (* hierconn *) wire [SW-1:0] \u_dut.bq_q[1] ;
  (* hierconn *) wire [SW-1:0] \u_dut.bq_q[2] ;
  (* hierconn *) wire [SW-1:0] \u_dut.bq_q[3] ;
  wire [SW:0] rq_w = \u_dut.rq_w_q ;
  wire [SW:0] rq_r = \u_dut.rq_r_q ;
  wire [SW:0] bq_w = \u_dut.bq_w_q ;
  wire [SW:0] bq_r = \u_dut.bq_r_q ;
  wire [7:0] r_done = \u_dut.r_done_q ;
  wire r_err = \u_dut.r_err_q ;
  wire r_flop = \u_dut.rvalid_q ;
  wire r_flop_last = r_flop && \u_dut.rlast_q ;
  wire b_flop = \u_dut.bvalid_q ;
  wire w_busy = \u_dut.wvalid_q ;
  wire [SW-1:0] w_src = \u_dut.w_src_q ;
  wire [7:0] w_left = \u_dut.w_left_q ;
  wire [2:0] w_lane = \u_dut.w_lane_q ;
  wire [145:0] wbuf = {\u_dut.wbuf_q[1] , \u_dut.wbuf_q[0] };
  wire [4*(SW+11)-1:0] rq = {\u_dut.rq_q[3] , \u_dut.rq_q[2] , \u_dut.rq_q[1] , \u_dut.rq_q[0] };
  wire [4*SW-1:0] bq = {\u_dut.bq_q[3] , \u_dut.bq_q[2] , \u_dut.bq_q[1] , \u_dut.bq_q[0] };

  logic [SW:0] rd_slot_q, b_slot_q, rq_n, bq_n;
  assign rq_n = rq_w - rq_r;
  assign bq_n = bq_w - bq_r;
  always_ff @(posedge clk_i) begin
    if (gnt_r[who]) rd_slot_q <= rq_w;
    if (gnt_w[who]) b_slot_q <= bq_w;
  end

  // Requesters with an entry in the queues.
  logic [NS-1:0] in_rq, in_bq, once_rq, once_bq;
  logic [SW-1:0] slot;
  always_comb begin
    {in_rq, in_bq} = '0;
    once_rq = '1;
    once_bq = '1;
    slot = '0;
    for (int unsigned s = 0; s < 4; s++) begin
      for (int unsigned i = 0; i < NS; i++) begin
        slot = SW'(s) - rq_r[SW-1:0];
        if ({1'b0, slot} < rq_n && rq[(SW+11)*s+11+:SW] == SW'(i)) begin
          if (in_rq[i]) once_rq[i] = 1'b0;
          in_rq[i] = 1'b1;
        end
        slot = SW'(s) - bq_r[SW-1:0];
        if ({1'b0, slot} < bq_n && bq[SW*s+:SW] == SW'(i)) begin
          if (in_bq[i]) once_bq[i] = 1'b0;
          in_bq[i] = 1'b1;
        end
      end
    end
  end

  function automatic logic [2:0] ones(input logic [NS-1:0] v);
    ones = '0;
    for (int unsigned i = 0; i < NS; i++) ones = ones + 3'(v[i]);
  endfunction

  logic rd_open, b_wait;
  assign rd_open = open_r[who];
  assign b_wait = open_w[who];
  logic [1:0] lasts;
  logic [SW-1:0] newest;
  assign newest = bq_w[SW-1:0] - 1'b1;
  assign lasts = 2'(buf_valid[0] && wbuf[72]) + 2'(buf_valid[1] && wbuf[145]);

  always_comb begin
    if (rst_n) begin
      i_last:     assert ({1'b0, last_r} < (SW + 1)'(NS) && {1'b0, last_w} < (SW + 1)'(NS));
      i_fair:     assert (others_r_q + turn_r <= (SW + 1)'(NS - 1) && others_w_q + turn_w <= (SW + 1)'(NS - 1));
      i_queues:   assert (in_rq == open_r && in_bq == open_w && once_rq == '1 && once_bq == '1
          && rq_n == ones(open_r) && bq_n == ones(open_w));
      i_apart:    assert ((open_r & open_w) == '0);
      i_r_open:   assert (r_open + 3'(r_flop_last) == rq_n && (!r_flop || rq_n != '0));
      i_b_open:   assert (b_open + 3'(b_flop) == bq_n);
      i_ar:       assert (r_open >= 3'(arvalid));
      i_w_open:   assert (w_open == 3'(w_busy) + 3'(lasts) && w_open <= b_open
          && b_open >= 3'(awvalid) && (!buf_valid[1] || buf_valid[0]));
      i_w_tail:   assert (w_busy || !buf_valid[0] || (buf_valid[1] ? wbuf[145] : wbuf[72]));
      i_ar_who:   assert (!(arvalid && ar_who_q) || rd_q && rd_ahead_q == r_open - 3'd1);
      i_aw_who:   assert (!(awvalid && aw_who_q) || b_q && b_ahead_q == b_open - 3'd1);

      i_rd_open:  assert (rd_open == (rd_q || (rd_own_q && rd_last_q)));
      i_rd_ahead: assert (!rd_q || rd_ahead_q < r_open);
      i_rd_slot:  assert (!rd_open || rq[(SW+11)*rd_slot_q[SW-1:0]+:SW+11]
          == {who, rd_addr_q[2:0], rd_bytes_q});
      i_rd_place: assert (!rd_q || rd_slot_q - rq_r == rd_ahead_q + 3'(r_flop_last));
      i_rd_end:   assert (!(rd_own_q && rd_last_q) || (rd_slot_q == rq_r && !rd_q && rd_left_q == '0));
      i_rd_flop:  assert (!rd_own_q || (r_flop && rlast == rd_last_q && rd_slot_q == rq_r));
      i_rd_head:  assert (!(rd_open && rd_slot_q == rq_r && r_flop) || rd_own_q);
      i_rd_behind: assert (!(rd_q && rd_slot_q != rq_r) || (rd_beat_q == '0 && !rd_err_q));
      i_rd_bytes: assert (!rd_open || (rd_bytes_q != '0 && {2'b00, rd_addr_q[6:0]} + rd_bytes_q <= 9'd128));
      i_rd_left:  assert (!rd_q || (rd_left_q != '0 && rd_beat_q <= last_beat(rd_addr_q[2:0], rd_bytes_q)
          && rd_left_q == ((rd_beat_q == '0) ? rd_bytes_q
              : rd_bytes_q + {5'd0, rd_addr_q[2:0]} - {rd_beat_q[4:0], 3'b000})));
      i_rd_done:  assert (!(rd_open && rd_slot_q == rq_r)
          || r_done == rd_bytes_q - rd_left_q - (rd_own_q ? {4'd0, rd_n_q} : 8'd0));
      i_rd_first: assert (!(rd_open && rd_slot_q == rq_r && rd_own_q && r_done == '0) || rd_beat_q == 8'd1);
      i_rd_n:     assert (!rd_own_q || rd_n_q == in_beat((r_done == '0) ? rd_addr_q[2:0] : 3'd0,
          rd_bytes_q - r_done) && rd_n_q != '0);
      i_rd_none:  assert (!(rd_q && rd_beat_q == '0) || !rd_own_q);
      i_rd_err:   assert (!(rd_open && rd_slot_q == rq_r) || (rd_own_q ? rd_err_out_q == rerr : rd_err_q == r_err));
      i_rd_err2:  assert (!rd_own_q || rd_err_out_q == rd_err_q);
      i_r_fresh:  assert (rq_n != '0 || (r_done == '0 && !r_err));

      i_b_wait:   assert (b_wait == (b_q || b_own_q) && !(b_q && b_own_q) && (!wr_q || b_q));
      i_b_slot:   assert (!b_wait || bq[SW*b_slot_q[SW-1:0]+:SW] == who);
      i_b_place:  assert (!b_q || b_slot_q - bq_r == b_ahead_q + 3'(b_flop));
      i_b_own:    assert (!b_own_q || (b_slot_q == bq_r && b_flop));
      i_b_ahead:  assert (!b_q || b_ahead_q < b_open);
      i_b_order:  assert (!wr_q || b_open - b_ahead_q == w_open - wr_ahead_q);
      i_b_past:   assert (!(b_q && !wr_q) || b_open - b_ahead_q > w_open);
      i_wr_ahead: assert (!wr_q || wr_ahead_q < w_open);
      i_wr_bytes: assert (!b_wait || (wr_bytes_q != '0 && {2'b00, wr_addr_q[6:0]} + wr_bytes_q <= 9'd128));
      i_w_src:    assert (!w_busy || ({1'b0, w_src} < (SW + 1)'(NS) && open_w[w_src] && w_left != '0));
      i_w_before: assert (!wr_q || wr_ahead_q == 3'(buf_valid[0] && !own_q[0] && wbuf[72])
          + 3'(buf_valid[1] && own_q == 2'b00 && wbuf[145]));
      i_w_fresh:  assert (!(w_busy && w_src == who && buf_valid[0])
          || (buf_valid[1] ? wbuf[145] != own_q[1] : wbuf[72] != own_q[0]));
      i_w_newest: assert (!w_busy || (bq_n != '0 && bq[SW*newest+:SW] == w_src));
      i_w_who:    assert (!(w_busy && w_src == who) || (wr_q && wr_ahead_q == w_open - 3'd1
          && w_left == wr_bytes_q - wr_given_q && w_lane == wr_lane && wr_given_q < wr_bytes_q));
      i_w_given:  assert (!wr_q || ((wr_given_beats_q == '0) ? wr_given_q == '0
          : wr_given_q == wr_bytes_q
              || wr_given_q == {wr_given_beats_q[4:0], 3'b000} - {5'd0, wr_addr_q[2:0]}));
      i_w_beats:  assert (!wr_q || wr_given_beats_q <= 8'd16 && wr_given_beats_q
          <= last_beat(wr_addr_q[2:0], wr_bytes_q) + 8'd1);
      i_w_all:    assert (!(wr_q && !(w_busy && w_src == who)) || (wr_given_q == wr_bytes_q
          && wr_given_beats_q == last_beat(wr_addr_q[2:0], wr_bytes_q) + 8'd1));
      i_w_inside: assert (!wr_q || wr_beat_q + 8'(own_q[0] && buf_valid[0]) + 8'(own_q[1] && buf_valid[1])
          == wr_given_beats_q);
      i_own0:     assert (!(buf_valid[0] && own_q[0]) || (wr_q && wr_ahead_q == '0 && own0_beat_q == wr_beat_q
          && wbuf[72] == (own0_beat_q == last_beat(wr_addr_q[2:0], wr_bytes_q))
          && wbuf[71:64] == strobes(wr_addr_q[2:0], wr_bytes_q, own0_beat_q)
          && bytes_of(wbuf[71:64], wbuf[63:0]) == bytes_of(wbuf[71:64], own0_data_q)));
      i_own1:     assert (!(buf_valid[1] && own_q[1]) || (wr_q && (own_q[0] || wbuf[72])
          && own1_beat_q == wr_beat_q + 8'(own_q[0])
          && wbuf[145] == (own1_beat_q == last_beat(wr_addr_q[2:0], wr_bytes_q))
          && wbuf[144:137] == strobes(wr_addr_q[2:0], wr_bytes_q, own1_beat_q)
          && bytes_of(wbuf[144:137], wbuf[136:73]) == bytes_of(wbuf[144:137], own1_data_q)));
      i_own:      assert (wr_own == (buf_valid[0] && own_q[0]));
    end
  end

  // ---- not vacuous ------------------------------------------------------------------------------

  always_comb begin
    if (rst_n) begin
      c_read:        cover (rd_own_q && rd_last_q && rd_bytes_q == 8'd20 && rd_addr_q[2:0] == 3'd5);
      c_read_behind: cover (rd_own_q && rd_last_q && rd_slot_q == 3'd2);
      c_read_error:  cover (rd_own_q && rd_last_q && rerr && rd_beat_q == 8'd2);
      c_ar_waits:    cover (ar_held_q && araddr[11:0] == 12'hFFF);
      c_write:       cover (wr_own && wlast && wstrb == 8'h07 && wr_beat_q == 8'd2);
      c_w_stalled:   cover (buf_valid == 2'b11 && own_q == 2'b11 && w_held_q);
      c_w_two:       cover (w_open == 3'd3);
      c_write_error: cover (b_own_q && werr && b_open == 3'd1);
      c_withdrawn:   cover (others_w_q == (SW + 1)'(NS - 1) && !req_i[who]);
      c_unfair_read: cover (others_r_q == (SW + 1)'(NS - 1) && gnt_r[who]);
      c_disabled:    cover (!enable_i && req_i == '1 && idle);
    end
  end

endmodule
