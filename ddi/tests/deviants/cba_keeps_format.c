/* SPDX-License-Identifier: Apache-2.0 */
/* ChangeBandwidthAllocation keeps the old format for the next buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  BUS_FORMAT Before = {0};
  if (Engine != NULL)
    Before = Engine->Format;
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Engine != NULL)
    Engine->Format = Before;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
