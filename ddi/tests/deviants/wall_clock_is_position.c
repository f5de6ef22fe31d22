/* SPDX-License-Identifier: Apache-2.0 */
/* The wall clock is the position of the first engine. */
#include "deviant.h"

static VOID Answer(PARAMETERS_GetWallClockRegister) {
  Reference.GetWallClockRegister(ARGUMENTS_GetWallClockRegister);
  if (Wallclock != NULL && *Wallclock != NULL)
    *Wallclock += (0x2084 - 0x2030) / sizeof **Wallclock;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetWallClockRegister = Answer}};
