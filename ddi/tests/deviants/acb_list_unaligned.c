/* SPDX-License-Identifier: Apache-2.0 */
/* The list does not begin on a page boundary. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateContiguousDmaBuffer) {
  NTSTATUS Status = Reference.AllocateContiguousDmaBuffer(ARGUMENTS_AllocateContiguousDmaBuffer);
  if (NT_SUCCESS(Status))
    *BdlBuffer += 1;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateContiguousDmaBuffer = Answer}};
