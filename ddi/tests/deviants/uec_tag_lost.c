/* SPDX-License-Identifier: Apache-2.0 */
/* A tag that is given back is never issued again. */
#include "deviant.h"

static VOID Ignore(HDAUDIO_CODEC_RESPONSE Response, PVOID Context) {
  UNREFERENCED_PARAMETER(Response);
  UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS Answer(PARAMETERS_UnregisterEventCallback) {
  UCHAR Lost;
  NTSTATUS Status = Reference.UnregisterEventCallback(ARGUMENTS_UnregisterEventCallback);
  if (NT_SUCCESS(Status))
    (void)Reference.RegisterEventCallback(_context, Ignore, NULL, &Lost);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterEventCallback = Answer}};
