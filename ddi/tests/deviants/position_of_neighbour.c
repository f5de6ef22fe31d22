/* SPDX-License-Identifier: Apache-2.0 */
/* The position register of the next engine is handed out. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetLinkPositionRegister) {
  NTSTATUS Status = Reference.GetLinkPositionRegister(ARGUMENTS_GetLinkPositionRegister);
  if (NT_SUCCESS(Status))
    *Position += 0x20 / sizeof **Position;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetLinkPositionRegister = Answer}};
