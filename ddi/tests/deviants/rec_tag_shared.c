/* SPDX-License-Identifier: Apache-2.0 */
/* Every registration gets tag 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  NTSTATUS Status = Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
  if (NT_SUCCESS(Status))
    *Tag = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
