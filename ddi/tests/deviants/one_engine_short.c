/* SPDX-License-Identifier: Apache-2.0 */
/* The last output engine is never handed out. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  HDAUDIO_STREAM_FORMAT Small = {8000, 8, 8, 1};
  HDAUDIO_CONVERTER_FORMAT Unused;
  HANDLE Last;
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (!NT_SUCCESS(Status))
    return Status;
  if (NT_SUCCESS(Reference.AllocateRenderDmaEngine(_context, &Small, FALSE, &Last, &Unused))) {
    (void)Reference.FreeDmaEngine(_context, Last);
    return Status;
  }
  (void)Reference.FreeDmaEngine(_context, *Handle);
  return STATUS_INSUFFICIENT_RESOURCES;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
