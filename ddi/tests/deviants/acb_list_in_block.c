/* SPDX-License-Identifier: Apache-2.0 */
/* The list stands in the block of data. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateContiguousDmaBuffer) {
  NTSTATUS Status = Reference.AllocateContiguousDmaBuffer(ARGUMENTS_AllocateContiguousDmaBuffer);
  if (NT_SUCCESS(Status))
    *BdlBuffer = (PHDAUDIO_BUFFER_DESCRIPTOR)*DataBuffer;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateContiguousDmaBuffer = Answer}};
