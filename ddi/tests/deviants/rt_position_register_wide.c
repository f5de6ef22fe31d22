/* SPDX-License-Identifier: Apache-2.0 */
/* The position register is reported as 64 bits wide. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, KSRTAUDIO_HWREGISTER *Register) {
  NTSTATUS Status = ReferenceStream->GetPositionRegister(This, Register);
  if (NT_SUCCESS(Status))
    Register->Width = 64;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetPositionRegister = Answer}};
