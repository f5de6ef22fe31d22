/* SPDX-License-Identifier: Apache-2.0 */
/* A call of more commands than the ring holds fails after 256 of them. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  if (Count <= 256)
    return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  (void)Reference.TransferCodecVerbs(_context, 256, CodecTransfer, Callback, Context);
  return STATUS_RETRY;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
