/* SPDX-License-Identifier: Apache-2.0 */
/* A stream reset that hardware does not acknowledge is taken for done. */
#include "deviant_engine.h"

NTSTATUS __real_BusStreamReset(BUS_ENGINE *Engine);
NTSTATUS __wrap_BusStreamReset(BUS_ENGINE *Engine);

NTSTATUS __wrap_BusStreamReset(BUS_ENGINE *Engine) {
  (void)__real_BusStreamReset(Engine);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
