// SPDX-License-Identifier: Apache-2.0
//
// The link domain: runs on BCLK, counts the cells of a frame, shifts the outbound words onto SDO
// and SYNC, collects the inbound bits of every SDI line, counts the wall clock, and takes the link
// in and out of reset.
//
//   OFF -- link_en --> WARM -- RST_BCLK_CYCLES --> GAP -- first frame sync --> RUN
//    ^                                                                          | link_en = 0:
//    +---- 4 BCLK ---- RST# low ---- 4 BCLK ---- TAIL <-- frame without sync -- END
//
// A pin pair `_rise`/`_fall` holds the two bits of a cell: the first is launched by the rising
// edge of BCLK that begins the cell, the second by the falling edge inside it.
module hda_link #(
  parameter int unsigned NUM_SDI = 4,           /// SDI lines, 1..15
  parameter int unsigned RST_BCLK_CYCLES = 2400 /// BCLK runs so long before RST# rises
                                                /// (HDA-LNK-023: 100 us)
) (
  input  logic bclk_i,
  input  logic brst_ni,

  input  logic link_en_i,  /// bus domain flop: 1 = the link shall run
  output logic up_o,       /// frames are running
  output logic off_o,      /// the link is in reset and BCLK may stop
  output logic reset_n_o,  /// RST#

  input  logic [63:0] tx_word_i,  /// {32 SDO bits, 32 SYNC bits} of 16 cells, first bit on top
  input  logic        tx_empty_i,
  output logic        tx_pop_o,

  output logic               rx_wen_o,    /// one word of every line is complete
  output logic [4:0]         rx_waddr_o,  /// {half, word}; bit 31 of a word is its first cell
  output logic [NUM_SDI*32-1:0] rx_wdata_o,
  output logic               frame_tgl_o, /// toggles where a frame begins
  output logic               rx_half_o,   /// half that holds the frame before; stable for a frame
  output logic [NUM_SDI-1:0] rx_lines_o,  /// lines that were not silent in it

  output logic [31:0] walclk_gray_o,  /// WALCLK in Gray code

  output logic               sync_rise_o,
  output logic               sync_fall_o,
  output logic               sdo_rise_o,
  output logic               sdo_fall_o,
  input  logic [NUM_SDI-1:0] sdi_i
);

  typedef enum logic [2:0] {OFF, WARM, GAP, RUN, END, TAIL} state_e;

  localparam int unsigned WARM_BITS = $clog2(RST_BCLK_CYCLES + 1);
  localparam logic [WARM_BITS-1:0] WARM_LAST = WARM_BITS'(RST_BCLK_CYCLES - 1);
  // Position in the tail at which RST# falls, and its end (HDA-LNK-025).
  localparam logic [2:0] TAIL_RESET = 3'd3;
  localparam logic [2:0] TAIL_LAST = 3'd7;
  // Cells of the last, shorter inbound word of a frame.
  localparam int unsigned LAST_WORD_SHIFT = 12;

  state_e state_q;
  logic link_en;
  logic [WARM_BITS-1:0] warm_q;
  logic [2:0] tail_q;
  logic [8:0] cell_q, cell_d;
  logic framing, wrap, word_start;
  logic [31:0] sdo_sr_q, sync_sr_q;
  logic [31:0] walclk_q, walclk_d;
  logic up_q, off_q, reset_n_q, frame_tgl_q, rx_half_q;
  logic [NUM_SDI-1:0] rx_any_q, rx_lines_q;
  logic [NUM_SDI*31-1:0] rx_sr_q;

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
      walclk_q <= '0;
      walclk_gray_o <= '0;
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
            walclk_q <= '0;
            walclk_gray_o <= '0;
          end
        end
        default: state_q <= OFF;
      endcase
    end
  end

  // Outbound: the top two bits of the shift registers are on the pins.
  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      sdo_sr_q <= '0;
      sync_sr_q <= '0;
    end else if (word_start) begin
      sdo_sr_q <= tx_empty_i ? 32'd0 : tx_word_i[63:32];
      sync_sr_q <= (tx_empty_i ? 32'd0 : tx_word_i[31:0])
          | ((cell_d == hda_pkg::CELL_SYNC && state_q == RUN && link_en) ? 32'hFF00_0000 : 32'd0);
    end else if (state_q == GAP && cell_d == hda_pkg::CELL_SYNC) begin
      sync_sr_q <= 32'hFF00_0000;
    end else begin
      sdo_sr_q <= {sdo_sr_q[29:0], 2'b00};
      sync_sr_q <= {sync_sr_q[29:0], 2'b00};
    end
  end

  // Inbound: SDI of cell i is sampled at the edge that ends the cell.
  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      rx_half_q <= 1'b0;
      rx_any_q <= '0;
      rx_lines_q <= '0;
      rx_sr_q <= '0;
    end else if (framing) begin
      for (int unsigned l = 0; l < NUM_SDI; l++) begin
        rx_sr_q[l*31+:31] <= {rx_sr_q[l*31+:30], sdi_i[l]};
      end
      rx_any_q <= wrap ? '0 : (rx_any_q | sdi_i);
      if (wrap) begin
        rx_half_q <= ~rx_half_q;
        rx_lines_q <= rx_any_q | sdi_i;
      end
    end else begin
      rx_any_q <= '0;
      rx_lines_q <= '0;
    end
  end

  assign rx_wen_o = framing && (cell_q[4:0] == 5'd31 || wrap);
  assign rx_waddr_o = {rx_half_q, cell_q[8:5]};

  always_comb begin
    rx_wdata_o = '0;
    if (rx_wen_o) begin
      for (int unsigned l = 0; l < NUM_SDI; l++) begin
        rx_wdata_o[l*32+:32] = {rx_sr_q[l*31+:31], sdi_i[l]};
        if (wrap) rx_wdata_o[l*32+:32] = {rx_sr_q[l*31+:31], sdi_i[l]} << LAST_WORD_SHIFT;
      end
    end
  end

  assign up_o = up_q;
  assign off_o = off_q;
  assign reset_n_o = reset_n_q;
  assign frame_tgl_o = frame_tgl_q;
  assign rx_half_o = ~rx_half_q;
  assign rx_lines_o = rx_lines_q;
  assign sync_rise_o = sync_sr_q[31];
  assign sync_fall_o = sync_sr_q[30];
  assign sdo_rise_o = sdo_sr_q[31];
  assign sdo_fall_o = sdo_sr_q[30];

endmodule
