/* SPDX-License-Identifier: Apache-2.0 */
/* The converter format says non-PCM. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status))
    ConverterFormat->ConverterFormat ^= 0x8000;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
