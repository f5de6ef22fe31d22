// SPDX-License-Identifier: Apache-2.0
//
// Takes an event, sent as a level that toggles, into another clock domain as a one-cycle pulse.
// `pending_o` is high from the toggle until the pulse has been given: it lets the destination ask
// for its clock when that is stopped.
module hda_cdc_event (
  input  logic clk_i,     /// destination clock
  input  logic rst_ni,    /// destination reset
  input  logic toggle_i,  /// a flop of the source domain; each change is one event
  output logic pulse_o,   /// one cycle of clk_i per event
  output logic pending_o  /// asynchronous: an event is on its way
);

  logic sync, seen_q;

  hda_cdc_sync u_sync (
    .clk_i (clk_i),
    .rst_ni(rst_ni),
    .d_i   (toggle_i),
    .q_o   (sync)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) seen_q <= 1'b0;
    else seen_q <= sync;
  end

  assign pulse_o = sync ^ seen_q;
  assign pending_o = toggle_i ^ seen_q;

endmodule
