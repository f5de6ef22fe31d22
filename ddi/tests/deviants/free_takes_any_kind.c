/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaBuffer frees a buffer with notification too. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBuffer) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer != NULL && Engine->Buffer->Kind == BusNotificationBuffer)
    Engine->Buffer->Kind = BusPlainBuffer;
  return Reference.FreeDmaBuffer(ARGUMENTS_FreeDmaBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaBuffer = Answer}};
