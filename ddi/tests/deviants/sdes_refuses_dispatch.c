/* SPDX-License-Identifier: Apache-2.0 */
/* SetDmaEngineState is refused at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  if (KeGetCurrentIrql() > PASSIVE_LEVEL)
    return STATUS_UNSUCCESSFUL;
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
