// SPDX-License-Identifier: Apache-2.0
//
// One stream descriptor with its walker and its FIFO: positions, flags, and the bytes between
// memory and link.
//
// Assumed of software: CBL is not 0 when RUN is set; it and the direction are written between a
// reset and the first RUN only. Assumed of the bus: what f_axi_master proves. Assumed of the frame engine: it takes
// what is offered, asks for room before each block, and is done when the next frame begins.
module f_stream #(
  parameter int unsigned KIND = hda_pkg::KIND_OUTPUT,
  parameter int unsigned FIFO_BYTES = 256
) (
  input logic        clk_i,
  input logic        clear_i,
  input logic        halt_i,
  input logic        master_i,
  input logic        reg_sel_i,
  input logic        reg_we_i,
  input logic [2:0]  reg_word_i,
  input logic [31:0] reg_wdata_i,
  input logic [3:0]  reg_wstrb_i,
  input logic        frame_i,
  input logic        ssync_i,
  input logic        tx_skip_i,
  input logic        tx_pop_i,
  input logic        rx_block_i,  /// the parser begins a block
  input logic        rx_push_i,
  input logic [31:0] rx_sample_i,
  input logic        rx_lost_i,
  input logic        rx_done_i,
  input logic        dma_gnt_i,
  input logic        dma_rvalid_i,
  input logic [63:0] dma_rdata_i,
  input logic [3:0]  dma_rbytes_i,
  input logic        dma_rlast_i,
  input logic        dma_rerr_i,
  input logic [3:0]  dma_wtake_i,
  input logic        dma_wdone_i,
  input logic        dma_werr_i
);

  localparam logic [15:0] SIZE = 16'(FIFO_BYTES);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic [31:0] rdata, position;
  logic [3:0] chan_m1;
  logic tx_req, rx_take, rx_room, dma_req, dma_bdl, dma_write, dma_idle, live, irq, bcis, busy;
  logic [63:0] dma_addr;
  logic peek;
  assign peek = dma_wtake_i != 4'd0;
  logic [7:0] dma_bytes;

  hda_stream #(
    .KIND      (KIND),
    .FIFO_BYTES(FIFO_BYTES)
  ) u_dut (
    .clk_i       (clk_i),
    .rst_ni      (rst_n),
    .clear_i     (clear_i),
    .halt_i      (halt_i),
    .master_i    (master_i),
    .reg_sel_i   (reg_sel_i),
    .reg_we_i    (reg_we_i),
    .reg_word_i  (reg_word_i),
    .reg_wdata_i (reg_wdata_i),
    .reg_wstrb_i (reg_wstrb_i),
    .reg_rdata_o (rdata),
    .frame_i     (frame_i),
    .ssync_i     (ssync_i),
    .strm_o      (),
    .width_o     (),
    .chan_m1_o   (chan_m1),
    .block_bits_o(),
    .tx_req_o    (tx_req),
    .tx_stripe_o (),
    .tx_times_o  (),
    .tx_skip_i   (tx_skip_i),
    .tx_pop_i    (tx_pop_i),
    .tx_unit_o   (),
    .tx_width_o  (),
    .rx_take_o   (rx_take),
    .rx_room_o   (rx_room),
    .rx_push_i   (rx_push_i),
    .rx_sample_i (rx_sample_i),
    .rx_lost_i   (rx_lost_i),
    .rx_done_i   (rx_done_i),
    .dma_req_o   (dma_req),
    .dma_bdl_o   (dma_bdl),
    .dma_write_o (dma_write),
    .dma_addr_o  (dma_addr),
    .dma_bytes_o (dma_bytes),
    .dma_gnt_i   (dma_gnt_i),
    .dma_rvalid_i(dma_rvalid_i),
    .dma_rdata_i (dma_rdata_i),
    .dma_rbytes_i(dma_rbytes_i),
    .dma_rlast_i (dma_rlast_i),
    .dma_rerr_i  (dma_rerr_i),
    .dma_wtake_i (dma_wtake_i),
    .dma_wpeek_i (peek),
    .dma_wdata_o (),
    .dma_wdone_i (dma_wdone_i),
    .dma_werr_i  (dma_werr_i),
    .dma_idle_o  (dma_idle),
    .live_o      (live),
    .position_o  (position),
    .irq_o       (irq),
    .bcis_o      (bcis),
    .busy_o      (busy)
  );

  (* hierconn *) wire [2:0] \u_dut.state_q ;
  (* hierconn *) wire \u_dut.run_q ;
  (* hierconn *) wire \u_dut.srst_pend_q ;
  (* hierconn *) wire \u_dut.failed_q ;
  (* hierconn *) wire \u_dut.dir_out ;
  (* hierconn *) wire \u_dut.start ;
  (* hierconn *) wire \u_dut.stopped ;
  (* hierconn *) wire \u_dut.stream_clear ;
  (* hierconn *) wire \u_dut.dma_on ;
  (* hierconn *) wire \u_dut.bcis_q ;
  (* hierconn *) wire \u_dut.fifoe_q ;
  (* hierconn *) wire \u_dut.dese_q ;
  (* hierconn *) wire \u_dut.set_fifoe ;
  (* hierconn *) wire \u_dut.set_dese ;
  (* hierconn *) wire \u_dut.wr_ctl ;
  (* hierconn *) wire \u_dut.ioce_q ;
  (* hierconn *) wire \u_dut.feie_q ;
  (* hierconn *) wire \u_dut.deie_q ;
  (* hierconn *) wire [31:0] \u_dut.cbl_q ;
  (* hierconn *) wire [31:0] \u_dut.lpib_q ;
  (* hierconn *) wire [31:0] \u_dut.pos_q ;
  (* hierconn *) wire [31:0] \u_dut.memory_q ;
  (* hierconn *) wire [31:0] \u_dut.bdpl_q ;
  (* hierconn *) wire [31:0] \u_dut.bdpu_q ;
  (* hierconn *) wire [7:0] \u_dut.lvi_q ;
  (* hierconn *) wire [15:0] \u_dut.ahead_q ;
  (* hierconn *) wire [15:0] \u_dut.popped_q ;
  (* hierconn *) wire [15:0] \u_dut.level16 ;
  (* hierconn *) wire [6:0] \u_dut.tx_left_q ;
  (* hierconn *) wire [7:0] \u_dut.burst_q ;
  (* hierconn *) wire [3:0] \u_dut.fifo_wbytes ;
  (* hierconn *) wire [3:0] \u_dut.fifo_rbytes ;
  (* hierconn *) wire [3:0] \u_dut.cont_bytes ;
  (* hierconn *) wire \u_dut.fmt_new_q ;
  (* hierconn *) wire [15:0] \u_dut.fmt_q ;
  (* hierconn *) wire [36:0] \u_dut.fmt ;
  (* hierconn *) wire [36:0] \u_dut.fmt_dec_q ;
  (* hierconn *) wire [8:0] \u_dut.packet_bytes_q ;
  (* hierconn *) wire \u_dut.live_q ;
  (* hierconn *) wire \u_dut.take_q ;
  (* hierconn *) wire [1:0] \u_dut.wanted_q ;
  (* hierconn *) wire [1:0] \u_dut.stopping_q ;
  (* hierconn *) wire \u_dut.u_walker.complete_o ;
  (* hierconn *) wire \u_dut.u_walker.busy_q ;
  (* hierconn *) wire \u_dut.u_walker.bdl_q ;
  (* hierconn *) wire \u_dut.u_walker.write_q ;
  (* hierconn *) wire \u_dut.u_walker.beat_q ;
  (* hierconn *) wire \u_dut.u_walker.nxt_valid_q ;
  (* hierconn *) wire [15:0] \u_dut.u_walker.replay_q ;
  wire [2:0] state = \u_dut.state_q ;
  wire run = \u_dut.run_q ;
  wire failed = \u_dut.failed_q ;
  wire dir_out = \u_dut.dir_out ;
  wire start = \u_dut.start ;
  wire stopped = \u_dut.stopped ;
  wire stream_clear = \u_dut.stream_clear ;
  wire dma_on = \u_dut.dma_on ;
  wire [2:0] flags = {\u_dut.dese_q , \u_dut.fifoe_q , \u_dut.bcis_q };
  wire [2:0] flags_set = {\u_dut.set_dese , \u_dut.set_fifoe , bcis};
  wire [2:0] enables = {\u_dut.deie_q , \u_dut.feie_q , \u_dut.ioce_q };
  wire wr_ctl = \u_dut.wr_ctl ;
  wire [31:0] cbl = \u_dut.cbl_q ;
  wire [31:0] lpib = \u_dut.lpib_q ;
  wire [31:0] pos = \u_dut.pos_q ;
  wire [31:0] memory = \u_dut.memory_q ;
  wire [71:0] list = {\u_dut.lvi_q , \u_dut.bdpu_q , \u_dut.bdpl_q };
  wire [15:0] ahead = \u_dut.ahead_q ;
  wire [15:0] popped = \u_dut.popped_q ;
  wire [15:0] level = \u_dut.level16 ;
  wire [6:0] tx_left = \u_dut.tx_left_q ;
  wire [7:0] burst = \u_dut.burst_q ;
  wire [3:0] fifo_wbytes = \u_dut.fifo_wbytes ;
  wire [3:0] fifo_rbytes = \u_dut.fifo_rbytes ;
  wire [3:0] cont = \u_dut.cont_bytes ;
  wire fmt_new = \u_dut.fmt_new_q ;
  wire [8:0] packet = \u_dut.packet_bytes_q ;
  wire [1:0] wanted = \u_dut.wanted_q ;
  wire [1:0] stopping = \u_dut.stopping_q ;
  wire rx_live = \u_dut.live_q ;
  wire [15:0] replay = \u_dut.u_walker.replay_q ;
  hda_pkg::fmt_t fmt, fmt_dec;
  assign fmt = \u_dut.fmt ;
  assign fmt_dec = \u_dut.fmt_dec_q ;

  localparam logic [2:0] IDLE = 3'd0, RUN = 3'd1, STOP = 3'd2, PARSE = 3'd3, FLUSH = 3'd4, DRAIN = 3'd5;

  // ---- software ---------------------------------------------------------------------------------

  logic ran_q = 1'b0;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (run) ran_q <= 1'b1;
      if (clear_i || stream_clear) ran_q <= 1'b0;
    end
  end
  always_comb begin
    if (reg_sel_i && reg_we_i) begin
      if (reg_word_i == 3'd2 && reg_wstrb_i != '0) assume (!ran_q && !run);
      if (reg_word_i == 3'd0 && reg_wstrb_i[0] && reg_wdata_i[1]) assume (cbl != '0);
      if (reg_word_i == 3'd0 && reg_wstrb_i[2] && (ran_q || run)) assume (reg_wdata_i[19] == dir_out);
    end
  end

  // ---- the bus ----------------------------------------------------------------------------------

  logic open_q = 1'b0, open_bdl_q, open_write_q;
  logic [7:0] left_q = '0, size_q = '0;
  logic ended;
  assign ended = open_q && (open_write_q ? dma_wdone_i : dma_rvalid_i && dma_rlast_i);
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (ended) open_q <= 1'b0;
      if (dma_rvalid_i) left_q <= left_q - {4'd0, dma_rbytes_i};
      if (dma_wtake_i != '0) left_q <= left_q - {4'd0, dma_wtake_i};
      if (dma_gnt_i) begin
        open_q <= 1'b1;
        open_bdl_q <= dma_bdl;
        open_write_q <= dma_write;
        left_q <= dma_bytes;
        size_q <= dma_bytes;
      end
    end
  end
  always_comb begin
    assume (!dma_gnt_i || dma_req);
    assume (!dma_rvalid_i || (open_q && !open_write_q));
    if (dma_rvalid_i) begin
      assume (dma_rbytes_i != '0 && dma_rbytes_i <= 4'd8 && {4'd0, dma_rbytes_i} <= left_q);
      assume (dma_rlast_i == ({4'd0, dma_rbytes_i} == left_q));
      if (open_bdl_q) assume (dma_rbytes_i == 4'd8);
    end
    assume (dma_wtake_i <= 4'd8 && (dma_wtake_i == '0
        || (open_q && open_write_q && {4'd0, dma_wtake_i} <= left_q)));
    assume (!dma_wdone_i || (open_q && open_write_q && left_q == '0));
    // Controller reset waits for the bus.
    assume (!clear_i || (halt_i && !open_q && !dma_gnt_i));
  end

  // ---- the frame engine -------------------------------------------------------------------------

  logic [4:0] block_q = '0;  // samples of the block that are still to come
  logic frame_q = 1'b0;
  logic [1:0] quiet_q = '0;
  logic fresh_q = 1'b0;      // nothing of the packet has been taken
  always_ff @(posedge clk_i) begin
    frame_q <= frame_i;
    quiet_q <= {quiet_q[0], clear_i};
    if (rst_n) begin
      if (rx_block_i) block_q <= {1'b0, chan_m1} + 5'd1;
      else if (rx_push_i) block_q <= block_q - 5'd1;
      if (frame_i) fresh_q <= 1'b1;
      else if (tx_pop_i) fresh_q <= 1'b0;
    end
  end
  always_comb begin
    assume (!tx_pop_i || (tx_req && !frame_i && !tx_skip_i));
    assume (!tx_skip_i || (tx_req && fresh_q && !frame_i));
    assume (!rx_block_i || (rx_take && rx_room && block_q == '0 && !frame_i && !rx_push_i));
    assume (!rx_push_i || block_q != '0);
    assume (!frame_i || block_q == '0);
    assume (!rx_lost_i || rx_take);
    // A frame is longer than the way of its begin into the bus clock domain, and controller reset
    // comes when the link is off.
    assume (!(frame_i && frame_q));
    assume (!(frame_i && (clear_i || quiet_q != '0)));
  end

  // ---- properties -------------------------------------------------------------------------------

  logic [2:0] set_q = '0, clear_q = '0, flags_q = '0;
  logic reset_q = 1'b1;
  logic [71:0] list_q;
  logic on_q = 1'b0;
  always_ff @(posedge clk_i) begin
    set_q <= flags_set;
    clear_q <= (wr_ctl && reg_wstrb_i[3]) ? reg_wdata_i[28:26] : 3'b000;
    flags_q <= flags;
    reset_q <= !rst_n || clear_i || stream_clear;
    if (start) list_q <= list;
    on_q <= rst_n && (start || (on_q && !failed && state != IDLE));
  end

  always_comb begin
    if (rst_n) begin
      // Positions never show CBL (HDA-SD-010).
      a_lpib:      assert (cbl == '0 || lpib < cbl);
      a_lpib_read: assert (!(reg_sel_i && reg_word_i == 3'd1) || rdata == lpib);
      a_position:  assert (cbl == '0 || position < cbl);

      // Flags: set exactly by their event, cleared by a written 1 only, and an event in the cycle
      // of a clearing write is kept (HDA-INT-007, HDA-SD-014, HDA-SD-015).
      a_flag_set:  assert (reset_q || (set_q & ~flags) == '0);
      a_flag_only: assert (reset_q || (flags & ~flags_q & ~set_q) == '0);
      a_flag_keep: assert (reset_q || (flags_q & ~flags & ~clear_q) == '0);
      a_flag_clear: assert (reset_q || (flags & clear_q & ~set_q) == '0);
      a_bcis:      assert (bcis == \u_dut.u_walker.complete_o );
      a_irq:       assert (irq == ((flags & enables) != '0));

      // The FIFO (HDA-SD-016, HDA-SD-017). After an error its content does not count any more.
      a_overflow:  assert (failed || state == IDLE || level + {12'd0, fifo_wbytes} <= SIZE);
      a_underflow: assert (failed || {12'd0, fifo_rbytes} <= level);
      // SDnFIFOS bounds what is between memory and link (HDA-SD-020).
      a_fifos:     assert (failed || ahead <= SIZE);

      // What f_stream_walker assumes.
      a_start:     assert (!(start || stopped || stream_clear) || (!dma_on && !open_q));
      a_list:      assert (!(dma_on && on_q) || list == list_q);
      a_failed:    assert (!dma_on || (on_q && !failed));
      a_replay:    assert (!dir_out || {1'b0, replay} + {1'b0, ahead} <= 17'hFFFF);
      // RUN reads 1 until nothing is outstanding (HDA-SD-006).
      a_run_reads: assert (!(reg_sel_i && reg_word_i == '0 && !rdata[1]) || failed || !open_q);
    end
  end

  // ---- induction --------------------------------------------------------------------------------

  logic [15:0] tx_bytes, rx_bytes;
  assign tx_bytes = {9'd0, tx_left} << fmt_dec.cont_log2;
  assign rx_bytes = {11'd0, block_q} << fmt_dec.cont_log2;

  always_comb begin
    if (rst_n) begin
      i_state:     assert (state <= DRAIN);
      i_kind:      assert ((KIND != hda_pkg::KIND_OUTPUT || dir_out) && (KIND != hda_pkg::KIND_INPUT || !dir_out));
      i_ran:       assert (ran_q || run || (lpib == '0 && pos == '0 && memory == '0 && replay == '0
          && state == IDLE));
      i_cbl:       assert (!(ran_q || run) || cbl != '0);
      i_pos:       assert (cbl == '0 || (pos < cbl && memory < cbl));
      i_open:      assert (open_q == \u_dut.u_walker.busy_q && (!open_q || (state != IDLE
          && open_bdl_q == \u_dut.u_walker.bdl_q && open_write_q == \u_dut.u_walker.write_q
          && (open_bdl_q ? !open_write_q : open_write_q == !dir_out))));
      i_left:      assert (!open_q || (left_q <= size_q && size_q <= 8'd128 && size_q != '0));
      i_bdl:       assert (!(open_q && open_bdl_q) || (left_q == 8'd16 || left_q == 8'd8));
      i_read:      assert (!(open_q && !open_write_q) || left_q != '0);
      i_list:      assert (!(on_q && !failed && state != IDLE) || list == list_q);
      i_on:        assert (state == IDLE || on_q || failed);
      i_idle:      assert (state != IDLE || (ahead == '0 && popped == '0 && tx_left == '0 && !failed
          && !rx_live && !rx_take));
      i_wanted:    assert ((wanted & stopping) == '0 && (state < PARSE || wanted == '0));
      i_stopping:  assert (!(stopping == 2'b10) || state != STOP);
      i_cleared:   assert (state != IDLE || (wanted & ~{quiet_q[1] | quiet_q[0], quiet_q[0]}) == '0);
      i_direction: assert (!dir_out || (state != PARSE && state != FLUSH));
      i_no_tx:     assert (dir_out || (popped == '0 && tx_left == '0));
      i_fmt_new:   assert (!fmt_new || state == IDLE || failed);
      i_popped:    assert (!dir_out || popped <= SIZE);
      i_drain:     assert (!(state == DRAIN && dir_out) || (popped == '0 && tx_left == '0));

      i_fmt:       assert (fmt_new || fmt_dec == fmt);
      i_block:     assert (!fmt_dec_known_q || {9'd0, fmt_dec.block_bytes}
          == ({12'd0, fmt_dec.chan_m1} + 16'd1) << fmt_dec.cont_log2);
      i_packet:    assert (!fmt_dec_known_q || {7'd0, packet}
          == {9'd0, fmt_dec.block_bytes} * {13'd0, fmt_dec.mult});
      i_known:     assert (fmt_dec_known_q || fmt_new);
      i_idle_known: assert (state == IDLE || fmt_dec_known_q);

      i_out:       assert (!(dir_out && state != IDLE) || (ahead == level + popped
          + ((open_q && !open_bdl_q) ? {8'd0, left_q} : 16'd0)));
      i_out_room:  assert (!(dir_out && state != IDLE) || ahead <= SIZE);
      i_packet_in: assert (!(dir_out && state != IDLE) || tx_bytes <= level);
      i_in:        assert (!(!dir_out && state != IDLE) || failed || ahead == level
          + ((open_q && open_write_q) ? {8'd0, size_q} - {8'd0, left_q} : 16'd0));
      i_in_burst:  assert (!(open_q && open_write_q) || (burst == size_q && (failed || {8'd0, left_q} <= level)));
      i_in_room:   assert (!(!dir_out && state != IDLE) || failed
          || ahead + (rx_take ? rx_bytes : 16'd0) <= SIZE);
      i_replay:    assert (replay + ((dir_out && state != IDLE) ? ahead : 16'd0) <= SIZE);
      i_no_replay: assert (dir_out || replay == '0);
    end
  end

  // The decoded format is undefined until the edge after the reset.
  logic fmt_dec_known_q = 1'b0;
  always_ff @(posedge clk_i) if (rst_n && fmt_new && !tx_req) fmt_dec_known_q <= 1'b1;

  // ---- not vacuous ------------------------------------------------------------------------------

  // To find the covers fast, software and bus keep to a plan in them: a list of entries of 16 bytes
  // with IOC, a cyclic buffer of 32 bytes, blocks of 4 bytes (output) or 16 (input).
  (* anyconst *) logic plan;
  (* anyconst *) logic plan_out;
  logic [4:0] cycle_q = '0;
  logic [3:0] word;
  logic [31:0] data;
  always_ff @(posedge clk_i) if (rst_n && cycle_q != '1) cycle_q <= cycle_q + 5'd1;
  always_comb begin
    word = 4'd15;
    data = '0;
    case (cycle_q)
      5'd0: {word, data} = {4'd2, 32'd32};
      5'd1: {word, data} = {4'd3, 32'd1};
      5'd2: {word, data} = {4'd4, plan_out ? 32'h0011_0000 : 32'h0043_0000};
      5'd3: {word, data} = {4'd6, 32'h0000_1000};
      5'd4: {word, data} = {4'd0, 8'h00, 4'd1, plan_out, 19'h0001E};
      default: {word, data} = {4'd15, 32'd0};
    endcase
    if (plan) begin
      assume ({clear_i, halt_i, ssync_i} == 3'b000 && master_i);
      assume (reg_wdata_i[31:24] == 8'h00 || reg_wdata_i[31:24] == 8'h04 || reg_wdata_i[31:24] == 8'h08);
      if (cycle_q < 5'd5) begin
        assume (reg_sel_i && reg_we_i && reg_word_i == word[2:0] && reg_wdata_i == data && reg_wstrb_i == 4'hF);
      end else begin
        assume (reg_sel_i == reg_we_i && reg_word_i == 3'd0 && reg_wstrb_i == 4'h8);
      end
      assume (dma_gnt_i == dma_req);
      if (dma_rvalid_i) assume (dma_rbytes_i == 4'd8 && !dma_rerr_i && dma_rdata_i == 64'h1_0000_0010);
      if (dma_wtake_i != '0) assume (dma_wtake_i == 4'd8 || {4'd0, dma_wtake_i} == left_q);
      assume (!dma_werr_i && rx_sample_i == '0);
      assume (rx_push_i == (block_q != '0));
    end
  end

  always_comb begin
    if (rst_n) begin
      if (KIND != hda_pkg::KIND_BIDIR) begin
        c_bcis:    cover (plan && flags[0] && irq);
        c_race:    cover (plan && (set_q & clear_q & flags_q) != '0);
        c_fifoe:   cover (plan && flags[1]);
        c_dese:    cover (flags[2] && irq);
        c_lpib:    cover (plan && lpib != '0);
      end
      if (KIND != hda_pkg::KIND_INPUT) begin
        c_fetch:   cover (plan && plan_out && open_q && !open_bdl_q && level != '0);
        c_output:  cover (plan && plan_out && tx_pop_i);
      end
      if (KIND != hda_pkg::KIND_OUTPUT) begin
        c_input:   cover (plan && !plan_out && rx_push_i && level != '0);
        c_written: cover (plan && !plan_out && open_q && open_write_q && left_q != size_q);
      end
    end
  end

endmodule
