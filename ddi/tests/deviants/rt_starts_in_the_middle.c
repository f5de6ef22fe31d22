/* SPDX-License-Identifier: Apache-2.0 */
/* The position of a stream in STOP is not 0. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKSAUDIO_POSITION Position) {
  NTSTATUS Status = ReferenceStream->GetPosition(This, Position);
  if (NT_SUCCESS(Status) && Position->PlayOffset == 0)
    Position->PlayOffset = 128;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetPosition = Answer}};
