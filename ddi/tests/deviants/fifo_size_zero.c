/* SPDX-License-Identifier: Apache-2.0 */
/* FifoSize is 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    *FifoSize = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
