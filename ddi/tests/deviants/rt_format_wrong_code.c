/* SPDX-License-Identifier: Apache-2.0 */
/* SetFormat answers STATUS_NOT_SUPPORTED for an invalid format. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKSDATAFORMAT DataFormat) {
  NTSTATUS Status = ReferenceStream->SetFormat(This, DataFormat);
  return Status == STATUS_INVALID_PARAMETER ? STATUS_NOT_SUPPORTED : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.SetFormat = Answer}};
