/* SPDX-License-Identifier: Apache-2.0 */
/* An asynchronous call at PASSIVE_LEVEL waits for the codec, and calls back itself. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  if (Callback == NULL || KeGetCurrentIrql() > PASSIVE_LEVEL)
    return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  NTSTATUS Status = Reference.TransferCodecVerbs(_context, Count, CodecTransfer, NULL, NULL);
  if (NT_SUCCESS(Status))
    Callback(&CodecTransfer[Count - 1], Context);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
