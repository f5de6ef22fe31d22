/* SPDX-License-Identifier: Apache-2.0 */
/* An asynchronous call answers STATUS_PENDING. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  return NT_SUCCESS(Status) && Callback != NULL ? STATUS_PENDING : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
