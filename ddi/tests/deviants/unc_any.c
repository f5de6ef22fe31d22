/* SPDX-License-Identifier: Apache-2.0 */
/* A callback that is not registered removes another one. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationCallback) {
  NTSTATUS Status =
      Reference.UnregisterNotificationCallback(ARGUMENTS_UnregisterNotificationCallback);
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Status != STATUS_INVALID_PARAMETER || Engine == NULL || IsListEmpty(&Engine->Registrations))
    return Status;
  BUS_NOTIFICATION Have =
      CONTAINING_RECORD(Engine->Registrations.Flink, BUS_REGISTRATION, Link)->Notification;
  return Reference.UnregisterNotificationCallback(_context, Handle, Have.Callback, Have.Context);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.UnregisterNotificationCallback = Answer}};
