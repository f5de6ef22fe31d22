// SPDX-License-Identifier: Apache-2.0
//
// One stream descriptor: its registers, its walk through the buffer descriptor list, its FIFO, its
// position and its interrupt sources.
//
// RUN 0->1   the walker seeks the link position and an output stream fills its FIFO
// frame      (frame_i, the begin of a link frame) an output stream that is ready offers the
//            packet of this frame; an input stream takes the packet of the frame before
// RUN 1->0   takes effect at a frame begin; an input stream then writes what its FIFO holds to
//            memory; RUN reads 0 when no burst is outstanding any more (HDA-SD-006)
// SRST       as RUN 1->0, then everything but SRST returns to its reset value (HDA-SD-004)
//
// LPIB counts containers (HDA-SD-011). It takes a frame's bytes at the next frame begin for
// output, and when the frame has been parsed for input. The room in an output FIFO is counted
// against LPIB, not against what the link engine has taken: SDnFIFOS then bounds the bytes that
// were fetched and are not yet on the link.
//
// What the position buffer shows of an input counts at the write response, so it never runs ahead
// of the data that memory has (HDA-SD-025).
//
// The direction of a bidirectional descriptor is SDnCTL.DIR, in the others it is a constant. The
// two data paths share the FIFO, the walker and the position.
module hda_stream #(
  parameter int unsigned KIND = hda_pkg::KIND_OUTPUT,  /// KIND_INPUT, KIND_OUTPUT or KIND_BIDIR
  parameter int unsigned FIFO_BYTES = 512,             /// power of two, 256..4096
  parameter int unsigned NUM_SDO = 1,                  /// lines an output can be dealt over
  parameter bit          ADDR64 = 1'b1                 /// GCAP.64OK
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic clear_i,  /// controller reset: every register to its reset value
  input  logic halt_i,   /// no new DMA
  input  logic master_i, /// bus master enable

  // Registers. Word 0 is SDnCTL:SDnSTS, word 7 SDnBDPU.
  input  logic        reg_sel_i,
  input  logic        reg_we_i,
  input  logic [2:0]  reg_word_i,
  input  logic [31:0] reg_wdata_i,
  input  logic [3:0]  reg_wstrb_i,
  output logic [31:0] reg_rdata_o,  /// 0 unless selected

  // Link.
  input  logic          frame_i,      /// a link frame begins
  input  logic          ssync_i,      /// SSYNC bit of this descriptor
  output logic [3:0]    strm_o,       /// stream id
  output logic [5:0]    width_o,      /// bits of a sample on the wire
  output logic [3:0]    chan_m1_o,    /// channels minus 1
  output logic [9:0]    block_bits_o, /// wire bits of a block
  output logic          tx_req_o,     /// this frame has a packet of this stream
  output logic [1:0]    tx_stripe_o,  /// log2 of the SDO lines it is dealt over
  output logic [11:0]   tx_times_o,   /// its length in bit times of a line
  input  logic          tx_skip_i,    /// it does not fit into the frame
  input  logic          tx_pop_i,     /// take one unit
  output logic [31:0]   tx_unit_o,    /// whole samples, in order, left-justified
  output logic [5:0]    tx_width_o,   /// bits of the unit
  output logic          rx_take_o,    /// packets of the frame being parsed belong to this stream
  output logic          rx_room_o,    /// a whole block fits
  input  logic          rx_push_i,    /// put one sample
  input  logic [31:0]   rx_sample_i,  /// left-justified
  input  logic          rx_lost_i,    /// a block was dropped for want of room
  input  logic          rx_done_i,    /// the frame has been parsed

  // DMA.
  output logic        dma_req_o,
  output logic        dma_bdl_o,
  output logic        dma_write_o,
  output logic [63:0] dma_addr_o,
  output logic [7:0]  dma_bytes_o,
  input  logic        dma_gnt_i,
  input  logic        dma_rvalid_i,
  input  logic [63:0] dma_rdata_i,
  input  logic [3:0]  dma_rbytes_i,
  input  logic        dma_rlast_i,
  input  logic        dma_rerr_i,
  input  logic [3:0]  dma_wtake_i,   /// bytes taken from the FIFO at this edge
  input  logic        dma_wpeek_i,
  output logic [63:0] dma_wdata_o,
  input  logic        dma_wdone_i,
  input  logic        dma_werr_i,
  output logic        dma_idle_o,    /// nothing outstanding

  output logic        live_o,      /// runs, and has moved data since its reset
  output logic [31:0] position_o,  /// LPIB of an output, bytes in memory of an input (DD-17)

  output logic irq_o,   /// SIS bit (HDA-INT-001)
  output logic bcis_o,  /// one cycle: BCIS is set
  output logic busy_o   /// needs the clock
);

  localparam bit BIDIR = KIND == hda_pkg::KIND_BIDIR;
  localparam bit INPUT_CAPABLE = KIND != hda_pkg::KIND_OUTPUT;
  localparam bit OUTPUT_CAPABLE = KIND != hda_pkg::KIND_INPUT;
  localparam logic [1:0] STRIPE_MAX = 2'($clog2(NUM_SDO));
  localparam int unsigned LEVEL = $clog2(FIFO_BYTES) + 1;
  localparam logic [15:0] FIFO_SIZE = 16'(FIFO_BYTES);

  // Edges of clk_i from the begin of a frame to frame_i, in hda_cdc_event.
  localparam int unsigned EVENT_DELAY = 2;

  // IDLE  RUN reads 0      RUN    on, or waiting to get on, the link
  // STOP  until the frame begin that ends it          PARSE  input: the last frame is parsed
  // FLUSH input: the rest of the FIFO goes to memory  DRAIN  until nothing is outstanding
  typedef enum logic [2:0] {IDLE, RUN, STOP, PARSE, FLUSH, DRAIN} state_e;

  state_e state_q;

  // ---- registers --------------------------------------------------------------------------------

  logic srst_q, srst_pend_q, run_q, failed_q;
  logic ioce_q, feie_q, deie_q;
  logic [3:0] strm_q;
  logic dir_q, dir_out;
  logic [1:0] stripe_q, stripe;
  logic bcis_q, fifoe_q, dese_q;
  logic [31:0] cbl_q, lpib_q, pos_q, bdpl_q, bdpu_q;
  logic [7:0] lvi_q;
  logic [15:0] fmt_q;
  logic fmt_new_q;
  hda_pkg::fmt_t fmt, fmt_dec_q;
  logic [11:0] tx_times_q;
  logic [8:0] packet_bytes_q, packet_bytes;
  logic [11:0] packet_times;

  logic run_reads, idle, wr, wr_ctl, wr_cfg, stream_clear;
  logic set_fifoe, set_dese, set_bcis;
  logic fifordy, ready;

  // In all but bidirectional descriptors the direction is a constant.
  assign dir_out = BIDIR ? dir_q : OUTPUT_CAPABLE;
  assign stripe = (OUTPUT_CAPABLE && NUM_SDO > 1) ? stripe_q : 2'd0;

  // After an error RUN reads 0 at once, while the engine may still have to end its frame.
  assign run_reads = run_q || (state_q != IDLE && !failed_q);
  assign idle = state_q == IDLE;
  assign wr = reg_sel_i && reg_we_i;
  assign wr_ctl = wr && reg_word_i == 3'd0 && !srst_q;
  // Registers that describe the transfer are closed while RUN reads 1 (HDA-SD-008).
  assign wr_cfg = wr && !srst_q && !run_reads;
  assign stream_clear = srst_pend_q && idle;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {srst_q, srst_pend_q, run_q} <= '0;
      {ioce_q, feie_q, deie_q} <= '0;
      {strm_q, dir_q, stripe_q} <= '0;
      {bcis_q, fifoe_q, dese_q} <= '0;
      {cbl_q, lvi_q, fmt_q, bdpl_q, bdpu_q} <= '0;
      fmt_new_q <= 1'b1;
    end else if (clear_i || stream_clear) begin
      srst_q <= !clear_i;
      {srst_pend_q, run_q} <= '0;
      {ioce_q, feie_q, deie_q} <= '0;
      {strm_q, dir_q, stripe_q} <= '0;
      {bcis_q, fifoe_q, dese_q} <= '0;
      {cbl_q, lvi_q, fmt_q, bdpl_q, bdpu_q} <= '0;
      fmt_new_q <= 1'b1;
    end else begin
      if (!tx_req_o) fmt_new_q <= 1'b0;
      if (wr && reg_word_i == 3'd0 && reg_wstrb_i[0] && srst_q) begin
        srst_q <= reg_wdata_i[hda_regs_pkg::SDCTL_SRST_LSB];
      end
      if (wr_ctl && reg_wstrb_i[0]) begin
        run_q <= reg_wdata_i[hda_regs_pkg::SDCTL_RUN_LSB]
            && !reg_wdata_i[hda_regs_pkg::SDCTL_SRST_LSB];
        ioce_q <= reg_wdata_i[hda_regs_pkg::SDCTL_IOCE_LSB];
        feie_q <= reg_wdata_i[hda_regs_pkg::SDCTL_FEIE_LSB];
        deie_q <= reg_wdata_i[hda_regs_pkg::SDCTL_DEIE_LSB];
        if (reg_wdata_i[hda_regs_pkg::SDCTL_SRST_LSB]) srst_pend_q <= 1'b1;
      end
      if (wr_cfg && reg_word_i == 3'd0 && reg_wstrb_i[2]) begin
        strm_q <= reg_wdata_i[hda_regs_pkg::SDCTL_STRM_MSB:hda_regs_pkg::SDCTL_STRM_LSB];
        if (BIDIR && idle) dir_q <= reg_wdata_i[hda_regs_pkg::SDCTL_DIR_LSB];
        // A code for more lines than there are keeps the old one (HDA-SD-033).
        if (reg_wdata_i[hda_regs_pkg::SDCTL_STRIPE_MSB:hda_regs_pkg::SDCTL_STRIPE_LSB]
            <= STRIPE_MAX) begin
          stripe_q <=
              reg_wdata_i[hda_regs_pkg::SDCTL_STRIPE_MSB:hda_regs_pkg::SDCTL_STRIPE_LSB];
          fmt_new_q <= 1'b1;
        end
      end
      if (wr_ctl && reg_wstrb_i[3]) begin
        if (reg_wdata_i[24+hda_regs_pkg::SDSTS_BCIS_LSB]) bcis_q <= 1'b0;
        if (reg_wdata_i[24+hda_regs_pkg::SDSTS_FIFOE_LSB]) fifoe_q <= 1'b0;
        if (reg_wdata_i[24+hda_regs_pkg::SDSTS_DESE_LSB]) dese_q <= 1'b0;
      end
      for (int unsigned b = 0; b < 4; b++) begin
        if (wr_cfg && reg_wstrb_i[b]) begin
          if (reg_word_i == 3'd2) cbl_q[8*b+:8] <= reg_wdata_i[8*b+:8];
          if (reg_word_i == 3'd7 && ADDR64) bdpu_q[8*b+:8] <= reg_wdata_i[8*b+:8];
          if (reg_word_i == 3'd6) begin
            bdpl_q[8*b+:8] <= reg_wdata_i[8*b+:8] & hda_regs_pkg::SDBDPL_WMASK[8*b+:8];
          end
        end
      end
      if (wr_cfg && reg_word_i == 3'd3 && reg_wstrb_i[0]) lvi_q <= reg_wdata_i[7:0];
      if (wr_cfg && reg_word_i == 3'd4) begin
        if (reg_wstrb_i[2]) fmt_q[7:0] <= reg_wdata_i[23:16] & hda_regs_pkg::SDFMT_WMASK[7:0];
        if (reg_wstrb_i[3]) fmt_q[15:8] <= reg_wdata_i[31:24] & hda_regs_pkg::SDFMT_WMASK[15:8];
        fmt_new_q <= 1'b1;
      end
      // An event wins over a simultaneous clear (HDA-INT-007).
      if (set_bcis) bcis_q <= 1'b1;
      if (set_fifoe) fifoe_q <= 1'b1;
      if (set_dese) begin
        dese_q <= 1'b1;
        run_q <= 1'b0;
      end
    end
  end

  always_comb begin
    reg_rdata_o = '0;
    if (reg_sel_i) begin
      unique case (reg_word_i)
        3'd0: begin
          reg_rdata_o[23:0] = hda_regs_pkg::SDCTL_RESET;  // TP
          reg_rdata_o[hda_regs_pkg::SDCTL_SRST_LSB] = srst_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_RUN_LSB] = run_reads;
          reg_rdata_o[hda_regs_pkg::SDCTL_IOCE_LSB] = ioce_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_FEIE_LSB] = feie_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_DEIE_LSB] = deie_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_STRM_MSB:hda_regs_pkg::SDCTL_STRM_LSB] = strm_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_DIR_LSB] = BIDIR && dir_q;
          reg_rdata_o[hda_regs_pkg::SDCTL_STRIPE_MSB:hda_regs_pkg::SDCTL_STRIPE_LSB] = stripe;
          reg_rdata_o[24+hda_regs_pkg::SDSTS_BCIS_LSB] = bcis_q;
          reg_rdata_o[24+hda_regs_pkg::SDSTS_FIFOE_LSB] = fifoe_q;
          reg_rdata_o[24+hda_regs_pkg::SDSTS_DESE_LSB] = dese_q;
          reg_rdata_o[24+hda_regs_pkg::SDSTS_FIFORDY_LSB] = fifordy;
        end
        3'd1: reg_rdata_o = lpib_q;
        3'd2: reg_rdata_o = cbl_q;
        3'd3: reg_rdata_o = {hda_regs_pkg::SDFIFOW_RESET, 8'd0, lvi_q};
        3'd4: reg_rdata_o = {fmt_q, FIFO_SIZE - 16'd1};
        3'd6: reg_rdata_o = bdpl_q;
        3'd7: reg_rdata_o = bdpu_q;
        default: reg_rdata_o = '0;
      endcase
    end
  end

  assign irq_o = (bcis_q && ioce_q) || (fifoe_q && feie_q) || (dese_q && deie_q);
  assign bcis_o = set_bcis;
  assign strm_o = strm_q;

  // The format is decoded once, when it is written; not under a packet on its way, which can be
  // when software programs a stream anew that has just failed.
  hda_fmt_decode u_fmt (
    .fmt_i(fmt_q),
    .fmt_o(fmt)
  );

  always_comb begin
    packet_bytes = '0;
    packet_times = '0;
    if (fmt_new_q) begin
      packet_bytes = {2'd0, fmt.block_bytes} * {6'd0, fmt.mult};
      packet_times = ({2'd0, fmt.block_bits} * {9'd0, fmt.mult}) >> stripe;
      // Too short to lie under a tag: it fits into no frame (DD-45).
      if (packet_times < hda_pkg::TAG_TIMES) packet_times = '1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (fmt_new_q && !tx_req_o) begin
      fmt_dec_q <= fmt;
      packet_bytes_q <= packet_bytes;
      tx_times_q <= packet_times;
    end
  end

  assign width_o = fmt_dec_q.wire_bits;
  assign chan_m1_o = fmt_dec_q.chan_m1;
  assign block_bits_o = fmt_dec_q.block_bits;
  assign tx_times_o = tx_times_q;
  assign tx_stripe_o = stripe;

  // ---- run and stop -----------------------------------------------------------------------------

  logic start, stopped, dma_on, outstanding, data_read, issue, complete, walk_error, entry_ready;
  logic [LEVEL-1:0] level;
  logic [3:0] fifo_wbytes, fifo_rbytes, cont_bytes, unit_bytes;
  logic [63:0] fifo_wdata, fifo_rdata;
  logic [2:0] unit_samples;
  logic rx_push;
  logic [15:0] ahead_q, popped_q, avail, level16, ready_bytes;
  logic started_q, live_q, take_q;
  logic [6:0] tx_left_q;
  logic wanted, on_link, step, has_blocks, tx_start;
  // `wanted`, and being in STOP, over the last edges; the oldest on top.
  logic [EVENT_DELAY-1:0] wanted_q, stopping_q;
  logic [31:0] pos_next;
  logic [15:0] issued_bytes, pushed_bytes;
  logic [7:0] burst_q;

  assign start = idle && run_q && !srst_pend_q && !halt_i;
  assign stopped = state_q == DRAIN && !outstanding;
  assign set_dese = walk_error && !idle;
  assign set_bcis = complete;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      failed_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= IDLE;
      failed_q <= 1'b0;
    end else begin
      unique case (state_q)
        IDLE: if (start) state_q <= RUN;
        RUN:  if (!run_q || srst_pend_q || failed_q) state_q <= STOP;
        STOP:
        if (frame_i && stopping_q[EVENT_DELAY-1]) state_q <= (dir_out || failed_q) ? DRAIN : PARSE;
        PARSE: if (rx_done_i) state_q <= FLUSH;
        FLUSH: if (level == '0 || failed_q || !master_i) state_q <= DRAIN;
        DRAIN: if (stopped) state_q <= IDLE;
        default: state_q <= IDLE;
      endcase
      if (start || stopped) failed_q <= 1'b0;
      if (set_dese) failed_q <= 1'b1;
    end
  end

  assign busy_o = outstanding || dma_req_o || start || fmt_new_q || srst_pend_q && idle
      || (state_q == RUN && (!run_q || srst_pend_q || failed_q))
      || state_q == PARSE || state_q == FLUSH || state_q == DRAIN;
  assign dma_idle_o = !outstanding;

  // ---- position and frames ----------------------------------------------------------------------

  assign level16 = {{16 - LEVEL{1'b0}}, level};
  assign cont_bytes = 4'd1 << fmt_dec_q.cont_log2;
  // FIFORDY of an output: the data of four blocks, or a full FIFO (HDA-SD-019).
  assign ready_bytes = {7'd0, fmt_dec_q.block_bytes, 2'b00} < FIFO_SIZE
      ? {7'd0, fmt_dec_q.block_bytes, 2'b00} : FIFO_SIZE;

  always_comb begin
    fifordy = 1'b0;
    if (state_q == RUN) begin
      fifordy = fmt_dec_q.valid && (dir_out ? level16 >= ready_bytes : entry_ready);
    end
  end
  assign ready = fmt_dec_q.valid && strm_q != 4'd0;

  // A stream is on the link from the first frame begin at which it runs, is not held by SSYNC
  // and, for output, has its FIFO ready (HDA-SD-021, HDA-SD-022). The frame begin is seen here
  // EVENT_DELAY edges late, so what software asks for is looked at as late: a write after the
  // frame began counts for the next one, to the cycle.
  assign wanted = state_q == RUN && run_q && !srst_pend_q && ready && !ssync_i;
  assign on_link = frame_i && wanted_q[EVENT_DELAY-1] && !failed_q
      && (!dir_out || started_q || fifordy);
  assign step = on_link && dir_out;
  assign tx_start = step && has_blocks;

  hda_cadence u_cadence (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .start_i (start),
    .step_i  (step),
    .base44_i(fmt_dec_q.base44),
    .div_m1_i(fmt_dec_q.div_m1),
    .blocks_o(has_blocks)
  );

  // A frame that needs more than the FIFO holds carries no packet of the stream (HDA-SD-016).
  assign set_fifoe = (tx_start && level16 < {7'd0, packet_bytes_q}) || tx_skip_i
      || (rx_lost_i && take_q);
  assign tx_req_o = tx_left_q != 7'd0;
  assign rx_take_o = take_q;
  assign rx_push = rx_push_i && take_q;
  assign rx_room_o = ahead_q + {9'd0, fmt_dec_q.block_bytes} <= FIFO_SIZE;

  assign issued_bytes = issue ? {8'd0, dma_bytes_o} : 16'd0;
  assign pushed_bytes = rx_push ? {12'd0, cont_bytes} : 16'd0;

  // Short samples go to the builder several at once, as many as 32 bits hold: a frame full of them
  // must be made in time on the slowest bus clock. A buffer shorter than a unit is walked sample by
  // sample, so that a unit passes the end of the buffer once at most.
  always_comb begin
    unit_samples = '0;
    tx_width_o = '0;
    if (tx_left_q != 7'd0) begin
      unit_samples = 3'd4 >> fmt_dec_q.cont_log2;
      if (tx_left_q < {4'd0, unit_samples}) unit_samples = tx_left_q[2:0];
      if (cbl_q[31:2] == '0) unit_samples = 3'd1;
      unique case (fmt_dec_q.cont_log2)
        2'd0: tx_width_o = {unit_samples, 3'b000};
        2'd1: tx_width_o = {unit_samples[1:0], 4'b0000};
        default: tx_width_o = fmt_dec_q.wire_bits;
      endcase
    end
  end
  assign unit_bytes = {1'b0, unit_samples} << fmt_dec_q.cont_log2;

  always_comb begin
    pos_next = pos_q;
    if (rx_push) begin
      pos_next = pos_q + {28'd0, cont_bytes};
      if (pos_next >= cbl_q) pos_next = '0;
    end
    if (tx_pop_i) begin
      pos_next = pos_q + {28'd0, unit_bytes};
      if (pos_next >= cbl_q) begin
        pos_next = pos_next - cbl_q;
        if (pos_next >= cbl_q) pos_next = '0;  // a buffer shorter than a unit
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      wanted_q <= '0;
      stopping_q <= '0;
    end else begin
      wanted_q <= {wanted_q[EVENT_DELAY-2:0], wanted};
      stopping_q <= {stopping_q[EVENT_DELAY-2:0], state_q == STOP};
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {lpib_q, pos_q} <= '0;
      {ahead_q, popped_q} <= '0;
      {started_q, live_q, take_q} <= '0;
      tx_left_q <= '0;
      burst_q <= '0;
    end else if (clear_i || stream_clear) begin
      {lpib_q, pos_q} <= '0;
      {ahead_q, popped_q} <= '0;
      {started_q, live_q, take_q} <= '0;
      tx_left_q <= '0;
      burst_q <= '0;
    end else begin
      if (start) started_q <= 1'b0;
      if (start) pos_q <= lpib_q;
      if (tx_pop_i || rx_push) pos_q <= pos_next;
      if (tx_pop_i) begin
        tx_left_q <= tx_left_q - {4'd0, unit_samples};
        popped_q <= popped_q + {12'd0, unit_bytes};
      end
      if (tx_skip_i || frame_i) tx_left_q <= '0;
      // Bytes between memory and link: fetched and not yet in LPIB, or received and not yet
      // written.
      if (dir_out) ahead_q <= ahead_q + issued_bytes - (frame_i ? popped_q : 16'd0);
      else ahead_q <= ahead_q + pushed_bytes - (dma_wdone_i ? {8'd0, burst_q} : 16'd0);
      if (issue) burst_q <= dma_bytes_o;
      if (frame_i) begin
        if (on_link) started_q <= 1'b1;
        if (dir_out) begin
          lpib_q <= pos_q;
          popped_q <= '0;
          if (tx_start && level16 >= {7'd0, packet_bytes_q}) begin
            tx_left_q <= ({3'd0, fmt_dec_q.chan_m1} + 7'd1) * {4'd0, fmt_dec_q.mult};
          end
        end else begin
          // Whether the frame that begins is received; it is parsed a frame later.
          live_q <= on_link;
          take_q <= live_q;
        end
      end
      if (!dir_out && rx_done_i) lpib_q <= pos_q;
      if (stopped) begin
        ahead_q <= '0;
        {live_q, take_q} <= '0;
      end
    end
  end

  // ---- position in memory -----------------------------------------------------------------------

  logic moved_q, written;
  logic [31:0] memory_q, memory_next;

  assign written = INPUT_CAPABLE && dma_wdone_i && !dma_werr_i;
  assign live_o = run_reads && moved_q;
  assign position_o = dir_out ? lpib_q : memory_q;

  always_comb begin
    memory_next = '0;
    if (written) begin
      memory_next = memory_q + {24'd0, burst_q};
      if (memory_next >= cbl_q) begin
        memory_next = memory_next - cbl_q;
        if (memory_next >= cbl_q) memory_next = '0;
      end
    end
  end

  // Position 0 is not written before data has moved: drivers take a first position of 0 for a
  // controller that does not write any.
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      memory_q <= '0;
      moved_q <= 1'b0;
    end else if (clear_i || stream_clear) begin
      memory_q <= '0;
      moved_q <= 1'b0;
    end else begin
      if (written) memory_q <= memory_next;
      else if (start) memory_q <= lpib_q;
      if (written || (frame_i && popped_q != '0)) moved_q <= 1'b1;
    end
  end

  // ---- FIFO -------------------------------------------------------------------------------------

  // A container holds its sample left-justified; the link side always sees 32 bits, MSB on top.
  always_comb begin
    tx_unit_o = '0;
    fifo_wbytes = '0;
    fifo_wdata = '0;
    fifo_rbytes = '0;
    if (dir_out) begin
      if (tx_left_q != 7'd0) begin
        unique case (fmt_dec_q.cont_log2)
          2'd0:
          tx_unit_o = {fifo_rdata[7:0], fifo_rdata[15:8], fifo_rdata[23:16], fifo_rdata[31:24]};
          2'd1: tx_unit_o = {fifo_rdata[15:0], fifo_rdata[31:16]};
          default: tx_unit_o = fifo_rdata[31:0];
        endcase
      end
      if (tx_pop_i) fifo_rbytes = unit_bytes;
      if (dma_rvalid_i && data_read) begin
        fifo_wbytes = dma_rbytes_i;
        fifo_wdata = dma_rdata_i;
      end
    end else begin
      fifo_rbytes = dma_wtake_i;
      if (rx_push) begin
        fifo_wbytes = cont_bytes;
        unique case (fmt_dec_q.cont_log2)
          2'd0: fifo_wdata = {56'd0, rx_sample_i[31:24]};
          2'd1: fifo_wdata = {48'd0, rx_sample_i[31:16]};
          default: fifo_wdata = {32'd0, rx_sample_i};
        endcase
      end
    end
  end

  hda_stream_fifo #(
    .BYTES(FIFO_BYTES)
  ) u_fifo (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .clear_i (start || clear_i || stream_clear),
    .wbytes_i(fifo_wbytes),
    .wdata_i (fifo_wdata),
    .rbytes_i(fifo_rbytes),
    .peek_i  (dir_out ? (tx_left_q != 7'd0) : dma_wpeek_i),
    .rdata_o (fifo_rdata),
    .level_o (level)
  );
  assign dma_wdata_o = dir_out ? 64'd0 : fifo_rdata;

  // ---- DMA --------------------------------------------------------------------------------------

  // What the next burst may move: the room left for an output; for an input the bytes in the FIFO,
  // all of them, since a burst has left it before its request ends.
  assign avail = dir_out ? FIFO_SIZE - ahead_q : level16;

  // An output fetches nothing once RUN is cleared; an input empties its FIFO first.
  assign dma_on = !halt_i && !failed_q && fmt_dec_q.valid
      && (dir_out ? (state_q == RUN && run_q) : (state_q != IDLE && state_q != DRAIN));

  hda_stream_walker #(
    .ADDR64(ADDR64)
  ) u_walker (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .clear_i      (clear_i || stream_clear),
    .start_i      (start),
    .start_skip_i (lpib_q),
    .stop_i       (stopped && dir_out),
    .stop_ahead_i (ahead_q),
    .enable_i     (dma_on),
    .flush_i      (!dir_out && state_q == FLUSH),
    .avail_i      (avail),
    .dir_out_i    (dir_out),
    .bdl_base_i   ({bdpu_q, bdpl_q}),
    .lvi_i        (lvi_q),
    .req_o        (dma_req_o),
    .req_bdl_o    (dma_bdl_o),
    .req_write_o  (dma_write_o),
    .req_addr_o   (dma_addr_o),
    .req_bytes_o  (dma_bytes_o),
    .gnt_i        (dma_gnt_i),
    .rvalid_i     (dma_rvalid_i),
    .rdata_i      (dma_rdata_i),
    .rlast_i      (dma_rlast_i),
    .rerr_i       (dma_rerr_i),
    .wdone_i      (dma_wdone_i),
    .werr_i       (dma_werr_i),
    .outstanding_o(outstanding),
    .data_read_o  (data_read),
    .ready_o      (entry_ready),
    .issue_o      (issue),
    .complete_o   (complete),
    .error_o      (walk_error)
  );

endmodule
