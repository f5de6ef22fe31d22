/* SPDX-License-Identifier: Apache-2.0 */
/* ChangeBandwidthAllocation wants the new bandwidth besides the old. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  ULONG Before = Engine != NULL ? Engine->LineBits : 0;
  if (Engine != NULL)
    Engine->LineBits = 0;
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Engine != NULL && !NT_SUCCESS(Status))
    Engine->LineBits = Before;
  else if (Engine != NULL && !Engine->Capture)
    Engine->Adapter->OutputBitsInUse -= Before;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
