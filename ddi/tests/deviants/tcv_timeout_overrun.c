/* SPDX-License-Identifier: Apache-2.0 */
/* A command that nobody answers has HasFifoOverrun = 1. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++) {
    if (!CodecTransfer[i].Input.IsValid)
      CodecTransfer[i].Input.HasFifoOverrun = 1;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
