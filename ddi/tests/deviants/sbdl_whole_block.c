/* SPDX-License-Identifier: Apache-2.0 */
/* SDnCBL is the size of the block. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  NTSTATUS Status = Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  if (NT_SUCCESS(Status)) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
    BusWrite32(Engine->Adapter, HDA_SD(Engine->Index) + HDA_SDCBL,
               (ULONG)ROUND_TO_PAGES(BufferLength));
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
