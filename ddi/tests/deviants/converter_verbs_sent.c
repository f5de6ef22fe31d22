/* SPDX-License-Identifier: Apache-2.0 */
/* The bus driver itself sends a verb to the converter. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  HDAUDIO_CODEC_TRANSFER Transfer = {0};
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  Transfer.Output.Command = 0x00270610u;
  if (NT_SUCCESS(Status))
    (void)Reference.TransferCodecVerbs(_context, 1, &Transfer, NULL, NULL);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
