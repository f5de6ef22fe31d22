/* SPDX-License-Identifier: Apache-2.0 */
/* RegisterNotificationEvent is taken at DISPATCH_LEVEL. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  KIRQL Irql = KeGetCurrentIrql();
  if (Irql > PASSIVE_LEVEL)
    KeLowerIrql(PASSIVE_LEVEL);
  NTSTATUS Status = Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
  if (Irql > PASSIVE_LEVEL)
    KeRaiseIrql(Irql, &Irql);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
