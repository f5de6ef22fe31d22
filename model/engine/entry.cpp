/* SPDX-License-Identifier: Apache-2.0 */
/* The C door of an RTL library. The build defines HDA_RTL_NAME, _ISS, _OSS, _BSS, _SDI and _SDO. */
#include "engine.hpp"

#include <new>

namespace {

using hda::engine::Engine;

Engine *engine(void *rtl) { return static_cast<Engine *>(rtl); }
const Engine *engine(const void *rtl) { return static_cast<const Engine *>(rtl); }

void *create(const hda_rtl_config *config, const hda_rtl_host *host) {
  try {
    return new Engine(*config, *host);
  } catch (const std::bad_alloc &) {
    return nullptr;
  }
}

void destroy(void *rtl) { delete engine(rtl); }
uint64_t now(const void *rtl) { return engine(rtl)->now(); }
uint64_t bclk(const void *rtl, bool *running) { return engine(rtl)->bclk(running); }
void run(void *rtl, uint64_t until) { engine(rtl)->run(until); }
void stop(void *rtl) { engine(rtl)->stop(); }

bool read(void *rtl, uint32_t offset, uint32_t *value, unsigned *response, uint32_t bound_cycles) {
  return engine(rtl)->read(offset, value, response, bound_cycles);
}

bool write(void *rtl, uint32_t offset, uint32_t value, uint8_t strobe, unsigned *response,
           uint32_t bound_cycles) {
  return engine(rtl)->write(offset, value, strobe, response, bound_cycles);
}

void set_sideband(void *rtl, hda_rtl_sideband which, bool level) {
  engine(rtl)->set_sideband(which, level);
}
void reset(void *rtl, hda_rtl_reset kind) { engine(rtl)->reset(kind); }
void set_wake(void *rtl, uint32_t lines) { engine(rtl)->set_wake(lines); }
bool trace_open(void *rtl, const char *path) { return engine(rtl)->trace_open(path); }
void trace_close(void *rtl) { engine(rtl)->trace_close(); }
bool coverage_write(void *rtl, const char *path) { return engine(rtl)->coverage_write(path); }

constexpr hda_rtl_ops operations = {
    HDA_RTL_ABI,
    {HDA_RTL_NAME, HDA_RTL_ISS, HDA_RTL_OSS, HDA_RTL_BSS, HDA_RTL_SDI, HDA_RTL_SDO,
     VM_TRACE_FST != 0, VM_COVERAGE != 0},
    create,
    destroy,
    now,
    bclk,
    run,
    stop,
    read,
    write,
    set_sideband,
    reset,
    set_wake,
    trace_open,
    trace_close,
    coverage_write,
};

} // namespace

extern "C" __attribute__((visibility("default"))) const hda_rtl_ops *hda_rtl_entry(uint32_t abi) {
  return abi == HDA_RTL_ABI ? &operations : nullptr;
}
