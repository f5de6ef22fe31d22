/* SPDX-License-Identifier: Apache-2.0 */
/* Of more commands than the ring holds, the rest is left out. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  if (Callback == NULL && Count > 255)
    Count = 255;
  return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
