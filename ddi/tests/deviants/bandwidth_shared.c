/* SPDX-License-Identifier: Apache-2.0 */
/* Capture streams are charged to the output lines. */
#include "deviant_engine.h"

NTSTATUS __real_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);
NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);

NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  if (Engine->Capture && Engine->Adapter->OutputBitsInUse + Format->LinkFrameBits +
                                 Engine->Adapter->InputBitsInUse[Engine->CodecAddress] >
                             Engine->Adapter->OutputLineBits)
    return STATUS_INSUFFICIENT_RESOURCES;
  return __real_BusReserveBandwidth(Engine, Format);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
