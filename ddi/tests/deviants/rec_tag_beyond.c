/* SPDX-License-Identifier: Apache-2.0 */
/* Tags begin at 64. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  NTSTATUS Status = Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
  if (NT_SUCCESS(Status))
    *Tag = (UCHAR)(*Tag + 64);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
