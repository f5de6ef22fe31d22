/* SPDX-License-Identifier: Apache-2.0 */
/* An asynchronous call is refused at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  if (KeGetCurrentIrql() > PASSIVE_LEVEL)
    return STATUS_UNSUCCESSFUL;
  return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
