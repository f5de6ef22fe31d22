/* SPDX-License-Identifier: Apache-2.0 */
/* A response is marked as unsolicited. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; NT_SUCCESS(Status) && Callback == NULL && i < Count; i++) {
    CodecTransfer[i].Input.IsUnsolicitedResponse = 1;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
