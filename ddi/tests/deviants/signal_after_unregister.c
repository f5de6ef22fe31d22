/* SPDX-License-Identifier: Apache-2.0 */
/* An event is signalled by the completions after it was unregistered. */
#include "deviant_engine.h"

VOID __real_BusSignalRegistrations(BUS_ENGINE *Engine);
VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine);

static PKEVENT Gone;

VOID __wrap_BusSignalRegistrations(BUS_ENGINE *Engine) {
  if (Gone != NULL)
    (void)KeSetEvent(Gone, EVENT_INCREMENT, FALSE);
  __real_BusSignalRegistrations(Engine);
}

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  if (NT_SUCCESS(Status))
    Gone = NotificationEvent;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
