// SPDX-License-Identifier: Apache-2.0
//
// Not a controller, but something with its ports that asks for no clock while it waits for memory:
// a register write of an address makes it read eight bytes there and write them, plus 1, behind
// themselves; then it raises its interrupt.
module waiting_controller #(
  /* verilator lint_off UNUSEDPARAM */
  parameter int unsigned NUM_ISS = 1,
  parameter int unsigned NUM_OSS = 1,
  parameter int unsigned NUM_BSS = 0,
  parameter int unsigned NUM_SDI = 1,
  parameter int unsigned NUM_SDO = 1,
  parameter bit          ADDR64 = 1'b1,
  parameter bit          SSYNC_ALIAS = 1'b0,
  parameter logic [31:0] WALCLK_RESET = 32'd0
  /* verilator lint_on UNUSEDPARAM */
) (
  /* verilator lint_off UNUSEDSIGNAL */
  input  logic clk_i,
  input  logic rst_ni,
  input  logic por_ni,
  input  logic bclk_i,
  input  logic brst_ni,
  output logic clk_req_o,
  output logic bclk_req_o,

  input  logic [13:0] s_axil_awaddr_i,
  input  logic        s_axil_awvalid_i,
  output logic        s_axil_awready_o,
  input  logic [31:0] s_axil_wdata_i,
  input  logic [3:0]  s_axil_wstrb_i,
  input  logic        s_axil_wvalid_i,
  output logic        s_axil_wready_o,
  output logic [1:0]  s_axil_bresp_o,
  output logic        s_axil_bvalid_o,
  input  logic        s_axil_bready_i,
  input  logic [13:0] s_axil_araddr_i,
  input  logic        s_axil_arvalid_i,
  output logic        s_axil_arready_o,
  output logic [31:0] s_axil_rdata_o,
  output logic [1:0]  s_axil_rresp_o,
  output logic        s_axil_rvalid_o,
  input  logic        s_axil_rready_i,

  output logic [63:0] m_axi_araddr_o,
  output logic [7:0]  m_axi_arlen_o,
  output logic [2:0]  m_axi_arsize_o,
  output logic [1:0]  m_axi_arburst_o,
  output logic [3:0]  m_axi_arcache_o,
  output logic [2:0]  m_axi_arprot_o,
  output logic        m_axi_arvalid_o,
  input  logic        m_axi_arready_i,
  input  logic [63:0] m_axi_rdata_i,
  input  logic [1:0]  m_axi_rresp_i,
  input  logic        m_axi_rlast_i,
  input  logic        m_axi_rvalid_i,
  output logic        m_axi_rready_o,
  output logic [63:0] m_axi_awaddr_o,
  output logic [7:0]  m_axi_awlen_o,
  output logic [2:0]  m_axi_awsize_o,
  output logic [1:0]  m_axi_awburst_o,
  output logic [3:0]  m_axi_awcache_o,
  output logic [2:0]  m_axi_awprot_o,
  output logic        m_axi_awvalid_o,
  input  logic        m_axi_awready_i,
  output logic [63:0] m_axi_wdata_o,
  output logic [7:0]  m_axi_wstrb_o,
  output logic        m_axi_wlast_o,
  output logic        m_axi_wvalid_o,
  input  logic        m_axi_wready_i,
  input  logic [1:0]  m_axi_bresp_i,
  input  logic        m_axi_bvalid_i,
  output logic        m_axi_bready_o,

  input  logic bus_master_en_i,
  input  logic d3hot_i,
  output logic irq_o,
  output logic pme_o,
  output logic [NUM_ISS+NUM_OSS+NUM_BSS-1:0] evt_bcis_o,

  output logic               link_rst_no,
  output logic               sync_rise_o,
  output logic               sync_fall_o,
  output logic [NUM_SDO-1:0] sdo_rise_o,
  output logic [NUM_SDO-1:0] sdo_fall_o,
  input  logic [NUM_SDI-1:0] sdi_i,
  output logic [NUM_SDI-1:0] sdi_o,
  output logic [NUM_SDI-1:0] sdi_oe_o
  /* verilator lint_on UNUSEDSIGNAL */
);

  localparam logic [2:0] BYTES_8 = 3'd3;
  localparam logic [1:0] INCR = 2'd1;

  typedef enum logic [2:0] {IDLE, ANSWER, READ, READ_WAIT, WRITE, WRITE_WAIT, DONE} state_e;

  state_e state_q;
  logic [31:0] address_q;
  logic [63:0] data_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      address_q <= '0;
      data_q <= '0;
    end else begin
      unique case (state_q)
        IDLE:
        if (s_axil_awvalid_i && s_axil_wvalid_i) begin
          state_q <= ANSWER;
          address_q <= s_axil_wdata_i;
        end
        ANSWER: if (s_axil_bready_i) state_q <= READ;
        READ: if (m_axi_arready_i) state_q <= READ_WAIT;
        READ_WAIT:
        if (m_axi_rvalid_i) begin
          state_q <= WRITE;
          data_q <= m_axi_rdata_i + 64'd1;
        end
        WRITE: if (m_axi_awready_i && m_axi_wready_i) state_q <= WRITE_WAIT;
        WRITE_WAIT: if (m_axi_bvalid_i) state_q <= DONE;
        default: ;
      endcase
    end
  end

  assign clk_req_o = state_q == ANSWER || state_q == READ || state_q == WRITE;
  assign irq_o = state_q == DONE;

  assign s_axil_awready_o = state_q == IDLE && s_axil_awvalid_i && s_axil_wvalid_i;
  assign s_axil_wready_o = s_axil_awready_o;
  assign s_axil_bvalid_o = state_q == ANSWER;
  assign {s_axil_bresp_o, s_axil_rresp_o, s_axil_rdata_o} = '0;
  assign {s_axil_arready_o, s_axil_rvalid_o} = '0;

  assign m_axi_arvalid_o = state_q == READ;
  assign m_axi_araddr_o = {32'd0, address_q};
  assign {m_axi_arsize_o, m_axi_awsize_o} = {BYTES_8, BYTES_8};
  assign {m_axi_arburst_o, m_axi_awburst_o} = {INCR, INCR};
  assign {m_axi_arlen_o, m_axi_awlen_o, m_axi_arcache_o, m_axi_awcache_o} = '0;
  assign {m_axi_arprot_o, m_axi_awprot_o} = '0;
  assign m_axi_rready_o = state_q == READ_WAIT;
  assign m_axi_awvalid_o = state_q == WRITE;
  assign m_axi_awaddr_o = {32'd0, address_q} + 64'd8;
  assign m_axi_wvalid_o = m_axi_awvalid_o;
  assign m_axi_wdata_o = data_q;
  assign m_axi_wstrb_o = 8'hFF;
  assign m_axi_wlast_o = 1'b1;
  assign m_axi_bready_o = state_q == WRITE_WAIT;

  assign {bclk_req_o, pme_o, link_rst_no, sync_rise_o, sync_fall_o} = '0;
  assign evt_bcis_o = '0;
  assign {sdo_rise_o, sdo_fall_o, sdi_o, sdi_oe_o} = '0;

endmodule
