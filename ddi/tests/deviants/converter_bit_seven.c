/* SPDX-License-Identifier: Apache-2.0 */
/* Bit 7 of the converter format is set. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status))
    ConverterFormat->ConverterFormat ^= 0x80;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
