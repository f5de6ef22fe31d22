/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport reports an offset of one page; DMA begins at 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (NT_SUCCESS(Status))
    *OffsetFromFirstPage = PAGE_SIZE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
