/* SPDX-License-Identifier: Apache-2.0 */
/* A NULL output is not written, and the call succeeds. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  ULONG Fifo;
  if (FifoSize == NULL)
    FifoSize = &Fifo;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
