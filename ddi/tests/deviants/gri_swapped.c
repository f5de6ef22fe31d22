/* SPDX-License-Identifier: Apache-2.0 */
/* Codec address and node are exchanged. */
#include "deviant.h"

static VOID Answer(PARAMETERS_GetResourceInformation) {
  Reference.GetResourceInformation(ARGUMENTS_GetResourceInformation);
  if (CodecAddress != NULL && FunctionGroupStartNode != NULL) {
    UCHAR Address = *CodecAddress;
    *CodecAddress = *FunctionGroupStartNode;
    *FunctionGroupStartNode = Address;
  }
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetResourceInformation = Answer}};
