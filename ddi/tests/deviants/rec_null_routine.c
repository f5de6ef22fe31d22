/* SPDX-License-Identifier: Apache-2.0 */
/* A routine of NULL is registered. */
#include "deviant.h"

static VOID Ignore(HDAUDIO_CODEC_RESPONSE Response, PVOID Context) {
  UNREFERENCED_PARAMETER(Response);
  UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  if (Routine == NULL)
    Routine = Ignore;
  return Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
