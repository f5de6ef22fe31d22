/* SPDX-License-Identifier: Apache-2.0 */
/* Unregistering does not free the block of the registration. */
#include "deviant.h"

VOID __real_ExFreePoolWithTag(PVOID P, ULONG Tag);
VOID __wrap_ExFreePoolWithTag(PVOID P, ULONG Tag);

static BOOLEAN Keep;

VOID __wrap_ExFreePoolWithTag(PVOID P, ULONG Tag) {
  if (!Keep)
    __real_ExFreePoolWithTag(P, Tag);
}

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  Keep = TRUE;
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  Keep = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
