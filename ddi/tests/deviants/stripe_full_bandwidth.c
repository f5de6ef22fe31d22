/* SPDX-License-Identifier: Apache-2.0 */
/* A striped stream is charged for both lines in full. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status) && Stripe) {
    BUS_ENGINE *Engine = DeviantEngine(_context, *Handle);
    Engine->Adapter->OutputBitsInUse += Engine->LineBits;
    Engine->LineBits *= 2;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
