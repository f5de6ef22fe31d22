/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_controller_module.hpp: the HD Audio controller as a SystemC module, for platforms of others.
 * The one public header that is C++; CMake target hdasim::systemc.
 *
 *   registers  TLM-2.0 target, 16 KiB from address 0 (HDA_SIM_BAR_BYTES). b_transport of 1, 2 or 4
 *              naturally aligned bytes, or of a dword with byte enables; each is one AXI4-Lite
 *              transfer. Another length or alignment gets TLM_BURST_ERROR_RESPONSE, an address
 *              outside TLM_ADDRESS_ERROR_RESPONSE, a controller that does not answer within
 *              100 000 bus cycles TLM_GENERIC_ERROR_RESPONSE. No DMI, no debug transport.
 *   dma        TLM-2.0 initiator, physical addresses: one b_transport a burst of at most 128 bytes,
 *              writes with byte enables. The target may annotate its latency or wait for it. Its
 *              address error becomes DECERR, any other error SLVERR.
 *   irq        level of the interrupt line; may stay unbound
 *
 * Time. The module has no clock inputs: it is loosely timed. It makes its own bus clock and its
 * 24 MHz link clock, and a process of the module runs the RTL cycle by cycle, one quantum ahead of
 * SystemC time: the TLM global quantum, at least one link frame (500 / 24 MHz). It stops early at
 * every edge of `irq`, which therefore changes at its exact time. A register access runs the RTL
 * up to the time of the access (sc_time_stamp() plus the annotated delay) and returns with the
 * delay at which the response came; an access from before the RTL's own time happens at the RTL's
 * time, so it may come up to one quantum late. DMA reads memory when the RTL is there, so data
 * that software changes less than a quantum before the controller needs it may come too late.
 *
 * Construct modules before simulation starts, as always. Each has an RTL of its own.
 */
#ifndef HDA_CONTROLLER_MODULE_HPP
#define HDA_CONTROLLER_MODULE_HPP

#include "hda_sim.h"

#include <cstdint>
#include <memory>
#include <string>
#include <systemc>
#include <tlm>
#include <vector>

namespace hda {

class ControllerModule : public sc_core::sc_module {
public:
  struct Options {
    std::string rtl_library;     /* path of an RTL library (hda_rtl.h); empty = the built-in one */
    uint64_t bus_hz = 100000000; /* 20 000 000 .. 400 000 000 */
  };

  tlm::tlm_target_socket<32> registers{"registers"};
  tlm::tlm_initiator_socket<64> dma{"dma"};
  sc_core::sc_port<sc_core::sc_signal_inout_if<bool>, 1, sc_core::SC_ZERO_OR_MORE_BOUND> irq{"irq"};

  /* The controller just out of power-on reset. Reports an SC_ERROR "/hdasim/controller" when
   * bus_hz is out of range or the library cannot be loaded or does not fit. */
  explicit ControllerModule(const sc_core::sc_module_name &name);
  ControllerModule(const sc_core::sc_module_name &name, const Options &options);
  ~ControllerModule() override;

  /* Name and shape of the controller. */
  hda_sim_build build() const;

  /* PCI COMMAND bit 2; set after construction. */
  void set_bus_master(bool enable);

  /* The codecs. After construction a codec "stereo" sits at every SDI line. Each function is
   * the hda_sim_codec_... of hda_sim.h and returns an `enum hda_sim_error`; EBUSY: not while the
   * link runs. *message: what is wrong with the description, file:line:column. */
  int attach_codec(unsigned line, const std::string &codec, std::string *message = nullptr);
  int detach_codec(unsigned line);
  int codec_verb(unsigned line, uint32_t verb, uint32_t &response);
  int codec_jack(unsigned line, unsigned nid, bool present);
  /* Converter `nid` writes what it plays to a WAV file, or records from one. An empty path ends
   * that; the file that was written is complete then. */
  int capture_wav(unsigned line, unsigned nid, const std::string &path);
  int play_wav(unsigned line, unsigned nid, const std::string &path);

  /* Test instruments on the link, as hda_sim_codec_sink and hda_sim_codec_source of hda_sim.h;
   * false where those give EINVAL. sink_samples: what has arrived under the tag, empty without a
   * sink; valid until time moves. */
  bool sink(unsigned tag, const hda_sim_format &format);
  const std::vector<uint32_t> &sink_samples(unsigned tag) const;
  bool source(unsigned line, unsigned tag, const hda_sim_format &format,
              std::vector<uint32_t> samples, bool repeat);

  /* Waveform (FST) of the controller from now on; false: not a writable file, or no tracing. */
  bool trace_open(const std::string &path);
  void trace_close();

private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace hda

#endif
