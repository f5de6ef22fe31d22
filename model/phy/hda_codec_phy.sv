// SPDX-License-Identifier: Apache-2.0
//
// The codec side of the link, bit by bit: finds the frame in SYNC, collects the SDO and SYNC bits
// of a whole frame, and serves the SDI lines (hda_codec_sdi). What the bits mean is left to the
// codec model, which sees a frame at a time.
//
// The host looks at two pulses: `sdi_req_o` in the middle of a frame, after which it must have put
// what the next frame needs on the `sdi_*_i` ports by the end of the frame; and `frame_o` when a
// frame is complete.
module hda_codec_phy #(
  parameter int unsigned NUM_SDI = 4,  /// SDI lines
  parameter int unsigned NUM_SDO = 1   /// SDO lines
) (
  input  logic bclk_i,
  input  logic brst_ni,
  input  logic link_rst_ni,  /// RST#
  input  logic sync_rise_i,
  input  logic sync_fall_i,
  input  logic [NUM_SDO-1:0] sdo_rise_i,
  input  logic [NUM_SDO-1:0] sdo_fall_i,
  input  logic [NUM_SDI-1:0] sdi_ctl_i,     /// what the controller drives
  input  logic [NUM_SDI-1:0] sdi_ctl_oe_i,
  output logic [NUM_SDI-1:0] sdi_o,         /// what the lines carry

  output logic frame_o,     /// one cycle: an outbound frame is complete
  output logic [NUM_SDO*1024-1:0] sdo_o,  /// its bits; bit 1024 * l + 1023 - h is half cell h
  output logic [1023:0] sync_o,           /// its SYNC bits
  output logic [NUM_SDI-1:0]   assigned_o,    /// lines whose codec got an address in it
  output logic [NUM_SDI*4-1:0] addr_o,        /// the last address of each
  output logic [NUM_SDI-1:0]   contention_o,  /// lines that both ends drove in it
  output logic        sdi_req_o,  /// one cycle: the SDI bits of the next frame are wanted
  output logic [39:0] cmd_o,      /// command field of the frame now on the link
  input  logic [NUM_SDI-1:0] sdi_connect_i,  /// codecs that ask for initialization
  input  logic [NUM_SDI-1:0] sdi_sends_i,    /// lines that have bits to send
  input  logic [NUM_SDI-1:0] sdi_force_i,    /// lines that send them without having an address
  input  logic               sdi_half_i,     /// half of sdi_bits_i that holds them
  input  logic [16383:0]     sdi_bits_i,     /// bit 16 * (512 * half + c) + l is cell c of line l
  input  logic               clk_i,          /// bus clock
  input  logic [NUM_SDI-1:0] wake_i,         /// lines held high while RST# is low
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
  logic [29:0] sync_sr_q;
  logic [31:0] sync_w;
  logic [31:0] sync_mem_q[32];
  logic [31:0] sdo_w;  // of line 0, which carries the command
  logic [39:0] cmd_q;
  logic sync_pair;

  assign sync_pair = sync_rise_i & sync_fall_i;
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
      sync_sr_q <= sync_w[29:0];
      if (cell_q[3:0] == 4'd15) sync_mem_q[cell_q[8:4]] <= sync_w;
      if (cell_q == LAST) begin
        for (int unsigned w = 0; w < 31; w++) sync_o[1023-32*w-:32] <= sync_mem_q[w];
        sync_o[31:0] <= {sync_w[7:0], 24'd0};
      end
    end
  end

  for (genvar l = 0; l < NUM_SDO; l++) begin : g_sdo
    logic [29:0] sr_q;
    logic [31:0] word;
    logic [31:0] mem_q[32];
    assign word = {sr_q, sdo_rise_i[l], sdo_fall_i[l]};
    if (l == 0) assign sdo_w = word;
    always_ff @(posedge bclk_i) begin
      if (run_q) begin
        sr_q <= word[29:0];
        if (cell_q[3:0] == 4'd15) mem_q[cell_q[8:4]] <= word;
        if (cell_q == LAST) begin
          for (int unsigned w = 0; w < 31; w++) sdo_o[1024*l+1023-32*w-:32] <= mem_q[w];
          sdo_o[1024*l+:32] <= {word[7:0], 24'd0};
        end
      end
    end
  end

  hda_codec_sdi #(
    .NUM_SDI(NUM_SDI)
  ) u_sdi (
    .bclk_i      (bclk_i),
    .brst_ni     (brst_ni),
    .link_rst_ni (link_rst_ni),
    .run_i       (run_q),
    .cell_i      (cell_q),
    .connect_i   (sdi_connect_i),
    .sends_i     (sdi_sends_i),
    .force_i     (sdi_force_i),
    .half_i      (sdi_half_i),
    .bits_i      (sdi_bits_i),
    .clk_i       (clk_i),
    .wake_i      (wake_i),
    .ctl_i       (sdi_ctl_i),
    .ctl_oe_i    (sdi_ctl_oe_i),
    .line_o      (sdi_o),
    .assigned_o  (assigned_o),
    .addr_o      (addr_o),
    .contention_o(contention_o)
  );

  assign frame_o = frame_q;
  assign sdi_req_o = req_q;
  assign cmd_o = cmd_q;
  assign run_o = run_q;
  assign error_o = error_q;
  assign cell_o = cell_q;

endmodule
