/* SPDX-License-Identifier: Apache-2.0 */
/* The device object is not referenced. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationCallback) {
  NTSTATUS Status = Reference.RegisterNotificationCallback(ARGUMENTS_RegisterNotificationCallback);
  if (NT_SUCCESS(Status))
    (void)ObDereferenceObject(Fdo);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.RegisterNotificationCallback = Answer}};
