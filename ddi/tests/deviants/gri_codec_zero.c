/* SPDX-License-Identifier: Apache-2.0 */
/* The codec address is always 0. */
#include "deviant.h"

static VOID Answer(PARAMETERS_GetResourceInformation) {
  Reference.GetResourceInformation(ARGUMENTS_GetResourceInformation);
  if (CodecAddress != NULL && FunctionGroupStartNode != NULL)
    *CodecAddress = 0;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetResourceInformation = Answer}};
