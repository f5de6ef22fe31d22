/* SPDX-License-Identifier: Apache-2.0 */
/* A codec address beyond the input lines is taken for 0. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateCaptureDmaEngine) {
  NTSTATUS Status = Reference.AllocateCaptureDmaEngine(ARGUMENTS_AllocateCaptureDmaEngine);
  if (Status == STATUS_INVALID_PARAMETER && CodecAddress != 0)
    Status = Reference.AllocateCaptureDmaEngine(_context, 0, StreamFormat, Handle, ConverterFormat);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateCaptureDmaEngine = Answer}};
