/* SPDX-License-Identifier: Apache-2.0 */
/* A command that nobody answers makes the call fail. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++)
    if (!CodecTransfer[i].Input.IsValid && !CodecTransfer[i].Input.HasFifoOverrun)
      Status = STATUS_IO_TIMEOUT;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
