/* SPDX-License-Identifier: Apache-2.0 */
/* The client's interrupt routine outlives the buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeContiguousDmaBuffer) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  PHDAUDIO_BDL_ISR Isr = Engine != NULL ? Engine->Isr : NULL;
  PVOID Context = Engine != NULL ? Engine->IsrContext : NULL;
  NTSTATUS Status = Reference.FreeContiguousDmaBuffer(ARGUMENTS_FreeContiguousDmaBuffer);
  if (NT_SUCCESS(Status))
    BusSetIsr(Engine, Isr, Context);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeContiguousDmaBuffer = Answer}};
