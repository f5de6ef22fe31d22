/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaBufferWithNotification does not look at the MDL. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBufferWithNotification) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer != NULL)
    BufferMdl = Engine->Buffer->Mdl;
  return Reference.FreeDmaBufferWithNotification(ARGUMENTS_FreeDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.FreeDmaBufferWithNotification = Answer}};
