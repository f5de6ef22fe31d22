/* SPDX-License-Identifier: Apache-2.0 */
/* A buffer of an engine in Stop is freed. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeContiguousDmaBuffer) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->State == StopState)
    DeviantForceState(_context, Handle, ResetState);
  return Reference.FreeContiguousDmaBuffer(ARGUMENTS_FreeContiguousDmaBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeContiguousDmaBuffer = Answer}};
