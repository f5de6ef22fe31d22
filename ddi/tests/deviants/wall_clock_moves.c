/* SPDX-License-Identifier: Apache-2.0 */
/* Every other call gives another address of the wall clock. */
#include "deviant.h"

static ULONG Calls;

static VOID Answer(PARAMETERS_GetWallClockRegister) {
  Reference.GetWallClockRegister(ARGUMENTS_GetWallClockRegister);
  if (Wallclock != NULL && *Wallclock != NULL && (Calls++ & 1u) != 0)
    *Wallclock -= 0x2000 / sizeof **Wallclock;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetWallClockRegister = Answer}};
