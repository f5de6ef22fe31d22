/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The PCI function around the controller: its configuration space, what that does to the
 * controller, and the way an interrupt takes, pin or message.
 *
 * Only configuration is kept here; who owns the function asks what follows from it (memory_on,
 * bus_master, ...) after each write.
 */
#pragma once

#include <array>
#include <cstdint>

namespace hda {

class PciFunction {
public:
  static constexpr uint32_t config_bytes = 256;

  struct Message {
    uint64_t address;
    uint32_t data;
  };

  /* Everything, as firmware leaves it: memory space and bus master on. */
  void power_on();
  /* Reset of the platform: the same, but power management event bits stay. */
  void platform_reset();
  /* D3hot to D0: all but subsystem ids and power management event bits. */
  void soft_reset();

  /* offset + bytes inside the space, naturally aligned; bytes 1, 2 or 4. */
  uint32_t read(uint32_t offset, unsigned bytes) const;
  void write(uint32_t offset, unsigned bytes, uint32_t value);

  /* The controller's interrupt request, and its wake request: a rise of it is an event. */
  void set_irq(bool level) { irq_ = level; }
  void set_wake(bool level);

  bool d3hot() const;
  bool memory_on() const;
  bool bus_master() const;
  /* INTA is asserted. */
  bool pin() const;
  /* An interrupt request goes out as a message now. */
  bool message_enabled() const;
  Message message() const;
  /* PME# is asserted. */
  bool pme() const;

private:
  void write_byte(uint32_t offset, uint8_t value);
  uint32_t get(uint32_t offset, unsigned bytes) const;
  void set(uint32_t offset, unsigned bytes, uint32_t value);

  std::array<uint8_t, config_bytes> value_{};
  bool subsystem_written_[4] = {};
  bool irq_ = false, wake_ = false;
};

} // namespace hda
