// SPDX-License-Identifier: Apache-2.0
//
// The codec side of the link, bit by bit: finds the frame in SYNC, collects the SDO and SYNC bits
// of a whole frame, and shifts given bits onto the SDI lines. What the bits mean is left to the
// codec model, which sees a frame at a time.
//
// The host looks at two pulses: `sdi_req_o` in the middle of a frame, after which it must have put
// the SDI bits of the next frame on `sdi_bits_i` by the end of the frame; and `frame_o` when a
// frame is complete.
module hda_codec_phy #(
  parameter int unsigned NUM_SDI = 4  /// SDI lines
) (
  input  logic bclk_i,
  input  logic brst_ni,
  input  logic link_rst_ni,  /// RST#
  input  logic sync_rise_i,
  input  logic sync_fall_i,
  input  logic sdo_rise_i,
  input  logic sdo_fall_i,
  output logic [NUM_SDI-1:0] sdi_o,

  output logic          frame_o,  /// one cycle: an outbound frame is complete
  output logic [1023:0] sdo_o,    /// its SDO bits; bit 1023 - h is half cell h
  output logic [1023:0] sync_o,   /// its SYNC bits
  output logic          sdi_req_o, /// one cycle: the SDI bits of the next frame are wanted
  output logic [39:0]   cmd_o,     /// command field of the frame now on the link
  input  logic [NUM_SDI*512-1:0] sdi_bits_i,  /// bit 512 * l + 511 - c is cell c of line l
  output logic          run_o,     /// 1 from the edge that begins cell 0 of frame 0
  output logic          error_o,   /// sticky until RST#: the frame sync is not where it must be
  output logic [8:0]    cell_o     /// cell now on the link, valid while run_o
);

  localparam logic [8:0] REQ_CELL = 9'd256;
  localparam logic [8:0] LAST = 9'd499;
  localparam logic [8:0] SYNC = 9'd496;
  localparam logic [8:0] GRACE = 9'd16;

  logic run_q, error_q, late_q, frame_q, req_q;
  logic [8:0] cell_q;
  logic [2:0] sync_run_q;
  logic [29:0] sdo_sr_q, sync_sr_q;
  logic [31:0] sdo_w, sync_w;
  logic [31:0] sdo_mem_q[32];
  logic [31:0] sync_mem_q[32];
  logic [39:0] cmd_q;
  logic sync_pair;

  assign sync_pair = sync_rise_i & sync_fall_i;
  assign sdo_w = {sdo_sr_q, sdo_rise_i, sdo_fall_i};
  assign sync_w = {sync_sr_q, sync_rise_i, sync_fall_i};

  // At an edge the pins still show the cell that ends there: cell_q.
  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      run_q <= 1'b0;
      error_q <= 1'b0;
      late_q <= 1'b0;
      frame_q <= 1'b0;
      req_q <= 1'b0;
      cell_q <= '0;
      sync_run_q <= '0;
      cmd_q <= '0;
    end else if (!link_rst_ni) begin
      run_q <= 1'b0;
      error_q <= 1'b0;
      late_q <= 1'b0;
      frame_q <= 1'b0;
      req_q <= 1'b0;
      cell_q <= '0;
      sync_run_q <= '0;
    end else if (!run_q) begin
      // The first frame sync: four cells with SYNC high end where frame 0 begins.
      sync_run_q <= sync_pair ? sync_run_q + 3'd1 : 3'd0;
      if (sync_pair && sync_run_q == 3'd3) run_q <= 1'b1;
      frame_q <= 1'b0;
    end else begin
      cell_q <= (cell_q == LAST) ? 9'd0 : cell_q + 9'd1;
      frame_q <= cell_q == LAST;
      req_q <= cell_q == REQ_CELL;
      if (cell_q == 9'd19) cmd_q <= {cmd_q[31:0], sdo_w[7:0]};
      if (cell_q == 9'd15) cmd_q[31:0] <= sdo_w;
      // A frame without its sync is legal only as the last one before RST# falls (HDA-LNK-025).
      if (cell_q >= SYNC && !sync_pair) late_q <= 1'b1;
      if (cell_q == GRACE && late_q) error_q <= 1'b1;
    end
  end

  always_ff @(posedge bclk_i) begin
    if (run_q) begin
      sdo_sr_q <= sdo_w[29:0];
      sync_sr_q <= sync_w[29:0];
      if (cell_q[3:0] == 4'd15) begin
        sdo_mem_q[cell_q[8:4]] <= sdo_w;
        sync_mem_q[cell_q[8:4]] <= sync_w;
      end
      if (cell_q == LAST) begin
        for (int unsigned w = 0; w < 31; w++) begin
          sdo_o[1023-32*w-:32] <= sdo_mem_q[w];
          sync_o[1023-32*w-:32] <= sync_mem_q[w];
        end
        sdo_o[31:0] <= {sdo_w[7:0], 24'd0};
        sync_o[31:0] <= {sync_w[7:0], 24'd0};
      end
    end
  end

  // The frame that begins takes its bits over, so that the host may replace them any time later.
  logic [NUM_SDI*512-1:0] sdi_q;

  always_ff @(posedge bclk_i) begin
    if (run_q && cell_q == LAST) sdi_q <= sdi_bits_i;
  end

  for (genvar l = 0; l < NUM_SDI; l++) begin : g_sdi
    logic [31:0] sr_q;
    logic [8:0] next;
    assign next = cell_q + 9'd1;
    always_ff @(posedge bclk_i or negedge brst_ni) begin
      if (!brst_ni) sr_q <= '0;
      else if (!run_q) sr_q <= '0;
      else if (cell_q == LAST) sr_q <= sdi_bits_i[512*l+511-:32];
      else if (next[4:0] == 5'd0) sr_q <= sdi_q[512*l+511-32*next[8:5]-:32];
      else sr_q <= {sr_q[30:0], 1'b0};
    end
    assign sdi_o[l] = sr_q[31];
  end

  assign frame_o = frame_q;
  assign sdi_req_o = req_q;
  assign cmd_o = cmd_q;
  assign run_o = run_q;
  assign error_o = error_q;
  assign cell_o = cell_q;

endmodule
