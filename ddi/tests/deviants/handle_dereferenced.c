/* SPDX-License-Identifier: Apache-2.0 */
/* A handle is taken for a pointer and read through. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  if (DeviantEngine(_context, Handle) == NULL && *(volatile ULONG *)Handle != 0)
    return STATUS_INVALID_HANDLE;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
