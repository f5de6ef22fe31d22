/* SPDX-License-Identifier: Apache-2.0 */
/* The controller as a guest in somebody else's SystemC platform: it runs by itself, a processor
 * reaches it by TLM, its interrupt is a signal. */
#include "controller.hpp"
#include "fake_rtl.h"
#include "memory.hpp"

#include <cstring>
#include <systemc>
#include <tlm_utils/simple_initiator_socket.h>

#include "cmocka.hpp"

namespace {

constexpr uint64_t bus_hz = 100000000;

struct Processor : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Processor, 32> socket{"socket"};
  sc_core::sc_in<bool> irq{"irq"};
  sc_core::sc_time irq_seen, access_took;
  uint32_t responses = ~0U;
  tlm::tlm_response_status unaligned = tlm::TLM_OK_RESPONSE, outside = tlm::TLM_OK_RESPONSE;

  SC_HAS_PROCESS(Processor);
  explicit Processor(const sc_core::sc_module_name &name) : sc_module(name) { SC_THREAD(program); }

  tlm::tlm_response_status access(tlm::tlm_command command, uint32_t offset, uint32_t &value,
                                  unsigned bytes = 4) {
    tlm::tlm_generic_payload payload;
    payload.set_command(command);
    payload.set_address(offset);
    payload.set_data_ptr(reinterpret_cast<unsigned char *>(&value));
    payload.set_data_length(bytes);
    payload.set_streaming_width(bytes);
    payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    sc_core::sc_time delay = sc_core::SC_ZERO_TIME;
    socket->b_transport(payload, delay);
    wait(delay);
    return payload.get_response_status();
  }

  void write(uint32_t offset, uint32_t value) { access(tlm::TLM_WRITE_COMMAND, offset, value); }

  void program() {
    wait(100, sc_core::SC_US);
    const sc_core::sc_time begin = sc_core::sc_time_stamp();
    write(FAKE_DMA_ADDRESS, 0x200000);
    access_took = sc_core::sc_time_stamp() - begin;
    write(FAKE_DMA_GO, 1);
    access(tlm::TLM_READ_COMMAND, FAKE_DMA_RESPONSES, responses);
    uint32_t value = 0;
    unaligned = access(tlm::TLM_READ_COMMAND, 2, value);
    outside = access(tlm::TLM_READ_COMMAND, 0x4000, value);
    write(FAKE_IRQ_AFTER, 24012); /* 1000.5 us, off every frame boundary */
    const sc_core::sc_time armed = sc_core::sc_time_stamp();
    wait(irq.posedge_event());
    irq_seen = sc_core::sc_time_stamp() - armed;
  }
};

void guest_runs_by_itself(void **) {
  hda::Controller controller("guest", true);
  hda::Memory memory("ram");
  Processor processor("processor");
  sc_core::sc_signal<bool> irq("irq");
  controller.dma.bind(memory.socket);
  controller.irq.bind(irq);
  processor.irq.bind(irq);
  processor.socket.bind(controller.registers);
  hda_sim_config config;
  hda_sim_config_default(&config);
  config.high_mem_bytes = 0;
  assert_true(memory.configure(config));
  assert_int_equal(memory.regions().size(), 1);
  assert_true(controller.attach(FAKE_RTL, bus_hz, nullptr));
  std::memset(memory.at(0x200000, 8), 0x40, 8);

  sc_core::sc_start(5, sc_core::SC_MS);

  assert_int_equal(processor.responses, 0);
  assert_int_equal(*memory.at(0x200009, 1), 0x41);
  assert_int_equal(*memory.at(0x20000B, 1), 0);
  /* The fake takes four bus cycles, begun at the next edge; the RTL may be ahead by a quantum. */
  assert_true(processor.access_took >= sc_core::sc_time(30, sc_core::SC_NS));
  assert_true(processor.access_took <= sc_core::sc_time(21, sc_core::SC_US));
  assert_int_equal(processor.unaligned, tlm::TLM_BURST_ERROR_RESPONSE);
  assert_int_equal(processor.outside, tlm::TLM_ADDRESS_ERROR_RESPONSE);
  assert_true(processor.irq_seen == sc_core::sc_time(1000.5, sc_core::SC_US));
  assert_true(sc_core::sc_time_stamp() == sc_core::sc_time(5, sc_core::SC_MS));
  controller.detach();
}

} // namespace

int main() {
  const CMUnitTest tests[] = {cmocka_unit_test(guest_runs_by_itself)};
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
