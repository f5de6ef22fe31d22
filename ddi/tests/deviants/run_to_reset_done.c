/* SPDX-License-Identifier: Apache-2.0 */
/* Run to Reset stops and resets the engine. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  BUS_ENGINE *Engine =
      NumberOfHandles == 1 && Handles != NULL ? DeviantEngine(_context, Handles[0]) : NULL;
  if (Engine != NULL && Engine->State == RunState && StreamState == ResetState)
    DeviantForceState(_context, Handles[0], StopState);
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
