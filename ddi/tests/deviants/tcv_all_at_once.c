/* SPDX-License-Identifier: Apache-2.0 */
/* Synchronous calls overtake asynchronous ones: an asynchronous call waits for the next call. */
#include "deviant.h"

static struct {
  PVOID Client, Context;
  ULONG Count;
  PHDAUDIO_CODEC_TRANSFER Elements;
  PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback;
} Held;

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  if (Held.Callback != NULL) {
    NTSTATUS Status = Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
    (void)Reference.TransferCodecVerbs(Held.Client, Held.Count, Held.Elements, Held.Callback,
                                       Held.Context);
    Held.Callback = NULL;
    return Status;
  }
  if (Callback == NULL)
    return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  Held.Client = _context;
  Held.Count = Count;
  Held.Elements = CodecTransfer;
  Held.Callback = Callback;
  Held.Context = Context;
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
