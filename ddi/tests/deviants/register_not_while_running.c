/* SPDX-License-Identifier: Apache-2.0 */
/* An event cannot be registered while the engine runs. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->State == RunState)
    return STATUS_INVALID_DEVICE_REQUEST;
  return Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
