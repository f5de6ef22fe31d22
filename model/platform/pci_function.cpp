/* SPDX-License-Identifier: Apache-2.0 */
#include "pci_function.hpp"

#include <algorithm>

namespace hda {

namespace {

enum Offset : uint32_t {
  vendor_id = 0x00,
  device_id = 0x02,
  command = 0x04,
  status = 0x06,
  class_code = 0x09,
  cache_line = 0x0C,
  bar0 = 0x10,
  bar0_upper = 0x14,
  subsystem = 0x2C, /* vendor, then device */
  capabilities = 0x34,
  interrupt_line = 0x3C,
  interrupt_pin = 0x3D,
  traffic_class = 0x44,
  pm = 0x50,
  pm_status = 0x54,
  msi = 0x60,
  msi_control = 0x62,
  msi_address = 0x64,
  msi_data = 0x6C,
};

constexpr uint32_t memory_space = 1U << 1, bus_master_bit = 1U << 2, intx_disable = 1U << 10;
constexpr uint32_t interrupt_status = 1U << 3, has_capabilities = 1U << 4;
constexpr uint32_t power_state = 3, state_d0 = 0, state_d3hot = 3;
constexpr uint32_t pme_enable = 1U << 8, pme_status = 1U << 15;
constexpr uint32_t msi_enable = 1;

struct Field {
  uint32_t offset;
  unsigned bytes;
  uint32_t reset;
  uint32_t writable;
};

/* What is not named here reads 0 and ignores writes. */
constexpr Field fields[] = {
    {vendor_id, 2, 0x8086, 0},
    {device_id, 2, 0x2668, 0},
    {command, 2, 0, memory_space | bus_master_bit | intx_disable},
    {status, 2, has_capabilities, 0},
    {class_code, 1, 0x00, 0},
    {class_code + 1, 2, 0x0403, 0},
    {cache_line, 1, 0, 0xFF},
    {bar0, 4, 0x4, 0xFFFFC000}, /* 64 bits, 16 KiB, not prefetchable */
    {bar0_upper, 4, 0, 0xFFFFFFFF},
    {capabilities, 1, pm, 0},
    {interrupt_line, 1, 0, 0xFF},
    {interrupt_pin, 1, 1, 0},
    {traffic_class, 1, 0, 0x07},
    {pm, 4, 0xC842U << 16 | msi << 8 | 0x01, 0},
    {msi, 4, 0x0080U << 16 | 0x0005, msi_enable << 16},
    {msi_address, 4, 0, 0xFFFFFFFC},
    {msi_address + 4, 4, 0, 0xFFFFFFFF},
    {msi_data, 2, 0, 0xFFFF},
};

uint8_t writable_bits(uint32_t offset) {
  for (const Field &field : fields) {
    if (offset >= field.offset && offset < field.offset + field.bytes) {
      return static_cast<uint8_t>(field.writable >> (8 * (offset - field.offset)));
    }
  }
  return 0;
}

} // namespace

void PciFunction::soft_reset() {
  const uint32_t ids = get(subsystem, 4);
  const uint32_t power = get(pm_status, 2) & (pme_enable | pme_status);
  value_ = {};
  for (const Field &field : fields) {
    set(field.offset, field.bytes, field.reset);
  }
  set(subsystem, 4, ids);
  set(pm_status, 2, power);
}

void PciFunction::platform_reset() {
  set(subsystem, 4, 0);
  std::fill(std::begin(subsystem_written_), std::end(subsystem_written_), false);
  soft_reset();
  set(command, 2, memory_space | bus_master_bit);
}

void PciFunction::power_on() {
  value_ = {};
  platform_reset();
}

uint32_t PciFunction::get(uint32_t offset, unsigned bytes) const {
  uint32_t value = 0;
  for (unsigned i = 0; i < bytes; ++i) {
    value |= uint32_t{value_[offset + i]} << (8 * i);
  }
  return value;
}

void PciFunction::set(uint32_t offset, unsigned bytes, uint32_t value) {
  for (unsigned i = 0; i < bytes; ++i) {
    value_[offset + i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

/* STATUS tells of the interrupt request also where it is not let out. */
uint32_t PciFunction::read(uint32_t offset, unsigned bytes) const {
  uint32_t value = get(offset, bytes);
  if (irq_ && !d3hot() && status >= offset && status < offset + bytes) {
    value |= interrupt_status << (8 * (status - offset));
  }
  return value;
}

void PciFunction::write(uint32_t offset, unsigned bytes, uint32_t value) {
  for (unsigned i = 0; i < bytes; ++i) {
    write_byte(offset + i, static_cast<uint8_t>(value >> (8 * i)));
  }
}

void PciFunction::write_byte(uint32_t offset, uint8_t value) {
  if (offset >= subsystem && offset < subsystem + 4) {
    if (!subsystem_written_[offset - subsystem]) {
      subsystem_written_[offset - subsystem] = true;
      value_[offset] = value;
    }
    return;
  }
  if (offset == pm_status) {
    const uint32_t state = value & power_state;
    if (state == state_d0 || state == state_d3hot) {
      value_[offset] = static_cast<uint8_t>(state);
    }
    return;
  }
  if (offset == pm_status + 1) {
    constexpr auto enable = static_cast<uint8_t>(pme_enable >> 8);
    constexpr auto event = static_cast<uint8_t>(pme_status >> 8);
    const unsigned kept = value_[offset] & event & ~unsigned{value};
    value_[offset] = static_cast<uint8_t>(kept | (value & enable));
    return;
  }
  const unsigned mask = writable_bits(offset);
  value_[offset] = static_cast<uint8_t>((value_[offset] & ~mask) | (value & mask));
}

void PciFunction::set_wake(bool level) {
  if (level && !wake_) {
    set(pm_status, 2, get(pm_status, 2) | pme_status);
  }
  wake_ = level;
}

bool PciFunction::d3hot() const { return (get(pm_status, 1) & power_state) == state_d3hot; }

bool PciFunction::memory_on() const { return !d3hot() && (get(command, 2) & memory_space) != 0; }

bool PciFunction::bus_master() const { return !d3hot() && (get(command, 2) & bus_master_bit) != 0; }

bool PciFunction::pin() const {
  return irq_ && !d3hot() && (get(command, 2) & intx_disable) == 0 &&
         (get(msi_control, 2) & msi_enable) == 0;
}

bool PciFunction::message_enabled() const {
  return bus_master() && (get(msi_control, 2) & msi_enable) != 0;
}

PciFunction::Message PciFunction::message() const {
  return {uint64_t{get(msi_address + 4, 4)} << 32 | get(msi_address, 4), get(msi_data, 2)};
}

bool PciFunction::pme() const {
  return (get(pm_status, 2) & (pme_enable | pme_status)) == (pme_enable | pme_status);
}

} // namespace hda
