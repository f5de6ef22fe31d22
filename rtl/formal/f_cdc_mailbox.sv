// SPDX-License-Identifier: Apache-2.0
//
// hda_cdc_mailbox with two independent clocks: a word that was put is taken once, unchanged, unless
// the sender asked for it back; once the sender sees the mailbox empty, nothing is left to take.
//
// Assumed: the sender puts only when the mailbox is empty, and holds `drop_i` for a cycle.
module f_cdc_mailbox #(
  parameter int unsigned WIDTH = 2
) (
  input logic             clk_i,
  input logic             dclk_i,
  input logic             put_i,
  input logic             drop_i,
  input logic             take_i,
  input logic [WIDTH-1:0] data_i
);

  (* gclk *) logic step;
  logic rst_n = 1'b0;
  always_ff @(posedge step) rst_n <= 1'b1;

  logic ready, pending, valid;
  logic [WIDTH-1:0] data;

  hda_cdc_mailbox #(
    .WIDTH(WIDTH)
  ) u_dut (
    .clk_i    (clk_i),
    .rst_ni   (rst_n),
    .put_i    (put_i),
    .data_i   (data_i),
    .drop_i   (drop_i),
    .ready_o  (ready),
    .pending_o(pending),
    .dclk_i   (dclk_i),
    .drst_ni  (rst_n),
    .valid_o  (valid),
    .data_o   (data),
    .take_i   (take_i)
  );

  // The last word put is waiting while these two differ; whether the sender gave it up.
  logic put_q = 1'b0, taken_q = 1'b0, dropped_q = 1'b0, ever_q = 1'b0;
  logic [1:0] puts_q = '0;
  logic [WIDTH-1:0] data_q;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if (put_i) begin
        put_q <= !taken_q;
        ever_q <= 1'b1;
        puts_q <= puts_q + 2'd1;
        dropped_q <= 1'b0;
        data_q <= data_i;
      end
      if (drop_i && !ready) dropped_q <= 1'b1;
    end
  end
  always_ff @(posedge dclk_i) begin
    if (rst_n && valid && take_i) taken_q <= put_q;
  end

  (* hierconn *) wire [WIDTH-1:0] \u_dut.data_q ;
  (* hierconn *) wire \u_dut.req_q ;
  (* hierconn *) wire \u_dut.ack_q ;
  (* hierconn *) wire \u_dut.drop_q ;
  (* hierconn *) wire \u_dut.drop_back_q ;
  (* hierconn *) wire \u_dut.u_req.meta_q ;
  (* hierconn *) wire \u_dut.u_req.sync_q ;
  (* hierconn *) wire \u_dut.u_ack.meta_q ;
  (* hierconn *) wire \u_dut.u_ack.sync_q ;
  (* hierconn *) wire \u_dut.u_drop.meta_q ;
  (* hierconn *) wire \u_dut.u_drop.sync_q ;
  (* hierconn *) wire \u_dut.u_drop_back.meta_q ;
  (* hierconn *) wire \u_dut.u_drop_back.sync_q ;
  wire req = \u_dut.req_q ;
  wire ack = \u_dut.ack_q ;
  wire drop = \u_dut.drop_q ;
  // The way of a level into the other domain and back: a change at one end is through before the
  // next one enters.
  wire [3:0] word_loop = {\u_dut.u_req.meta_q , \u_dut.u_req.sync_q , ack, \u_dut.u_ack.meta_q }
      ^ {4{req}};
  wire word_end = \u_dut.u_ack.sync_q ^ req;
  wire [3:0] drop_loop = {\u_dut.u_drop.meta_q , \u_dut.u_drop.sync_q , \u_dut.drop_back_q ,
      \u_dut.u_drop_back.meta_q } ^ {4{drop}};
  wire drop_end = \u_dut.u_drop_back.sync_q ^ drop;

  // Ones only at the end of the loop.
  function automatic logic shifted(input logic [4:0] loop);
    shifted = (loop & (loop + 1'b1)) == '0;
  endfunction

  always_comb begin
    assume (!put_i || (ready && !drop_i));
    if (rst_n) begin
      a_data:      assert (!valid || data == data_q);
      a_once:      assert (!valid || taken_q != put_q);
      a_not_lost:  assert (!ready || dropped_q || taken_q == put_q);
      a_empty:     assert (!ready || !valid);
      a_dropped:   assert (!ready || drop == 1'b0);

      i_word:      assert (shifted({word_loop, word_end}));
      i_drop:      assert (shifted({drop_loop, drop_end}));
      i_data:      assert (ever_q ? \u_dut.data_q == data_q : {word_loop, word_end} == '0);
      i_taken:     assert ((ack == req) ? taken_q == put_q || dropped_q : taken_q != put_q);
      i_dropped:   assert (!(drop || \u_dut.u_drop.sync_q ) || dropped_q);

      c_taken:     cover (puts_q == 2'd2 && taken_q == put_q && !dropped_q);
      c_dropped:   cover (ready && dropped_q && taken_q != put_q);
      c_too_late:  cover (ready && dropped_q && taken_q == put_q);
      c_after:     cover (puts_q == 2'd2 && dropped_q && taken_q == put_q);
    end
  end

endmodule
