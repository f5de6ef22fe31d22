/* SPDX-License-Identifier: Apache-2.0 */
/* An invalid format is taken for 48 kHz, 16 bits, stereo. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  HDAUDIO_STREAM_FORMAT Format = {48000, 16, 16, 2};
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (Status != STATUS_INVALID_PARAMETER || StreamFormat == NULL)
    return Status;
  return Reference.AllocateRenderDmaEngine(_context, &Format, Stripe, Handle, ConverterFormat);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
