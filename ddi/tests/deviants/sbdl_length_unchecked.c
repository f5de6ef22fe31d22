/* SPDX-License-Identifier: Apache-2.0 */
/* The length of the buffer is not looked at. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  NTSTATUS Status = Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Status != STATUS_INVALID_PARAMETER || Engine == NULL || Engine->Buffer == NULL ||
      Engine->Buffer->Bdl == NULL || Lvi == 0 || Lvi > 255)
    return Status;
  BufferLength = 0;
  for (ULONG i = 0; i <= Lvi; i++)
    BufferLength += Engine->Buffer->Bdl[i].Length;
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
