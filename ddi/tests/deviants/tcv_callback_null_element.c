/* SPDX-License-Identifier: Apache-2.0 */
/* The callback gets NULL in place of an element. */
#include "deviant.h"

static struct {
  PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback;
  PVOID Context;
  ULONG Count;
} Calls[32];

static VOID Pass(PHDAUDIO_CODEC_TRANSFER Transfer, PVOID Context) {
  ULONG i = (ULONG)((ULONG_PTR)Context - (ULONG_PTR)Calls) / sizeof Calls[0];
  PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback = Calls[i].Callback;
  (void)Transfer;
  Callback(NULL, Calls[i].Context);
  Calls[i].Callback = NULL;
}

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  for (ULONG i = 0; Callback != NULL && i < RTL_NUMBER_OF(Calls); i++)
    if (Calls[i].Callback == NULL) {
      Calls[i].Callback = Callback;
      Calls[i].Context = Context;
      Calls[i].Count = Count;
      return Reference.TransferCodecVerbs(_context, Count, CodecTransfer, Pass, &Calls[i]);
    }
  return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
