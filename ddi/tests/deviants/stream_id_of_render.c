/* SPDX-License-Identifier: Apache-2.0 */
/* A stream number one too high is reported. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (NT_SUCCESS(Status))
    *StreamId = (UCHAR)(*StreamId % HDA_STREAM_ID_MAX + 1);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
