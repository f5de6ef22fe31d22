/* SPDX-License-Identifier: Apache-2.0 */
/* The public SystemC module with the real controller: sockets, a memory that waits instead of
 * annotating, what it refuses. Expected numbers: 48 kHz, 16 bit, stereo is one block of two samples
 * a frame (HDA-LNK-017). */
#include "hda_controller_module.hpp"
#include "hda_regs.h"

#include <cstring>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include "cmocka.hpp"

namespace {

constexpr unsigned tag = 3, buffer_bytes = 4096, entries = 2;
constexpr uint64_t bdl = 0x1000, buffer = 0x2000;

/* Every access takes `latency` of a process that waits for it. */
struct WaitingRam : sc_core::sc_module {
  tlm_utils::simple_target_socket<WaitingRam, 64> socket{"socket"};
  std::vector<unsigned char> bytes = std::vector<unsigned char>(0x10000);
  sc_core::sc_time latency{700, sc_core::SC_NS};
  unsigned inside = 0, most_inside = 0;

  explicit WaitingRam(const sc_core::sc_module_name &name) : sc_module(name) {
    socket.register_b_transport(this, &WaitingRam::b_transport);
  }
  void b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay) {
    most_inside = std::max(most_inside, ++inside);
    wait(delay + latency);
    delay = sc_core::SC_ZERO_TIME;
    --inside;
    const uint64_t at = payload.get_address();
    if (payload.is_read() && at + payload.get_data_length() <= bytes.size()) {
      std::memcpy(payload.get_data_ptr(), bytes.data() + at, payload.get_data_length());
      payload.set_response_status(tlm::TLM_OK_RESPONSE);
    } else {
      payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
    }
  }
  void put(uint64_t at, uint32_t value, unsigned length) {
    std::memcpy(bytes.data() + at, &value, length);
  }
};

struct Processor : sc_core::sc_module {
  tlm_utils::simple_initiator_socket<Processor, 32> socket{"socket"};
  unsigned iss = 0, polls = 0;
  uint32_t last_position = 0;
  bool played = false;

  SC_HAS_PROCESS(Processor);
  explicit Processor(const sc_core::sc_module_name &name) : sc_module(name) { SC_THREAD(program); }

  uint32_t access(tlm::tlm_command command, uint64_t offset, uint32_t value, unsigned bytes) {
    tlm::tlm_generic_payload payload;
    payload.set_command(command);
    payload.set_address(offset);
    payload.set_data_ptr(reinterpret_cast<unsigned char *>(&value));
    payload.set_data_length(bytes);
    payload.set_streaming_width(bytes);
    sc_core::sc_time delay;
    socket->b_transport(payload, delay);
    wait(delay);
    return payload.is_response_ok() ? value : ~0U;
  }
  uint32_t read(uint64_t offset, unsigned bytes) {
    return access(tlm::TLM_READ_COMMAND, offset, 0, bytes);
  }
  void write(uint64_t offset, uint32_t value, unsigned bytes) {
    access(tlm::TLM_WRITE_COMMAND, offset, value, bytes);
  }

  void program() {
    write(HDA_GCTL, HDA_GCTL_CRST_MASK, 4);
    while ((read(HDA_GCTL, 4) & HDA_GCTL_CRST_MASK) == 0) {
      wait(5, sc_core::SC_US);
    }
    iss = (read(HDA_GCAP, 2) & HDA_GCAP_ISS_MASK) >> HDA_GCAP_ISS_SHIFT;
    const uint64_t sd = HDA_SD(iss);
    write(sd + HDA_SDCBL, buffer_bytes, 4);
    write(sd + HDA_SDLVI, entries - 1, 2);
    write(sd + HDA_SDFMT, 0x0011, 2);
    write(sd + HDA_SDBDPL, bdl, 4);
    write(sd, tag << HDA_SDCTL_STRM_SHIFT | HDA_SDCTL_RUN_MASK, 4);
    for (polls = 0; polls < 500; ++polls) {
      last_position = read(sd + HDA_SDLPIB, 4);
      wait(3, sc_core::SC_US);
    }
    played = true;
  }
};

void memory_that_waits(void **) {
  hda::ControllerModule controller("controller"); /* irq stays unbound */
  WaitingRam ram("ram");
  Processor processor("processor");
  controller.dma.bind(ram.socket);
  processor.socket.bind(controller.registers);
  const hda_sim_format format = {48000, 1, 1, 16, 2, 0};
  assert_true(controller.sink(tag, format));
  assert_false(controller.sink(0, format));
  assert_false(controller.source(99, tag, format, {1, 2}, true));
  assert_int_equal(controller.sink_samples(16).size(), 0);
  assert_int_equal(controller.build().iss, 4);
  std::string message;
  uint32_t vendor = 0;
  assert_int_equal(controller.attach_codec(99, "stereo"), HDA_SIM_EINVAL);
  assert_int_equal(controller.attach_codec(1, "nonesuch", &message), HDA_SIM_ECODEC);
  assert_true(!message.empty());
  assert_int_equal(controller.attach_codec(1, "digital", &message), HDA_SIM_OK);
  assert_true(message.empty());
  assert_int_equal(controller.codec_verb(1, 0x000F0000, vendor), HDA_SIM_OK);
  assert_int_not_equal(vendor, 0);
  assert_int_equal(controller.codec_jack(1, 0, true), HDA_SIM_EINVAL);
  assert_int_equal(controller.detach_codec(2), HDA_SIM_OK);
  assert_int_equal(controller.codec_verb(2, 0x000F0000, vendor), HDA_SIM_ENAME);
  assert_int_equal(controller.detach_codec(4), HDA_SIM_EINVAL);
  for (unsigned i = 0; i < buffer_bytes / 2; ++i) {
    ram.put(buffer + 2 * i, i, 2);
  }
  for (unsigned entry = 0; entry < entries; ++entry) {
    const uint32_t half = buffer_bytes / entries;
    ram.put(bdl + 16 * entry, static_cast<uint32_t>(buffer) + half * entry, 4);
    ram.put(bdl + 16 * entry + 8, half, 4);
  }

  sc_core::sc_start(20, sc_core::SC_MS);

  assert_true(processor.played);
  assert_int_equal(controller.attach_codec(1, "stereo"), HDA_SIM_EBUSY);
  assert_int_equal(controller.detach_codec(1), HDA_SIM_EBUSY);
  assert_int_equal(ram.most_inside, 1);
  assert_true(processor.last_position != 0 && processor.last_position < buffer_bytes);
  const std::vector<uint32_t> &samples = controller.sink_samples(tag);
  /* 500 polls last 1.5 ms at least, which is 72 frames; 20 ms is 960. */
  assert_in_range(samples.size(), 2 * 72, 2 * 960);
  for (size_t i = 0; i < samples.size(); ++i) {
    assert_int_equal(samples[i], i % (buffer_bytes / 2));
  }
}

} // namespace

int main() {
  const CMUnitTest tests[] = {cmocka_unit_test(memory_that_waits)};
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
