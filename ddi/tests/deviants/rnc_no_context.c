/* SPDX-License-Identifier: Apache-2.0 */
/* A callback gets NULL as its context. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationCallback) {
  CallbackContext = NULL;
  return Reference.RegisterNotificationCallback(ARGUMENTS_RegisterNotificationCallback);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.RegisterNotificationCallback = Answer}};
