/* SPDX-License-Identifier: Apache-2.0 */
/* Unregistering is refused unless the engine is in Reset. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->State != ResetState)
    return STATUS_INVALID_DEVICE_REQUEST;
  return Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
