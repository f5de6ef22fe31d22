/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport writes to the audio data when the stream runs. */
#include "deviant.h"

static PMDL Buffer;

static NTSTATUS Keep(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (NT_SUCCESS(Status))
    Buffer = *AudioBufferMdl;
  return Status;
}

static NTSTATUS Answer(STREAM_THIS, KSSTATE State) {
  if (State == KSSTATE_RUN && Buffer != NULL) {
    PVOID Data = MmMapLockedPagesSpecifyCache(Buffer, KernelMode, MmWriteCombined, NULL, FALSE,
                                              NormalPagePriority);
    if (Data != NULL) {
      RtlFillMemory(Data, 128, 0x11);
      MmUnmapLockedPages(Data, Buffer);
    }
  }
  return ReferenceStream->SetState(This, State);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.SetState = Answer, .AllocateBufferWithNotification = Keep}};
