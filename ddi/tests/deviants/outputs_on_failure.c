/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs are written before the arguments are checked. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  if (AllocatedBufferSize != NULL)
    *AllocatedBufferSize = 0;
  if (StreamId != NULL)
    *StreamId = 0;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
