/* SPDX-License-Identifier: Apache-2.0 */
/* Bits of a tag above the sixth are ignored. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_UnregisterEventCallback) {
  Tag &= 63;
  return Reference.UnregisterEventCallback(ARGUMENTS_UnregisterEventCallback);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterEventCallback = Answer}};
