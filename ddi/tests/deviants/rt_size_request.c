/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport reports the size that was asked for. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (NT_SUCCESS(Status))
    *ActualSize = RequestedSize;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
