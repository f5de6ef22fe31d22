/* SPDX-License-Identifier: Apache-2.0 */
/* FreeBufferWithNotification does nothing. */
#include "deviant.h"

static VOID Answer(STREAM_THIS, PMDL AudioBufferMdl, ULONG BufferSize) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(AudioBufferMdl);
  UNREFERENCED_PARAMETER(BufferSize);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.FreeBufferWithNotification = Answer}};
