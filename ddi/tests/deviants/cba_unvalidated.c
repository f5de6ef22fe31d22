/* SPDX-License-Identifier: Apache-2.0 */
/* ChangeBandwidthAllocation takes an invalid format for 48 kHz, 16 bits, stereo. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  HDAUDIO_STREAM_FORMAT Format = {48000, 16, 16, 2};
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Status != STATUS_INVALID_PARAMETER || StreamFormat == NULL)
    return Status;
  return Reference.ChangeBandwidthAllocation(_context, Handle, &Format, ConverterFormat);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
