/* SPDX-License-Identifier: Apache-2.0 */
/* A position register that is not there is refused with STATUS_UNSUCCESSFUL. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, KSRTAUDIO_HWREGISTER *Register) {
  NTSTATUS Status = ReferenceStream->GetPositionRegister(This, Register);
  return Status == STATUS_NOT_SUPPORTED ? STATUS_UNSUCCESSFUL : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetPositionRegister = Answer}};
