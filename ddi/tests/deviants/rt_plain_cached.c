/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport reports MmCached for a plain buffer. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateAudioBuffer) {
  NTSTATUS Status = ReferenceStream->AllocateAudioBuffer(ARGUMENTS_AllocateAudioBuffer);
  if (NT_SUCCESS(Status))
    *CacheType = MmCached;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.AllocateAudioBuffer = Answer}};
