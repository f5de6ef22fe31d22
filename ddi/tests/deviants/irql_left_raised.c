/* SPDX-License-Identifier: Apache-2.0 */
/* SetDmaEngineState returns at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  KIRQL Before;
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  if (KeGetCurrentIrql() < DISPATCH_LEVEL)
    KeRaiseIrql(DISPATCH_LEVEL, &Before);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
