/* SPDX-License-Identifier: Apache-2.0 */
/* Stop resets the stream, so that the position is lost. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  for (ULONG i = 0; NT_SUCCESS(Status) && StreamState == StopState && i < NumberOfHandles; i++) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handles[i]);
    if (Engine != NULL) {
      (void)BusStreamReset(Engine);
      BusStreamProgram(Engine);
    }
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
