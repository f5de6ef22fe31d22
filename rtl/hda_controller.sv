// SPDX-License-Identifier: Apache-2.0
//
// Intel High Definition Audio controller: registers on AXI4-Lite, sample data by AXI4 bursts, the
// serial link towards the codecs.
//
//            clk_i domain                            |  bclk_i domain
//  AXI4-Lite -> hda_axil_slave -> hda_global_regs ---|--> hda_link (enable, RST#)
//                              |-> hda_command ------|--> hda_cdc_mailbox -> hda_link -> SDO
//                              \-> hda_stream x NS --|
//  AXI4 <- hda_axi_master <------- (walker, FIFO)    |
//                                  | samples         |
//              hda_frame_builder <-+-> hda_cdc_fifo -|--> hda_link -> SDO, SYNC
//              hda_frame_parser <----- hda_cdc_mem --|--- hda_link <- SDI
//
// The domains meet only in hda_cdc_* modules. Descriptors are ordered input, output, bidirectional
// (HDA-SD-001); that number indexes every vector of streams.
module hda_controller #(
  parameter int unsigned NUM_ISS = 4,            /// input stream descriptors, 0..15
  parameter int unsigned NUM_OSS = 4,            /// output stream descriptors, 0..15
  parameter int unsigned NUM_BSS = 0,            /// bidirectional ones, 0..30; in all 1..30
  parameter int unsigned NUM_SDI = 4,            /// SDI lines, 1..15
  parameter int unsigned NUM_SDO = 1,            /// SDO lines: 1, 2 or 4
  parameter int unsigned IN_FIFO_BYTES = 256,    /// FIFO of an input; power of two, 256..4096
  parameter int unsigned OUT_FIFO_BYTES =        /// FIFO of the others; power of two, 512..4096:
      (NUM_SDO > 1) ? 1024 : 512,                /// two of the fullest frames, 192 bytes on one
                                                 /// line, 256 on more, and a burst
  parameter int unsigned RST_BCLK_CYCLES = 2400, /// BCLK cycles before RST# rises; 2400 = 100 us
  parameter bit          ADDR64 = 1'b1,          /// GCAP.64OK; 0 = all addresses are 32 bit
  parameter bit          SSYNC_ALIAS = 1'b0,     /// SSYNC also at 0x34, its place in old chipsets
  parameter logic [31:0] WALCLK_RESET = 32'd0    /// wall clock at link start; not 0 only to test
                                                 /// its wrap
) (
  input  logic clk_i,    /// bus clock, 20 to 400 MHz
  input  logic rst_ni,   /// function reset, asynchronous assertion
  input  logic por_ni,   /// power-on reset: also clears WAKEEN and STATESTS
  input  logic bclk_i,   /// link clock, 24 MHz
  input  logic brst_ni,  /// reset of the link domain; asserted with rst_ni
  output logic clk_req_o,   /// 1: clk_i must run; asynchronous. May stop while 0 and AXI is quiet
  output logic bclk_req_o,  /// 1: bclk_i must run

  input  logic [13:0] s_axil_awaddr_i,
  input  logic        s_axil_awvalid_i,
  output logic        s_axil_awready_o,
  input  logic [31:0] s_axil_wdata_i,
  input  logic [3:0]  s_axil_wstrb_i,
  input  logic        s_axil_wvalid_i,
  output logic        s_axil_wready_o,
  output logic [1:0]  s_axil_bresp_o,
  output logic        s_axil_bvalid_o,
  input  logic        s_axil_bready_i,
  input  logic [13:0] s_axil_araddr_i,
  input  logic        s_axil_arvalid_i,
  output logic        s_axil_arready_o,
  output logic [31:0] s_axil_rdata_o,
  output logic [1:0]  s_axil_rresp_o,
  output logic        s_axil_rvalid_o,
  input  logic        s_axil_rready_i,

  output logic [63:0] m_axi_araddr_o,
  output logic [7:0]  m_axi_arlen_o,
  output logic [2:0]  m_axi_arsize_o,
  output logic [1:0]  m_axi_arburst_o,
  output logic [3:0]  m_axi_arcache_o,
  output logic [2:0]  m_axi_arprot_o,
  output logic        m_axi_arvalid_o,
  input  logic        m_axi_arready_i,
  input  logic [63:0] m_axi_rdata_i,
  input  logic [1:0]  m_axi_rresp_i,
  input  logic        m_axi_rlast_i,
  input  logic        m_axi_rvalid_i,
  output logic        m_axi_rready_o,
  output logic [63:0] m_axi_awaddr_o,
  output logic [7:0]  m_axi_awlen_o,
  output logic [2:0]  m_axi_awsize_o,
  output logic [1:0]  m_axi_awburst_o,
  output logic [3:0]  m_axi_awcache_o,
  output logic [2:0]  m_axi_awprot_o,
  output logic        m_axi_awvalid_o,
  input  logic        m_axi_awready_i,
  output logic [63:0] m_axi_wdata_o,
  output logic [7:0]  m_axi_wstrb_o,
  output logic        m_axi_wlast_o,
  output logic        m_axi_wvalid_o,
  input  logic        m_axi_wready_i,
  input  logic [1:0]  m_axi_bresp_i,
  input  logic        m_axi_bvalid_i,
  output logic        m_axi_bready_o,

  input  logic bus_master_en_i,  /// PCI COMMAND bit 2
  input  logic d3hot_i,          /// PCI power state D3hot: no interrupt but PME
  output logic irq_o,            /// level (HDA-INT-002)
  output logic pme_o,            /// level: an enabled wake is pending (HDA-INT-008)
  output logic [NUM_ISS+NUM_OSS+NUM_BSS-1:0] evt_bcis_o,  /// one clk_i cycle: BCIS is set

  output logic               link_rst_no,  /// RST#
  output logic               sync_rise_o,  /// SYNC in the first half of the cell
  output logic               sync_fall_o,  /// SYNC in the second half
  output logic [NUM_SDO-1:0] sdo_rise_o,
  output logic [NUM_SDO-1:0] sdo_fall_o,
  input  logic [NUM_SDI-1:0] sdi_i,     /// pulled down: 0 when nobody drives it
  output logic [NUM_SDI-1:0] sdi_o,     /// address assignment (HDA-LNK-019, HDA-LNK-020)
  output logic [NUM_SDI-1:0] sdi_oe_o   /// 1: sdi_o drives the line
);

  localparam int unsigned NS = NUM_ISS + NUM_OSS + NUM_BSS;
  // Word address of the first descriptor and of the alias page.
  localparam logic [11:0] SD_FIRST_WORD = hda_regs_pkg::SD_BASE[13:2];
  localparam logic [11:0] ALIAS_WORDS = 12'h800;
  localparam logic [2:0] LPIB_WORD = hda_regs_pkg::SDLPIB_OFFSET[4:2];

  // ---- register bus -----------------------------------------------------------------------------

  logic reg_we, reg_re, axil_busy, global_busy, command_busy;
  logic [3:0] reg_lane;
  logic [11:0] reg_word, sd_word;
  logic [31:0] reg_wdata, reg_rdata, global_rdata, command_rdata;
  logic [3:0] reg_wstrb;
  logic [NS-1:0] sd_sel;
  logic [2:0] sd_reg;
  logic [NS*32-1:0] sd_rdata;
  logic sd_alias;

  hda_axil_slave u_axil (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .s_axil_awaddr_i (s_axil_awaddr_i),
    .s_axil_awvalid_i(s_axil_awvalid_i),
    .s_axil_awready_o(s_axil_awready_o),
    .s_axil_wdata_i  (s_axil_wdata_i),
    .s_axil_wstrb_i  (s_axil_wstrb_i),
    .s_axil_wvalid_i (s_axil_wvalid_i),
    .s_axil_wready_o (s_axil_wready_o),
    .s_axil_bresp_o  (s_axil_bresp_o),
    .s_axil_bvalid_o (s_axil_bvalid_o),
    .s_axil_bready_i (s_axil_bready_i),
    .s_axil_araddr_i (s_axil_araddr_i),
    .s_axil_arvalid_i(s_axil_arvalid_i),
    .s_axil_arready_o(s_axil_arready_o),
    .s_axil_rdata_o  (s_axil_rdata_o),
    .s_axil_rresp_o  (s_axil_rresp_o),
    .s_axil_rvalid_o (s_axil_rvalid_o),
    .s_axil_rready_i (s_axil_rready_i),
    .reg_we_o        (reg_we),
    .reg_re_o        (reg_re),
    .reg_word_o      (reg_word),
    .reg_wdata_o     (reg_wdata),
    .reg_wstrb_o     (reg_wstrb),
    .reg_rdata_i     (reg_rdata),
    .busy_o          (axil_busy)
  );

  // Descriptor n occupies eight words from 0x80 + 0x20 n; the alias page shows its LPIB at the
  // same place 0x2000 higher (HDA-ACC-005).
  always_comb begin
    sd_sel = '0;
    sd_alias = 1'b0;
    sd_word = '0;
    if (reg_we || reg_re) begin
      sd_alias = (reg_word & ALIAS_WORDS) != 12'd0;
      sd_word = (reg_word & ~ALIAS_WORDS) - SD_FIRST_WORD;
      for (int unsigned n = 0; n < NS; n++) begin
        if (sd_word[11:3] == 9'(n)) begin
          sd_sel[n] = sd_alias ? (reg_re && sd_word[2:0] == LPIB_WORD) : 1'b1;
        end
      end
    end
  end
  assign sd_reg = reg_word[2:0];

  always_comb begin
    reg_rdata = '0;
    if (reg_re) begin
      reg_rdata = global_rdata | command_rdata;
      for (int unsigned n = 0; n < NS; n++) reg_rdata = reg_rdata | sd_rdata[32*n+:32];
    end
  end

  // ---- global registers and controller reset ----------------------------------------------------

  logic link_en, link_up, link_off, link_up_b, link_off_b;
  logic dma_idle, axi_idle, position_idle, halt, clear, d3hot_q;
  logic unsol, command_cis, command_idle, position_en;
  logic [63:0] position_base;
  logic [NUM_SDI-1:0] state_change, wake;
  logic [31:0] walclk_gray_b, walclk_gray, walclk;
  logic [NS-1:0] sis, ssync, sd_idle, sd_busy;

  hda_global_regs #(
    .NUM_ISS(NUM_ISS),
    .NUM_OSS(NUM_OSS),
    .NUM_BSS(NUM_BSS),
    .NUM_SDI(NUM_SDI),
    .NUM_SDO(NUM_SDO),
    .ADDR64 (ADDR64),
    .SSYNC_ALIAS(SSYNC_ALIAS)
  ) u_global (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .por_ni        (por_ni),
    .we_i          (reg_we),
    .re_i          (reg_re),
    .word_i        (reg_word),
    .wdata_i       (reg_wdata),
    .wstrb_i       (reg_wstrb),
    .rdata_o       (global_rdata),
    .lane_o        (reg_lane),
    .link_en_o     (link_en),
    .link_up_i     (link_up),
    .link_off_i    (link_off),
    .dma_idle_i    (dma_idle),
    .halt_o        (halt),
    .clear_o       (clear),
    .walclk_i      (walclk),
    .state_change_i(state_change),
    .sis_i         (sis),
    .cis_i         (command_cis),
    .d3hot_i       (d3hot_q),
    .ssync_o       (ssync),
    .unsol_o       (unsol),
    .position_base_o(position_base),
    .position_en_o (position_en),
    .irq_o         (irq_o),
    .pme_o         (pme_o),
    .busy_o        (global_busy)
  );

  assign dma_idle = (&sd_idle) && command_idle && position_idle && axi_idle;

  // A codec tells of itself by enumeration, seen with the frame that brought it, and in link reset
  // by holding its line high (HDA-LNK-021, HDA-LNK-029).
  hda_cdc_sync #(
    .WIDTH(NUM_SDI)
  ) u_wake (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (link_off ? sdi_i : '0),
    .q_o   (wake)
  );

  assign state_change = wake | (frame ? rx_new_b : '0);

  hda_cdc_sync u_link_up (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (link_up_b),
    .q_o   (link_up)
  );

  hda_cdc_sync #(
    .RESET(1'b1)
  ) u_link_off (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (link_off_b),
    .q_o   (link_off)
  );

  hda_cdc_sync #(
    .WIDTH(32)
  ) u_walclk (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (walclk_gray_b),
    .q_o   (walclk_gray)
  );

  always_comb begin
    walclk = '0;
    if (reg_re) begin
      walclk = walclk_gray ^ (walclk_gray >> 16);
      walclk = walclk ^ (walclk >> 8);
      walclk = walclk ^ (walclk >> 4);
      walclk = walclk ^ (walclk >> 2);
      walclk = walclk ^ (walclk >> 1);
    end
  end

  // ---- streams ----------------------------------------------------------------------------------

  // Requesters of the AXI master: the streams, then these.
  localparam int unsigned RQ_CORB = NS;
  localparam int unsigned RQ_RIRB = NS + 1;
  localparam int unsigned RQ_POSITION = NS + 2;
  localparam int unsigned NQ = NS + 3;

  logic frame, frame_pending, parse_done;
  logic [NQ-1:0] dma_req, dma_write, dma_gnt, dma_rvalid, dma_wpeek, dma_wdone;
  logic [NS-1:0] unused_bdl;
  logic [NQ*64-1:0] dma_addr, dma_wdata;
  logic [NQ*8-1:0] dma_bytes;
  logic [63:0] dma_rdata;
  logic [3:0] dma_rbytes, dma_wtake;
  logic dma_rlast, dma_rerr, dma_werr;

  // Towards the frame builder: outputs, then bidirectional descriptors; towards the parser: inputs,
  // then bidirectional ones. Either has one entry at least, which asks for nothing when there is no
  // descriptor behind it.
  localparam int unsigned TX = NUM_OSS + NUM_BSS;
  localparam int unsigned RX = NUM_ISS + NUM_BSS;
  localparam int unsigned NTX = (TX > 0) ? TX : 1;
  localparam int unsigned NRX = (RX > 0) ? RX : 1;
  logic [NTX-1:0] tx_req, tx_skip, tx_pop;
  logic [NTX*2-1:0] tx_stripe;
  logic [NTX*12-1:0] tx_times;
  logic [NTX*32-1:0] tx_unit;
  logic [NTX*4-1:0] tx_strm;
  logic [NTX*6-1:0] tx_width;
  logic [NRX-1:0] rx_take, rx_room, rx_push, rx_lost;
  logic [31:0] rx_sample;
  logic [NRX*4-1:0] rx_strm, rx_chan_m1;
  logic [NRX*6-1:0] rx_width;
  logic [NRX*10-1:0] rx_block;

  if (TX == 0) begin : g_no_tx
    assign {tx_req, tx_stripe, tx_times, tx_unit, tx_strm, tx_width} = '0;
    logic unused_tx;
    assign unused_tx = tx_skip[0] ^ tx_pop[0];
  end
  if (RX == 0) begin : g_no_rx
    assign {rx_take, rx_room, rx_strm, rx_width, rx_chan_m1, rx_block} = '0;
    logic unused_rx;
    assign unused_rx = rx_push[0] ^ rx_lost[0];
  end

  logic [NS-1:0] live;
  logic [NS*32-1:0] position;

  for (genvar n = 0; n < NS; n++) begin : g_stream
    localparam bit IS_IN = n < NUM_ISS;
    localparam bit IS_BIDIR = n >= NUM_ISS + NUM_OSS;
    logic [5:0] width, unit_width;
    logic [3:0] strm, chan_m1;
    logic [9:0] block;
    logic req, skip, pop, take, room, push, lost;
    logic [1:0] stripe;
    logic [11:0] times;
    logic [31:0] unit;

    if (IS_IN || IS_BIDIR) begin : g_rx
      localparam int unsigned R = IS_IN ? n : n - NUM_OSS;
      assign rx_take[R] = take;
      assign rx_room[R] = room;
      assign rx_strm[4*R+:4] = strm;
      assign rx_width[6*R+:6] = width;
      assign rx_chan_m1[4*R+:4] = chan_m1;
      assign rx_block[10*R+:10] = block;
      assign push = rx_push[R];
      assign lost = rx_lost[R];
    end else begin : g_tx_only
      assign {push, lost} = 2'b00;
      logic [21:0] unused_rx;
      assign unused_rx = {take, room, width, chan_m1, block};
    end
    if (!IS_IN) begin : g_tx
      localparam int unsigned T = n - NUM_ISS;
      assign tx_req[T] = req;
      assign tx_stripe[2*T+:2] = stripe;
      assign tx_times[12*T+:12] = times;
      assign tx_unit[32*T+:32] = unit;
      assign tx_strm[4*T+:4] = strm;
      assign tx_width[6*T+:6] = unit_width;
      assign skip = tx_skip[T];
      assign pop = tx_pop[T];
    end else begin : g_rx_only
      assign {skip, pop} = 2'b00;
      logic [52:0] unused_tx;
      assign unused_tx = {req, stripe, times, unit, unit_width};
    end

    hda_stream #(
      .KIND      (IS_IN ? hda_pkg::KIND_INPUT
                        : IS_BIDIR ? hda_pkg::KIND_BIDIR : hda_pkg::KIND_OUTPUT),
      .FIFO_BYTES(IS_IN ? IN_FIFO_BYTES : OUT_FIFO_BYTES),
      .NUM_SDO   (NUM_SDO),
      .ADDR64    (ADDR64)
    ) u_stream (
      .clk_i       (clk_i),
      .rst_ni      (rst_ni),
      .clear_i     (clear),
      .halt_i      (halt),
      .master_i    (bus_master_q),
      .reg_sel_i   (sd_sel[n]),
      .reg_we_i    (reg_lane != 4'd0 && !halt),
      .reg_word_i  (sd_reg),
      .reg_wdata_i (reg_wdata),
      .reg_wstrb_i (reg_wstrb),
      .reg_rdata_o (sd_rdata[32*n+:32]),
      .frame_i     (frame),
      .ssync_i     (ssync[n]),
      .strm_o      (strm),
      .width_o     (width),
      .chan_m1_o   (chan_m1),
      .block_bits_o(block),
      .tx_req_o    (req),
      .tx_stripe_o (stripe),
      .tx_times_o  (times),
      .tx_skip_i   (skip),
      .tx_pop_i    (pop),
      .tx_unit_o   (unit),
      .tx_width_o  (unit_width),
      .rx_take_o   (take),
      .rx_room_o   (room),
      .rx_push_i   (push),
      .rx_sample_i (rx_sample),
      .rx_lost_i   (lost),
      .rx_done_i   (parse_done),
      .dma_req_o   (dma_req[n]),
      .dma_bdl_o   (unused_bdl[n]),
      .dma_write_o (dma_write[n]),
      .dma_addr_o  (dma_addr[64*n+:64]),
      .dma_bytes_o (dma_bytes[8*n+:8]),
      .dma_gnt_i   (dma_gnt[n]),
      .dma_rvalid_i(dma_rvalid[n]),
      .dma_rdata_i (dma_rdata),
      .dma_rbytes_i(dma_rbytes),
      .dma_rlast_i (dma_rlast),
      .dma_rerr_i  (dma_rerr),
      .dma_wtake_i (dma_wpeek[n] ? dma_wtake : 4'd0),
      .dma_wpeek_i (dma_wpeek[n]),
      .dma_wdata_o (dma_wdata[64*n+:64]),
      .dma_wdone_i (dma_wdone[n]),
      .dma_werr_i  (dma_werr),
      .dma_idle_o  (sd_idle[n]),
      .live_o      (live[n]),
      .position_o  (position[32*n+:32]),
      .irq_o       (sis[n]),
      .bcis_o      (evt_bcis_o[n]),
      .busy_o      (sd_busy[n])
    );
  end

  logic position_error, position_busy;
  assign dma_write[RQ_POSITION] = 1'b1;
  assign dma_bytes[8*RQ_POSITION+:8] = hda_pkg::POSITION_BYTES;

  hda_position #(
    .NS(NS)
  ) u_position (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .halt_i    (halt),
    .enable_i  (position_en && bus_master_q),
    .base_i    (position_base),
    .frame_i   (frame),
    .live_i    (live),
    .position_i(position),
    .req_o     (dma_req[RQ_POSITION]),
    .addr_o    (dma_addr[64*RQ_POSITION+:64]),
    .wdata_o   (dma_wdata[64*RQ_POSITION+:64]),
    .gnt_i     (dma_gnt[RQ_POSITION]),
    .wdone_i   (dma_wdone[RQ_POSITION]),
    .werr_i    (dma_werr),
    .error_o   (position_error),
    .idle_o    (position_idle),
    .busy_o    (position_busy)
  );

  hda_axi_master #(
    .NS(NQ)
  ) u_axi (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .enable_i       (bus_master_q),
    .req_i          (dma_req),
    .req_write_i    (dma_write),
    .req_addr_i     (dma_addr),
    .req_bytes_i    (dma_bytes),
    .gnt_o          (dma_gnt),
    .rvalid_o       (dma_rvalid),
    .rdata_o        (dma_rdata),
    .rbytes_o       (dma_rbytes),
    .rlast_o        (dma_rlast),
    .rerr_o         (dma_rerr),
    .wpeek_o        (dma_wpeek),
    .wtake_o        (dma_wtake),
    .wdata_i        (dma_wdata),
    .wdone_o        (dma_wdone),
    .werr_o         (dma_werr),
    .idle_o         (axi_idle),
    .m_axi_araddr_o (m_axi_araddr_o),
    .m_axi_arlen_o  (m_axi_arlen_o),
    .m_axi_arsize_o (m_axi_arsize_o),
    .m_axi_arburst_o(m_axi_arburst_o),
    .m_axi_arcache_o(m_axi_arcache_o),
    .m_axi_arprot_o (m_axi_arprot_o),
    .m_axi_arvalid_o(m_axi_arvalid_o),
    .m_axi_arready_i(m_axi_arready_i),
    .m_axi_rdata_i  (m_axi_rdata_i),
    .m_axi_rresp_i  (m_axi_rresp_i),
    .m_axi_rlast_i  (m_axi_rlast_i),
    .m_axi_rvalid_i (m_axi_rvalid_i),
    .m_axi_rready_o (m_axi_rready_o),
    .m_axi_awaddr_o (m_axi_awaddr_o),
    .m_axi_awlen_o  (m_axi_awlen_o),
    .m_axi_awsize_o (m_axi_awsize_o),
    .m_axi_awburst_o(m_axi_awburst_o),
    .m_axi_awcache_o(m_axi_awcache_o),
    .m_axi_awprot_o (m_axi_awprot_o),
    .m_axi_awvalid_o(m_axi_awvalid_o),
    .m_axi_awready_i(m_axi_awready_i),
    .m_axi_wdata_o  (m_axi_wdata_o),
    .m_axi_wstrb_o  (m_axi_wstrb_o),
    .m_axi_wlast_o  (m_axi_wlast_o),
    .m_axi_wvalid_o (m_axi_wvalid_o),
    .m_axi_wready_i (m_axi_wready_i),
    .m_axi_bresp_i  (m_axi_bresp_i),
    .m_axi_bvalid_i (m_axi_bvalid_i),
    .m_axi_bready_o (m_axi_bready_o)
  );

  logic bus_master_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) bus_master_q <= 1'b0;
    else bus_master_q <= bus_master_en_i;
  end
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) d3hot_q <= 1'b0;
    else d3hot_q <= d3hot_i;
  end

  // ---- commands ---------------------------------------------------------------------------------

  logic cmd_put, cmd_drop, cmd_ready, cmd_pending, cmd_valid_b, cmd_take_b, cmd_sent_b;
  logic [31:0] cmd, cmd_b;
  logic response, slot_empty;
  logic [36:0] response_entry;

  assign dma_write[RQ_CORB] = 1'b0;
  assign dma_write[RQ_RIRB] = 1'b1;
  assign dma_bytes[8*RQ_CORB+:8] = 8'd4;
  assign dma_bytes[8*RQ_RIRB+:8] = 8'd8;
  assign dma_wdata[64*RQ_CORB+:64] = '0;

  hda_command #(
    .ADDR64(ADDR64)
  ) u_command (
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .clear_i      (clear),
    .halt_i       (halt),
    .re_i         (reg_re),
    .word_i       (reg_word),
    .wdata_i      (reg_wdata),
    .lane_i       (reg_lane),
    .rdata_o      (command_rdata),
    .unsol_i      (unsol),
    .frame_i      (frame),
    .sent_i       (cmd_sent_b),
    .response_i   (response),
    .entry_i      (response_entry),
    .slot_empty_i (slot_empty),
    .put_o        (cmd_put),
    .command_o    (cmd),
    .drop_o       (cmd_drop),
    .ready_i      (cmd_ready),
    .dma_req_o    (dma_req[RQ_RIRB:RQ_CORB]),
    .dma_addr_o   (dma_addr[64*RQ_CORB+:128]),
    .dma_gnt_i    (dma_gnt[RQ_RIRB:RQ_CORB]),
    .dma_rvalid_i (dma_rvalid[RQ_CORB]),
    .dma_rdata_i  (dma_rdata[31:0]),
    .dma_rerr_i   (dma_rerr),
    .dma_wdata_o  (dma_wdata[64*RQ_RIRB+:64]),
    .dma_wdone_i  (dma_wdone[RQ_RIRB]),
    .dma_werr_i   (dma_werr),
    .position_error_i(position_error),
    .cis_o        (command_cis),
    .idle_o       (command_idle),
    .busy_o       (command_busy)
  );

  hda_cdc_mailbox #(
    .WIDTH(32)
  ) u_mailbox (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .put_i    (cmd_put),
    .data_i   (cmd),
    .drop_i   (cmd_drop),
    .ready_o  (cmd_ready),
    .pending_o(cmd_pending),
    .dclk_i   (bclk_i),
    .drst_ni  (brst_ni),
    .valid_o  (cmd_valid_b),
    .data_o   (cmd_b),
    .take_i   (cmd_take_b)
  );

  logic unused_requester;
  assign unused_requester = (^dma_wpeek[NQ-1:NS]) ^ dma_wdone[RQ_CORB] ^ dma_rvalid[RQ_RIRB]
      ^ dma_rvalid[RQ_POSITION];

  // ---- frames: bus side -------------------------------------------------------------------------

  logic builder_busy, parser_busy, word_push, unused_word_full;
  localparam int unsigned WORD_BITS = 32 * (NUM_SDO + 1);
  logic [WORD_BITS-1:0] word, word_b;
  logic word_empty_b, word_pop_b;
  logic frame_tgl_b, rx_half_b, rx_wen_b;
  logic [NUM_SDI-1:0] rx_lines_b, rx_new_b;
  logic [4:0] rx_waddr_b, rx_raddr;
  logic [NUM_SDI*32-1:0] rx_wdata_b, rx_rdata;

  hda_cdc_event u_frame (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .toggle_i (frame_tgl_b),
    .pulse_o  (frame),
    .pending_o(frame_pending)
  );

  hda_frame_builder #(
    .NS     (NTX),
    .NUM_SDO(NUM_SDO)
  ) u_builder (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .frame_i (frame),
    .req_i   (tx_req),
    .times_i (tx_times),
    .stripe_i(tx_stripe),
    .strm_i  (tx_strm),
    .unit_i  (tx_unit),
    .width_i (tx_width),
    .pop_o   (tx_pop),
    .skip_o  (tx_skip),
    .push_o  (word_push),
    .word_o  (word),
    .busy_o  (builder_busy)
  );

  hda_frame_parser #(
    .NUM_SDI(NUM_SDI),
    .NS     (NRX)
  ) u_parser (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .frame_i  (frame),
    .lines_i  (rx_lines_b),
    .half_i   (rx_half_b),
    .raddr_o  (rx_raddr),
    .rdata_i  (rx_rdata),
    .take_i   (rx_take),
    .strm_i   (rx_strm),
    .width_i  (rx_width),
    .chan_m1_i(rx_chan_m1),
    .block_i  (rx_block),
    .room_i   (rx_room),
    .push_o   (rx_push),
    .sample_o (rx_sample),
    .lost_o   (rx_lost),
    .response_o  (response),
    .entry_o     (response_entry),
    .slot_empty_o(slot_empty),
    .done_o   (parse_done),
    .busy_o   (parser_busy)
  );

  // ---- link -------------------------------------------------------------------------------------

  hda_cdc_fifo #(
    .WIDTH     (WORD_BITS),
    .DEPTH_LOG2(5)
  ) u_words (
    .wclk_i  (clk_i),
    .wrst_ni (rst_ni),
    .wen_i   (word_push),
    .wdata_i (word),
    .wfull_o (unused_word_full),
    .rclk_i  (bclk_i),
    .rrst_ni (brst_ni),
    .ren_i   (word_pop_b),
    .rdata_o (word_b),
    .rempty_o(word_empty_b)
  );

  for (genvar l = 0; l < NUM_SDI; l++) begin : g_rx
    hda_cdc_mem #(
      .WIDTH    (32),
      .ADDR_BITS(5)
    ) u_mem (
      .wclk_i (bclk_i),
      .wen_i  (rx_wen_b),
      .waddr_i(rx_waddr_b),
      .wdata_i(rx_wdata_b[32*l+:32]),
      .raddr_i(rx_raddr),
      .rdata_o(rx_rdata[32*l+:32])
    );
  end

  hda_link #(
    .NUM_SDI        (NUM_SDI),
    .NUM_SDO        (NUM_SDO),
    .RST_BCLK_CYCLES(RST_BCLK_CYCLES),
    .WALCLK_RESET   (WALCLK_RESET)
  ) u_link (
    .bclk_i       (bclk_i),
    .brst_ni      (brst_ni),
    .link_en_i    (link_en),
    .up_o         (link_up_b),
    .off_o        (link_off_b),
    .reset_n_o    (link_rst_no),
    .tx_word_i    (word_b),
    .tx_empty_i   (word_empty_b),
    .tx_pop_o     (word_pop_b),
    .cmd_valid_i  (cmd_valid_b),
    .cmd_i        (cmd_b),
    .cmd_take_o   (cmd_take_b),
    .cmd_sent_o   (cmd_sent_b),
    .rx_wen_o     (rx_wen_b),
    .rx_waddr_o   (rx_waddr_b),
    .rx_wdata_o   (rx_wdata_b),
    .frame_tgl_o  (frame_tgl_b),
    .rx_half_o    (rx_half_b),
    .rx_lines_o   (rx_lines_b),
    .rx_new_o     (rx_new_b),
    .walclk_gray_o(walclk_gray_b),
    .sync_rise_o  (sync_rise_o),
    .sync_fall_o  (sync_fall_o),
    .sdo_rise_o   (sdo_rise_o),
    .sdo_fall_o   (sdo_fall_o),
    .sdi_i        (sdi_i),
    .sdi_o        (sdi_o),
    .sdi_oe_o     (sdi_oe_o)
  );

  // ---- clock requests ---------------------------------------------------------------------------

  // Work is seen a cycle late and the bus clock runs on for a few cycles after the last of it, so
  // that a chain of small steps does not stop it in between. What arrives from outside while the
  // clock stands asks for it directly, and what it sets off is seen within those cycles.
  localparam logic [1:0] LINGER = 2'd3;
  logic [1:0] linger_q;
  logic working, arriving;

  assign working = axil_busy || global_busy || command_busy || (|sd_busy) || position_busy
      || builder_busy || parser_busy || !axi_idle || frame;
  assign arriving = frame_pending || (link_up_b != link_up) || (link_off_b != link_off)
      || (bus_master_en_i != bus_master_q) || (d3hot_i != d3hot_q) || cmd_pending
      || (link_off && sdi_i != wake);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) linger_q <= LINGER;
    else if (working || arriving) linger_q <= LINGER;
    else if (linger_q != 2'd0) linger_q <= linger_q - 2'd1;
  end

  assign clk_req_o = linger_q != 2'd0 || arriving;
  assign bclk_req_o = link_en || !link_off_b;

endmodule
