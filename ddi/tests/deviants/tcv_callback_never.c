/* SPDX-License-Identifier: Apache-2.0 */
/* The callback of an asynchronous call never comes. */
#include "deviant.h"

static VOID Ignore(PHDAUDIO_CODEC_TRANSFER Transfer, PVOID Context) {
  UNREFERENCED_PARAMETER(Transfer);
  UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  return Callback == NULL
             ? Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs)
             : Reference.TransferCodecVerbs(_context, Count, CodecTransfer, Ignore, Context);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
