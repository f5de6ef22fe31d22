/* SPDX-License-Identifier: Apache-2.0 */
/* ROUTINE answers TO where FROM is right. */
#include "deviant.h"

static NTSTATUS Answer(ROUTINE_PARAMETERS(ROUTINE)) {
  NTSTATUS Status = Reference.ROUTINE(ROUTINE_ARGUMENTS(ROUTINE));
  return Status == FROM ? TO : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ROUTINE = Answer}};
