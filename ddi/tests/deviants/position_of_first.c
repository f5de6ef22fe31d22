/* SPDX-License-Identifier: Apache-2.0 */
/* Every engine gets the same position register. */
#include "deviant.h"

static PULONG First;

static NTSTATUS Answer(PARAMETERS_GetLinkPositionRegister) {
  NTSTATUS Status = Reference.GetLinkPositionRegister(ARGUMENTS_GetLinkPositionRegister);
  if (NT_SUCCESS(Status)) {
    if (First == NULL)
      First = *Position;
    *Position = First;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetLinkPositionRegister = Answer}};
