/* SPDX-License-Identifier: Apache-2.0 */
#include "firmware.hpp"

#include "bus.hpp"

#include <hda_regs.h>
#include <iostream>

namespace {

constexpr uint64_t regs = Bus::registers_base;
constexpr uint64_t bdl = 0x10000;    /* buffer descriptor list, 128-byte aligned */
constexpr uint64_t buffer = 0x20000; /* samples */
constexpr unsigned bdl_entry_bytes = 16;

constexpr uint16_t format_48k_16_2 = 0x0011;
constexpr uint32_t crst = HDA_GCTL_CRST_MASK;
constexpr uint32_t srst = HDA_SDCTL_SRST_MASK, run = HDA_SDCTL_RUN_MASK;

} // namespace

Firmware::Firmware(const sc_core::sc_module_name &name, unsigned interrupts)
    : sc_module(name), interrupts_(interrupts) {
  SC_THREAD(program);
}

void Firmware::program() {
  wait(10, sc_core::SC_US);
  link_up();
  prepare_codec();
  prepare_buffer();
  prepare_stream();
  const uint64_t sd = regs + HDA_SD(stream_);
  write(regs + HDA_INTCTL, 4, HDA_INTCTL_GIE_MASK | 1U << stream_);
  write(sd, 1, run | HDA_SDCTL_IOCE_MASK);
  for (unsigned number = 1; number <= interrupts_; ++number) {
    if (!irq.read()) {
      wait(irq.posedge_event());
    }
    serve(number);
  }
  write(sd, 1, 0);
  wait_until(sd, 1, run, 0);
  done_ = true;
  sc_core::sc_stop();
}

/* Out of controller reset; the link runs when CRST reads 1. */
void Firmware::link_up() {
  write(regs + HDA_GCTL, 4, crst);
  wait_until(regs + HDA_GCTL, 4, crst, crst);
  const uint32_t gcap = read(regs + HDA_GCAP, 2);
  stream_ = (gcap & HDA_GCAP_ISS_MASK) >> HDA_GCAP_ISS_SHIFT;
  std::cout << "controller: " << stream_ << " inputs, "
            << ((gcap & HDA_GCAP_OSS_MASK) >> HDA_GCAP_OSS_SHIFT) << " outputs\n";
}

/* STATESTS says at which lines codecs have got their address; the one at line n has address n. */
void Firmware::prepare_codec() {
  wait_until(regs + HDA_STATESTS, 2, 1U << line, 1U << line);
  std::cout << "codec: " << std::hex << command(0x000F0000) << std::dec << '\n';
  command(converter << 20 | 0x20000 | format_48k_16_2); /* converter format */
  command(converter << 20 | 0x70600 | tag << 4);        /* stream number, first channel 0 */
  command(converter << 20 | 0x3B000 | 0x40);            /* output amplifier: not muted, 0 dB */
}

/* One command by the immediate registers. */
uint32_t Firmware::command(uint32_t verb) {
  write(regs + HDA_ICOI, 4, verb);
  write(regs + HDA_ICIS, 2, HDA_ICIS_ICB_MASK | HDA_ICIS_IRV_MASK);
  wait_until(regs + HDA_ICIS, 2, HDA_ICIS_ICB_MASK | HDA_ICIS_IRV_MASK, HDA_ICIS_IRV_MASK);
  return read(regs + HDA_ICII, 4);
}

/* Sample n is n: each differs from its neighbours. Both entries interrupt on completion. */
void Firmware::prepare_buffer() {
  for (unsigned n = 0; n < buffer_samples; ++n) {
    write(buffer + uint64_t{n} * 2, 2, n);
  }
  for (unsigned entry = 0; entry < periods; ++entry) {
    const uint64_t at = bdl + uint64_t{entry} * bdl_entry_bytes;
    write(at, 4, static_cast<uint32_t>(buffer) + entry * period_bytes);
    write(at + 4, 4, 0);
    write(at + 8, 4, period_bytes);
    write(at + 12, 4, 1);
  }
}

void Firmware::prepare_stream() {
  const uint64_t sd = regs + HDA_SD(stream_);
  write(sd, 1, srst);
  wait_until(sd, 1, srst, srst);
  write(sd, 1, 0);
  wait_until(sd, 1, srst, 0);
  write(sd + 2, 1, tag << 4);
  write(sd + HDA_SDCBL, 4, periods * period_bytes);
  write(sd + HDA_SDLVI, 2, periods - 1);
  write(sd + HDA_SDFMT, 2, format_48k_16_2);
  write(sd + HDA_SDBDPL, 4, static_cast<uint32_t>(bdl));
  write(sd + HDA_SDBDPU, 4, 0);
}

void Firmware::serve(unsigned number) {
  const uint64_t sd = regs + HDA_SD(stream_);
  const uint32_t clock = read(regs + HDA_WALCLK, 4);
  const uint32_t position = read(sd + HDA_SDLPIB, 4);
  std::cout << "interrupt " << number << ": WALCLK " << clock << ", LPIB " << position << '\n';
  write(sd + HDA_SDSTS, 1, HDA_SDSTS_BCIS_MASK);
}

uint32_t Firmware::read(uint64_t address, unsigned bytes) {
  uint32_t value = 0;
  transfer(tlm::TLM_READ_COMMAND, address, bytes, value);
  return value;
}

void Firmware::write(uint64_t address, unsigned bytes, uint32_t value) {
  transfer(tlm::TLM_WRITE_COMMAND, address, bytes, value);
}

void Firmware::transfer(tlm::tlm_command command, uint64_t address, unsigned bytes,
                        uint32_t &value) {
  unsigned char data[4] = {};
  for (unsigned i = 0; i < bytes; ++i) {
    data[i] = static_cast<unsigned char>(value >> (8 * i));
  }
  tlm::tlm_generic_payload payload;
  payload.set_command(command);
  payload.set_address(address);
  payload.set_data_ptr(data);
  payload.set_data_length(bytes);
  payload.set_streaming_width(bytes);
  payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
  sc_core::sc_time delay;
  bus->b_transport(payload, delay);
  wait(delay);
  if (payload.is_response_error()) {
    SC_REPORT_FATAL("/firmware", payload.get_response_string().c_str());
  }
  if (command == tlm::TLM_READ_COMMAND) {
    value = 0;
    for (unsigned i = 0; i < bytes; ++i) {
      value |= uint32_t{data[i]} << (8 * i);
    }
  }
}

void Firmware::wait_until(uint64_t address, unsigned bytes, uint32_t mask, uint32_t want) {
  while ((read(address, bytes) & mask) != want) {
    wait(1, sc_core::SC_US);
  }
}
