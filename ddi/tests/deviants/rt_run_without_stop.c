/* SPDX-License-Identifier: Apache-2.0 */
/* RUN is asked of an engine in Reset. */
#include "deviant.h"

static BOOLEAN Rising;

static NTSTATUS SkipStop(PARAMETERS_SetDmaEngineState) {
  if (Rising && StreamState == StopState)
    return STATUS_SUCCESS;
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

static NTSTATUS Answer(STREAM_THIS, KSSTATE State) {
  Rising = State != KSSTATE_STOP;
  NTSTATUS Status = ReferenceStream->SetState(This, State);
  Rising = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.SetState = Answer},
                         .Routines = {.SetDmaEngineState = SkipStop}};
