/* SPDX-License-Identifier: Apache-2.0 */
/* A failed allocation leaves the engine with a buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (Engine != NULL &&
      (Status == STATUS_INSUFFICIENT_RESOURCES || Status == STATUS_DEVICE_NOT_READY))
    Engine->IsAllocating = TRUE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
