/* SPDX-License-Identifier: Apache-2.0 */
/* The bus driver itself enables unsolicited responses at the codec. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  HDAUDIO_CODEC_TRANSFER Transfer = {0};
  NTSTATUS Status = Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
  UCHAR Address = 0, Node;
  Reference.GetResourceInformation(_context, &Address, &Node);
  Transfer.Output.Verb8.CodecAddress = (ULONG)Address & 0xFu;
  Transfer.Output.Verb8.Node = 1;
  Transfer.Output.Verb8.VerbId = 0x708;
  Transfer.Output.Verb8.Data = 0x80;
  if (NT_SUCCESS(Status))
    (void)Reference.TransferCodecVerbs(_context, 1, &Transfer, NULL, NULL);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
