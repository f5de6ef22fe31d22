// SPDX-License-Identifier: Apache-2.0
//
// Constants of the HD Audio link and shapes that several modules share.
package hda_pkg;

  /* verilator lint_off UNUSEDPARAM */

  // A frame is 500 BCLK cells (HDA-LNK-001); the frame sync fills the last four (HDA-LNK-002).
  localparam logic [8:0] CELL_LAST = 9'd499;
  localparam logic [8:0] CELL_SYNC = 9'd496;
  // Stream data travels in words of 16 cells (32 SDO bits). The first word starts at cell 16,
  // where the tag of the first packet overlaps the end of the command field (HDA-LNK-004).
  localparam logic [8:0] CELL_FIRST_WORD = 9'd16;
  // The first frame sync follows RST# by at least four BCLK (HDA-LNK-024): after RST# the cell
  // counter starts four cells ahead of it.
  localparam logic [8:0] CELL_AFTER_RESET = 9'd492;
  // Frame capacity beside the command field, in bit times (HDA-LNK-009).
  localparam logic [11:0] OUT_CAPACITY_TIMES = 12'd960;
  // An inbound frame: 36 response bits, then packets (HDA-LNK-010).
  localparam logic [8:0] IN_CELLS = 9'd500;
  localparam logic [8:0] IN_FIRST_PACKET = 9'd36;

  // Upper four bits of a stream tag (HDA-LNK-004).
  localparam logic [3:0] TAG_PREAMBLE = 4'b1110;
  // A tag lies over the last bit times of what precedes its packet.
  localparam logic [11:0] TAG_TIMES = 12'd8;

  // What a stream descriptor can do.
  localparam int unsigned KIND_INPUT = 0;
  localparam int unsigned KIND_OUTPUT = 1;
  localparam int unsigned KIND_BIDIR = 2;

  // A DMA request unit: bursts end on multiples of it.
  localparam logic [7:0] BURST_BYTES = 8'd128;
  // Bytes of a slot of the position buffer.
  localparam logic [7:0] POSITION_BYTES = 8'd8;
  // Bytes of a buffer descriptor list entry.
  localparam logic [7:0] BDL_ENTRY_BYTES = 8'd16;

  // A stream format, decoded once when SDnFMT is written.
  typedef struct packed {
    logic       valid;       // no reserved code (HDA-FMT-003)
    logic       base44;      // 44.1 kHz family
    logic [2:0] mult;        // blocks in a frame that has any: 1..4
    logic [2:0] div_m1;      // frames per cadence step, minus 1
    logic [5:0] wire_bits;   // 8, 16, 20, 24 or 32
    logic [1:0] cont_log2;   // log2 of the container bytes: 0, 1 or 2
    logic [3:0] chan_m1;     // channels minus 1
    logic [6:0] block_bytes; // container bytes of a block: 1..64
    logic [9:0] block_bits;  // wire bits of a block: 8..512
  } fmt_t;

  /* verilator lint_on UNUSEDPARAM */

endpackage
