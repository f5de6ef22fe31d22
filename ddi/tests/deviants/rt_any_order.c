/* SPDX-License-Identifier: Apache-2.0 */
/* SetState takes states in any order. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, KSSTATE State) {
  NTSTATUS Status = ReferenceStream->SetState(This, State);
  return NT_SUCCESS(Status) ? Status : STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.SetState = Answer}};
