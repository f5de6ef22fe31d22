/* SPDX-License-Identifier: Apache-2.0 */
/* An event that is unregistered while the DPC waits is signalled by it. */
#include "deviant_engine.h"

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static PKEVENT Gone;

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  if (Gone != NULL)
    (void)KeSetEvent(Gone, EVENT_INCREMENT, FALSE);
  Gone = NULL;
  __real_BusNotify(Engine, Times, Count);
}

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  if (NT_SUCCESS(Status) && Engine != NULL && Engine->Completions.Count != 0)
    Gone = NotificationEvent;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
