// SPDX-License-Identifier: Apache-2.0
//
// The codec's end of the SDI lines: asks for an address, reads it off the line, and from then on
// shifts given bits onto the line.
//
//   OFF -- connect --> REQUEST -> TURN -- raised --> ADDR -- lowered --> ON -- connect --> REQUEST
//
//   REQUEST  high-Z, but 1 in cell 499
//   TURN     0 in cell 0, then high-Z; the controller raises the line with the frame sync
//   ADDR     high-Z; the address is the first cell in which the line is low; drives 0 from cell 19
//   ON       drives the whole frame
//
// A line that is not raised in TURN, or not lowered in time in ADDR, is OFF again. Lines in the
// same state step together, so a state is a vector of lines; lines that are ON or OFF cost nothing.
module hda_codec_sdi #(
  parameter int unsigned NUM_SDI = 4  /// SDI lines
) (
  input  logic bclk_i,
  input  logic brst_ni,
  input  logic link_rst_ni,   /// RST#
  input  logic run_i,         /// frames are running
  input  logic [8:0] cell_i,  /// cell now on the link

  // Of the next frame; taken when the present one ends.
  input  logic [NUM_SDI*512-1:0] bits_i,  /// bit 512 * l + 511 - c is cell c of line l
  input  logic [NUM_SDI-1:0] connect_i,   /// the codec asks for initialization
  input  logic [NUM_SDI-1:0] force_i,     /// the bits go out whatever the state of the line is

  input  logic [NUM_SDI-1:0] wake_i,      /// line is held high while RST# is low

  input  logic [NUM_SDI-1:0] ctl_i,       /// what the controller drives
  input  logic [NUM_SDI-1:0] ctl_oe_i,
  output logic [NUM_SDI-1:0] line_o,      /// what the lines carry

  // Of the frame that has ended; stable for a frame.
  output logic [NUM_SDI-1:0]   assigned_o,   /// the codec got an address
  output logic [NUM_SDI*4-1:0] addr_o,       /// the last address it got
  output logic [NUM_SDI-1:0]   contention_o  /// both ends drove (HDA-LNK-028)
);

  localparam logic [8:0] LAST = 9'd499;
  localparam logic [8:0] LAST_ADDRESS = 9'd14;
  // The controller lets go at cell 18 (HDA-LNK-020).
  localparam logic [8:0] CODEC_DRIVES = 9'd19;

  logic [NUM_SDI-1:0] req_q, turn_q, addr_q, on_q, on_d, start;
  logic [NUM_SDI-1:0] seen_q;            // the line was low in ADDR
  logic [NUM_SDI-1:0] oe_q, one_q, oe;   // driven in this cell; driven high by the sequence
  logic [NUM_SDI-1:0] force_q, clash_q, top;
  logic busy_q;

  assign start = connect_i & ~(req_q | turn_q | addr_q);
  assign on_d = (on_q & ~start) | (addr_q & seen_q);
  assign oe = link_rst_ni ? (oe_q | force_q) : wake_i;
  assign line_o = top | one_q | (ctl_i & ctl_oe_i) | (link_rst_ni ? '0 : wake_i);

  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      {req_q, turn_q, addr_q, on_q, seen_q, oe_q, one_q, force_q, clash_q} <= '0;
      {assigned_o, addr_o, contention_o} <= '0;
      busy_q <= 1'b0;
    end else if (!run_i) begin
      {req_q, turn_q, addr_q, on_q, seen_q, oe_q, one_q, force_q, clash_q} <= '0;
      {assigned_o, contention_o} <= '0;
      busy_q <= 1'b0;
    end else begin
      if (ctl_oe_i != '0) clash_q <= clash_q | (ctl_oe_i & oe);
      if (cell_i == LAST) begin
        req_q <= start;
        turn_q <= req_q;
        addr_q <= turn_q & line_o;
        on_q <= on_d;
        busy_q <= (start | req_q | (turn_q & line_o)) != '0;
        seen_q <= '0;
        oe_q <= on_d | req_q;
        one_q <= '0;
        force_q <= force_i;
        assigned_o <= addr_q & seen_q;
        contention_o <= clash_q | (ctl_oe_i & oe);
        clash_q <= '0;
      end else if (busy_q) begin
        if (cell_i == 9'd0) oe_q <= oe_q & ~turn_q;
        if (cell_i == CODEC_DRIVES - 9'd1) oe_q <= oe_q | (addr_q & seen_q);
        if (cell_i == LAST - 9'd1) begin
          oe_q <= oe_q | req_q;
          one_q <= req_q;
        end
        if (cell_i <= LAST_ADDRESS) begin
          seen_q <= seen_q | (addr_q & ~line_o);
          for (int unsigned l = 0; l < NUM_SDI; l++) begin
            if (addr_q[l] && !seen_q[l] && !line_o[l]) addr_o[4*l+:4] <= cell_i[3:0];
          end
        end
      end
    end
  end

  for (genvar l = 0; l < NUM_SDI; l++) begin : g_bits
    // The frame that begins takes its bits over, so that the host may replace them any time later.
    logic [511:0] bits_q;
    logic [31:0] sr_q;
    logic shift_q;
    logic [8:0] next;
    assign next = cell_i + 9'd1;
    always_ff @(posedge bclk_i or negedge brst_ni) begin
      if (!brst_ni) begin
        sr_q <= '0;
        shift_q <= 1'b0;
      end else if (!run_i) begin
        sr_q <= '0;
        shift_q <= 1'b0;
      end else if (cell_i == LAST) begin
        shift_q <= 1'b0;
        sr_q <= '0;
        if (on_d[l] || force_i[l]) begin
          shift_q <= bits_i[512*l+:512] != '0;
          sr_q <= bits_i[512*l+511-:32];
          bits_q <= bits_i[512*l+:512];
        end
      end else if (shift_q) begin
        if (next[4:0] == 5'd0) sr_q <= bits_q[511-32*next[8:5]-:32];
        else sr_q <= {sr_q[30:0], 1'b0};
      end
    end
    assign top[l] = sr_q[31];
  end

endmodule
