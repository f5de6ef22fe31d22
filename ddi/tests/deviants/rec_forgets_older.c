/* SPDX-License-Identifier: Apache-2.0 */
/* A new registration makes the driver forget the one before. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  static UCHAR Before = 0xFF;
  NTSTATUS Status = Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
  if (NT_SUCCESS(Status)) {
    (void)Reference.UnregisterEventCallback(_context, Before);
    Before = *Tag;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
