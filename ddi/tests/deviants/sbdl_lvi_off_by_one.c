/* SPDX-License-Identifier: Apache-2.0 */
/* SDnLVI is one more than the last index. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  NTSTATUS Status = Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  if (NT_SUCCESS(Status)) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
    BusWrite16(Engine->Adapter, HDA_SD(Engine->Index) + HDA_SDLVI, (USHORT)(Lvi + 1));
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
