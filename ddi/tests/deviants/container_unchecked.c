/* SPDX-License-Identifier: Apache-2.0 */
/* The container size of a format is not looked at. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  HDAUDIO_STREAM_FORMAT Format = {0};
  if (StreamFormat != NULL) {
    Format = *StreamFormat;
    Format.ContainerSize =
        (USHORT)(Format.ValidBitsPerSample > 16 ? 32 : Format.ValidBitsPerSample);
    StreamFormat = &Format;
  }
  return Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
