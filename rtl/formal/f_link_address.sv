// SPDX-License-Identifier: Apache-2.0
//
// hda_link_address: who drives an SDI line, when, and with which level; when a line has its address.
//
// Assumed: frames begin and end where the cell counter wraps. Cells 20 to 494, in which the module
// has nothing to do, may be skipped, so that traces stay short.
module f_link_address #(
  parameter int unsigned NUM_SDI = 15
) (
  input logic               clk_i,
  input logic               skip_i,    // leave the middle of the frame out
  input logic               go_i,      // with the end of a frame: frames run from here on
  input logic [NUM_SDI-1:0] request_i  // with the end of a frame: high in its last cell only
);

  localparam logic [8:0] LAST = 9'd499;
  localparam logic [8:0] SYNC = 9'd496;
  localparam logic [8:0] RELEASE = 9'd18;

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic [8:0] cell_q = SYNC, cell_d;
  logic framing_q = 1'b0, was_framing_q = 1'b0, wrap;
  logic [NUM_SDI-1:0] on, fresh, sdi, sdi_oe;

  assign wrap = cell_q == LAST;
  assign cell_d = wrap ? 9'd0 : (skip_i && cell_q == RELEASE + 9'd1) ? SYNC - 9'd1 : cell_q + 9'd1;

  hda_link_address #(
    .NUM_SDI(NUM_SDI)
  ) u_dut (
    .bclk_i   (clk_i),
    .brst_ni  (rst_n),
    .framing_i(framing_q),
    .wrap_i   (wrap),
    .cell_i   (cell_d),
    .ask_i    (request_i),
    .on_o     (on),
    .new_o    (fresh),
    .sdi_o    (sdi),
    .sdi_oe_o (sdi_oe)
  );

  // The frames of a line after its request: turnaround, address, then on.
  logic [NUM_SDI-1:0] turn_q = '0, addr_q = '0, on_q = '0, new_q = '0, taken;
  assign taken = request_i & ~turn_q & ~addr_q;

  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      cell_q <= cell_d;
      was_framing_q <= framing_q;
      if (wrap) framing_q <= go_i;
      if (!framing_q) begin
        {turn_q, addr_q, on_q, new_q} <= '0;
      end else if (wrap) begin
        turn_q <= taken;
        addr_q <= turn_q;
        new_q <= addr_q;
        on_q <= (on_q | addr_q) & ~taken;
      end
    end
  end

  (* hierconn *) wire [NUM_SDI-1:0] \u_dut.turn_q ;
  (* hierconn *) wire [NUM_SDI-1:0] \u_dut.addr_q ;
  (* hierconn *) wire \u_dut.assigning_q ;

  // HDA-LNK-019, HDA-LNK-020: driven from cell 496 of the turnaround to cell 17 of the address
  // frame; high with the frame sync, then for as many cells as the number of the line says.
  logic [NUM_SDI-1:0] driven, high;
  always_comb begin
    driven = (cell_q >= SYNC) ? turn_q : (cell_q < RELEASE) ? addr_q : '0;
    for (int unsigned l = 0; l < NUM_SDI; l++) begin
      high[l] = turn_q[l] || (addr_q[l] && cell_q < 9'(l));
    end
  end

  always_comb begin
    if (rst_n) begin
      a_driven: assert (!was_framing_q || !framing_q || sdi_oe == driven);
      a_level:  assert (!was_framing_q || !framing_q || (sdi & sdi_oe) == (high & sdi_oe));
      // HDA-LNK-026: out of frames nothing is driven, a cell after the last one.
      a_reset:  assert (was_framing_q || sdi_oe == '0);
      a_on:     assert (on == on_q && fresh == new_q);

      i_frames: assert ((turn_q & addr_q) == '0);
      i_same:   assert (\u_dut.turn_q == turn_q && \u_dut.addr_q == addr_q);
      i_busy:   assert (\u_dut.assigning_q == ((|turn_q) || (|addr_q)));
      i_cell:   assert (cell_q <= LAST);
      i_first:  assert (was_framing_q || {turn_q, addr_q, on_q, new_q} == '0);
      i_begin:  assert (framing_q == was_framing_q || cell_q == 9'd0);
      i_after:  assert (framing_q || !was_framing_q || cell_q == 9'd0);

      c_last:   cover (fresh[NUM_SDI-1] && sdi_oe == '0);
      c_two:    cover (turn_q == 15'h0002 && addr_q == 15'h4001 && sdi_oe != '0);
      c_high:   cover (addr_q[14] && cell_q == 9'd13 && sdi[14] && !sdi[13]);
    end
  end

endmodule
