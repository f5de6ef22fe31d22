// SPDX-License-Identifier: Apache-2.0
//
// Walks the buffer descriptor list of one stream and asks for its DMA bursts.
//
// Holds the entry being moved (cur) and one prefetched (nxt), so that an entry boundary never
// stalls the link. One request is outstanding at a time. Bursts end on 128-byte boundaries and on
// entry ends, so they never cross 4 KiB.
//
// A start begins with a seek: entries from the first are skipped until `start_skip_i` bytes, the
// link position, are behind (HDA-SD-007). Bytes that had been fetched before the last stop are
// fetched again without reporting a completed entry a second time.
module hda_stream_walker #(
  parameter bit ADDR64 = 1'b1  /// 0: addresses are 32 bit (GCAP.64OK = 0)
) (
  input  logic clk_i,
  input  logic rst_ni,

  input  logic        clear_i,       /// forget everything (stream reset)
  input  logic        start_i,       /// begin at list entry 0
  input  logic [31:0] start_skip_i,  /// bytes before the first one to move
  input  logic        stop_i,        /// remember how far ahead of the link the fetches are
  input  logic [15:0] stop_ahead_i,  /// that distance in bytes (0 for input)
  input  logic        enable_i,      /// requests may be made
  input  logic        flush_i,       /// a burst may be shorter than its unit (input at a stop)
  input  logic [15:0] avail_i,       /// bytes that may be moved now: room (output), level (input)
  input  logic        dir_out_i,     /// 1: memory to FIFO

  input  logic [63:0] bdl_base_i,  /// SDnBDPU:SDnBDPL
  input  logic [7:0]  lvi_i,

  output logic        req_o,
  output logic        req_bdl_o,    /// the request reads a list entry
  output logic        req_write_o,  /// the request writes memory
  output logic [63:0] req_addr_o,
  output logic [7:0]  req_bytes_o,  /// 1..128
  input  logic        gnt_i,        /// the request is taken at this edge

  input  logic        rvalid_i,  /// bytes of a read, right-justified
  input  logic [63:0] rdata_i,
  input  logic        rlast_i,
  input  logic        rerr_i,    /// with rlast_i: some beat had an error response
  input  logic        wdone_i,   /// the write response
  input  logic        werr_i,

  output logic        outstanding_o,
  output logic        data_read_o,  /// the outstanding request reads sample data
  output logic        ready_o,      /// an entry is loaded
  output logic        issue_o,      /// a data request of `req_bytes_o` is taken at this edge
  output logic        complete_o,   /// an entry with IOC is complete
  output logic        error_o       /// a bus error or an unusable entry
);

  logic cur_valid_q, cur_ioc_q, nxt_valid_q, nxt_ioc_q;
  logic [63:0] cur_addr_q, nxt_addr_q, entry_addr_q;
  logic [31:0] cur_left_q, nxt_len_q, skip_q;
  logic [7:0] index_q;
  logic [15:0] replay_q;
  logic busy_q, bdl_q, write_q, report_q, beat_q;

  logic want_bdl, want_data, entry_done;
  logic [7:0] unit, bytes;
  logic [31:0] len;
  logic [31:0] unused_entry;

  // The request.
  always_comb begin
    unit = hda_pkg::BURST_BYTES - {1'b0, cur_addr_q[6:0]};
    bytes = (cur_left_q < {24'd0, unit}) ? cur_left_q[7:0] : unit;
    if (flush_i && avail_i < {8'd0, bytes}) bytes = avail_i[7:0];
    want_bdl = 1'b0;
    want_data = 1'b0;
    if (enable_i && !busy_q) begin
      want_bdl = !nxt_valid_q;
      want_data = cur_valid_q && avail_i >= {8'd0, bytes} && bytes != 8'd0;
    end
    req_o = want_bdl || want_data;
    req_bdl_o = want_bdl;
    req_write_o = !want_bdl && !dir_out_i;
    req_addr_o = cur_addr_q;
    req_bytes_o = bytes;
    if (want_bdl) begin
      req_addr_o = bdl_base_i + {52'd0, index_q, 4'd0};
      req_bytes_o = hda_pkg::BDL_ENTRY_BYTES;
    end
    if (!ADDR64) req_addr_o[63:32] = '0;
  end

  assign entry_done = {24'd0, bytes} == cur_left_q;
  assign issue_o = gnt_i && !want_bdl;
  assign outstanding_o = busy_q;
  assign data_read_o = busy_q && !bdl_q && !write_q;
  assign ready_o = cur_valid_q;
  assign len = rdata_i[31:0];
  assign unused_entry = {rdata_i[63:33], 1'b0};

  always_comb begin
    complete_o = 1'b0;
    error_o = 1'b0;
    if (busy_q) begin
      if (rvalid_i && rlast_i) begin
        error_o = rerr_i || (bdl_q && len == 32'd0);
        complete_o = !bdl_q && report_q && !rerr_i;
      end
      if (wdone_i) begin
        error_o = werr_i;
        complete_o = report_q && !werr_i;
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      cur_valid_q <= 1'b0;
      nxt_valid_q <= 1'b0;
      busy_q <= 1'b0;
      index_q <= '0;
      skip_q <= '0;
      replay_q <= '0;
      beat_q <= 1'b0;
      {bdl_q, write_q, report_q} <= '0;
      {cur_addr_q, cur_left_q, cur_ioc_q} <= '0;
      {nxt_addr_q, nxt_len_q, nxt_ioc_q} <= '0;
      entry_addr_q <= '0;
    end else if (clear_i) begin
      cur_valid_q <= 1'b0;
      nxt_valid_q <= 1'b0;
      busy_q <= 1'b0;
      index_q <= '0;
      skip_q <= '0;
      replay_q <= '0;
      beat_q <= 1'b0;
    end else if (start_i) begin
      cur_valid_q <= 1'b0;
      nxt_valid_q <= 1'b0;
      index_q <= '0;
      skip_q <= start_skip_i;
    end else begin
      if (stop_i) replay_q <= replay_q + stop_ahead_i;

      if (gnt_i) begin
        busy_q <= 1'b1;
        bdl_q <= want_bdl;
        write_q <= req_write_o;
        beat_q <= 1'b0;
        if (want_bdl) begin
          index_q <= (index_q == lvi_i) ? 8'd0 : index_q + 8'd1;
          report_q <= 1'b0;
        end else begin
          cur_addr_q <= cur_addr_q + {56'd0, bytes};
          cur_left_q <= cur_left_q - {24'd0, bytes};
          report_q <= entry_done && cur_ioc_q && replay_q < {8'd0, bytes};
          replay_q <= (replay_q > {8'd0, bytes}) ? replay_q - {8'd0, bytes} : 16'd0;
          if (entry_done) begin
            cur_valid_q <= nxt_valid_q;
            cur_addr_q <= nxt_addr_q;
            cur_left_q <= nxt_len_q;
            cur_ioc_q <= nxt_ioc_q;
            nxt_valid_q <= 1'b0;
          end
        end
      end

      if (busy_q && bdl_q && rvalid_i) begin
        beat_q <= 1'b1;
        if (!beat_q) entry_addr_q <= rdata_i;
        else if (cur_valid_q) begin
          nxt_valid_q <= 1'b1;
          nxt_addr_q <= entry_addr_q;
          nxt_len_q <= len;
          nxt_ioc_q <= rdata_i[32];
        end else if (len <= skip_q) begin
          skip_q <= skip_q - len;
        end else begin
          cur_valid_q <= 1'b1;
          cur_addr_q <= entry_addr_q + {32'd0, skip_q};
          cur_left_q <= len - skip_q;
          cur_ioc_q <= rdata_i[32];
          skip_q <= '0;
        end
      end
      if (busy_q && ((rvalid_i && rlast_i) || wdone_i)) busy_q <= 1'b0;
    end
  end

endmodule
