/* SPDX-License-Identifier: Apache-2.0 */
/* The stream number of the allocation before is reported. */
#include "deviant.h"

static UCHAR Before;

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status)) {
    UCHAR Now = *StreamId;
    if (Before != 0)
      *StreamId = Before;
    Before = Now;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
