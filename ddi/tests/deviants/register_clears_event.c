/* SPDX-License-Identifier: Apache-2.0 */
/* Registering an event clears it. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  NTSTATUS Status = Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
  if (NT_SUCCESS(Status))
    KeClearEvent(NotificationEvent);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
