/* SPDX-License-Identifier: Apache-2.0 */
/* A failed ChangeBandwidthAllocation gives the old bandwidth away. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Engine != NULL && Status == STATUS_INSUFFICIENT_RESOURCES)
    BusReleaseBandwidth(Engine);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
