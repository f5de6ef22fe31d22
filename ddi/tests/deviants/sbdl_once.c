/* SPDX-License-Identifier: Apache-2.0 */
/* A second set-up is refused. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->StreamId != 0)
    return STATUS_INVALID_DEVICE_REQUEST;
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
