/* SPDX-License-Identifier: Apache-2.0 */
/* An event that another engine has is refused. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  static PKEVENT Known;
  static HANDLE Owner;
  if (NotificationEvent != NULL && NotificationEvent == Known && Handle != Owner)
    return STATUS_INVALID_PARAMETER;
  Known = NotificationEvent;
  Owner = Handle;
  return Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
