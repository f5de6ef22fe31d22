/* SPDX-License-Identifier: Apache-2.0 */
/* Each response stands in the element before. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++) {
    if (i + 1 < Count)
      CodecTransfer[i].Input = CodecTransfer[i + 1].Input;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
