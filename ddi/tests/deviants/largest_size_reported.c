/* SPDX-License-Identifier: Apache-2.0 */
/* A request beyond the largest buffer is reported as granted. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status) && RequestedBufferSize > *AllocatedBufferSize + PAGE_SIZE)
    *AllocatedBufferSize = RequestedBufferSize;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
