/* SPDX-License-Identifier: Apache-2.0 */
/* Registering is refused before there is a buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer == NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  return Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
