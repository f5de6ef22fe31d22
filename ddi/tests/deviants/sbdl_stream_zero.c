/* SPDX-License-Identifier: Apache-2.0 */
/* The stream number is reported as 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  NTSTATUS Status = Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  if (NT_SUCCESS(Status))
    *StreamId = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
