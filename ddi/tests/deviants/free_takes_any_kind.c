/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaBuffer frees a buffer with notification too. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBuffer) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->BufferKind == BusNotificationBuffer)
    Engine->BufferKind = BusPlainBuffer;
  return Reference.FreeDmaBuffer(ARGUMENTS_FreeDmaBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaBuffer = Answer}};
