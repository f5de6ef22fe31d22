/* SPDX-License-Identifier: Apache-2.0 */
/* Handles of NULL succeeds. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (Handles == NULL)
    return STATUS_SUCCESS;
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
