/* SPDX-License-Identifier: Apache-2.0 */
/* The client's interrupt routine gets NULL as its context. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  Context = NULL;
  return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
