/* SPDX-License-Identifier: Apache-2.0 */
/* The stream number of a plain buffer is reported as 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBuffer) {
  NTSTATUS Status = Reference.AllocateDmaBuffer(ARGUMENTS_AllocateDmaBuffer);
  if (NT_SUCCESS(Status))
    *StreamId = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateDmaBuffer = Answer}};
