/* SPDX-License-Identifier: Apache-2.0 */
/* Reset of an engine without a buffer is refused. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  for (ULONG i = 0; Handles != NULL && i < NumberOfHandles; i++) {
    BUS_ENGINE *Engine = DeviantEngine(_context, Handles[i]);
    if (Engine != NULL && Engine->Buffer == NULL && StreamState == ResetState)
      return STATUS_INVALID_DEVICE_REQUEST;
  }
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
