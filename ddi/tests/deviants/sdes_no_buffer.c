/* SPDX-License-Identifier: Apache-2.0 */
/* An engine without a buffer goes to Stop. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  return Status == STATUS_INVALID_DEVICE_REQUEST && StreamState == StopState ? STATUS_SUCCESS
                                                                             : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
