/* SPDX-License-Identifier: Apache-2.0 */
/* The engine stops a millisecond after the call. */
#include "deviant_engine.h"

static BOOLEAN Waiting;
static HANDLE Late;

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (StreamState != StopState || NumberOfHandles != 1 || Handles == NULL || Waiting ||
      DeviantEngine(_context, Handles[0]) == NULL ||
      DeviantEngine(_context, Handles[0])->State != RunState) {
    if (Waiting)
      DeviantForceState(_context, Late, StopState);
    Waiting = FALSE;
    return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  }
  Waiting = TRUE;
  Late = Handles[0];
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
