/* SPDX-License-Identifier: Apache-2.0 */
/* The state that an engine already has is refused. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  for (ULONG i = 0; Handles != NULL && i < NumberOfHandles; i++) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handles[i]);
    if (Engine != NULL && Engine->State == StreamState)
      return STATUS_INVALID_DEVICE_REQUEST;
  }
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
