/* SPDX-License-Identifier: Apache-2.0 */
/* Bandwidth does not depend on the channels. */
#include "deviant_engine.h"

NTSTATUS __real_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);
NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);

NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  BUS_FORMAT OneChannel = *Format;
  OneChannel.LinkFrameBits /= Format->Converter.NumberOfChannels + 1u;
  return __real_BusReserveBandwidth(Engine, &OneChannel);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
