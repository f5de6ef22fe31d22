/* SPDX-License-Identifier: Apache-2.0 */
/* The callback gets NULL as its context. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  Context = NULL;
  return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
