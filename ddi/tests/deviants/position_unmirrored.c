/* SPDX-License-Identifier: Apache-2.0 */
/* The position register itself is handed out, not its mirror. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetLinkPositionRegister) {
  NTSTATUS Status = Reference.GetLinkPositionRegister(ARGUMENTS_GetLinkPositionRegister);
  if (NT_SUCCESS(Status))
    *Position -= 0x2000 / sizeof **Position;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetLinkPositionRegister = Answer}};
