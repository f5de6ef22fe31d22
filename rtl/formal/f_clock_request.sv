// SPDX-License-Identifier: Apache-2.0
//
// The bus clock of hda_controller may stop while clk_req_o is 0 and AXI is quiet, and nobody can
// tell: an edge in that state would change no register. run.sh writes that down for every register
// below u_dut (`hold` in the table), so a new one cannot be forgotten; exempt are those of the link
// clock, which has a request of its own, and the synchronizers that follow a value which moves with
// the link clock and is looked at only after the clock has run for some cycles (`except`).
//
// The link and the contents of memories are cut out: what they drive is free in every cycle.
module f_clock_request (
  input logic clk_i,
  input logic [13:0] s_axil_awaddr_i,
  input logic s_axil_awvalid_i,
  input logic [31:0] s_axil_wdata_i,
  input logic [3:0] s_axil_wstrb_i,
  input logic s_axil_wvalid_i,
  input logic s_axil_bready_i,
  input logic [13:0] s_axil_araddr_i,
  input logic s_axil_arvalid_i,
  input logic s_axil_rready_i,
  input logic m_axi_arready_i,
  input logic [63:0] m_axi_rdata_i,
  input logic [1:0] m_axi_rresp_i,
  input logic m_axi_rlast_i,
  input logic m_axi_rvalid_i,
  input logic m_axi_awready_i,
  input logic m_axi_wready_i,
  input logic [1:0] m_axi_bresp_i,
  input logic m_axi_bvalid_i,
  input logic bus_master_en_i,
  input logic d3hot_i,
  input logic sdi_i
);

  logic rst_n = 1'b0;
  always_ff @(posedge clk_i) rst_n <= 1'b1;

  logic clk_req, bclk_req, irq, pme;
  logic [1:0] bcis;
  logic arvalid, awvalid, wvalid, bvalid, rvalid;

  hda_controller #(
    .NUM_ISS(1),
    .NUM_OSS(1),
    .NUM_BSS(0),
    .NUM_SDI(1)
  ) u_dut (
    .clk_i  (clk_i),
    .rst_ni (rst_n),
    .por_ni (rst_n),
    .bclk_i (clk_i),
    .brst_ni(rst_n),
    .s_axil_awaddr_i(s_axil_awaddr_i),
    .s_axil_awvalid_i(s_axil_awvalid_i),
    .s_axil_wdata_i(s_axil_wdata_i),
    .s_axil_wstrb_i(s_axil_wstrb_i),
    .s_axil_wvalid_i(s_axil_wvalid_i),
    .s_axil_bready_i(s_axil_bready_i),
    .s_axil_araddr_i(s_axil_araddr_i),
    .s_axil_arvalid_i(s_axil_arvalid_i),
    .s_axil_rready_i(s_axil_rready_i),
    .m_axi_arready_i(m_axi_arready_i),
    .m_axi_rdata_i(m_axi_rdata_i),
    .m_axi_rresp_i(m_axi_rresp_i),
    .m_axi_rlast_i(m_axi_rlast_i),
    .m_axi_rvalid_i(m_axi_rvalid_i),
    .m_axi_awready_i(m_axi_awready_i),
    .m_axi_wready_i(m_axi_wready_i),
    .m_axi_bresp_i(m_axi_bresp_i),
    .m_axi_bvalid_i(m_axi_bvalid_i),
    .bus_master_en_i(bus_master_en_i),
    .d3hot_i(d3hot_i),
    .sdi_i(sdi_i),
    .s_axil_wready_o(wready),
    .s_axil_arready_o(arready),
    .m_axi_arvalid_o(arvalid),
    .m_axi_awvalid_o(awvalid),
    .m_axi_wvalid_o (wvalid),
    .s_axil_bvalid_o(bvalid),
    .s_axil_rvalid_o(rvalid),
    .irq_o          (irq),
    .pme_o          (pme),
    .evt_bcis_o     (bcis),
    .bclk_req_o     (bclk_req),
    .clk_req_o      (clk_req)
  );

  // An access to the registers is under way until its answer is taken.
  logic wready, arready, access_q = 1'b0;
  always_ff @(posedge clk_i) begin
    if (rst_n) begin
      if ((bvalid && s_axil_bready_i) || (rvalid && s_axil_rready_i)) access_q <= 1'b0;
      if ((s_axil_wvalid_i && wready) || (s_axil_arvalid_i && arready)) access_q <= 1'b1;
    end
  end

  // The bus answers what was asked for only.
  (* hierconn *) wire \u_dut.axil_busy ;
  (* hierconn *) wire \u_dut.axi_idle ;
  always_comb assume (!(\u_dut.axi_idle && (m_axi_rvalid_i || m_axi_bvalid_i)));

  logic quiet, quiet_q = 1'b0;
  always_ff @(posedge clk_i) quiet_q <= quiet;
  assign quiet = rst_n && !clk_req && !s_axil_awvalid_i && !s_axil_wvalid_i && !s_axil_arvalid_i
      && !m_axi_rvalid_i && !m_axi_bvalid_i && !access_q;

  // Levels from the other clock and from outside stay for some cycles, as one that lasts a cycle of
  // the link clock, or a handshake, does.
  (* hierconn *) wire \u_dut.link_up_b ;
  (* hierconn *) wire \u_dut.link_off_b ;
  (* hierconn *) wire \u_dut.frame_tgl_b ;
  wire [3:0] levels = {\u_dut.link_up_b , \u_dut.link_off_b , \u_dut.frame_tgl_b , sdi_i};
  logic [3:0] levels_q;
  logic [1:0] age_q = '0;
  always_ff @(posedge clk_i) begin
    levels_q <= levels;
    age_q <= (levels != levels_q) ? 2'd0 : (age_q == 2'd3) ? 2'd3 : age_q + 2'd1;
  end
  always_comb assume (levels == levels_q || age_q == 2'd3);

  // Of each register: a copy of the cycle before, and that it is still the same if that was quiet.
  `include "hold.svh"

  // Induction.
`ifdef HOLD
  always_comb begin
    if (rst_n) begin
      i_builder: assert (\u_dut.u_builder.active_q || !(\u_dut.u_builder.cur_valid_q
          || \u_dut.u_builder.cand_valid_q ));
    end
  end
`endif

  always_comb begin
    if (rst_n) begin
      // Nothing is on the way while the clock is not needed.
      a_no_access:  assert (!quiet || !(arvalid || awvalid || wvalid || bvalid || rvalid));
      a_no_event:   assert (!quiet || bcis == '0);

      i_access:     assert (access_q == \u_dut.axil_busy );

      c_stops:      cover (quiet_q && quiet);
      c_up:         cover (quiet_q && bclk_req);
    end
  end

endmodule
