/* SPDX-License-Identifier: Apache-2.0 */
/* Going down fails once the controller is gone. */
#include "deviant.h"

static BOOLEAN Gone;

static VOID Lose(PVOID Fdo) {
  Gone = TRUE;
  ReferenceBus->SurpriseRemoval(Fdo);
}

static NTSTATUS Answer(STREAM_THIS, KSSTATE State) {
  NTSTATUS Status = ReferenceStream->SetState(This, State);
  return Gone ? STATUS_NO_SUCH_DEVICE : Status;
}

const DEVIANT Deviant = {
    .Name = DEVIANT_NAME, .Stream = {.SetState = Answer}, .Bus = {.SurpriseRemoval = Lose}};
