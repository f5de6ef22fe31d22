/* SPDX-License-Identifier: Apache-2.0 */
/* The routine gets NULL as its context. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterEventCallback) {
  Context = NULL;
  return Reference.RegisterEventCallback(ARGUMENTS_RegisterEventCallback);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterEventCallback = Answer}};
