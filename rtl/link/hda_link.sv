// SPDX-License-Identifier: Apache-2.0
//
// The link domain: runs on BCLK, counts the cells of a frame, shifts commands and the outbound
// words onto SDO and SYNC, collects the inbound bits of every SDI line, gives codecs their
// addresses, counts the wall clock, and takes the link in and out of reset.
//
//   OFF -- link_en --> WARM -- RST_BCLK_CYCLES --> GAP -- first frame sync --> RUN
//    ^                                                                          | link_en = 0:
//    +---- 4 BCLK ---- RST# low ---- 4 BCLK ---- TAIL <-- frame without sync -- END
//
// A pin pair `_rise`/`_fall` holds the two bits of a cell: the first is launched by the rising
// edge of BCLK that begins the cell, the second by the falling edge inside it.
module hda_link #(
  parameter int unsigned NUM_SDI = 4,           /// SDI lines, 1..15
  parameter int unsigned NUM_SDO = 1,           /// SDO lines, 1, 2 or 4
  parameter int unsigned RST_BCLK_CYCLES = 2400, /// BCLK runs so long before RST# rises
                                                /// (HDA-LNK-023: 100 us)
  parameter logic [31:0] WALCLK_RESET = 32'd0   /// wall clock at link start
) (
  input  logic bclk_i,
  input  logic brst_ni,

  input  logic link_en_i,  /// bus domain flop: 1 = the link shall run
  output logic up_o,       /// frames are running
  output logic off_o,      /// the link is in reset and BCLK may stop
  output logic reset_n_o,  /// RST#

  input  logic [32*NUM_SDO+31:0] tx_word_i,  /// 32 bits each of {SDO[top], ..., SDO[0], SYNC}: 16
                                             /// cells, first bit on top
  input  logic        tx_empty_i,
  output logic        tx_pop_o,

  input  logic        cmd_valid_i,  /// a command waits
  input  logic [31:0] cmd_i,
  output logic        cmd_take_o,   /// it is taken at this edge, for the frame that begins
  output logic        cmd_sent_o,   /// the present frame carries a command; stable for a frame

  output logic               rx_wen_o,    /// one word of every line is complete
  output logic [4:0]         rx_waddr_o,  /// {half, word}; bit 31 of a word is its first cell
  output logic [NUM_SDI*32-1:0] rx_wdata_o,
  output logic               frame_tgl_o, /// toggles where a frame begins
  output logic               rx_half_o,   /// half that holds the frame before; stable for a frame
  output logic [NUM_SDI-1:0] rx_lines_o,  /// lines with an address that were not silent in it
  output logic [NUM_SDI-1:0] rx_new_o,    /// lines that got their address in it

  output logic [31:0] walclk_gray_o,  /// WALCLK in Gray code

  output logic               sync_rise_o,
  output logic               sync_fall_o,
  output logic [NUM_SDO-1:0] sdo_rise_o,
  output logic [NUM_SDO-1:0] sdo_fall_o,
  input  logic [NUM_SDI-1:0] sdi_i,
  output logic [NUM_SDI-1:0] sdi_o,
  output logic [NUM_SDI-1:0] sdi_oe_o
);

  typedef enum logic [2:0] {OFF, WARM, GAP, RUN, END, TAIL} state_e;

  localparam int unsigned WARM_BITS = $clog2(RST_BCLK_CYCLES + 1);
  localparam logic [WARM_BITS-1:0] WARM_LAST = WARM_BITS'(RST_BCLK_CYCLES - 1);
  // Position in the tail at which RST# falls, and its end (HDA-LNK-025).
  localparam logic [2:0] TAIL_RESET = 3'd3;
  localparam logic [2:0] TAIL_LAST = 3'd7;
  // Cells of the last, shorter inbound word of a frame.
  localparam logic [3:0] LAST_WORD_SHIFT = 4'd12;

  localparam logic [31:0] WALCLK_GRAY = WALCLK_RESET ^ (WALCLK_RESET >> 1);

  state_e state_q;
  logic link_en;
  logic [WARM_BITS-1:0] warm_q;
  logic [2:0] tail_q;
  logic [8:0] cell_q, cell_d;
  logic framing, wrap, word_start, command_start;
  logic [31:0] sync_sr_q, command, command_low;
  logic [7:0] cmd_low_q;
  logic cmd_sent_q;
  logic [31:0] walclk_q, walclk_d;
  logic up_q, off_q, reset_n_q, frame_tgl_q, rx_half_q;
  logic [NUM_SDI-1:0] rx_any_q, rx_lines_q, on;
  logic rx_loud_q, rx_shift;
  logic [3:0] rx_align;

  hda_cdc_sync u_link_en (
    .clk_i (bclk_i),
    .rst_ni(brst_ni),
    .d_i   (link_en_i),
    .q_o   (link_en)
  );

  assign framing = (state_q == RUN) || (state_q == END);
  assign wrap = cell_q == hda_pkg::CELL_LAST;
  assign cell_d = wrap ? 9'd0 : cell_q + 9'd1;
  assign word_start = framing && (cell_d[3:0] == 4'd0) && (cell_d != 9'd0);
  assign tx_pop_o = word_start && !tx_empty_i;
  assign walclk_d = walclk_q + 32'd1;

  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      state_q <= OFF;
      warm_q <= '0;
      tail_q <= '0;
      up_q <= 1'b0;
      off_q <= 1'b1;
      reset_n_q <= 1'b0;
      cell_q <= hda_pkg::CELL_AFTER_RESET;
      walclk_q <= WALCLK_RESET;
      walclk_gray_o <= WALCLK_GRAY;
      frame_tgl_q <= 1'b0;
    end else begin
      unique case (state_q)
        OFF:
        if (link_en) begin
          state_q <= WARM;
          off_q <= 1'b0;
          warm_q <= '0;
        end
        WARM: begin
          warm_q <= warm_q + 1'b1;
          if (warm_q == WARM_LAST) begin
            state_q <= GAP;
            reset_n_q <= 1'b1;
            cell_q <= hda_pkg::CELL_AFTER_RESET;
          end
        end
        GAP: begin
          cell_q <= cell_d;
          if (wrap) begin
            state_q <= RUN;
            up_q <= 1'b1;
            frame_tgl_q <= ~frame_tgl_q;
          end
        end
        RUN: begin
          cell_q <= cell_d;
          walclk_q <= walclk_d;
          walclk_gray_o <= walclk_d ^ (walclk_d >> 1);
          if (wrap) frame_tgl_q <= ~frame_tgl_q;
          // The last chance to leave the frame sync out.
          if (cell_d == hda_pkg::CELL_SYNC && !link_en) state_q <= END;
        end
        END: begin
          cell_q <= cell_d;
          walclk_q <= walclk_d;
          walclk_gray_o <= walclk_d ^ (walclk_d >> 1);
          if (wrap) begin
            state_q <= TAIL;
            tail_q <= '0;
            up_q <= 1'b0;
          end
        end
        TAIL: begin
          tail_q <= tail_q + 3'd1;
          if (tail_q == TAIL_RESET) reset_n_q <= 1'b0;
          if (tail_q == TAIL_LAST) begin
            state_q <= OFF;
            off_q <= 1'b1;
            walclk_q <= WALCLK_RESET;
            walclk_gray_o <= WALCLK_GRAY;
          end
        end
        default: state_q <= OFF;
      endcase
    end
  end

  // Outbound: the top two bits of the shift registers are on the pins. A command is 40 bits, eight
  // zeros first (HDA-CMD-007, HDA-LNK-003), the same on every SDO line; its last eight bits share a
  // word with the first packet's tag. What cannot be sent because the link goes down is dropped.
  assign command_start = wrap && (state_q == RUN || state_q == GAP);
  assign cmd_take_o = cmd_valid_i && (command_start || !framing);
  assign command = (cmd_valid_i && command_start) ? {8'd0, cmd_i[31:8]} : 32'd0;
  assign command_low = (cell_d == hda_pkg::CELL_FIRST_WORD) ? {cmd_low_q, 24'd0} : 32'd0;

  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      sync_sr_q <= '0;
      cmd_low_q <= '0;
      cmd_sent_q <= 1'b0;
    end else if (word_start) begin
      sync_sr_q <= (tx_empty_i ? 32'd0 : tx_word_i[31:0])
          | ((cell_d == hda_pkg::CELL_SYNC && state_q == RUN && link_en) ? 32'hFF00_0000 : 32'd0);
    end else if (command_start) begin
      sync_sr_q <= '0;
      cmd_low_q <= cmd_valid_i ? cmd_i[7:0] : 8'd0;
      cmd_sent_q <= cmd_valid_i;
    end else if (state_q == GAP && cell_d == hda_pkg::CELL_SYNC) begin
      sync_sr_q <= 32'hFF00_0000;
    end else begin
      sync_sr_q <= {sync_sr_q[29:0], 2'b00};
    end
  end

  for (genvar n = 0; n < NUM_SDO; n++) begin : g_sdo
    logic [31:0] sr_q;
    always_ff @(posedge bclk_i or negedge brst_ni) begin
      if (!brst_ni) sr_q <= '0;
      else if (word_start) sr_q <= (tx_empty_i ? 32'd0 : tx_word_i[32*n+32+:32]) | command_low;
      else if (command_start) sr_q <= command;
      else sr_q <= {sr_q[29:0], 2'b00};
    end
    assign sdo_rise_o[n] = sr_q[31];
    assign sdo_fall_o[n] = sr_q[30];
  end

  // Inbound: SDI of cell i is sampled at the edge that ends the cell. A word that is silent so far
  // needs no shifting.
  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      rx_half_q <= 1'b0;
      rx_any_q <= '0;
      rx_lines_q <= '0;
      rx_loud_q <= 1'b0;
    end else if (!framing) begin
      rx_any_q <= '0;
      rx_lines_q <= '0;
      rx_loud_q <= 1'b0;
    end else if (wrap) begin
      rx_half_q <= ~rx_half_q;
      rx_any_q <= '0;
      rx_lines_q <= (rx_any_q | sdi_i) & on;
      rx_loud_q <= 1'b0;
    end else if (rx_shift) begin
      rx_any_q <= rx_any_q | sdi_i;
      rx_loud_q <= !rx_wen_o;
    end
  end
  assign rx_align = wrap ? LAST_WORD_SHIFT : 4'd0;
  assign rx_shift = rx_loud_q || sdi_i != '0;

  for (genvar l = 0; l < NUM_SDI; l++) begin : g_sdi
    logic [30:0] sr_q;
    always_ff @(posedge bclk_i or negedge brst_ni) begin
      if (!brst_ni) sr_q <= '0;
      else if (rx_shift) sr_q <= (rx_wen_o || !framing) ? '0 : {sr_q[29:0], sdi_i[l]};
    end
    assign rx_wdata_o[32*l+:32] = rx_wen_o ? {sr_q, sdi_i[l]} << rx_align : 32'd0;
  end

  hda_link_address #(
    .NUM_SDI(NUM_SDI)
  ) u_address (
    .bclk_i   (bclk_i),
    .brst_ni  (brst_ni),
    .framing_i(framing),
    .wrap_i   (wrap),
    .cell_i   (cell_d),
    .ask_i    (sdi_i & ~rx_any_q),
    .on_o     (on),
    .new_o    (rx_new_o),
    .sdi_o    (sdi_o),
    .sdi_oe_o (sdi_oe_o)
  );

  assign rx_wen_o = framing && (cell_q[4:0] == 5'd31 || wrap);
  assign rx_waddr_o = {rx_half_q, cell_q[8:5]};

  assign up_o = up_q;
  assign off_o = off_q;
  assign reset_n_o = reset_n_q;
  assign frame_tgl_o = frame_tgl_q;
  assign rx_half_o = ~rx_half_q;
  assign rx_lines_o = rx_lines_q;
  assign sync_rise_o = sync_sr_q[31];
  assign sync_fall_o = sync_sr_q[30];
  assign cmd_sent_o = cmd_sent_q;

endmodule
