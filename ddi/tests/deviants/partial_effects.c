/* SPDX-License-Identifier: Apache-2.0 */
/* Of a list with a bad engine, the good ones before it change state. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  for (ULONG i = 0; !NT_SUCCESS(Status) && Handles != NULL && i < NumberOfHandles; i++)
    if (!NT_SUCCESS(Reference.SetDmaEngineState(_context, StreamState, 1, &Handles[i])))
      break;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
