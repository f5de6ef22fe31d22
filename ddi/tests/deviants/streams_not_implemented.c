/* SPDX-License-Identifier: Apache-2.0 */
/* The stream routines answer STATUS_NOT_IMPLEMENTED. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(StreamFormat);
  UNREFERENCED_PARAMETER(Stripe);
  UNREFERENCED_PARAMETER(Handle);
  UNREFERENCED_PARAMETER(ConverterFormat);
  return STATUS_NOT_IMPLEMENTED;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
