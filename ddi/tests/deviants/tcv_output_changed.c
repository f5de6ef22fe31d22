/* SPDX-License-Identifier: Apache-2.0 */
/* The command is gone from the array afterwards. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++) {
    CodecTransfer[i].Output.Command = 0;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
