/* SPDX-License-Identifier: Apache-2.0 */
/* The stream runs as soon as it has a plain buffer. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateAudioBuffer) {
  NTSTATUS Status = ReferenceStream->AllocateAudioBuffer(ARGUMENTS_AllocateAudioBuffer);
  if (NT_SUCCESS(Status)) {
    (void)ReferenceStream->SetState(This, KSSTATE_ACQUIRE);
    (void)ReferenceStream->SetState(This, KSSTATE_PAUSE);
    (void)ReferenceStream->SetState(This, KSSTATE_RUN);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.AllocateAudioBuffer = Answer}};
