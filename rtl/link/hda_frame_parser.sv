// SPDX-License-Identifier: Apache-2.0
//
// Takes the inbound frame that has just ended apart, line by line in ascending order (DD-8): the
// response field goes to the command engine, the samples to the streams. It starts where the next
// frame begins and is done before that one ends.
//
// The response field is 36 bits: Valid, UnSol, two reserved bits, the response (HDA-LNK-010);
// without Valid it means nothing (HDA-RSP-004).
// A packet is a 4-bit stream id, a 6-bit length in bytes, and the data (HDA-LNK-011). Length 0
// ends the list (HDA-LNK-013); a packet that would run past the end of the frame ends it too and
// is dropped (HDA-LNK-015). Packets of an id that no stream takes are stepped over (HDA-LNK-012),
// as are bits after the last whole block (HDA-LNK-014).
//
// A cycle takes a sample, so a slow bus clock and many full lines may be too much: then the parser
// finishes its block, leaves out the rest of the frame and the whole next one, and the streams that
// it serves are told (DD-54).
module hda_frame_parser #(
  parameter int unsigned NUM_SDI = 4,  /// lines
  parameter int unsigned NS = 4        /// input-capable streams
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic               frame_i,  /// a frame has ended; start
  input  logic [NUM_SDI-1:0] lines_i,  /// lines that were not silent in it
  input  logic               half_i,   /// half of the memory that holds it

  output logic [4:0]            raddr_o,  /// {half, word} of every line
  input  logic [NUM_SDI*32-1:0] rdata_i,  /// bit 31 of a word is its first cell

  input  logic [NS-1:0]    take_i,     /// the stream takes packets of this frame
  input  logic [NS*4-1:0]  strm_i,     /// stream id
  input  logic [NS*6-1:0]  width_i,    /// bits of a sample
  input  logic [NS*4-1:0]  chan_m1_i,  /// channels minus 1
  input  logic [NS*10-1:0] block_i,    /// bits of a block
  input  logic [NS-1:0]    room_i,     /// a block fits
  output logic [NS-1:0]    push_o,
  output logic [31:0]      sample_o,   /// left-justified
  output logic [NS-1:0]    lost_o,     /// a block found no room (HDA-SD-017)

  output logic        response_o,    /// one cycle: a response
  output logic [36:0] entry_o,       /// {line, unsolicited, response}
  output logic        slot_empty_o,  /// with done_o: no line had a response

  output logic             done_o,     /// one cycle: the frame is parsed
  output logic             busy_o
);

  localparam int unsigned SW = (NS > 1) ? $clog2(NS) : 1;
  localparam int unsigned LW = (NUM_SDI > 1) ? $clog2(NUM_SDI) : 1;
  localparam logic [9:0] TAG_BITS = 10'd10;
  localparam logic [6:0] RESPONSE_BITS = 7'd36;

  typedef enum logic [2:0] {IDLE, LINE, RESP, SKIP, TAG, BLOCK, SAMPLE, DONE} state_e;

  state_e state_q;
  logic [NUM_SDI-1:0] todo_q;
  logic [LW-1:0] line_q, line;
  logic half_q, responded_q, late_q, start, late;
  logic [4:0] word_q;
  logic [63:0] buf_q, buf_d;
  logic [6:0] have_q, have_d;
  logic [5:0] use_bits;
  logic [31:0] read_word;
  logic [9:0] pos_q, skip_q, left_q;
  logic [SW-1:0] sel_q, match;
  logic match_any, refill;
  logic [5:0] width_q;
  logic [3:0] chan_m1_q, chan_q;
  logic [9:0] block_q;
  logic [9:0] packet_bits, packet_end;
  logic [3:0] id;

  assign start = frame_i && (state_q == IDLE || state_q == DONE);
  assign late = frame_i && !start;

  // A 64-bit window over the line, refilled a word at a time.
  always_comb begin
    buf_d = '0;
    have_d = '0;
    refill = 1'b0;
    read_word = '0;
    if (state_q != IDLE) begin
      read_word = rdata_i[32*line_q+:32];
      buf_d = buf_q << use_bits;
      have_d = have_q - {1'b0, use_bits};
      refill = have_d <= 7'd32 && !word_q[4];
      if (refill) begin
        buf_d = buf_d | ({read_word, 32'd0} >> have_d);
        have_d = have_d + 7'd32;
      end
    end
  end
  assign raddr_o = {half_q, word_q[3:0]};

  // The packet header at the top of the window.
  assign id = buf_q[63:60];
  assign packet_bits = {1'b0, buf_q[59:54], 3'b000};
  assign packet_end = pos_q + TAG_BITS + packet_bits;

  always_comb begin
    match = '0;
    match_any = 1'b0;
    if (state_q == TAG) begin
      for (int i = NS - 1; i >= 0; i--) begin
        if (take_i[i] && strm_i[4*i+:4] == id) begin
          match = SW'(i);
          match_any = 1'b1;
        end
      end
    end
  end

  always_comb begin
    line = '0;
    if (state_q == LINE) begin
      for (int i = NUM_SDI - 1; i >= 0; i--) begin
        if (todo_q[i]) line = LW'(i);
      end
    end
  end

  // Bits leaving the window in this cycle.
  always_comb begin
    use_bits = '0;
    push_o = '0;
    lost_o = '0;
    unique case (state_q)
      SKIP: begin
        if (have_q >= 7'd32 && skip_q >= 10'd32) use_bits = 6'd32;
        else if ({3'd0, have_q} >= skip_q && skip_q < 10'd32) use_bits = skip_q[5:0];
      end
      TAG: if (have_q >= TAG_BITS[6:0]) use_bits = TAG_BITS[5:0];
      BLOCK: if (left_q >= block_q && !room_i[sel_q]) lost_o[sel_q] = 1'b1;
      SAMPLE:
      if (have_q >= {1'b0, width_q}) begin
        use_bits = width_q;
        push_o[sel_q] = 1'b1;
      end
      default: use_bits = '0;
    endcase
    if (late) lost_o = take_i;
  end
  assign sample_o = buf_q[63:32] & ~(32'hFFFF_FFFF >> width_q);
  always_comb begin
    response_o = 1'b0;
    entry_o = '0;
    if (state_q == RESP && have_q >= RESPONSE_BITS && buf_q[63]) begin
      response_o = 1'b1;
      entry_o = {4'(line_q), buf_q[62], buf_q[59:28]};
    end
  end
  assign slot_empty_o = state_q == DONE && !responded_q;
  assign done_o = state_q == DONE;
  assign busy_o = state_q != IDLE;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      todo_q <= '0;
      {responded_q, late_q} <= '0;
      {line_q, half_q, word_q} <= '0;
      {buf_q, have_q} <= '0;
      {pos_q, skip_q, left_q} <= '0;
      sel_q <= '0;
      {width_q, chan_m1_q, chan_q, block_q} <= '0;
    end else begin
      if (state_q != IDLE) begin
        buf_q <= buf_d;
        have_q <= have_d;
        pos_q <= pos_q + {4'd0, use_bits};
        if (refill) word_q <= word_q + 5'd1;
      end
      unique case (state_q)
        LINE: begin
          word_q <= '0;
          buf_q <= '0;
          have_q <= '0;
          pos_q <= '0;
          skip_q <= {1'b0, hda_pkg::IN_FIRST_PACKET};
          line_q <= line;
          if (todo_q == '0) begin
            state_q <= DONE;
          end else begin
            todo_q[line] <= 1'b0;
            state_q <= RESP;
          end
        end
        RESP: begin
          if (response_o) responded_q <= 1'b1;
          if (have_q >= RESPONSE_BITS) state_q <= (take_i == '0) ? LINE : SKIP;
        end
        SKIP: begin
          skip_q <= skip_q - {4'd0, use_bits};
          if (skip_q == {4'd0, use_bits}) state_q <= TAG;
        end
        TAG: begin
          if (pos_q + TAG_BITS > {1'b0, hda_pkg::IN_CELLS}) begin
            state_q <= LINE;
          end else if (use_bits != 6'd0) begin
            sel_q <= match;
            left_q <= packet_bits;
            skip_q <= packet_bits;
            width_q <= width_i[6*match+:6];
            chan_m1_q <= chan_m1_i[4*match+:4];
            block_q <= block_i[10*match+:10];
            if (packet_bits == 10'd0 || packet_end > {1'b0, hda_pkg::IN_CELLS}) state_q <= LINE;
            else state_q <= match_any ? BLOCK : SKIP;
          end
        end
        BLOCK: begin
          chan_q <= chan_m1_q;
          if (left_q < block_q) begin
            skip_q <= left_q;
            state_q <= (left_q == 10'd0) ? TAG : SKIP;
          end else if (room_i[sel_q]) begin
            state_q <= SAMPLE;
          end else begin
            skip_q <= left_q;
            state_q <= SKIP;
          end
        end
        SAMPLE:
        if (use_bits != 6'd0) begin
          left_q <= left_q - {4'd0, use_bits};
          chan_q <= chan_q - 4'd1;
          if (chan_q == 4'd0) state_q <= BLOCK;
        end
        default: state_q <= IDLE;
      endcase
      if (late) late_q <= 1'b1;
      if (late_q && state_q != SAMPLE) begin
        late_q <= 1'b0;
        state_q <= DONE;  // out of time
      end
      if (start) begin
        state_q <= LINE;
        todo_q <= lines_i;
        responded_q <= 1'b0;
        half_q <= half_i;
      end
    end
  end

endmodule
