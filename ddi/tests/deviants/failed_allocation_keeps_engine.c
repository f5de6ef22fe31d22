/* SPDX-License-Identifier: Apache-2.0 */
/* An allocation that fails takes an engine all the same. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  HDAUDIO_STREAM_FORMAT Small = {8000, 8, 8, 1};
  HDAUDIO_CONVERTER_FORMAT Unused;
  HANDLE Lost;
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (Status == STATUS_INSUFFICIENT_RESOURCES)
    (void)Reference.AllocateRenderDmaEngine(_context, &Small, FALSE, &Lost, &Unused);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
