/* SPDX-License-Identifier: Apache-2.0 */
/* Several engines stop one after the other. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (StreamState != StopState || NumberOfHandles < 2 || Handles == NULL)
    return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  NTSTATUS Status = STATUS_SUCCESS;
  for (ULONG i = 0; i < NumberOfHandles && NT_SUCCESS(Status); i++) {
    Status = Reference.SetDmaEngineState(_context, StreamState, 1, &Handles[i]);
    KeStallExecutionProcessor(30);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
