/* SPDX-License-Identifier: Apache-2.0 */
/* The second buffer on a handle gets the size of the first. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  static SIZE_T First;
  if (First == 0)
    First = RequestedBufferSize;
  if (RequestedBufferSize != 0)
    RequestedBufferSize = First;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
