/* SPDX-License-Identifier: Apache-2.0 */
/* An unknown state succeeds. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (StreamState != ResetState && StreamState != StopState && StreamState != RunState)
    return STATUS_SUCCESS;
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
