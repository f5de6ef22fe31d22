/* SPDX-License-Identifier: Apache-2.0 */
/* The callback comes before the commands are sent. */
#include "deviant.h"

static VOID Ignore(PHDAUDIO_CODEC_TRANSFER Transfer, PVOID Context) {
  UNREFERENCED_PARAMETER(Transfer);
  UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS Answer(PARAMETERS_TransferCodecVerbs) {
  KIRQL Irql;
  if (Callback == NULL || KeGetCurrentIrql() > DISPATCH_LEVEL)
    return Reference.TransferCodecVerbs(ARGUMENTS_TransferCodecVerbs);
  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  Callback(&CodecTransfer[Count - 1], Context);
  KeLowerIrql(Irql);
  return Reference.TransferCodecVerbs(_context, Count, CodecTransfer, Ignore, NULL);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.TransferCodecVerbs = Answer}};
