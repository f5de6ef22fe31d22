/* SPDX-License-Identifier: Apache-2.0 */
/* Each registration allocates a block that nobody frees. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_RegisterNotificationEvent) {
  NTSTATUS Status = Reference.RegisterNotificationEvent(ARGUMENTS_RegisterNotificationEvent);
  if (NT_SUCCESS(Status))
    (void)ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 0x6b61654cu);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Answer}};
