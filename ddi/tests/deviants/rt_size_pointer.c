/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport writes eight bytes where the size has four. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (NT_SUCCESS(Status))
    *(volatile ULONGLONG *)(PVOID)ActualSize = *ActualSize;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
