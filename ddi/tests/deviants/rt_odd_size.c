/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport reports a size that is no whole number of frames. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateAudioBuffer) {
  NTSTATUS Status = ReferenceStream->AllocateAudioBuffer(ARGUMENTS_AllocateAudioBuffer);
  if (NT_SUCCESS(Status))
    *ActualSize += 1;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.AllocateAudioBuffer = Answer}};
