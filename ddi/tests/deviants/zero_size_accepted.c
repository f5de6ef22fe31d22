/* SPDX-License-Identifier: Apache-2.0 */
/* A request of 0 bytes gets the smallest buffer. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  if (RequestedBufferSize == 0)
    RequestedBufferSize = 1;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
