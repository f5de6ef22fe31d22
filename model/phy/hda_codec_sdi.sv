// SPDX-License-Identifier: Apache-2.0
//
// The codec's end of the SDI lines: asks for an address, reads it off the line, and from then on
// puts given bits onto the line.
//
//   OFF -- connect --> REQUEST -> TURN -- raised --> ADDR -- lowered --> ON
//
//   REQUEST  high-Z, but 1 in cell 499
//   TURN     0 in cell 0, then high-Z; the controller raises the line with the frame sync
//   ADDR     high-Z; the address is the first cell in which the line is low; drives 0 from cell 19
//   ON       drives the whole frame
//
// A line that is not raised in TURN, or not lowered in time in ADDR, is OFF again; a connect starts
// the sequence anew from any state. Lines in the same state step together, so a state is a vector
// of lines; lines that are OFF, or ON with nothing to send, cost nothing. For the same reason the
// bits are laid out by cell, and wake_i is registered, though it is asynchronous by nature:
// combinational logic behind a port is evaluated at every step of the simulator.
module hda_codec_sdi #(
  parameter int unsigned NUM_SDI = 4  /// SDI lines
) (
  input  logic bclk_i,
  input  logic brst_ni,
  input  logic run_i,         /// frames are running
  input  logic link_rst_ni,   /// RST#
  input  logic [8:0] cell_i,  /// cell now on the link

  // Of the next frame; taken when the present one ends. Before frame 0 only connect_i counts.
  input  logic [NUM_SDI-1:0] connect_i,  /// the codec asks for initialization
  input  logic [NUM_SDI-1:0] sends_i,    /// the line has bits to send
  input  logic [NUM_SDI-1:0] force_i,    /// they go out whatever the state of the line is
  input  logic               half_i,     /// half of bits_i that holds them
  /// Bit 16 * (512 * half + c) + l is cell c of line l. The half in use must not change.
  input  logic [16383:0]     bits_i,

  input  logic               clk_i,   /// bus clock
  input  logic [NUM_SDI-1:0] wake_i,  /// lines held high while RST# is low

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

  typedef struct packed {
    logic [NUM_SDI-1:0] req, turn, addr, on;
    logic [NUM_SDI-1:0] seen;  // low in ADDR
    logic [NUM_SDI-1:0] oe;    // driven in this cell
    logic busy;                // some line is neither OFF nor ON
  } lines_t;

  lines_t q;
  logic [NUM_SDI-1:0] send_q, out_q, force_q, clash_q, wake_q;
  logic half_q;
  logic [8:0] next;

  assign next = cell_i + 9'd1;
  assign line_o = out_q | (ctl_i & ctl_oe_i) | (link_rst_ni ? '0 : wake_q);

  always_ff @(posedge clk_i) begin
    if (!link_rst_ni) wake_q <= wake_i;
  end

  always_ff @(posedge bclk_i or negedge brst_ni) begin
    if (!brst_ni) begin
      q <= '0;
      {send_q, out_q, force_q, clash_q} <= '0;
      {assigned_o, addr_o, contention_o, half_q} <= '0;
    end else if (!run_i) begin
      q <= '0;
      q.req <= connect_i;
      q.busy <= connect_i != '0;
      {send_q, out_q, force_q, clash_q} <= '0;
      {assigned_o, contention_o} <= '0;
    end else if (cell_i == LAST) begin
      q.req <= connect_i;
      q.turn <= q.req & ~connect_i;
      q.addr <= q.turn & line_o & ~connect_i;
      q.on <= ~connect_i & (q.on | (q.addr & q.seen));
      q.seen <= '0;
      q.oe <= ~connect_i & (q.on | (q.addr & q.seen) | q.req);
      q.busy <= (connect_i | q.req | q.turn) != '0;
      send_q <= sends_i & (force_i | (~connect_i & (q.on | (q.addr & q.seen))));
      out_q <= sends_i & (force_i | (~connect_i & (q.on | (q.addr & q.seen))))
          & bits_i[{half_i, 13'd0}+:NUM_SDI];
      half_q <= half_i;
      force_q <= force_i;
      clash_q <= '0;
      assigned_o <= q.addr & q.seen;
      contention_o <= clash_q | (ctl_oe_i & (q.oe | force_q));
    end else begin
      if (ctl_oe_i != '0) clash_q <= clash_q | (ctl_oe_i & (q.oe | force_q));
      if (send_q != '0) out_q <= send_q & bits_i[{half_q, next, 4'd0}+:NUM_SDI];
      if (q.busy) begin
        if (cell_i == 9'd0) q.oe <= q.oe & ~q.turn;
        if (next == CODEC_DRIVES) q.oe <= q.oe | (q.addr & q.seen);
        if (next == LAST) begin
          q.oe <= q.oe | q.req;
          out_q <= (send_q & bits_i[{half_q, LAST, 4'd0}+:NUM_SDI]) | q.req;
        end
        if (cell_i <= LAST_ADDRESS) begin
          q.seen <= q.seen | (q.addr & ~line_o);
          for (int unsigned l = 0; l < NUM_SDI; l++) begin
            if (q.addr[l] && !q.seen[l] && !line_o[l]) addr_o[4*l+:4] <= cell_i[3:0];
          end
        end
      end
    end
  end

endmodule
