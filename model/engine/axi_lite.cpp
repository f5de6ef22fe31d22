/* SPDX-License-Identifier: Apache-2.0 */
#include "axi_lite.hpp"

namespace hda::engine {

void AxiLite::reset() {
  abandon();
  top_.s_axil_araddr_i = 0;
  top_.s_axil_awaddr_i = 0;
  top_.s_axil_wdata_i = 0;
  top_.s_axil_wstrb_i = 0;
}

void AxiLite::start_read(uint32_t offset) {
  constexpr uint32_t address_mask = 0x3FFF;
  top_.s_axil_araddr_i = static_cast<uint16_t>(offset & address_mask);
  top_.s_axil_arvalid_i = 1;
  top_.s_axil_rready_i = 1;
  active_ = true;
}

void AxiLite::start_write(uint32_t offset, uint32_t value, uint8_t strobe) {
  constexpr uint32_t address_mask = 0x3FFF;
  top_.s_axil_awaddr_i = static_cast<uint16_t>(offset & address_mask);
  top_.s_axil_awvalid_i = 1;
  top_.s_axil_wdata_i = value;
  top_.s_axil_wstrb_i = strobe & 0xF;
  top_.s_axil_wvalid_i = 1;
  top_.s_axil_bready_i = 1;
  active_ = true;
}

void AxiLite::abandon() {
  top_.s_axil_arvalid_i = 0;
  top_.s_axil_rready_i = 0;
  top_.s_axil_awvalid_i = 0;
  top_.s_axil_wvalid_i = 0;
  top_.s_axil_bready_i = 0;
  active_ = false;
}

void AxiLite::sample() {
  ar_ = top_.s_axil_arvalid_i && top_.s_axil_arready_o;
  aw_ = top_.s_axil_awvalid_i && top_.s_axil_awready_o;
  w_ = top_.s_axil_wvalid_i && top_.s_axil_wready_o;
  r_ = top_.s_axil_rvalid_o && top_.s_axil_rready_i;
  b_ = top_.s_axil_bvalid_o && top_.s_axil_bready_i;
  if (r_) {
    value_ = top_.s_axil_rdata_o;
    response_ = top_.s_axil_rresp_o;
  }
  if (b_) {
    response_ = top_.s_axil_bresp_o;
  }
}

bool AxiLite::drive() {
  if (ar_) {
    top_.s_axil_arvalid_i = 0;
  }
  if (aw_) {
    top_.s_axil_awvalid_i = 0;
  }
  if (w_) {
    top_.s_axil_wvalid_i = 0;
  }
  if (r_ || b_) {
    abandon();
  }
  return ar_ || aw_ || w_ || r_ || b_;
}

} // namespace hda::engine
