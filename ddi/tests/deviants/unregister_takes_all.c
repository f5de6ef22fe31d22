/* SPDX-License-Identifier: Apache-2.0 */
/* Unregistering one event removes all of them. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  if (NT_SUCCESS(Status) && Engine != NULL)
    DeviantDropRegistrations(Engine);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
