/* SPDX-License-Identifier: Apache-2.0 */
/* After the set-up the engine is in Stop. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  NTSTATUS Status = Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  if (NT_SUCCESS(Status))
    (void)Reference.SetDmaEngineState(_context, StopState, 1, &Handle);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
