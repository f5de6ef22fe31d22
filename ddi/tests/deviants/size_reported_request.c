/* SPDX-License-Identifier: Apache-2.0 */
/* AllocatedBufferSize is the size that was asked for. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    *AllocatedBufferSize = RequestedBufferSize;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
