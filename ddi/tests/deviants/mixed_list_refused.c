/* SPDX-License-Identifier: Apache-2.0 */
/* A list of render and capture engines is refused. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  for (ULONG i = 1; Handles != NULL && i < NumberOfHandles; i++) {
    BUS_ENGINE *First = DeviantEngine(_context, Handles[0]);
    BUS_ENGINE *Engine = DeviantEngine(_context, Handles[i]);
    if (First != NULL && Engine != NULL && First->Capture != Engine->Capture)
      return STATUS_INVALID_PARAMETER;
  }
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
