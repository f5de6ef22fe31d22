/* SPDX-License-Identifier: Apache-2.0 */
/* The clock register is reported as one of 48 MHz. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, KSRTAUDIO_HWREGISTER *Register) {
  NTSTATUS Status = ReferenceStream->GetClockRegister(This, Register);
  if (NT_SUCCESS(Status))
    Register->Numerator *= 2;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetClockRegister = Answer}};
