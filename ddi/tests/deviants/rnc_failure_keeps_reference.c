/* SPDX-License-Identifier: Apache-2.0 */
/* A registration that fails keeps its reference on the device object. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationCallback) {
  NTSTATUS Status = Reference.RegisterNotificationCallback(ARGUMENTS_RegisterNotificationCallback);
  if (Status == STATUS_INSUFFICIENT_RESOURCES)
    (void)ObReferenceObject(Fdo);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.RegisterNotificationCallback = Answer}};
