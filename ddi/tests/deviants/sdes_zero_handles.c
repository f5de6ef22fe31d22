/* SPDX-License-Identifier: Apache-2.0 */
/* NumberOfHandles of 0 succeeds. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (NumberOfHandles == 0)
    return STATUS_SUCCESS;
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
