/* SPDX-License-Identifier: Apache-2.0 */
/* A failed ChangeBandwidthAllocation leaves the new format. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_ChangeBandwidthAllocation) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  BUS_FORMAT Format;
  NTSTATUS Status = Reference.ChangeBandwidthAllocation(ARGUMENTS_ChangeBandwidthAllocation);
  if (Engine != NULL && !NT_SUCCESS(Status) && StreamFormat != NULL &&
      BusParseFormat(StreamFormat, &Format))
    Engine->Format = Format;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ChangeBandwidthAllocation = Answer}};
