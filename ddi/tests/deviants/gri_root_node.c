/* SPDX-License-Identifier: Apache-2.0 */
/* The node is that of the root. */
#include "deviant.h"

static VOID Answer(PARAMETERS_GetResourceInformation) {
  Reference.GetResourceInformation(ARGUMENTS_GetResourceInformation);
  if (CodecAddress != NULL && FunctionGroupStartNode != NULL)
    *FunctionGroupStartNode = 0;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetResourceInformation = Answer}};
