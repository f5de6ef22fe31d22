/* SPDX-License-Identifier: Apache-2.0 */
/* Rounding up a size close to 4 GiB wraps to a small one. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  if (RequestedSize > 0xFFFFF000u)
    RequestedSize += PAGE_SIZE;
  return ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
