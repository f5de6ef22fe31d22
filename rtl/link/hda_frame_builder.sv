// SPDX-License-Identifier: Apache-2.0
//
// Puts the packets of a link frame together, just in time: starts where the frame begins and is
// always ahead of the serializer, which needs the first word at cell 16.
//
// The streams that have a packet in this frame hold `req_i` up; they are taken in ascending order
// and follow each other without a gap (DD-32). A packet that no longer fits is refused with
// `skip_o` (HDA-LNK-009). Each cycle appends one sample to the SDO bits and as many bits to SYNC;
// the last sample of a packet carries the tag of the next packet over its last eight bits
// (HDA-LNK-004), and eight bits at the end of the command field carry the tag of the first.
module hda_frame_builder #(
  parameter int unsigned NS = 4  /// output-capable streams
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic frame_i,  /// a frame begins; `req_i` is valid from the next cycle on

  input  logic [NS-1:0]    req_i,
  input  logic [NS*12-1:0] bits_i,    /// length of the packet
  input  logic [NS*4-1:0]  strm_i,    /// stream id
  input  logic [NS*6-1:0]  width_i,   /// bits of a sample
  input  logic [NS*32-1:0] sample_i,  /// the next sample, left-justified
  input  logic [NS-1:0]    last_i,    /// it is the last of the packet
  output logic [NS-1:0]    pop_o,     /// take it at this edge
  output logic [NS-1:0]    skip_o,    /// give the packet up

  output logic        push_o,  /// a word of 16 cells is ready
  output logic [63:0] word_o,  /// {SDO, SYNC}, first bit on top
  output logic        busy_o
);

  localparam int unsigned W = (NS > 1) ? $clog2(NS) : 1;

  logic active_q;
  logic cur_valid_q, cand_valid_q;
  logic [W-1:0] cur_q, cand_q, next;
  logic [NS-1:0] rest;
  logic rest_any, fits;
  logic [10:0] used_q;
  logic [11:0] need;
  logic [4:0] fill_q;
  logic [31:0] sdo_q, sync_q;

  logic emit, finish, take_cand;
  logic [5:0] n, end_fill;
  logic [31:0] sdo_bits, sync_bits, width_mask;
  logic [7:0] tag;
  logic [63:0] sdo_acc, sync_acc;

  // Look ahead: the next packet must be known when the present one ends.
  always_comb begin
    rest = '0;
    next = '0;
    need = '0;
    fits = 1'b0;
    if (active_q && !cand_valid_q) begin
      rest = req_i;
      if (cur_valid_q) rest[cur_q] = 1'b0;
      for (int i = NS - 1; i >= 0; i--) begin
        if (rest[i]) next = W'(i);
      end
      need = {1'b0, used_q} + bits_i[12*next+:12];
      fits = need <= {1'b0, hda_pkg::OUT_CAPACITY_BITS};
    end
  end
  assign rest_any = |rest;

  always_comb begin
    skip_o = '0;
    if (rest_any && !fits) skip_o[next] = 1'b1;
  end

  // What goes out in this cycle.
  assign tag = cand_valid_q ? {hda_pkg::TAG_PREAMBLE, strm_i[4*cand_q+:4]} : 8'd0;

  always_comb begin
    pop_o = '0;
    emit = 1'b0;
    finish = 1'b0;
    take_cand = 1'b0;
    n = '0;
    sdo_bits = '0;
    sync_bits = '0;
    width_mask = '0;
    if (active_q) begin
      if (cur_valid_q) begin
        n = width_i[6*cur_q+:6];
        width_mask = ~(32'hFFFF_FFFF >> n);
        sdo_bits = sample_i[32*cur_q+:32] & width_mask;
        if (!last_i[cur_q]) begin
          emit = 1'b1;
        end else if (cand_valid_q || !rest_any) begin
          emit = 1'b1;
          take_cand = cand_valid_q;
          finish = !cand_valid_q;
          sync_bits = {tag, 24'd0} >> (n - 6'd8);
        end
        pop_o[cur_q] = emit;
      end else if (cand_valid_q) begin
        n = 6'd8;
        emit = 1'b1;
        take_cand = 1'b1;
        sync_bits = {tag, 24'd0};
      end else begin
        finish = !rest_any;
      end
    end
  end

  always_comb begin
    sdo_acc = {sdo_q, 32'd0};
    sync_acc = {sync_q, 32'd0};
    end_fill = {1'b0, fill_q};
    if (emit) begin
      sdo_acc = {sdo_q, 32'd0} | ({sdo_bits, 32'd0} >> fill_q);
      sync_acc = {sync_q, 32'd0} | ({sync_bits, 32'd0} >> fill_q);
      end_fill = {1'b0, fill_q} + n;
    end
  end

  // After the last packet one more cycle may be needed for what a full word leaves over.
  logic flush_q;
  assign push_o = (emit && end_fill[5]) || (flush_q && fill_q != 5'd0);
  assign word_o = {sdo_acc[63:32], sync_acc[63:32]};
  assign busy_o = active_q || flush_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      active_q <= 1'b0;
      flush_q <= 1'b0;
      cur_valid_q <= 1'b0;
      cand_valid_q <= 1'b0;
      cur_q <= '0;
      cand_q <= '0;
      used_q <= '0;
      fill_q <= '0;
      sdo_q <= '0;
      sync_q <= '0;
    end else if (frame_i) begin
      active_q <= 1'b1;
      flush_q <= 1'b0;
      cur_valid_q <= 1'b0;
      cand_valid_q <= 1'b0;
      used_q <= '0;
      fill_q <= '0;
      sdo_q <= '0;
      sync_q <= '0;
    end else if (busy_o) begin
      if (rest_any && fits) begin
        cand_valid_q <= 1'b1;
        cand_q <= next;
        used_q <= need[10:0];
      end
      if (take_cand) begin
        cur_valid_q <= 1'b1;
        cur_q <= cand_q;
        cand_valid_q <= 1'b0;
      end
      if (emit) begin
        fill_q <= end_fill[4:0];
        sdo_q <= end_fill[5] ? sdo_acc[31:0] : sdo_acc[63:32];
        sync_q <= end_fill[5] ? sync_acc[31:0] : sync_acc[63:32];
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
