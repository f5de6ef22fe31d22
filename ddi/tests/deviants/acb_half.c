/* SPDX-License-Identifier: Apache-2.0 */
/* The block has half the bytes that were asked for. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateContiguousDmaBuffer) {
  RequestedBufferSize = (RequestedBufferSize + 1) / 2;
  return Reference.AllocateContiguousDmaBuffer(ARGUMENTS_AllocateContiguousDmaBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateContiguousDmaBuffer = Answer}};
