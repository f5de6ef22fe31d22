/* SPDX-License-Identifier: Apache-2.0 */
/* A last index of 0 is taken. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Lvi == 0 && Engine != NULL && Engine->Buffer != NULL && Engine->Buffer->Bdl != NULL) {
    Lvi = 1;
    BufferLength = Engine->Buffer->Bdl[0].Length + Engine->Buffer->Bdl[1].Length;
  }
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
