/* SPDX-License-Identifier: Apache-2.0 */
/* The converter format has the wrong base rate. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status))
    ConverterFormat->ConverterFormat ^= 0x4000;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
