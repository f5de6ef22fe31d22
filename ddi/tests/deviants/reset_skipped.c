/* SPDX-License-Identifier: Apache-2.0 */
/* Reset does not reset the stream. */
#include "deviant_engine.h"

NTSTATUS __real_BusStreamReset(BUS_ENGINE *Engine);
NTSTATUS __wrap_BusStreamReset(BUS_ENGINE *Engine);

static BOOLEAN Skip;

NTSTATUS __wrap_BusStreamReset(BUS_ENGINE *Engine) {
  return Skip ? STATUS_SUCCESS : __real_BusStreamReset(Engine);
}

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  NTSTATUS Status;
  Skip = StreamState == ResetState;
  Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  Skip = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
