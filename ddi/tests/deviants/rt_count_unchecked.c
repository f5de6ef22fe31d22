/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport takes any notification count: what is not 2 means 1. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  if (NotificationCount != 2)
    NotificationCount = 1;
  return ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
