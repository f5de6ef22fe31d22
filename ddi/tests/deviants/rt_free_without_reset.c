/* SPDX-License-Identifier: Apache-2.0 */
/* The buffer is freed without bringing the engine to Reset. */
#include "deviant.h"

static BOOLEAN Freeing;

static NTSTATUS Ignore(PARAMETERS_SetDmaEngineState) {
  return Freeing ? STATUS_SUCCESS : Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

static VOID Answer(STREAM_THIS, PMDL AudioBufferMdl, ULONG BufferSize) {
  Freeing = TRUE;
  ReferenceStream->FreeBufferWithNotification(This, AudioBufferMdl, BufferSize);
  Freeing = FALSE;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.FreeBufferWithNotification = Answer},
                         .Routines = {.SetDmaEngineState = Ignore}};
