// SPDX-License-Identifier: Apache-2.0
//
// Takes one burst request per stream and makes AXI4 bursts of them: 64-bit INCR, at most 16 beats,
// in order, reads of several streams outstanding at once. Requests are served round robin, reads
// and writes apart, so a request waits for at most NS - 1 others (fairness bound).
//
// Inputs go through flops before anything looks at them: R and B by a register (both are always
// ready), W by a two-entry buffer.
//
// A requester has one burst outstanding at most, and may withdraw a request until it is granted. It
// never asks for a burst that crosses 128 bytes, hence never one that crosses 4 KiB.
module hda_axi_master #(
  parameter int unsigned NS = 8  /// requesters
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic enable_i,  /// a flop: bus master enable, 0 = start nothing (HDA-SD-032)

  input  logic [NS-1:0]    req_i,
  input  logic [NS-1:0]    req_write_i,
  input  logic [NS*64-1:0] req_addr_i,
  input  logic [NS*8-1:0]  req_bytes_i,  /// 1..128
  output logic [NS-1:0]    gnt_o,        /// taken at this edge

  output logic [NS-1:0] rvalid_o,
  output logic [63:0]   rdata_o,   /// right-justified
  output logic [3:0]    rbytes_o,  /// valid bytes of it
  output logic          rlast_o,
  output logic          rerr_o,    /// with rlast_o: some beat failed

  output logic [NS-1:0]    wpeek_o,  /// `wdata_i` of this requester is looked at
  output logic [3:0]       wtake_o,  /// bytes taken from the requester in wpeek_o at this edge
  input  logic [NS*64-1:0] wdata_i,  /// right-justified
  output logic [NS-1:0]    wdone_o,
  output logic             werr_o,

  output logic idle_o,  /// nothing on the way

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
  output logic        m_axi_bready_o
);

  localparam int unsigned SW = (NS > 1) ? $clog2(NS) : 1;
  localparam logic [2:0] SIZE_8 = 3'd3;
  localparam logic [1:0] BURST_INCR = 2'b01;
  localparam logic [3:0] CACHE_BUFFERABLE = 4'b0011;  // normal, not cached
  localparam logic [2:0] PROT_DATA = 3'b000;

  // Beats of a burst, minus 1.
  function automatic logic [7:0] beats_m1(input logic [2:0] lane, input logic [7:0] bytes);
    beats_m1 = (bytes + {5'd0, lane} - 8'd1) >> 3;
  endfunction

  // Bytes of the beat that begins at `lane` when `left` are to come.
  function automatic logic [3:0] beat_bytes(input logic [2:0] lane, input logic [7:0] left);
    logic [3:0] upto;
    upto = 4'd8 - {1'b0, lane};
    beat_bytes = (left < {4'd0, upto}) ? left[3:0] : upto;
  endfunction

  // ---- arbitration --------------------------------------------------------------------------

  logic [NS-1:0] rd_req, wr_req;
  logic rd_ok, wr_ok, rd_any, wr_any;
  logic [SW-1:0] rd_sel, wr_sel, rd_last_q, wr_last_q;

  hda_rr_arbiter #(
    .N(NS)
  ) u_rd_arb (
    .req_i (rd_req),
    .last_i(rd_last_q),
    .any_o (rd_any),
    .sel_o (rd_sel)
  );

  hda_rr_arbiter #(
    .N(NS)
  ) u_wr_arb (
    .req_i (wr_req),
    .last_i(wr_last_q),
    .any_o (wr_any),
    .sel_o (wr_sel)
  );

  assign rd_req = (rd_ok && enable_i) ? (req_i & ~req_write_i) : '0;
  assign wr_req = (wr_ok && enable_i) ? (req_i & req_write_i) : '0;

  always_comb begin
    gnt_o = '0;
    if (rd_any) gnt_o[rd_sel] = 1'b1;
    if (wr_any) gnt_o[wr_sel] = 1'b1;
  end

  // ---- reads --------------------------------------------------------------------------------

  // Outstanding reads, oldest first: requester, first byte lane, bytes.
  logic [SW+10:0] rq_q[2**SW];
  logic [SW:0] rq_w_q, rq_r_q;
  logic arvalid_q;
  logic [63:0] araddr_q, rd_addr;
  logic [7:0] arlen_q, rd_bytes;
  logic [SW-1:0] r_src;
  logic [2:0] r_lane0, r_lane;
  logic [7:0] r_bytes, r_done_q, r_left;
  logic [3:0] r_n;
  logic r_err_q, r_beat, rq_empty;

  logic rvalid_q, rlast_q, rfail_q;
  logic [63:0] rdata_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      rvalid_q <= 1'b0;
      rlast_q <= 1'b0;
      rfail_q <= 1'b0;
      rdata_q <= '0;
    end else begin
      rvalid_q <= m_axi_rvalid_i;
      if (m_axi_rvalid_i) begin
        rlast_q <= m_axi_rlast_i;
        rfail_q <= m_axi_rresp_i[1];
        rdata_q <= m_axi_rdata_i;
      end
    end
  end

  assign rq_empty = rq_w_q == rq_r_q;
  assign rd_ok = !arvalid_q;
  assign r_beat = rvalid_q && !rq_empty;
  assign {r_src, r_lane0, r_bytes} = rq_q[rq_r_q[SW-1:0]];

  always_comb begin
    rd_addr = '0;
    rd_bytes = '0;
    if (rd_any) begin
      rd_addr = req_addr_i[64*rd_sel+:64];
      rd_bytes = req_bytes_i[8*rd_sel+:8];
    end
  end

  always_comb begin
    rvalid_o = '0;
    rdata_o = '0;
    r_lane = '0;
    r_left = '0;
    r_n = '0;
    if (r_beat) begin
      r_lane = (r_done_q == 8'd0) ? r_lane0 : 3'd0;
      r_left = r_bytes - r_done_q;
      r_n = beat_bytes(r_lane, r_left);
      rvalid_o[r_src] = 1'b1;
      rdata_o = rdata_q >> {r_lane, 3'b000};
    end
  end

  assign rbytes_o = r_n;
  assign rlast_o = rlast_q;
  assign rerr_o = r_err_q || rfail_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      arvalid_q <= 1'b0;
      araddr_q <= '0;
      arlen_q <= '0;
      rq_w_q <= '0;
      rq_r_q <= '0;
      rd_last_q <= '0;
      r_done_q <= '0;
      r_err_q <= 1'b0;
    end else begin
      if (m_axi_arready_i) arvalid_q <= 1'b0;
      if (rd_any) begin
        arvalid_q <= 1'b1;
        araddr_q <= rd_addr;
        arlen_q <= beats_m1(rd_addr[2:0], rd_bytes);
        rq_w_q <= rq_w_q + 1'b1;
        rd_last_q <= rd_sel;
      end
      if (r_beat) begin
        r_done_q <= r_done_q + {4'd0, r_n};
        r_err_q <= rerr_o;
        if (rlast_q) begin
          r_done_q <= '0;
          r_err_q <= 1'b0;
          rq_r_q <= rq_r_q + 1'b1;
        end
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (rd_any) rq_q[rq_w_q[SW-1:0]] <= {rd_sel, rd_addr[2:0], rd_bytes};
  end

  assign m_axi_araddr_o = araddr_q;
  assign m_axi_arlen_o = arlen_q;
  assign m_axi_arvalid_o = arvalid_q;
  assign m_axi_arsize_o = SIZE_8;
  assign m_axi_arburst_o = BURST_INCR;
  assign m_axi_arcache_o = CACHE_BUFFERABLE;
  assign m_axi_arprot_o = PROT_DATA;
  assign m_axi_rready_o = 1'b1;

  // ---- writes -------------------------------------------------------------------------------

  logic [SW-1:0] bq_q[2**SW];
  logic [SW:0] bq_w_q, bq_r_q;
  logic awvalid_q, wvalid_q, bq_empty, w_beat;
  logic [63:0] awaddr_q, wr_addr;
  logic [7:0] awlen_q, wr_bytes, w_left_q;
  logic [2:0] w_lane_q;
  logic [SW-1:0] w_src_q;
  logic [3:0] w_n;
  logic bvalid_q, bfail_q, w_last;
  logic [63:0] w_data;
  logic [7:0] w_strb;

  // {last, strobes, data}; the older entry is on the pins.
  logic [72:0] wbuf_q[2];
  logic [1:0] wbuf_valid_q;

  assign bq_empty = bq_w_q == bq_r_q;
  assign wr_ok = !awvalid_q && !wvalid_q;
  assign w_beat = wvalid_q && !wbuf_valid_q[1];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      wbuf_valid_q <= '0;
      bvalid_q <= 1'b0;
      bfail_q <= 1'b0;
    end else begin
      bvalid_q <= m_axi_bvalid_i;
      bfail_q <= m_axi_bresp_i[1];
      if (wbuf_valid_q[0] && !m_axi_wready_i) begin
        if (w_beat) wbuf_valid_q[1] <= 1'b1;
      end else begin
        wbuf_valid_q <= {1'b0, wbuf_valid_q[1] || w_beat};
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (wbuf_valid_q[0] && !m_axi_wready_i) begin
      if (w_beat) wbuf_q[1] <= {w_last, w_strb, w_data};
    end else if (wbuf_valid_q[1]) begin
      wbuf_q[0] <= wbuf_q[1];
    end else if (w_beat) begin
      wbuf_q[0] <= {w_last, w_strb, w_data};
    end
  end

  always_comb begin
    wr_addr = '0;
    wr_bytes = '0;
    if (wr_any) begin
      wr_addr = req_addr_i[64*wr_sel+:64];
      wr_bytes = req_bytes_i[8*wr_sel+:8];
    end
  end

  always_comb begin
    wpeek_o = '0;
    w_n = '0;
    w_data = '0;
    w_strb = '0;
    w_last = 1'b0;
    if (wvalid_q) begin
      wpeek_o[w_src_q] = 1'b1;
      w_n = beat_bytes(w_lane_q, w_left_q);
      w_data = wdata_i[64*w_src_q+:64] << {w_lane_q, 3'b000};
      w_strb = (8'hFF >> (4'd8 - w_n)) << w_lane_q;
      w_last = {4'd0, w_n} == w_left_q;
    end
  end

  assign wtake_o = w_beat ? w_n : 4'd0;

  always_comb begin
    wdone_o = '0;
    if (bvalid_q && !bq_empty) wdone_o[bq_q[bq_r_q[SW-1:0]]] = 1'b1;
  end
  assign werr_o = bfail_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      awvalid_q <= 1'b0;
      wvalid_q <= 1'b0;
      awaddr_q <= '0;
      awlen_q <= '0;
      w_left_q <= '0;
      w_lane_q <= '0;
      w_src_q <= '0;
      wr_last_q <= '0;
      bq_w_q <= '0;
      bq_r_q <= '0;
    end else begin
      if (m_axi_awready_i) awvalid_q <= 1'b0;
      if (w_beat) begin
        w_left_q <= w_left_q - {4'd0, w_n};
        w_lane_q <= '0;
        if (w_last) wvalid_q <= 1'b0;
      end
      if (wr_any) begin
        awvalid_q <= 1'b1;
        awaddr_q <= wr_addr;
        awlen_q <= beats_m1(wr_addr[2:0], wr_bytes);
        wvalid_q <= 1'b1;
        w_left_q <= wr_bytes;
        w_lane_q <= wr_addr[2:0];
        w_src_q <= wr_sel;
        wr_last_q <= wr_sel;
        bq_w_q <= bq_w_q + 1'b1;
      end
      if (bvalid_q && !bq_empty) bq_r_q <= bq_r_q + 1'b1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (wr_any) bq_q[bq_w_q[SW-1:0]] <= wr_sel;
  end

  assign m_axi_awaddr_o = awaddr_q;
  assign m_axi_awlen_o = awlen_q;
  assign m_axi_awvalid_o = awvalid_q;
  assign m_axi_awsize_o = SIZE_8;
  assign m_axi_awburst_o = BURST_INCR;
  assign m_axi_awcache_o = CACHE_BUFFERABLE;
  assign m_axi_awprot_o = PROT_DATA;
  assign {m_axi_wlast_o, m_axi_wstrb_o, m_axi_wdata_o} = wbuf_q[0];
  assign m_axi_wvalid_o = wbuf_valid_q[0];
  assign m_axi_bready_o = 1'b1;

  assign idle_o = !arvalid_q && rq_empty && !awvalid_q && !wvalid_q && wbuf_valid_q == 2'b00
      && bq_empty;

  logic unused_resp;
  assign unused_resp = m_axi_rresp_i[0] ^ m_axi_bresp_i[0];

endmodule
