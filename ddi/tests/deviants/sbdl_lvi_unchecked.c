/* SPDX-License-Identifier: Apache-2.0 */
/* A last index of 0 is taken. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  if (Lvi == 0)
    Lvi = 1;
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
