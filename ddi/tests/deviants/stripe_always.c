/* SPDX-License-Identifier: Apache-2.0 */
/* Every render stream is striped. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status))
    DeviantEngine(_context, *Handle)->Striped = TRUE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
