/* SPDX-License-Identifier: Apache-2.0 */
/* A stream is accepted that the FIFO of the engine cannot hold. */
#include "deviant_engine.h"

BOOLEAN __wrap_BusFifoHolds(const BUS_ENGINE *Engine, const BUS_FORMAT *Format);

BOOLEAN __wrap_BusFifoHolds(const BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  (void)Engine;
  (void)Format;
  return TRUE;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
