/* SPDX-License-Identifier: Apache-2.0 */
/* An event is signalled when it is registered. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  NTSTATUS Status = Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
  if (NT_SUCCESS(Status))
    (void)KeSetEvent(NotificationEvent, EVENT_INCREMENT, FALSE);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
