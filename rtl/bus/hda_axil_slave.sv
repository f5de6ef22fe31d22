// SPDX-License-Identifier: Apache-2.0
//
// AXI4-Lite to the register bus of the controller: one access at a time, reads after writes. Every
// access ends with OKAY, mapped or not (HDA-ACC-003), and any strobe pattern is taken
// (HDA-ACC-001). A read waits WAIT cycles between address and data, so that values which come
// through a synchronizer are of after the address, also when the clock was stopped before.
module hda_axil_slave (
  input  logic        clk_i,
  input  logic        rst_ni,

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

  output logic        reg_we_o,     /// one cycle
  output logic        reg_re_o,     /// one cycle: `reg_rdata_i` is taken at this edge
  output logic [11:0] reg_word_o,   /// dword address
  output logic [31:0] reg_wdata_o,
  output logic [3:0]  reg_wstrb_o,
  input  logic [31:0] reg_rdata_i,
  output logic        busy_o
);

  localparam logic [1:0] OKAY = 2'b00;
  localparam logic [1:0] WAIT_LAST = 2'd2;

  typedef enum logic [2:0] {IDLE, WRITE, BRESP, WAIT, READ, RRESP} state_e;

  state_e state_q;
  logic [11:0] word_q;
  logic [31:0] wdata_q, rdata_q;
  logic [3:0] wstrb_q;
  logic [1:0] wait_q;
  logic take_write, take_read;

  assign take_write = state_q == IDLE && s_axil_awvalid_i && s_axil_wvalid_i;
  assign take_read = state_q == IDLE && s_axil_arvalid_i && !take_write;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= IDLE;
      word_q <= '0;
      wdata_q <= '0;
      wstrb_q <= '0;
      rdata_q <= '0;
      wait_q <= '0;
    end else begin
      unique case (state_q)
        IDLE: begin
          if (take_write) begin
            state_q <= WRITE;
            word_q <= s_axil_awaddr_i[13:2];
            wdata_q <= s_axil_wdata_i;
            wstrb_q <= s_axil_wstrb_i;
          end else if (take_read) begin
            state_q <= WAIT;
            word_q <= s_axil_araddr_i[13:2];
            wait_q <= '0;
          end
        end
        WRITE: state_q <= BRESP;
        BRESP: if (s_axil_bready_i) state_q <= IDLE;
        WAIT: begin
          wait_q <= wait_q + 2'd1;
          if (wait_q == WAIT_LAST) state_q <= READ;
        end
        READ: begin
          rdata_q <= reg_rdata_i;
          state_q <= RRESP;
        end
        RRESP: if (s_axil_rready_i) state_q <= IDLE;
        default: state_q <= IDLE;
      endcase
    end
  end

  assign s_axil_awready_o = take_write;
  assign s_axil_wready_o = take_write;
  assign s_axil_arready_o = take_read;
  assign s_axil_bvalid_o = state_q == BRESP;
  assign s_axil_bresp_o = OKAY;
  assign s_axil_rvalid_o = state_q == RRESP;
  assign s_axil_rresp_o = OKAY;
  assign s_axil_rdata_o = rdata_q;

  assign reg_we_o = state_q == WRITE;
  assign reg_re_o = state_q == READ;
  assign reg_word_o = word_q;
  assign reg_wdata_o = wdata_q;
  assign reg_wstrb_o = wstrb_q;
  assign busy_o = state_q != IDLE;

  logic [3:0] unused_addr;
  assign unused_addr = {s_axil_awaddr_i[1:0], s_axil_araddr_i[1:0]};

endmodule
