/* SPDX-License-Identifier: Apache-2.0 */
/* GetPosition counts frames. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKSAUDIO_POSITION Position) {
  NTSTATUS Status = ReferenceStream->GetPosition(This, Position);
  if (NT_SUCCESS(Status)) {
    Position->PlayOffset /= 4;
    Position->WriteOffset /= 4;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetPosition = Answer}};
