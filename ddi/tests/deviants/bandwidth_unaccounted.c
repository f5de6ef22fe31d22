/* SPDX-License-Identifier: Apache-2.0 */
/* Link bandwidth is not accounted for. */
#include "deviant_engine.h"

NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format);

NTSTATUS __wrap_BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  (void)Engine;
  (void)Format;
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
