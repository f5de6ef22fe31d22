/* SPDX-License-Identifier: Apache-2.0 */
/* Each start writes buffer length and descriptor list again, without a stream reset. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  BUS_ENGINE *Engine =
      NumberOfHandles == 1 && Handles != NULL ? DeviantEngine(_context, Handles[0]) : NULL;
  if (Engine != NULL && StreamState == RunState && Engine->State == StopState)
    BusStreamProgram(Engine);
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
