/* SPDX-License-Identifier: Apache-2.0 */
/* Any notification count is taken: what is not 2 means 1. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  if (NotificationCount != 2)
    NotificationCount = 1;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
