/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of an array are sent last to first. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  HDAUDIO_CODEC_TRANSFER Reversed[64];
  if (Callback != NULL || Count < 2 || Count > 64)
    return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  for (ULONG i = 0; i < Count; i++)
    Reversed[i] = CodecTransfer[Count - 1 - i];
  NTSTATUS Status = Reference.TransferCodecVerbs(_context, Count, Reversed, NULL, NULL);
  for (ULONG i = 0; i < Count; i++)
    CodecTransfer[i].Input = Reversed[Count - 1 - i].Input;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
