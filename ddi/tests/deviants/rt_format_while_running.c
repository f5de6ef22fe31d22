/* SPDX-License-Identifier: Apache-2.0 */
/* SetFormat says success while the stream runs. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKSDATAFORMAT DataFormat) {
  NTSTATUS Status = ReferenceStream->SetFormat(This, DataFormat);
  return Status == STATUS_INVALID_PARAMETER ? STATUS_SUCCESS : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.SetFormat = Answer}};
