/* SPDX-License-Identifier: Apache-2.0 */
/* The device object stays referenced after the callback was removed. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationCallback) {
  NTSTATUS Status = Reference.RegisterNotificationCallback(ARGUMENTS_RegisterNotificationCallback);
  if (NT_SUCCESS(Status))
    (void)ObReferenceObject(Fdo);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.RegisterNotificationCallback = Answer}};
