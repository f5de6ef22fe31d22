/* SPDX-License-Identifier: Apache-2.0 */
/* An engine is stopped and run before its list is set up. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  BUS_ENGINE *Engine =
      NumberOfHandles == 1 && Handles != NULL ? DeviantEngine(_context, Handles[0]) : NULL;
  if (Status == STATUS_INVALID_DEVICE_REQUEST && Engine != NULL && Engine->Buffer != NULL &&
      Engine->StreamId == 0)
    return STATUS_SUCCESS;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
