/* SPDX-License-Identifier: Apache-2.0 */
/* A callback is removed when one of routine and context matches. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationCallback) {
  NTSTATUS Status =
      Reference.UnregisterNotificationCallback(ARGUMENTS_UnregisterNotificationCallback);
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Status != STATUS_INVALID_PARAMETER || Engine == NULL)
    return Status;
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink) {
    BUS_NOTIFICATION Have = CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Notification;
    if (Have.Callback != NULL &&
        (Have.Callback == NotificationCallback || Have.Context == CallbackContext))
      return Reference.UnregisterNotificationCallback(_context, Handle, Have.Callback,
                                                      Have.Context);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.UnregisterNotificationCallback = Answer}};
