/* SPDX-License-Identifier: Apache-2.0 */
/* The offset of one page is reported; DMA begins at 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    *OffsetFromFirstPage = PAGE_SIZE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
