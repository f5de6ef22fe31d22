/* SPDX-License-Identifier: Apache-2.0 */
/* SetDmaEngineState returns with a spin lock that it took. */
#include "deviant.h"

static BOOLEAN Held;

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  static KSPIN_LOCK Lock;
  KIRQL Before;
  NTSTATUS Status = Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
  if (!Held && KeGetCurrentIrql() < DISPATCH_LEVEL) {
    KeAcquireSpinLock(&Lock, &Before);
    KeLowerIrql(Before);
    Held = TRUE;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
