/* SPDX-License-Identifier: Apache-2.0 */
/* Bidirectional engines are never handed out. */
#include "deviant_engine.h"

NTSTATUS __real_BusStartController(BUS_ADAPTER *Adapter);
NTSTATUS __wrap_BusStartController(BUS_ADAPTER *Adapter);

NTSTATUS __wrap_BusStartController(BUS_ADAPTER *Adapter) {
  NTSTATUS Status = __real_BusStartController(Adapter);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].CanRender && Adapter->Engines[i].CanCapture)
      Adapter->Engines[i].CanRender = Adapter->Engines[i].CanCapture = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
