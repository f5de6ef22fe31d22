/* SPDX-License-Identifier: Apache-2.0 */
/* ChangeBandwidthAllocation makes the old handle invalid. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Engine != NULL && NT_SUCCESS(Status))
    Engine->Generation++;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
