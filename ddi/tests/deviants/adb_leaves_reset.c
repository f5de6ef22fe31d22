/* SPDX-License-Identifier: Apache-2.0 */
/* After a plain buffer was allocated the engine is in Stop. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBuffer) {
  NTSTATUS Status = Reference.AllocateDmaBuffer(ARGUMENTS_AllocateDmaBuffer);
  if (NT_SUCCESS(Status))
    (void)Reference.SetDmaEngineState(_context, StopState, 1, &Handle);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateDmaBuffer = Answer}};
