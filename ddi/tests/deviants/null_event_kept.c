/* SPDX-License-Identifier: Apache-2.0 */
/* An event of NULL is registered, and signalled later. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (NotificationEvent != NULL || Engine == NULL)
    return Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
  return Reference.RegisterNotificationEvent(_context, Handle, (PKEVENT)(PVOID)Engine->Bdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
