/* SPDX-License-Identifier: Apache-2.0 */
/* There are 16 tags. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  NTSTATUS Status = Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
  if (!NT_SUCCESS(Status) || *Tag < 16)
    return Status;
  (void)Reference.UnregisterEventCallback(_context, *Tag);
  return STATUS_INSUFFICIENT_RESOURCES;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
