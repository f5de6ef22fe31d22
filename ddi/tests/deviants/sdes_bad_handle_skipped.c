/* SPDX-License-Identifier: Apache-2.0 */
/* Bad handles in a list are skipped. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  if (Status != STATUS_INVALID_HANDLE)
    return Status;
  for (ULONG i = 0; i < NumberOfHandles; i++)
    (void)Reference.SetDmaEngineState(_context, StreamState, 1, &Handles[i]);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
