/* SPDX-License-Identifier: Apache-2.0 */
/* AllocatedBufferSize of a plain buffer is the size that was asked for. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBuffer) {
  NTSTATUS Status = Reference.AllocateDmaBuffer(ARGUMENTS_AllocateDmaBuffer);
  if (NT_SUCCESS(Status))
    *AllocatedBufferSize = RequestedBufferSize;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateDmaBuffer = Answer}};
