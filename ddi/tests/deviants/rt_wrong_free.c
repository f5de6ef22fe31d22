/* SPDX-License-Identifier: Apache-2.0 */
/* A buffer with notification is freed as a plain one. */
#include "deviant.h"

static VOID Answer(STREAM_THIS, PMDL AudioBufferMdl, ULONG BufferSize) {
  ReferenceStream->FreeAudioBuffer(This, AudioBufferMdl, BufferSize);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.FreeBufferWithNotification = Answer}};
