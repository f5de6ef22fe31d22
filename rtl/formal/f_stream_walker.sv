// SPDX-License-Identifier: Apache-2.0
//
// What hda_stream_walker asks of the bus, and what it reports, for any buffer descriptor list. The
// list entries that come from the bus are kept here, and every request is held against them.
//
// Assumed of hda_stream: list base and LVI do not change in a run, start and stop come while
// nothing is outstanding, an error ends the run. Assumed of memory: an entry does not wrap around
// the address space.
module f_stream_walker #(
  parameter bit ADDR64 = 1'b1
) (
  input logic        clk_i,
  input logic        clear_i,
  input logic        start_i,
  input logic [31:0] start_skip_i,
  input logic        stop_i,
  input logic [15:0] stop_ahead_i,
  input logic        enable_i,
  input logic        flush_i,
  input logic [15:0] avail_i,
  input logic        gnt_i,
  input logic        rvalid_i,
  input logic [63:0] rdata_i,
  input logic        rlast_i,
  input logic        rerr_i,
  input logic        wdone_i,
  input logic        werr_i
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  (* anyconst *) logic dir_out;
  (* anyconst *) logic [63:0] list;
  (* anyconst *) logic [7:0] lvi;

  logic req, req_bdl, req_write, outstanding, data_read, ready, issue, complete, error;
  logic [63:0] req_addr;
  logic [7:0] req_bytes;

  hda_stream_walker #(
    .ADDR64(ADDR64)
  ) u_dut (
    .clk_i        (clk_i),
    .rst_ni       (rst_n),
    .clear_i      (clear_i),
    .start_i      (start_i),
    .start_skip_i (start_skip_i),
    .stop_i       (stop_i),
    .stop_ahead_i (stop_ahead_i),
    .enable_i     (enable_i),
    .flush_i      (flush_i),
    .avail_i      (avail_i),
    .dir_out_i    (dir_out),
    .bdl_base_i   (list),
    .lvi_i        (lvi),
    .req_o        (req),
    .req_bdl_o    (req_bdl),
    .req_write_o  (req_write),
    .req_addr_o   (req_addr),
    .req_bytes_o  (req_bytes),
    .gnt_i        (gnt_i),
    .rvalid_i     (rvalid_i),
    .rdata_i      (rdata_i),
    .rlast_i      (rlast_i),
    .rerr_i       (rerr_i),
    .wdone_i      (wdone_i),
    .werr_i       (werr_i),
    .outstanding_o(outstanding),
    .data_read_o  (data_read),
    .ready_o      (ready),
    .issue_o      (issue),
    .complete_o   (complete),
    .error_o      (error)
  );

  localparam logic [64:0] TOP = ADDR64 ? 65'h1_0000_0000_0000_0000 : 65'h0_0000_0001_0000_0000;

  // ---- surroundings -----------------------------------------------------------------------------

  logic open_q = 1'b0, open_bdl_q, open_write_q, second_q = 1'b0, failed_q = 1'b1;
  logic ended, entry_read;
  logic [31:0] len;
  assign ended = open_q && (open_write_q ? wdone_i : rvalid_i && rlast_i);
  assign entry_read = open_q && open_bdl_q && rvalid_i && rlast_i;
  assign len = rdata_i[31:0];

  always_comb begin
    assume (list[6:0] == '0 && {1'b0, list} + 65'd4096 <= TOP);
    assume (!gnt_i || req);
    assume (!rvalid_i || (open_q && !open_write_q));
    assume (!wdone_i || (open_q && open_write_q));
    // A list entry is two beats.
    if (rvalid_i && open_bdl_q) assume (rlast_i == second_q);
    assume (!(start_i || stop_i || clear_i) || (!enable_i && !open_q));
    assume (3'(start_i) + 3'(stop_i) + 3'(clear_i) <= 3'd1);
    // Between an error and the next start nothing is wanted; nor before the first start.
    if (failed_q) assume (!enable_i);
  end

  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (ended) open_q <= 1'b0;
      if (open_q && rvalid_i) second_q <= 1'b1;
      if (gnt_i) begin
        open_q <= 1'b1;
        open_bdl_q <= req_bdl;
        open_write_q <= req_write;
        second_q <= 1'b0;
      end
      if (start_i) failed_q <= 1'b0;
      if (error || clear_i) failed_q <= 1'b1;
    end
  end

  // ---- the entries read -------------------------------------------------------------------------

  // The entry in progress with the bytes of it that are behind, and the one after it.
  logic cur_q = 1'b0, nxt_q = 1'b0, cur_ioc_q, nxt_ioc_q;
  logic [63:0] cur_addr_q, nxt_addr_q, entry_addr_q, entry_addr;
  logic [31:0] cur_len_q, nxt_len_q, cur_off_q, skip_q = '0, to_end;
  logic [7:0] index_q = '0;
  // Bytes ahead that have been moved before, and whether the outstanding burst ends an entry with
  // IOC for the first time.
  logic [16:0] again_q = '0;
  logic report_q = 1'b0;

  assign entry_addr = ADDR64 ? entry_addr_q : {32'd0, entry_addr_q[31:0]};
  assign to_end = cur_len_q - cur_off_q;

  always_comb begin
    assume (again_q + {1'b0, stop_ahead_i} <= 17'hFFFF);
    if (entry_read) begin
      assume ({1'b0, entry_addr} + {33'd0, len} <= TOP);
    end
  end

  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (open_q && open_bdl_q && rvalid_i && !second_q) entry_addr_q <= rdata_i;
      if (gnt_i && req_bdl) begin
        index_q <= (index_q == lvi) ? 8'd0 : index_q + 8'd1;
        report_q <= 1'b0;
      end
      if (gnt_i && !req_bdl) begin
        cur_off_q <= cur_off_q + {24'd0, req_bytes};
        again_q <= (again_q > {9'd0, req_bytes}) ? again_q - {9'd0, req_bytes} : '0;
        report_q <= 1'b0;
        if ({24'd0, req_bytes} == to_end) begin
          report_q <= cur_ioc_q && again_q < {9'd0, req_bytes};
          cur_q <= nxt_q;
          nxt_q <= 1'b0;
          cur_addr_q <= nxt_addr_q;
          cur_len_q <= nxt_len_q;
          cur_ioc_q <= nxt_ioc_q;
          cur_off_q <= '0;
        end
      end
      if (entry_read) begin
        if (cur_q) begin
          nxt_q <= 1'b1;
          nxt_addr_q <= entry_addr;
          nxt_len_q <= len;
          nxt_ioc_q <= rdata_i[32];
        end else if (skip_q >= len) begin
          skip_q <= skip_q - len;
        end else begin
          cur_q <= 1'b1;
          cur_addr_q <= entry_addr;
          cur_len_q <= len;
          cur_ioc_q <= rdata_i[32];
          cur_off_q <= skip_q;
          skip_q <= '0;
        end
      end
      if (stop_i) again_q <= again_q + {1'b0, stop_ahead_i};
      if (start_i || clear_i) begin
        cur_q <= 1'b0;
        nxt_q <= 1'b0;
        index_q <= '0;
        skip_q <= start_i ? start_skip_i : '0;
      end
      if (clear_i) again_q <= '0;
    end
  end

  always_comb begin
    if (rst_n) begin
      // Nothing is asked for unless wanted, and one thing at a time.
      a_enabled:   assert (!req || (enable_i && !open_q));
      a_size:      assert (!req || (req_bytes != '0 && req_bytes <= 8'd128));
      // Never across 128 bytes, hence never across 4 KiB.
      a_boundary:  assert (!req || {2'b00, req_addr[6:0]} + req_bytes <= 9'd128);

      // The list: entries in order, 0 after LVI, never past LVI.
      a_list:      assert (!(req && req_bdl) || (req_bytes == 8'd16 && !req_write
          && req_addr == list + {52'd0, index_q, 4'd0}));
      a_lvi:       assert (index_q <= lvi);

      // Data: inside the entry, without a gap, in the direction of the stream.
      a_entry:     assert (!(req && !req_bdl) || cur_q);
      a_begin:     assert (!(req && !req_bdl) || req_addr >= cur_addr_q);
      a_end:       assert (!(req && !req_bdl)
          || {1'b0, req_addr} + {57'd0, req_bytes} <= {1'b0, cur_addr_q} + {33'd0, cur_len_q});
      a_no_gap:    assert (!(req && !req_bdl) || req_addr == cur_addr_q + {32'd0, cur_off_q});
      a_direction: assert (!(req && !req_bdl) || req_write == !dir_out);
      a_avail:     assert (!(req && !req_bdl) || {8'd0, req_bytes} <= avail_i);
      a_32bit:     assert (ADDR64 || !req || req_addr[63:32] == '0);

      // An entry is complete when its last byte has been moved, it has IOC, and that has not been
      // reported before (HDA-SD-012, HDA-SD-013, HDA-SD-014).
      a_complete:  assert (complete == (ended && !open_bdl_q && report_q
          && !(open_write_q ? werr_i : rerr_i)));
      a_error:     assert (error == (ended && ((open_write_q ? werr_i : rerr_i)
          || (open_bdl_q && len == '0))));
      a_open:      assert (outstanding == open_q && data_read == (open_q && !open_bdl_q && !open_write_q));
      a_issue:     assert (issue == (gnt_i && !req_bdl));
      a_ready:     assert (ready == cur_q);
    end
  end

  // ---- induction --------------------------------------------------------------------------------

  (* hierconn *) wire \u_dut.nxt_valid_q ;
  (* hierconn *) wire [63:0] \u_dut.cur_addr_q ;
  (* hierconn *) wire [31:0] \u_dut.cur_left_q ;
  (* hierconn *) wire \u_dut.cur_ioc_q ;
  (* hierconn *) wire [63:0] \u_dut.nxt_addr_q ;
  (* hierconn *) wire [31:0] \u_dut.nxt_len_q ;
  (* hierconn *) wire \u_dut.nxt_ioc_q ;
  (* hierconn *) wire [63:0] \u_dut.entry_addr_q ;
  (* hierconn *) wire [31:0] \u_dut.skip_q ;
  (* hierconn *) wire [7:0] \u_dut.index_q ;
  (* hierconn *) wire [15:0] \u_dut.replay_q ;
  (* hierconn *) wire \u_dut.bdl_q ;
  (* hierconn *) wire \u_dut.write_q ;
  (* hierconn *) wire \u_dut.report_q ;
  (* hierconn *) wire \u_dut.beat_q ;
  wire dut_nxt = \u_dut.nxt_valid_q ;
  wire [63:0] dut_addr = \u_dut.cur_addr_q ;
  wire [31:0] dut_left = \u_dut.cur_left_q ;
  wire dut_ioc = \u_dut.cur_ioc_q ;
  wire [63:0] dut_nxt_addr = \u_dut.nxt_addr_q ;
  wire [31:0] dut_nxt_len = \u_dut.nxt_len_q ;
  wire dut_nxt_ioc = \u_dut.nxt_ioc_q ;
  wire [63:0] dut_entry_addr = \u_dut.entry_addr_q ;
  wire [31:0] dut_skip = \u_dut.skip_q ;
  wire [7:0] dut_index = \u_dut.index_q ;
  wire [15:0] dut_replay = \u_dut.replay_q ;
  wire dut_bdl = \u_dut.bdl_q ;
  wire dut_write = \u_dut.write_q ;
  wire dut_report = \u_dut.report_q ;
  wire dut_beat = \u_dut.beat_q ;
  localparam logic [63:0] USED = ADDR64 ? 64'hFFFF_FFFF_FFFF_FFFF : 64'h0000_0000_FFFF_FFFF;

  always_comb begin
    if (rst_n) begin
      i_cur:     assert (!cur_q || (((dut_addr ^ (cur_addr_q + {32'd0, cur_off_q})) & USED) == '0
          && dut_left == to_end && dut_ioc == cur_ioc_q && cur_off_q <= cur_len_q));
      i_wrap:    assert (!cur_q || {1'b0, cur_addr_q} + {33'd0, cur_len_q}
          <= TOP);
      i_nxt:     assert (dut_nxt == nxt_q && (!nxt_q || (((dut_nxt_addr ^ nxt_addr_q) & USED) == '0
          && dut_nxt_len == nxt_len_q && dut_nxt_ioc == nxt_ioc_q
          && {1'b0, nxt_addr_q} + {33'd0, nxt_len_q}
             <= TOP)));
      i_order:   assert (!nxt_q || cur_q);
      i_skip:    assert (dut_skip == skip_q && (!cur_q || skip_q == '0));
      i_index:   assert (dut_index == index_q);
      i_replay:  assert ({1'b0, dut_replay} == again_q);
      i_open:    assert (!open_q || (dut_bdl == open_bdl_q && dut_write == open_write_q
          && dut_report == report_q && !(open_bdl_q && open_write_q)));
      i_beat:    assert (!(open_q && open_bdl_q) || (dut_beat == second_q
          && (!second_q || dut_entry_addr == entry_addr_q) && !nxt_q));
      i_report:  assert (!(open_q && open_bdl_q) || !report_q);
      i_write:   assert (!(open_q && open_write_q) || !dir_out);
    end
  end

  // ---- not vacuous ------------------------------------------------------------------------------

  always_comb begin
    if (rst_n) begin
      c_complete: cover (complete && dir_out && cur_q);
      c_written:  cover (complete && !dir_out && cur_addr_q[6:0] == 7'h44);
      c_seek:     cover (gnt_i && !req_bdl && cur_off_q == 32'd6 && req_addr[6:0] != 7'd6);
      c_wraps:    cover (gnt_i && req_bdl && index_q == '0 && cur_q);
      c_replayed: cover (gnt_i && !req_bdl && to_end == {24'd0, req_bytes} && cur_ioc_q && again_q == 17'd70);
      c_short:    cover (gnt_i && !req_bdl && flush_i && req_bytes == 8'd3 && to_end > 32'd200);
      c_unusable: cover (error && !rerr_i);
      c_top:      cover (gnt_i && !req_bdl && (req_addr + {56'd0, req_bytes}) == (ADDR64 ? 64'd0 : 64'h1_0000_0000));
    end
  end

endmodule
