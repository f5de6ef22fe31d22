/* SPDX-License-Identifier: Apache-2.0 */
/* FifoSize is what SDnFIFOS holds, one byte less than the FIFO. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    *FifoSize -= 1;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
