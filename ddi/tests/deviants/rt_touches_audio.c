/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport writes to the audio data. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (NT_SUCCESS(Status)) {
    PVOID Data = MmMapLockedPagesSpecifyCache(*AudioBufferMdl, KernelMode, MmWriteCombined, NULL,
                                              FALSE, NormalPagePriority);
    if (Data != NULL) {
      RtlFillMemory(Data, *ActualSize, 0x11);
      MmUnmapLockedPages(Data, *AudioBufferMdl);
    }
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
