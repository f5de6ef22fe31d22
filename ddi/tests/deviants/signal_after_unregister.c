/* SPDX-License-Identifier: Apache-2.0 */
/* An event is signalled by the completions after it was unregistered. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static PKEVENT Gone;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  if (Gone != NULL)
    (void)KeSetEvent(Gone, EVENT_INCREMENT, FALSE);
  __real_BusNotify(Engine, Times, Count);
}

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  if (NT_SUCCESS(Status))
    Gone = NotificationEvent;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
