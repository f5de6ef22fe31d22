/* SPDX-License-Identifier: Apache-2.0 */
/* The list of an engine in Stop is set up anew. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->State == StopState)
    DeviantForceState(_context, Handle, ResetState);
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
