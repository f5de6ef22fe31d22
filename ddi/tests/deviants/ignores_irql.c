/* SPDX-License-Identifier: Apache-2.0 */
/* AllocateDmaBufferWithNotification is taken at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  KIRQL Irql = KeGetCurrentIrql();
  if (Irql > PASSIVE_LEVEL)
    KeLowerIrql(PASSIVE_LEVEL);
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  if (Irql > PASSIVE_LEVEL)
    KeRaiseIrql(Irql, &Irql);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
