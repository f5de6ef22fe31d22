/* SPDX-License-Identifier: Apache-2.0 */
/* At DISPATCH_LEVEL the address of the wall clock is NULL. */
#include "deviant.h"

static VOID Answer(PARAMETERS_GetWallClockRegister) {
  Reference.GetWallClockRegister(ARGUMENTS_GetWallClockRegister);
  if (Wallclock != NULL && KeGetCurrentIrql() > PASSIVE_LEVEL)
    *Wallclock = NULL;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetWallClockRegister = Answer}};
