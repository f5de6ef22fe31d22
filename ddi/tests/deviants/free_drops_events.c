/* SPDX-License-Identifier: Apache-2.0 */
/* Freeing the buffer forgets the registered events. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaBufferWithNotification) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status =
      Reference.FreeDmaBufferWithNotification(ARGUMENTS_FreeDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    DeviantDropRegistrations(Engine);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.FreeDmaBufferWithNotification = Answer}};
