/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaBuffer succeeds and frees nothing. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBuffer) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer != NULL && Engine->State == ResetState &&
      KeGetCurrentIrql() == PASSIVE_LEVEL && Engine->Buffer->Kind == BusPlainBuffer)
    return STATUS_SUCCESS;
  return Reference.FreeDmaBuffer(ARGUMENTS_FreeDmaBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaBuffer = Answer}};
