/* SPDX-License-Identifier: Apache-2.0 */
/* Reset forgets the registered events. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  for (ULONG i = 0; NT_SUCCESS(Status) && StreamState == ResetState && i < NumberOfHandles; i++) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handles[i]);
    if (Engine != NULL) {
      DeviantDropRegistrations(Engine);
    }
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
