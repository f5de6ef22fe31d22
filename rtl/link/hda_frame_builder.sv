// SPDX-License-Identifier: Apache-2.0
//
// Puts the packets of a link frame together, just in time: starts where the frame begins and is
// always ahead of the serializer, which needs the first word at cell 16.
//
// The streams that have a packet in this frame hold `req_i` up; they are taken in ascending order
// and follow each other without a gap (DD-32). Packets that no longer fit are refused with `skip_o`
// (HDA-LNK-009, DD-33). Each cycle appends one unit, one or more whole samples, to the SDO lines
// and as many bit times to SYNC. The tag of a packet lies over the last eight bit times of the
// packet before, or of the command field (HDA-LNK-004).
//
// A striped packet is dealt bit by bit over the first two or four lines (HDA-SD-033), so that it
// takes a half or a quarter of the bit times; the other lines are 0 meanwhile. Its tag may then lie
// over more than one unit.
module hda_frame_builder #(
  parameter int unsigned NS = 4,      /// output-capable streams
  parameter int unsigned NUM_SDO = 1  /// lines: 1, 2 or 4
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic frame_i,  /// a frame begins; `req_i` is valid from the next cycle on

  input  logic [NS-1:0]    req_i,
  input  logic [NS*12-1:0] times_i,   /// length of the packet in bit times, 8 at least
  input  logic [NS*2-1:0]  stripe_i,  /// log2 of the lines it is dealt over
  input  logic [NS*4-1:0]  strm_i,    /// stream id
  input  logic [NS*32-1:0] unit_i,    /// the next unit, left-justified
  input  logic [NS*6-1:0]  width_i,   /// bits of it, a multiple of four
  output logic [NS-1:0]    pop_o,     /// take it at this edge
  output logic [NS-1:0]    skip_o,    /// give the packet up

  output logic                      push_o,  /// a word of 16 cells is ready
  output logic [32*(NUM_SDO+1)-1:0] word_o,  /// {SDO lines, the last on top, SYNC}, first bit on top
  output logic                      busy_o
);

  localparam int unsigned W = (NS > 1) ? $clog2(NS) : 1;

  logic active_q, flush_q;
  logic cur_valid_q, cand_valid_q;
  logic [W-1:0] cur_q, cand_q, next;
  logic [NS-1:0] rest, fits;
  logic look, found;
  logic [11:0] room_q, left_q, cand_times_q;
  logic [4:0] fill_q;

  logic emit, last, take, finish;
  logic [1:0] stripe;
  logic [5:0] n, end_fill;
  logic [31:0] unit, sync_bits;
  logic [NUM_SDO*32-1:0] line_bits;
  logic [7:0] tag;

  // The unit that goes out in this cycle; before the first packet only its tag.
  always_comb begin
    n = '0;
    stripe = '0;
    unit = '0;
    last = 1'b0;
    pop_o = '0;
    if (cur_valid_q) begin
      if (NUM_SDO > 1) stripe = stripe_i[2*cur_q+:2];
      n = width_i[6*cur_q+:6] >> stripe;
      unit = unit_i[32*cur_q+:32] & ~(32'hFFFF_FFFF >> width_i[6*cur_q+:6]);
      last = left_q == {6'd0, n};
      pop_o[cur_q] = 1'b1;
    end else if (cand_valid_q) begin
      n = hda_pkg::TAG_TIMES[5:0];
      last = 1'b1;
    end
  end

  assign emit = cur_valid_q || cand_valid_q;
  assign take = cand_valid_q && last;
  assign finish = active_q && !cand_valid_q && (cur_valid_q ? last : !found);

  // The packet after the next one is looked for when the next one begins, so every one is known
  // eight bit times ahead.
  always_comb begin
    look = active_q && (take || !emit);
    rest = '0;
    fits = '0;
    next = '0;
    skip_o = '0;
    if (look) begin
      rest = req_i;
      if (cur_valid_q) rest[cur_q] = 1'b0;
      if (cand_valid_q) rest[cand_q] = 1'b0;
      for (int i = NS - 1; i >= 0; i--) begin
        fits[i] = times_i[12*i+:12] <= room_q;
        if (rest[i] && fits[i]) next = W'(i);
      end
      skip_o = rest & ~fits;
    end
  end
  assign found = |(rest & fits);

  // SYNC under the unit: the tag, from where the packet has eight bit times left.
  assign tag = {hda_pkg::TAG_PREAMBLE, strm_i[4*cand_q+:4]};

  always_comb begin
    sync_bits = '0;
    if (cand_valid_q) begin
      if (!cur_valid_q) sync_bits = {tag, 24'd0};
      else if (left_q < {6'd0, n} + hda_pkg::TAG_TIMES) begin
        if (left_q < hda_pkg::TAG_TIMES) begin
          sync_bits = {tag, 24'd0} << (hda_pkg::TAG_TIMES - left_q);
        end else begin
          sync_bits = {tag, 24'd0} >> (left_q - hda_pkg::TAG_TIMES);
        end
        if (!last) sync_bits = sync_bits & ~(32'hFFFF_FFFF >> n);
      end
    end
  end

  // The unit dealt over the lines, each left-justified.
  if (NUM_SDO == 1) begin : g_one_line
    assign line_bits = unit;
  end else begin : g_lines
    for (genvar l = 0; l < NUM_SDO; l++) begin : g_line
      logic [31:0] two, four;
      always_comb begin
        two = '0;
        four = '0;
        if (stripe == 2'd1 && l < 2) begin
          for (int b = 0; b < 16; b++) two[31-b] = unit[31-2*b-(l%2)];
        end
        if (stripe == 2'd2) begin
          for (int b = 0; b < 8; b++) four[31-b] = unit[31-4*b-l];
        end
      end
      assign line_bits[32*l+:32] = ((l == 0 && stripe == 2'd0) ? unit : 32'd0) | two | four;
    end
  end

  // Words of 32 bit times. After the last packet one more cycle may be needed for what a full word
  // leaves over.
  assign end_fill = {1'b0, fill_q} + n;
  assign push_o = (emit && end_fill[5]) || (flush_q && fill_q != 5'd0);
  assign busy_o = active_q || flush_q;

  for (genvar l = 0; l <= NUM_SDO; l++) begin : g_word
    logic [31:0] bits, acc_q;
    logic [63:0] acc;

    if (l == 0) begin : g_sync
      assign bits = sync_bits;
    end else begin : g_sdo
      assign bits = line_bits[32*(l-1)+:32];
    end

    always_comb begin
      acc = {acc_q, 32'd0};
      if (emit) acc = acc | ({bits, 32'd0} >> fill_q);
    end
    assign word_o[32*l+:32] = acc[63:32];

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) acc_q <= '0;
      else if (frame_i) acc_q <= '0;
      else if (emit) acc_q <= end_fill[5] ? acc[31:0] : acc[63:32];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      active_q <= 1'b0;
      flush_q <= 1'b0;
      cur_valid_q <= 1'b0;
      cand_valid_q <= 1'b0;
      cur_q <= '0;
      cand_q <= '0;
      {room_q, left_q, cand_times_q} <= '0;
      fill_q <= '0;
    end else if (frame_i) begin
      active_q <= 1'b1;
      flush_q <= 1'b0;
      cur_valid_q <= 1'b0;
      cand_valid_q <= 1'b0;
      room_q <= hda_pkg::OUT_CAPACITY_TIMES;
      fill_q <= '0;
    end else if (busy_o) begin
      if (emit) begin
        fill_q <= end_fill[4:0];
        left_q <= left_q - {6'd0, n};
      end
      if (take) begin
        cur_valid_q <= 1'b1;
        cur_q <= cand_q;
        left_q <= cand_times_q;
        cand_valid_q <= 1'b0;
      end
      if (found) begin
        cand_valid_q <= 1'b1;
        cand_q <= next;
        cand_times_q <= times_i[12*next+:12];
        room_q <= room_q - times_i[12*next+:12];
      end
      flush_q <= 1'b0;
      if (finish) begin
        active_q <= 1'b0;
        cur_valid_q <= 1'b0;
        flush_q <= 1'b1;
      end
    end
  end

endmodule
