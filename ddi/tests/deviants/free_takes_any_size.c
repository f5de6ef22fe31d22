/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaBufferWithNotification does not look at the size. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBufferWithNotification) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer != NULL)
    BufferSize = Engine->Buffer->Bytes;
  return Reference.FreeDmaBufferWithNotification(ARGUMENTS_FreeDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.FreeDmaBufferWithNotification = Answer}};
