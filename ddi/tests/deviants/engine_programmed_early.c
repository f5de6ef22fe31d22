/* SPDX-License-Identifier: Apache-2.0 */
/* AllocateRenderDmaEngine writes the format into the descriptor. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status)) {
    BUS_ENGINE *Engine = DeviantEngine(_context, *Handle);
    BusWrite16(Engine->Adapter, HDA_SD(Engine->Index) + HDA_SDFMT,
               ConverterFormat->ConverterFormat);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
