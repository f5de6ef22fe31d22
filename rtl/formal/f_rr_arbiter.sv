// SPDX-License-Identifier: Apache-2.0
//
// Fairness of hda_rr_arbiter with requests that stay until they are served: a requester sees each
// of the others served once at most before its turn comes.
module f_rr_arbiter #(
  parameter  int unsigned N = 8,
  localparam int unsigned W = (N > 1) ? $clog2(N) : 1
) (
  input logic         clk_i,
  input logic [N-1:0] req_i,
  input logic         serve_i  /// whoever is selected is served in this cycle
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic any;
  logic [W-1:0] sel, last_q;

  hda_rr_arbiter #(
    .N(N)
  ) u_dut (
    .req_i (req_i),
    .last_i(last_q),
    .any_o (any),
    .sel_o (sel)
  );

  (* anyconst *) logic [W-1:0] who;
  logic [N-1:0] held_q = '0;
  logic [W:0] others_q = '0, turn;
  logic served;

  assign served = any && serve_i;
  // Places between the one served last and `who`.
  assign turn = (who > last_q) ? {1'b0, who} - {1'b0, last_q} - 1'b1
      : {1'b0, who} + (W + 1)'(N) - {1'b0, last_q} - 1'b1;

  always_ff @(posedge clk_i) begin
    if (!rst_n) begin
      last_q <= '0;
      held_q <= '0;
      others_q <= '0;
    end else begin
      held_q <= req_i;
      if (served) begin
        last_q <= sel;
        held_q[sel] <= 1'b0;
      end
      if (!req_i[who] || (served && sel == who)) others_q <= '0;
      else if (served) others_q <= others_q + 1'b1;
    end
  end

  always_comb begin
    assume ({1'b0, who} < (W + 1)'(N));
    assume ((held_q & ~req_i) == '0);
    if (rst_n) begin
      a_last:      assert ({1'b0, last_q} < (W + 1)'(N));
      a_any:       assert (any == (req_i != '0));
      a_requested: assert (!any || req_i[sel]);
      a_idle:      assert (any || sel == '0);
      // The next in line is never passed over.
      a_in_turn:   assert (!(served && req_i[who] && sel != who) || turn != '0);
      a_progress:  assert (others_q + turn <= (W + 1)'(N - 1));
      a_bound:     assert (others_q <= (W + 1)'(N - 1));

      c_longest:   cover (others_q == (W + 1)'(N - 1) && served && sel == who);
      c_alone:     cover (served && sel == who && req_i == (N'(1) << who));
    end
  end

endmodule
