/* SPDX-License-Identifier: Apache-2.0 */
/* A command to the codec of another client is not waited for. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  UCHAR Own = 0, Node;
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  if (KeGetCurrentIrql() == PASSIVE_LEVEL)
    Reference.GetResourceInformation(_context, &Own, &Node);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++)
    if (CodecTransfer[i].Output.Verb8.CodecAddress != Own)
      CodecTransfer[i].Input.CompleteResponse = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
