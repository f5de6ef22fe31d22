/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notification events of an engine. The list belongs to the engine: it outlives buffers and states
 * and ends with the engine. The DPC walks it under the adapter lock, so an event that has been
 * removed is never touched again.
 */
#include "bus.h"

static BUS_REGISTRATION *FindRegistration(BUS_ENGINE *Engine, PKEVENT Event) {
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink) {
    BUS_REGISTRATION *Registration = CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link);
    if (Registration->Event == Event)
      return Registration;
  }
  return NULL;
}

static NTSTATUS AddRegistration(BUS_ENGINE *Engine, PKEVENT Event) {
  BUS_REGISTRATION *Registration = FindRegistration(Engine, Event);
  if (Registration == NULL) {
    Registration =
        (BUS_REGISTRATION *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Registration, BUS_TAG);
    if (Registration == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Registration->Event = Event;
    InsertTailList(&Engine->Registrations, &Registration->Link);
  }
  Registration->Count++;
  return STATUS_SUCCESS;
}

static NTSTATUS RemoveRegistration(BUS_ENGINE *Engine, PKEVENT Event) {
  BUS_REGISTRATION *Registration = FindRegistration(Engine, Event);
  if (Registration == NULL)
    return STATUS_INVALID_PARAMETER;
  if (--Registration->Count == 0) {
    (void)RemoveEntryList(&Registration->Link);
    ExFreePoolWithTag(Registration, BUS_TAG);
  }
  return STATUS_SUCCESS;
}

static NTSTATUS Change(PVOID Context, HANDLE Handle, PKEVENT Event,
                       NTSTATUS (*Action)(BUS_ENGINE *Engine, PKEVENT Event)) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnter(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (Event == NULL)
    Status = STATUS_INVALID_PARAMETER;
  else
    Status = Action(Engine, Event);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

NTSTATUS BusRegisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent) {
  return Change(_context, Handle, NotificationEvent, AddRegistration);
}

NTSTATUS BusUnregisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent) {
  return Change(_context, Handle, NotificationEvent, RemoveRegistration);
}

VOID BusSignalRegistrations(BUS_ENGINE *Engine) {
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink)
    (void)KeSetEvent(CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Event, EVENT_INCREMENT,
                     FALSE);
}

VOID BusDropRegistrations(BUS_ENGINE *Engine) {
  while (!IsListEmpty(&Engine->Registrations))
    ExFreePoolWithTag(
        CONTAINING_RECORD(RemoveHeadList(&Engine->Registrations), BUS_REGISTRATION, Link), BUS_TAG);
}
